// Answers requests with the Python of the browser: node in_node.mjs PYODIDE-FOLDER MODULES STARTING REQUESTS, a list of lists of
// requests in JSON; each list goes to a tab of its own. Python is started, remembered and put back first, as in a page that is
// opened a second time. Prints the answers.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, archive, starting, requests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const { default: create } = await import(pathToFileURL(`${folder}/pyodide.asm.mjs`));
const { start, memoryOf, resume } = await import(pathToFileURL(starting));
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const options = { lockFileContents: { info, packages: {} } }, modules = new Uint8Array(readFileSync(archive));
const python = await resume(loadPyodide, options, create, modules, memoryOf(await start(loadPyodide, options, modules)));
const Tab = python.runPython("lambda: Tab(date(2026, 6, 1))");
const answers = JSON.parse(readFileSync(requests, "utf8")).map((asked) => {
  const tab = Tab();
  return asked.map((one) => JSON.parse(tab.answer(JSON.stringify(one))));
});
process.stdout.write(JSON.stringify(answers));

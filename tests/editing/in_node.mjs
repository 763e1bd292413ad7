// Answers requests with the Python of the browser: node in_node.mjs PYODIDE-FOLDER MODULES REQUESTS, a list of lists of requests
// in JSON; each list goes to a tab of its own. Prints the answers.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, modules, requests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({ lockFileContents: { info, packages: {} } });
python.unpackArchive(new Uint8Array(readFileSync(modules)), "zip", { extractDir: "/lib/python3.14/site-packages" });
const Tab = python.runPython("from datetime import date\nfrom reward_reports.editing.browser import Tab\nlambda: Tab(date(2026, 6, 1))");
const answers = JSON.parse(readFileSync(requests, "utf8")).map((asked) => {
  const tab = Tab();
  return asked.map((one) => JSON.parse(tab.answer(JSON.stringify(one))));
});
process.stdout.write(JSON.stringify(answers));

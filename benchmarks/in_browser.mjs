// Times the Python of the form for browsers in Node.js, in seconds of the processor (all threads) and of the clock.
// node in_browser.mjs PYODIDE-FOLDER MODULES STARTING REPORT...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, archive, starting, ...reports] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const { default: create } = await import(pathToFileURL(`${folder}/pyodide.asm.mjs`));
const { start, memoryOf, resume } = await import(pathToFileURL(starting));
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const rows = [];

async function timed(what, act) {
  const cpu = process.cpuUsage(), clock = performance.now();
  const made = await act();
  const { user, system } = process.cpuUsage(cpu);
  rows.push([what, (user + system) / 1e6, (performance.now() - clock) / 1e3]);
  return made;
}

function median(what, times, act) {
  const taken = [];
  for (let run = 0; run < times; run += 1) {
    const cpu = process.cpuUsage(), clock = performance.now();
    act(run);
    const { user, system } = process.cpuUsage(cpu);
    taken.push([(user + system) / 1e6, (performance.now() - clock) / 1e3]);
  }
  const middle = (at) => taken.map((one) => one[at]).sort((a, b) => a - b)[Math.floor(times / 2)];
  rows.push([what, middle(0), middle(1)]);
}

const modules = new Uint8Array(readFileSync(archive)), options = { lockFileContents: { info, packages: {} } };
const texts = reports.map((file) => readFileSync(file, "utf8"));
const begin = (python) => {
  const tab = python.runPython("Tab(date(2026, 6, 1))");
  return (request) => JSON.parse(tab.answer(JSON.stringify(request)));
};
const first = async (kind, python) => {
  const ask = begin(python);
  await timed(`${kind}: first report opened`, () => ask({ op: "open", text: texts[0] }));
  await timed(`${kind}: first preview`, () => ask({ op: "preview" }));
  return ask;
};
await first("cold start", await timed("cold start: Python and modules", () => start(loadPyodide, options, modules)));
const fresh = await start(loadPyodide, options, modules);
const kept = await timed("memory kept for a warm start", () => memoryOf(fresh));
const python = await timed("warm start: Python and modules", () => resume(loadPyodide, options, create, modules, kept));
const ask = await first("warm start", python);
for (const text of texts) {
  const size = `${Math.round(Buffer.byteLength(text) / 1000)} KB`;
  ask({ op: "open", text });
  median(`${size}: change in the YAML to findings`, 5, (run) => ask({ op: "text", text: `${text}\n# ${run}\n` }));
  ask({ op: "open", text });
  median(`${size}: change in a field to findings`, 5, (run) => ask({ op: "set", path: ["report", "title"], value: `Title ${run}` }));
  median(`${size}: preview`, 5, () => ask({ op: "preview" }));
}
process.stdout.write(JSON.stringify(rows));

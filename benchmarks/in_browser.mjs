// Times the Python of the form for browsers in Node.js, in seconds of the processor (all threads) and of the clock.
// node in_browser.mjs PYODIDE-FOLDER MODULES REPORT...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, modules, ...reports] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
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

const python = await timed("start: interpreter", () => loadPyodide({ lockFileContents: { info, packages: {} } }));
await timed("start: modules unpacked", () => python.unpackArchive(new Uint8Array(readFileSync(modules)), "zip", { extractDir: "/lib/python3.14/site-packages" }));
const tab = await timed("start: modules imported", () =>
  python.runPython("from datetime import date\nfrom reward_reports.editing.browser import Tab\nTab(date(2026, 6, 1))"));
const ask = (request) => JSON.parse(tab.answer(JSON.stringify(request)));
const texts = reports.map((file) => readFileSync(file, "utf8"));
await timed("start: first report opened", () => ask({ op: "open", text: texts[0] }));
await timed("start: first preview", () => ask({ op: "preview" }));
for (const text of texts) {
  const size = `${Math.round(Buffer.byteLength(text) / 1000)} KB`;
  ask({ op: "open", text });
  median(`${size}: change in the YAML to findings`, 5, (run) => ask({ op: "text", text: `${text}\n# ${run}\n` }));
  ask({ op: "open", text });
  median(`${size}: change in a field to findings`, 5, (run) => ask({ op: "set", path: ["report", "title"], value: `Title ${run}` }));
  median(`${size}: preview`, 5, () => ask({ op: "preview" }));
}
process.stdout.write(JSON.stringify(rows));

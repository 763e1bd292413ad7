"use strict";
// Runs Python beside the page. Everything it needs is handed to it; it loads nothing.
const PLACE = "https://editor.invalid/";
let tab = null;

async function begin({ parts: [wasm, library, modules], today }) {
  const files = { "pyodide.asm.wasm": ["application/wasm", wasm], "python_stdlib.zip": ["application/zip", library] };
  self.fetch = async (address) => {
    const [type, raw] = files[String(address.url || address).slice(PLACE.length)];
    return new Response(raw, { headers: { "Content-Type": type } });
  };
  const python = await loadPyodide({
    indexURL: PLACE,
    createPyodideModule: self._createPyodideModule,
    lockFileContents: { info: self.PYODIDE_INFO, packages: {} },
  });
  python.unpackArchive(new Uint8Array(modules), "zip", { extractDir: python.FS.analyzePath("/lib/python3.14/site-packages").path });
  python.globals.set("today", today);
  tab = python.runPython("from datetime import date\nfrom reward_reports.editing.browser import Tab\nTab(date.fromisoformat(today))");
}

let ready = null;
self.onmessage = async ({ data }) => {
  if (data.parts) {
    ready = begin(data);
    return;
  }
  let answer;
  try {
    await ready;
    answer = JSON.parse(tab.answer(JSON.stringify(data.request)));
  } catch (error) {
    const lines = String(error.message || error).trim().split("\n"); // the stack holds Pyodide's one line of a megabyte
    answer = { error: `The page failed: ${lines[lines.length - 1].slice(0, 300)}. Download your report and reload the page.` };
  }
  self.postMessage({ number: data.number, answer });
};

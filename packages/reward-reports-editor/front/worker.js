"use strict";
// Runs Python beside the page. Everything it needs is handed to it; it loads nothing.
const PLACE = "https://editor.invalid/";
let tab = null, python = null, isFresh = false, keep = null;

async function begin({ parts: [wasm, library, modules], today, store, version }) {
  const files = { "pyodide.asm.wasm": ["application/wasm", wasm], "python_stdlib.zip": ["application/zip", library] };
  self.fetch = async (address) => {
    const [type, raw] = files[String(address.url || address).slice(PLACE.length)];
    return new Response(raw, { headers: { "Content-Type": type } });
  };
  const create = self._createPyodideModule;
  const options = { indexURL: PLACE, createPyodideModule: create, lockFileContents: { info: self.PYODIDE_INFO, packages: {} } };
  const archive = new Uint8Array(modules), kept = await recalled(store, version);
  if (kept) python = await resume(loadPyodide, options, create, archive, kept).catch(() => null);
  self.postMessage({ started: python ? "from memory" : "anew" });
  if (!python) {
    python = await start(loadPyodide, options, archive);
    isFresh = Boolean(store) && "caches" in self;
    keep = (memory) => caches.open(store).then((opened) => opened.put(addressOf(version), new Response(memory)));
  }
  python.globals.set("today", today);
  tab = python.runPython("Tab(date.fromisoformat(today))");
}

// A page from a server keeps the memory of its Python for the next time; that of another version is deleted.
const addressOf = (version) => `${PLACE}${version}`;

async function recalled(store, version) {
  try {
    if (!store) return null;
    const opened = await caches.open(store), found = await opened.match(addressOf(version));
    if (found) return new Uint8Array(await found.arrayBuffer());
    for (const other of await opened.keys()) await opened.delete(other);
  } catch {
    // the browser keeps nothing for this page
  }
  return null;
}

function remember() {
  isFresh = false;
  try {
    keep(memoryOf(python)).catch(() => {}); // no room: the next start takes as long as this one
  } catch {
    // what Python holds cannot be kept
  }
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
    if (isFresh && (data.request.op !== "open" || "text" in data.request)) remember(); // while it holds nothing of the author's
    answer = JSON.parse(tab.answer(JSON.stringify(data.request)));
  } catch (error) {
    const lines = String(error.message || error).trim().split("\n"); // the stack holds Pyodide's one line of a megabyte
    answer = { error: `The page failed: ${lines[lines.length - 1].slice(0, 300)}. Download your report and reload the page.` };
  }
  self.postMessage({ number: data.number, answer });
  if (isFresh) setTimeout(() => { if (isFresh) remember(); });
};

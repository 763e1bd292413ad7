// Starts Python, or puts it back as it was once it had started, which takes a quarter of the time.
const SITE = "/lib/python3.14/site-packages/";
const LIBRARY = `${SITE}pydantic_core/_pydantic_core.cpython-314-wasm32-emscripten.so`;
const HEADER = 16; // bytes: where the library lies in the memory, and in the table of functions
const ENTRY = 0x04034b50; // how a file in a ZIP archive begins
const IMPORTS = "from datetime import date\nfrom reward_reports.editing.browser import Tab, warm_up";

// Python's own unpacking takes five times as long. The archive holds its files as they are, one behind the other.
function unpack(FS, archive) {
  const view = new DataView(archive.buffer, archive.byteOffset), words = new TextDecoder();
  for (let at = 0; view.getUint32(at, true) === ENTRY;) {
    const begin = at + 30 + view.getUint16(at + 26, true), end = begin + view.getUint32(at + 18, true);
    const path = SITE + words.decode(archive.subarray(at + 30, begin));
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, archive.subarray(begin, end));
    FS.utime(path, 0, 0); // the same in every start: what was made of a template holds
    at = end;
  }
}

export async function start(loadPyodide, options, modules) {
  const python = await loadPyodide({ ...options, _makeSnapshot: true });
  unpack(python.FS, modules);
  python.runPython(IMPORTS);
  return python;
}

// The memory of a Python that nothing of the author's has come into, with everything read and made that an answer needs.
export function memoryOf(python) {
  python.runPython("warm_up()");
  const { LDSO, HEAPU32 } = python._module;
  const handle = Object.keys(LDSO.loadedLibsByHandle).find((one) => LDSO.loadedLibsByHandle[one].name === LIBRARY);
  const memory = python.makeMemorySnapshot(), kept = new Uint8Array(HEADER + memory.length);
  new Uint32Array(kept.buffer).set([HEAPU32[(Number(handle) + 12) >>> 2], HEAPU32[(Number(handle) + 20) >>> 2]]);
  kept.set(memory, HEADER);
  return kept;
}

export async function resume(loadPyodide, options, create, modules, kept) {
  const memory = kept.subarray(HEADER), [place, functions] = new Uint32Array(kept.buffer, kept.byteOffset, 2);
  return loadPyodide({ ...options, _loadSnapshot: memory, createPyodideModule: async (settings) => {
    const module = await create(settings);
    module.growMemory(memory.length);
    unpack(module.FS, modules);
    if (module.wasmTable.length !== functions) throw new Error("the library does not fit into the memory");
    module.placed = place; // see fetching.py
    await module.loadDynamicLibrary(LIBRARY, { loadAsync: true, global: false, nodelete: true, allowUndefined: true }, {});
    delete module.placed;
    return module;
  } });
}

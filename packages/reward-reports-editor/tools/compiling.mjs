// Compiles the modules of an archive with the Python that will import them, so that the form starts sooner; docstrings stay, since rules read them.
// node compiling.mjs PYODIDE-FOLDER ARCHIVE OUTPUT
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, archive, output] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({ lockFileContents: { info, packages: {} } });
python.FS.writeFile("/given.zip", new Uint8Array(readFileSync(archive)));
python.runPython(`
import io, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

STAMP = (1980, 1, 1, 0, 0, 0)
given = zipfile.ZipFile("/given.zip")
with zipfile.ZipFile("/made.zip", "w") as made:
    for name in given.namelist():
        raw = given.read(name)
        if name.endswith(".py"):
            code = compile(raw, f"/{name}", "exec", dont_inherit=True)
            name, raw = f"{name}c", bytes(_code_to_hash_pyc(code, source_hash(raw), checked=False))
        made.writestr(zipfile.ZipInfo(name, STAMP), raw)
`);
writeFileSync(output, python.FS.readFile("/made.zip"));

"""The files of an organisation's own JSON Schemas: those the configuration names, and those they refer to.

Needs neither jsonschema nor, for schemas in JSON, PyYAML: a run from the cache asks only for the fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

from reward_reports.base.errors import ConfigError
from reward_reports.base.reading import read_file

if TYPE_CHECKING:
    from reward_reports.linting.settings import Settings

MAX_BYTES = 1024 * 1024
"""The largest schema file that is read."""


@dataclass(frozen=True)
class SchemaFile:
    """One file.

    Attributes:
        name: what messages call it: as the configuration names it, or else from its root.
        uri: its address, from which its references start.
        digest: of its bytes.
        draft: the `$schema` it names, or else that of the file which refers to it; empty if there is none.
        named: whether the configuration names it; a file that is only referred to is not applied by itself.
        data: what it holds.
    """

    name: str
    uri: str
    digest: str
    draft: str
    named: bool
    data: dict[str, Any] = field(compare=False, repr=False)


def gather(schemas: tuple[str, ...], root: str) -> tuple[SchemaFile, ...]:
    """Return the files the configuration names, and every file inside the root that these refer to.

    Args:
        schemas: paths, from the root.
        root: the folder of the configuration.

    Raises:
        ConfigError: if a file is missing, too large, or neither JSON nor YAML with a mapping at its top level.
    """
    base = Path(root).resolve()
    by_address: dict[str, SchemaFile] = {}
    for name in schemas:
        file = base / name
        uri = file.absolute().as_uri()
        by_address[uri] = _read(file, name, uri, "", named=True)
    waiting = list(by_address.values())
    while waiting:
        here = waiting.pop()
        for uri in _references(here.data, here.uri):
            schema = _inside(uri, base)
            if schema is not None and uri not in by_address:
                by_address[uri] = _read(schema, schema.relative_to(base).as_posix(), uri, here.draft, named=False)
                waiting.append(by_address[uri])
    return tuple(by_address.values())


def fingerprint(settings: Settings) -> str:
    """Return a text that changes when a schema the settings name, or a file it refers to, changes.

    Raises:
        ConfigError: if a file cannot be read.
    """
    files = gather(settings.schemas, settings.root)
    return hashlib.sha256("\n".join(f"{file.name} {file.uri} {file.digest}" for file in files).encode()).hexdigest()


def unusable(name: str, why: str) -> ConfigError:
    """Return the error that says why a schema cannot be used."""
    return ConfigError(f"the schema {name} cannot be used: {why}")


def _references(data: Any, base: str) -> Iterator[str]:
    """Give the address of every file that is referred to; what only looks like a reference does no harm."""
    waiting = [(data, base)]
    while waiting:
        value, base = waiting.pop()
        if isinstance(value, dict):
            own = value.get("$id", value.get("id"))
            base = _joined(base, own) if isinstance(own, str) else base
            for key in ("$ref", "$dynamicRef"):
                if isinstance(value.get(key), str):
                    yield _joined(base, value[key])
            waiting += [(child, base) for child in reversed(value.values())]
        elif isinstance(value, list):
            waiting += [(child, base) for child in reversed(value)]


def _joined(base: str, reference: str) -> str:
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:  # such as http://[
        return base


def _inside(uri: str, root: Path) -> Path | None:
    """Return the file of an address if it lies inside the root, links followed, and is there."""
    try:
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc:
            return None
        file = Path(url2pathname(parts.path)).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):  # such as http://[, or a name no file system takes
        return None


def _read(file: Path, name: str, uri: str, draft: str, *, named: bool) -> SchemaFile:
    raw = read_file(file, MAX_BYTES, partial(unusable, name))
    data = _parse_yaml(raw, name) if file.suffix.lower() in (".yaml", ".yml") else _parse_json(raw, name)
    if not isinstance(data, dict):
        raise unusable(name, "its top level is not a mapping")
    own = data.get("$schema")
    digest = hashlib.sha256(raw).hexdigest()
    return SchemaFile(name, uri, digest, own if isinstance(own, str) else draft, named, data)


def _parse_json(raw: bytes, name: str) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise unusable(name, f"it is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise unusable(name, "it is not UTF-8") from error
    except RecursionError as error:
        raise unusable(name, "it nests too deep") from error
    except ValueError as error:
        raise unusable(name, str(error)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)} stands twice in one mapping")
    return mapping


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a JSON number")


_HARMLESS = frozenset({"yaml-1.1", "odd-key", "bidi"})
"""What the loader of reports says about a text that has a meaning all the same."""


def _parse_yaml(raw: bytes, name: str) -> Any:
    from reward_reports.report.loading.decoding import decode
    from reward_reports.report.loading.node_values import Walker
    from reward_reports.report.loading.parsing import Limits, compose
    from reward_reports.report.loading.positions import Lines

    limits = Limits()
    text, problems = decode(raw, MAX_BYTES)
    data = None
    if not problems:
        root, problems = compose(text, limits)
        if root is not None:
            walker = Walker(text, limits)
            data = walker.walk(root)
            problems = [problem for problem in walker.problems if problem.kind not in _HARMLESS]
    if problems:
        span = problems[0].span
        place = f"line {Lines(text).place(span).line}: " if span else ""
        raise unusable(name, f"{place}{problems[0].message}")
    return data

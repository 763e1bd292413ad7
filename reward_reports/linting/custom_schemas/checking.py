"""An organisation's own JSON Schemas, applied to a report's data on top of the format.

The schemas are trusted configuration, as the code of a rule is; what they refer to is looked up among local files only.
jsonschema is imported when a schema is configured and a file is not in the cache.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from reward_reports.base.diagnostics import Problem
from reward_reports.base.errors import RewardReportsError
from reward_reports.base.installing import needed
from reward_reports.linting.custom_schemas.files import SchemaFile, fingerprint, gather, unusable

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from referencing import Registry

__all__ = ["fingerprint", "problems_by_own_schemas"]

_MOST = 50
"""Problems said about one file by one schema, as many as by our own."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


@dataclass(frozen=True)
class _Schema:
    name: str
    validator: Validator


def problems_by_own_schemas(data: Any, schemas: tuple[str, ...], root: str) -> Iterator[Problem]:
    """Give what an organisation's schemas find wrong, schema by schema.

    Args:
        data: the report's data as written.
        schemas: the files of the schemas, from the root.
        root: the folder of the configuration.

    Raises:
        ConfigError: if a schema cannot be used.
        MissingToolError: if jsonschema is not installed.
    """
    from reward_reports.linting.custom_schemas.long_form import long_form

    spelled = long_form(data)
    for schema in _compile(gather(schemas, root)):
        yield from _apply(schema, spelled)


def _apply(schema: _Schema, data: Any) -> Iterator[Problem]:
    from reward_reports.linting.custom_schemas.messages import problems_of

    try:
        errors = list(islice(schema.validator.iter_errors(data), _MOST + 1))
    except RecursionError:
        advice = "Reduce the nesting of the report, or look for a schema reference that refers to itself"
        yield Problem(f"the report nests too deep to be checked ({schema.name})", advice)
        return
    except Exception as error:  # whatever a schema makes of data its author did not think of
        raise unusable(schema.name, f"{type(error).__name__}: {error}") from error
    for failure in errors[:_MOST]:
        yield from problems_of(failure, schema.name)
    if len(errors) > _MOST:
        yield Problem(f"there is more of this kind ({schema.name})", "Fix the others first")


@lru_cache(maxsize=4)
def _compile(files: tuple[SchemaFile, ...]) -> tuple[_Schema, ...]:
    """Make validators of schemas that were checked, and whose references all lead somewhere."""
    with needed("own schemas need the package jsonschema", "pip install jsonschema"):
        import jsonschema  # noqa: F401 the rest imports from it
        from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
        from referencing import Registry
        from referencing.jsonschema import specification_with
    classes: dict[str, type[Validator]] = {}
    # A registry that retrieves nothing: what is not in it cannot be referred to.
    registry: Registry[Any] = Registry().combine(REGISTRY)
    for file in files:
        with _naming(file):
            classes[file.uri] = _class_of(file)
            _check(file, classes[file.uri])
            resource = specification_with(file.draft or _DRAFT).create_resource(file.data)
            registry = registry.with_resource(file.uri, resource).crawl()
    for file in files:
        with _naming(file):
            _check_parts(file, registry)
    return tuple(
        _Schema(file.name, classes[file.uri]({"$ref": file.uri}, registry=registry)) for file in files if file.named
    )


@contextmanager
def _naming(file: SchemaFile) -> Generator[None]:
    """Turn whatever the libraries make of a schema, such as one with the `$id` `http://[`, into an error that names it."""
    try:
        yield
    except RewardReportsError:
        raise
    except Exception as error:
        raise unusable(file.name, str(error) or type(error).__name__) from error


def _class_of(file: SchemaFile) -> type[Validator]:
    from jsonschema.validators import validator_for

    validator = validator_for({"$schema": file.draft or _DRAFT}, default=None)  # type: ignore[arg-type]  # its stubs know no None
    if validator is None:
        raise unusable(
            file.name, f"$schema names {file.draft}, which is not a draft that is known here; write {_DRAFT}"
        )
    return validator


def _check(file: SchemaFile, kind: type[Validator]) -> None:
    from jsonschema import FormatChecker
    from jsonschema.exceptions import SchemaError

    try:
        # Only the format that is always there: which others jsonschema knows depends on what else is installed.
        kind.check_schema(file.data, format_checker=FormatChecker(formats=["regex"]))  # type: ignore[call-arg]  # its protocol lacks it
    except SchemaError as error:
        raise unusable(file.name, f"it is not a valid schema: {error.json_path}: {error.message}") from error
    except RecursionError as error:
        raise unusable(file.name, "it nests too deep") from error


def _keep_paths(contents: dict[str, Any]) -> None:
    """Write a key that may not be there in a way for which jsonschema tells the key, not only what it stands in."""
    for keyword in ("properties", "patternProperties"):
        for key, schema in contents.get(keyword, {}).items():
            if schema is False:
                contents[keyword][key] = {"not": {}}


def _check_parts(file: SchemaFile, registry: Registry[Any]) -> None:
    """Refuse references that lead to nothing, in every schema inside the file."""
    from referencing.exceptions import Unresolvable

    waiting = [(registry[file.uri], registry.resolver(file.uri))]
    while waiting:
        resource, resolver = waiting.pop()
        resolver = resolver.in_subresource(resource)
        contents = resource.contents if isinstance(resource.contents, dict) else {}
        _keep_paths(contents)
        for reference in (contents[key] for key in _REFERENCES if isinstance(contents.get(key), str)):
            try:
                resolver.lookup(reference)
            except (Unresolvable, ValueError) as error:
                raise unusable(
                    file.name,
                    f"its reference {reference} leads to nothing; only files inside the folder of the configuration "
                    "are looked up, and nothing is fetched from the web",
                ) from error
        waiting += [(child, resolver) for child in resource.subresources()]

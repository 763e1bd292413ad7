"""Carries out the instructions of a pickle, with limits: nothing is imported or called, and no key is hashed that is no plain value."""

from __future__ import annotations

import pickletools
from collections.abc import Callable
from typing import Any, Final

MAX_STEPS: Final = 20_000
"""Instructions of a pickle; settings of 200 values have about 1,000."""
MAX_PARTS: Final = 100_000
"""Parts of what it holds, each counted as often as it stands there."""
MAX_CHARACTERS: Final = 16_000_000
"""Characters of its texts, counted likewise."""
MAX_DEPTH: Final = 100
"""How many parts may lie inside each other."""
MAX_NUMBER: Final = 1 << 512
"""States of random numbers have some 128 bits, settings fewer."""
MAX_KEY: Final = 1_000
"""Characters of a key, and values of one that has several."""
_SMALL: Final = 1 << 60
"""Whole numbers below it have different hashes."""


class PickleError(Exception):
    """The pickle cannot be read.

    Attributes:
        position: the byte at which the instruction begins that went wrong.
    """

    def __init__(self, what: str, position: int = 0) -> None:
        super().__init__(what)
        self.position = position


class Inert:
    """Stands in for a class or an object of whatever class a pickle names.

    Attributes:
        named: the module and the name that the pickle gives.
        given: what it was to be made from.
        state: its attributes, where the pickle tells them.
    """

    __slots__ = ("given", "named", "state")

    def __init__(self, named: str, given: tuple[Any, ...] = ()) -> None:
        self.named = named
        self.given = given
        self.state: dict[str, Any] = {}

    def take(self, key: Any, value: Any) -> None:
        """Remember an attribute, or an entry, if its name is a text."""
        if isinstance(key, str) and len(key) <= MAX_KEY:
            self.state[key] = value


def run(data: bytes) -> Any:
    """Return what a pickle holds, objects as stand-ins.

    Raises:
        PickleError: if it is none, is cut off, or asks for too much.
    """
    machine, position = _Machine(), 0
    try:
        for steps, (instruction, argument, at) in enumerate(pickletools.genops(data)):
            position = at or 0
            if steps >= MAX_STEPS:
                raise PickleError(f"more than {MAX_STEPS:,} instructions, and a pickle of settings never has so many")
            machine.do(instruction.name, argument)
        held = machine.pop()
        _measure(held)
    except PickleError as error:
        raise PickleError(str(error), position) from None
    except Exception as error:  # `genops` raises what its readers of arguments raise
        raise PickleError(f"this is not a pickle, or it is cut off ({type(error).__name__})", position) from None
    return held


def _measure(held: Any) -> None:
    """Walk through what was read as those who use it may do: a part that stands in two places counts twice."""
    parts = characters = 0
    seen = set()
    left = [(held, 0)]
    while left:
        value, depth = left.pop()
        parts += 1
        if isinstance(value, Inert):
            if id(value) in seen:
                continue
            seen.add(id(value))
            inside: list[Any] = [*value.given, *value.state.values()]
        elif isinstance(value, dict):
            inside = list(value.values())
        elif isinstance(value, list | tuple):
            inside = list(value)
        else:
            characters += len(value) if isinstance(value, str | bytes | bytearray) else 0
            if characters > MAX_CHARACTERS:
                raise PickleError(f"more than {MAX_CHARACTERS:,} characters, counted as often as they are repeated")
            continue
        if parts + len(left) + len(inside) > MAX_PARTS:
            raise PickleError(f"more than {MAX_PARTS:,} parts, counted as often as they are repeated")
        if depth >= MAX_DEPTH:
            raise PickleError(f"more than {MAX_DEPTH} parts inside each other")
        left += [(one, depth + 1) for one in inside]


class _Machine:
    """A stack of what was read, the stacks below the marks, and what is remembered by number."""

    def __init__(self) -> None:
        self._stack: list[Any] = []
        self._below: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def do(self, name: str, argument: Any) -> None:
        """Carry out an instruction."""
        if name in _VALUES:
            self._stack.append(_plain(argument))
        elif name in _CONSTANTS:
            self._stack.append(_CONSTANTS[name]())
        elif name in _IGNORED:
            return
        elif name in _DOERS:
            _DOERS[name](self, argument)
        else:
            raise PickleError(f"the instruction {name}, which no pickle of settings has")

    def pop(self) -> Any:
        """Take what was read last."""
        if not self._stack:
            raise PickleError("an instruction has nothing to work on")
        return self._stack.pop()

    def _top(self) -> Any:
        if not self._stack:
            raise PickleError("an instruction has nothing to work on")
        return self._stack[-1]

    def _mark(self, _: Any) -> None:
        self._below.append(self._stack)
        self._stack = []

    def _since_mark(self) -> list[Any]:
        if not self._below:
            raise PickleError("an instruction needs a mark that is missing")
        items, self._stack = self._stack, self._below.pop()
        return items

    def _drop_since_mark(self, _: Any) -> None:
        self._since_mark()

    def _drop(self, _: Any) -> None:
        if self._stack:
            self._stack.pop()
        else:
            self._since_mark()

    def _duplicate(self, _: Any) -> None:
        self._stack.append(self._top())

    def _tuple(self, count: int) -> None:
        items = [self.pop() for _ in range(count)]
        self._stack.append(tuple(reversed(items)))

    def _list(self, _: Any) -> None:
        items = self._since_mark()
        self._stack.append(items)

    def _whole_tuple(self, _: Any) -> None:
        items = self._since_mark()
        self._stack.append(tuple(items))

    def _dict(self, _: Any) -> None:
        items = self._since_mark()
        self._stack.append({})
        self._put_in(items)

    def _append(self, _: Any) -> None:
        self._extend([self.pop()])

    def _appends(self, _: Any) -> None:
        self._extend(self._since_mark())

    def _extend(self, items: list[Any]) -> None:
        target = self._top()
        if isinstance(target, list):
            target.extend(items)
        elif not isinstance(target, Inert):  # entries of a list-like object are forgotten
            raise PickleError("entries are added to what is no list")

    def _set_item(self, _: Any) -> None:
        value, key = self.pop(), self.pop()
        self._put_in([key, value])

    def _set_items(self, _: Any) -> None:
        self._put_in(self._since_mark())

    def _put_in(self, items: list[Any]) -> None:
        target = self._top()
        if len(items) % 2 or not isinstance(target, dict | Inert):
            raise PickleError("entries are added to what is no mapping")
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not _is_flat(key):
                raise PickleError("a key is neither a plain value nor a few of them")
            if isinstance(target, Inert):
                target.take(key, value)
            elif _is_plain(key):
                target[key] = value

    def _remember(self, number: Any) -> None:
        self._memo[len(self._memo) if number is None else int(number)] = self._top()

    def _recall(self, number: Any) -> None:
        if int(number) not in self._memo:
            raise PickleError(f"part {number} is used, and was never read")
        self._stack.append(self._memo[int(number)])

    def _global(self, name: str) -> None:
        self._stack.append(Inert(".".join(str(name).split(" ", 1))))

    def _stack_global(self, _: Any) -> None:
        name, module = self.pop(), self.pop()
        if not (isinstance(name, str) and isinstance(module, str)):
            raise PickleError("the name of a class is no text")
        self._stack.append(Inert(f"{module}.{name}"))

    def _call(self, _: Any) -> None:
        given = self.pop()
        self._make(self.pop(), given)

    def _call_with_names(self, _: Any) -> None:
        _names, given = self.pop(), self.pop()
        self._make(self.pop(), given)

    def _object(self, _: Any) -> None:
        made_of, *given = self._since_mark() or [None]
        self._make(made_of, tuple(given))

    def _instance(self, name: str) -> None:
        given = self._since_mark()
        self._make(Inert(".".join(name.split(" ", 1))), tuple(given))

    def _make(self, made_of: Any, given: Any) -> None:
        if not isinstance(made_of, Inert) or not isinstance(given, tuple):
            raise PickleError("an object is made of what is no class")
        rebuilt = made_of.named.endswith("._reconstructor") and given and isinstance(given[0], Inert)
        self._stack.append(Inert(given[0].named if rebuilt else made_of.named, given))

    def _build(self, _: Any) -> None:
        state, target = self.pop(), self._top()
        parts = state if isinstance(state, tuple) else (state,)
        for part in parts:
            if isinstance(part, dict) and isinstance(target, Inert):
                for key, value in part.items():
                    target.take(key, value)

    def _from_outside(self, pid: Any) -> None:
        self._stack.append(Inert("", (pid,)))

    def _popped_from_outside(self, _: Any) -> None:
        self._from_outside(self.pop())


def _plain(value: Any) -> Any:
    if isinstance(value, int) and abs(value) >= MAX_NUMBER:
        raise PickleError("a whole number of more than 512 bits")
    return value


def _is_flat(key: Any) -> bool:
    """Whether a mapping may have such a key at all."""
    if isinstance(key, tuple):
        return len(key) <= MAX_KEY and not any(isinstance(one, tuple | list | dict) for one in key)
    return not isinstance(key, list | dict)


def _is_plain(key: Any) -> bool:
    """Whether a key may be hashed; what stands under any other is forgotten, as nobody asks for it."""
    if isinstance(key, str):
        return len(key) <= MAX_KEY
    return key is None or (isinstance(key, int) and abs(key) < _SMALL)


_VALUES = frozenset(
    """INT BININT BININT1 BININT2 LONG LONG1 LONG4 FLOAT BINFLOAT STRING BINSTRING SHORT_BINSTRING UNICODE BINUNICODE
    SHORT_BINUNICODE BINUNICODE8 BINBYTES SHORT_BINBYTES BINBYTES8 BYTEARRAY8""".split()
)
_CONSTANTS: dict[str, Callable[[], Any]] = {
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
    "EMPTY_DICT": dict,
    "EMPTY_SET": list,  # a set would hash what it holds
}
_IGNORED = frozenset({"PROTO", "FRAME", "STOP"})
_DOERS: dict[str, Callable[[_Machine, Any], None]] = {
    "MARK": _Machine._mark,
    "POP": _Machine._drop,
    "POP_MARK": _Machine._drop_since_mark,
    "DUP": _Machine._duplicate,
    "TUPLE": _Machine._whole_tuple,
    "TUPLE1": lambda machine, _: machine._tuple(1),
    "TUPLE2": lambda machine, _: machine._tuple(2),
    "TUPLE3": lambda machine, _: machine._tuple(3),
    "LIST": _Machine._list,
    "FROZENSET": _Machine._list,
    "DICT": _Machine._dict,
    "APPEND": _Machine._append,
    "APPENDS": _Machine._appends,
    "ADDITEMS": _Machine._appends,
    "SETITEM": _Machine._set_item,
    "SETITEMS": _Machine._set_items,
    "GLOBAL": _Machine._global,
    "STACK_GLOBAL": _Machine._stack_global,
    "REDUCE": _Machine._call,
    "NEWOBJ": _Machine._call,
    "NEWOBJ_EX": _Machine._call_with_names,
    "OBJ": _Machine._object,
    "INST": _Machine._instance,
    "BUILD": _Machine._build,
    "PERSID": _Machine._from_outside,
    "BINPERSID": _Machine._popped_from_outside,
}
_DOERS |= dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), _Machine._remember)
_DOERS |= dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), _Machine._recall)

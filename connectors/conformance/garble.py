"""Garbles one answer of a platform in one place, as schema drift, careless releases and broken proxies do.

JSON, lines of JSON and XML are changed by their structure; anything else line by line.
"""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

HUGE = 120_000  # characters of a huge text, a little more than any connector may keep
Path: TypeAlias = "tuple[str | int, ...]"


class Change(StrEnum):
    """What is done to one place of an answer."""

    DROP = "drop"
    NULL = "null"
    RETYPE = "retype"
    RENAME = "rename"
    NEST = "nest"
    HUGE = "huge"
    SWAP = "swap"
    DUPLICATE = "duplicate"
    TRUNCATE = "truncate"
    LINE = "line"


_PLAUSIBLE = frozenset({Change.HUGE, Change.SWAP, Change.LINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Garbled:
    """A garbled answer: what was done, where (`path` in `tree`, the answer `whole`), and `body`, which is sent instead.

    It is `judged` unless another value is now as plausible as the true one was; then only what is valid can be told.
    """

    change: Change
    path: Path
    tree: Any
    whole: bytes
    body: bytes
    judged: bool = True

    def __str__(self) -> str:
        return f"{self.change.value} of {'.'.join(map(str, self.path)) or 'the whole'}"


def garbled(body: bytes, chance: random.Random) -> Garbled | None:
    """Garble an answer in one place; None when there is nothing in it."""
    if not body.strip():
        return None
    tree, write = _read(body)
    if chance.random() < 0.06:
        cut = body[: chance.randrange(len(body))]
        return Garbled(change=Change.TRUNCATE, path=(), tree=None, whole=body, body=cut, judged=write is not None)
    if write is None:
        return _garbled_lines(body, chance)
    paths = _paths(tree, ())
    if not paths:
        return None
    path = chance.choice(paths)
    copy = deepcopy(tree)
    change = _change(copy, path, chance)
    # In XML everything is text: one text is as plausible as another. What was null may well have become something, and
    # of a list of plain values any may be missing.
    another = change is Change.RETYPE and body.lstrip()[:1] == b"<"
    filled = at(tree, path) is None and change in (Change.RETYPE, Change.NEST)
    fewer = isinstance(path[-1], int) and change is Change.DROP and not isinstance(at(tree, path), dict | list)
    judged = not (change in _PLAUSIBLE or another or filled or fewer)
    return Garbled(change=change, path=path, tree=tree, whole=body, body=write(copy), judged=judged)


def _read(body: bytes) -> tuple[Any, Callable[[Any], bytes] | None]:
    """Read an answer as a tree of lists and dicts, and say how such a tree is written again."""
    try:
        return json.loads(body), lambda tree: json.dumps(tree).encode()
    except ValueError:
        pass
    try:
        lines = [json.loads(line) for line in body.splitlines() if line.strip()]
        return lines, lambda tree: b"".join(json.dumps(line).encode() + b"\n" for line in tree)
    except (ValueError, TypeError):
        pass
    if body.lstrip()[:1] == b"<":
        from connectors.conformance.garble_xml import read_xml, write_xml  # noqa: PLC0415 - few platforms speak it

        tree = read_xml(body)
        return tree, None if tree is None else write_xml
    return None, None


def _paths(value: Any, path: Path) -> list[Path]:  # noqa: ANN401 - any JSON
    """List every place of a tree but the whole."""
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [each for step, inner in steps for each in ((*path, step), *_paths(inner, (*path, step)))]


def at(tree: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON
    """Give what lies at a place of a tree."""
    for step in path:
        tree = tree[step]
    return tree


def _change(tree: Any, path: Path, chance: random.Random) -> Change:  # noqa: ANN401 - any JSON
    """Change a tree at a place and say how."""
    holder, step = at(tree, path[:-1]), path[-1]
    in_list = isinstance(holder, list)
    possible = [Change.DROP, Change.RETYPE, Change.NEST, Change.HUGE]
    possible += [] if holder[step] is None else [Change.NULL]
    possible += [Change.DUPLICATE] if in_list else [Change.RENAME, Change.SWAP]
    change = chance.choice(possible)
    if change is Change.SWAP:
        others = [name for name in holder if name != step and type(holder[name]) is type(holder[step])]
        if not others:
            change = Change.RENAME
        else:
            other = chance.choice(others)
            holder[step], holder[other] = holder[other], holder[step]
    if change is Change.DROP:
        del holder[step]
    elif change is Change.DUPLICATE:
        holder.insert(step, deepcopy(holder[step]))
    elif change is Change.RENAME:
        holder[f"{step}_"] = holder.pop(step)
    elif change is not Change.SWAP:
        holder[step] = _other(holder[step], change, chance)
    return change


def _other(value: Any, change: Change, chance: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """Give a value to stand in another's place."""
    if change is Change.NULL:
        return None
    if change is Change.NEST:
        return {"value": value}
    return _huge(value) if change is Change.HUGE else chance.choice(_retyped(value))


def _retyped(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    """Give values of other types: the same in another dress, or one that makes no sense in its place."""
    kept = [[value], {"a": value}]
    if isinstance(value, bool):
        return ["perhaps", *kept]
    if isinstance(value, int | float):
        return ["many", str(value), float(value), *kept]
    if isinstance(value, str):
        return [int(value) if value.isdecimal() and len(value) < 15 else True, *kept]
    return [{"a": 1}, [1]] if value is None else ["text", 7, True, *kept]


def _huge(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return (value or "z") + "Z" * HUGE
    if isinstance(value, bool | int | float) or value is None:
        return 10**30
    if isinstance(value, list):
        return value * 60 or [0] * 5_000
    return value | {f"x{number}": number for number in range(2_000)}


def _garbled_lines(body: bytes, chance: random.Random) -> Garbled:
    """Garble an answer that is only lines: one is lost, doubled, cut, moved, or has other letters in it."""
    lines = body.splitlines(keepends=True)
    place = chance.randrange(len(lines))
    line = lines[place]
    cut = chance.randrange(len(line) + 1)
    letter = chance.choice(string.punctuation).encode()
    ways: tuple[list[bytes], ...] = (
        [],
        [line, line],
        [line[:cut]],
        [line[:cut] + letter + line[cut + 1 :]],
        [line[:cut] + b"\xff\x00" + line[cut:]],
    )
    lines[place : place + 1] = chance.choice(ways)
    if chance.random() < 0.1:
        chance.shuffle(lines)
    return Garbled(change=Change.LINE, path=(place,), tree=None, whole=body, body=b"".join(lines), judged=False)

"""Reads XML as the lists and dicts that `garble` changes, and writes them again.

An element is {tag: [text, {attributes}, child, ...]}, so that every change of a tree can be written, whatever it is.
"""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree


def read_xml(body: bytes) -> Any:  # noqa: ANN401 - lists and dicts
    """Read XML as a tree; None when it is not well-formed."""
    try:
        return _read(ElementTree.fromstring(body))
    except ElementTree.ParseError:
        return None


def _read(element: Any) -> dict[str, Any]:  # noqa: ANN401 - the library has no types
    """Read one element: its text, its attributes if any, and its children, those of one tag together in a list."""
    found: dict[str, Any] = {"#": element.text or ""}
    if element.attrib:
        found["@"] = dict(element.attrib)
    for child in element:
        found.setdefault(child.tag, []).append(_read(child))
    return {element.tag: found} if element.tag in ("rss", "{http://www.w3.org/2005/Atom}feed") else found


def write_xml(tree: Any) -> bytes:  # noqa: ANN401 - lists and dicts
    """Write a tree as XML."""
    return ('<?xml version="1.0" encoding="utf-8"?>' + _written(tree)).encode("utf-8", "replace")


def _written(value: Any) -> str:  # noqa: ANN401 - lists and dicts
    if isinstance(value, dict):
        return "".join(_element(tag, inner) for tag, inner in value.items() if tag[:1] != "@")
    if isinstance(value, list):
        return "".join(map(_written, value))
    return "" if value is None else escape(value if isinstance(value, str) else json.dumps(value))


def _element(tag: str, inner: Any) -> str:  # noqa: ANN401 - lists and dicts
    if tag.startswith("#"):
        return _written(inner)
    namespace, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    declared = f" xmlns={quoteattr(namespace)}" if namespace else ""
    parts = inner if isinstance(inner, list) else [inner]
    return "".join(f"<{name}{declared}{_attributes(part)}>{_written(part)}</{name}>" for part in parts)


def _attributes(part: Any) -> str:  # noqa: ANN401 - lists and dicts
    named = part.get("@") if isinstance(part, dict) else None
    if not isinstance(named, dict):
        return ""
    return "".join(f" {name}={quoteattr(_plain(value))}" for name, value in named.items() if "{" not in name)


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever a change made of it
    return value if isinstance(value, str) else json.dumps(value)

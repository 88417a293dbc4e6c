"""X's search syntax, as far as our connector writes it, really evaluated on made-up posts (docs.x.com, operators)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

_TOKEN = re.compile(r'\(|\)|-?"[^"]*"|[^\s()]+')
_WORD = re.compile(r"\w+")
_MENTION = re.compile(r"@(\w{1,15})")
_NEEDS_COMPANY = ("is:", "lang:", "has:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """What a search can ask about one post; names in lower case."""

    text: str
    author: str
    language: str
    conversation: str
    answers: str | None
    kinds: frozenset[str]
    words: list[str] = field(init=False)
    mentioned: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Take the words apart: a mention is none."""
        object.__setattr__(self, "mentioned", frozenset(name.lower() for name in _MENTION.findall(self.text)))
        object.__setattr__(self, "words", _WORD.findall(_MENTION.sub(" ", self.text).casefold()))


Test: TypeAlias = Callable[[Searchable], bool]


class BadQuery(ValueError):
    """X would answer 400."""


def parse(query: str) -> Test:
    """Make a test of a query; BadQuery for one that X refuses."""
    tokens = _TOKEN.findall(query)
    if not tokens or not any(_stands_alone(token) for token in tokens):
        raise BadQuery("There were errors processing your request: no standalone operator")
    test, rest = _alternatives(tokens)
    if rest:
        raise BadQuery(f"missing EOF at '{rest[0]}'")
    return test


def _stands_alone(token: str) -> bool:
    return token not in ("(", ")", "OR") and not token.startswith("-") and not token.startswith(_NEEDS_COMPANY)


def _alternatives(tokens: list[str]) -> tuple[Test, list[str]]:
    test, rest = _conjunction(tokens)
    tests = [test]
    while rest and rest[0] == "OR":
        test, rest = _conjunction(rest[1:])
        tests.append(test)
    return (lambda post: any(each(post) for each in tests)), rest


def _conjunction(tokens: list[str]) -> tuple[Test, list[str]]:
    tests: list[Test] = []
    while tokens and tokens[0] not in ("OR", ")"):
        token, tokens = tokens[0], tokens[1:]
        if token == "(":
            test, tokens = _alternatives(tokens)
            if not tokens or tokens[0] != ")":
                raise BadQuery("missing ')'")
            tests.append(test)
            tokens = tokens[1:]
        else:
            tests.append(_operator(token))
    if not tests:
        raise BadQuery("mismatched input: an operator is missing")
    return (lambda post: all(each(post) for each in tests)), tokens


def _operator(token: str) -> Test:
    if token.startswith("-"):
        inner = _operator(token[1:])
        return lambda post: not inner(post)
    name, _, value = token.partition(":")
    value = value.lower()
    if token.startswith('"'):
        return _phrase(token.strip('"'))
    if token.startswith("@"):
        return lambda post: token[1:].lower() in post.mentioned
    if not value:
        return _phrase(token)
    operators: dict[str, Test] = {
        "to": lambda post: post.answers == value,
        "from": lambda post: post.author == value,
        "lang": lambda post: post.language == value,
        "conversation_id": lambda post: post.conversation == value,
        "is": lambda post: value in post.kinds,
    }
    if name not in operators:
        raise BadQuery(f"Reference to invalid operator '{name}'")
    return operators[name]


def _phrase(text: str) -> Test:
    wanted = _WORD.findall(text.casefold())
    if not wanted:
        raise BadQuery(f"Reference to invalid keyword '{text}'")
    size = len(wanted)
    return lambda post: any(post.words[at : at + size] == wanted for at in range(len(post.words) - size + 1))

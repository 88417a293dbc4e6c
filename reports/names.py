"""Whose words and names stand on a page: a past page is withdrawn when one of them is erased."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Assessed, CaseFile, Material


def names_on(material: Material) -> frozenset[str]:
    """Give the ids of all mentions and people that a page made of this may show."""
    return frozenset(name for name in _names(material) if name)


def _names(material: Material) -> Iterator[str | None]:
    for file in (*material.waiting, *material.next_later, *material.held, *material.quiet, *material.outcomes):
        yield from _of_case(file)
    for one in (
        *(praise.said for praise in material.praise),
        *(one for story in material.stories for one in story.mentions),
    ):
        yield from _of_mention(one)
    for change in material.changes:
        yield from change.people
    for story in material.stories:
        yield story.story.id


def _of_case(file: CaseFile) -> Iterator[str | None]:
    yield file.case.person
    if file.story:
        yield file.story.id  # its name is cut from these words
    for one in (*file.mentions, *file.replies):
        yield from _of_mention(one)


def _of_mention(one: Assessed) -> Iterator[str | None]:
    yield one.mention.id
    yield one.mention.person

"""From the material to the report: choose the words, count, and put the sections in order. Pure: asks no clock."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Material
from reports.cards import card_of, later_of
from reports.curves import top_of
from reports.document import SCHEMA, Card, Report, StoryLink
from reports.figures import lead_page
from reports.hearing import source_hours
from reports.opening import later_words, opening_of, put_off_words
from reports.people import Setting
from reports.sections import (
    change_line,
    held_row,
    namesake_words,
    outcome_figures,
    outcome_row,
    praise_row,
    quiet_row,
    unread_words,
)
from reports.tellings import story_of
from reports.undelivered import undelivered_lines
from reports.wording import LANGUAGES, Times


def build(material: Material) -> Report:
    """Build the report of one moment. The same material always gives the same report."""
    times = Times.of(material)
    setting = Setting(material=material, times=times)
    story_anchors = {file.story.id: f"s{place}" for place, file in enumerate(material.stories, 1)}
    cards = _cards(material, story_anchors, setting)
    card_anchors = {file.case.number: card.anchor for file, card in zip(material.waiting, cards, strict=True)}
    shown = {words.mention_id: card.anchor for card in cards for words in (card.words, *card.more)}
    stories = tuple(story_of(file, place, shown, setting) for place, file in enumerate(material.stories, 1))
    hearing = tuple(source_hours(source, material.now, times) for source in material.hearing)
    # The sources that could not be heard come first: they are what the reader must know.
    hearing = tuple(sorted(hearing, key=lambda source: not source.deaf))
    previous = material.previous_report_at
    return Report(
        schema=SCHEMA,
        title=material.title,
        brands=material.brands,
        sample=material.sample,
        run=material.run,
        made=times.dated(material.now),
        zone=material.timezone,
        locale=material.locale,
        window_start=times.moment(material.window.start),
        window_end=times.moment(material.window.end),
        opening=opening_of(material, cards, hearing, times),
        cards=cards,
        chart_top=top_of([card.curve for card in cards]),
        later_total=sum(material.later.values()),
        later_words=" ".join(filter(None, (later_words(dict(material.later)), put_off_words(material.put_off)))),
        later=tuple(later_of(file, setting) for file in material.next_later),
        held=tuple(held_row(file, setting) for file in material.held),
        held_total=material.held_total,
        stories=stories,
        stories_total=material.stories_total,
        changed_since=times.moment(previous).words if previous else "",
        changes=tuple(change_line(change, card_anchors, story_anchors) for change in material.changes),
        quiet=tuple(quiet_row(file, setting) for file in material.quiet),
        quiet_total=material.quiet_total,
        praise=tuple(praise_row(praised, setting) for praised in material.praise),
        praise_total=material.praise_total,
        outcome_days=material.outcome_facts.days,
        outcome_figures=outcome_figures(material.outcome_facts),
        outcomes=tuple(outcome_row(file, setting) for file in material.outcomes),
        outcomes_total=max(material.outcome_facts.replied, len(material.outcomes)),
        hearing=hearing,
        unread=" ".join(
            filter(None, (unread_words(material.unread_languages, LANGUAGES), namesake_words(material.namesakes)))
        ),
        measured_error=material.measured_error,
        forecast_record=material.forecast_record,
        figures=lead_page(material.figures, material.locale),
        address=material.address,
        past="past/index.html" if material.keeps_past else "",
        undelivered=undelivered_lines(material.undelivered, times),
    )


def _cards(material: Material, story_anchors: dict[str, str], setting: Setting) -> tuple[Card, ...]:
    """Put together all cards; those of one story lead to its first, where its course is drawn."""
    firsts: dict[str, StoryLink] = {}
    cards = []
    for place, file in enumerate(material.waiting, 1):
        card = card_of(file, place, story_anchors, setting)
        if card.story and file.story:
            card = replace(card, told_above=firsts.get(file.story.id))
            firsts.setdefault(file.story.id, StoryLink(name=card.person.name or card.person.handle, anchor=card.anchor))
        cards.append(card)
    return tuple(cards)

"""Says in plain words, for somebody in marketing, what each kind of evidence means."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "failure": "Something went wrong, told as a fact",
    "waiting": "How long they have waited",
    "repeated_contact": "Not the first time they say so",
    "request": "What they ask for",
    "passed_around": "Sent from one to the next",
    "vulnerable": "Somebody who needs special care is affected",
    "loyal_before": "A customer for a long time",
    "leaving_to": "Where they go instead",
    "amount": "Money they name",
    "product": "What it is about",
    "place": "Where it happened",
    "praise": "Warm words",
    "lukewarm": "Polite words without warmth",
    "question": "A question",
    "first_person": "They tell their own experience",
    "leaving": "They are leaving or say they will",
    "irony": "The tone is easy to misread",
    "media": "Sounds like a question from the press",
    "headline": "Reads like the news",
    "legal": "Speaks of lawyers or a court",
    "safety": "Somebody was or may be hurt",
    "employee": "Seems to work for the company",
    "about_us": "Shows that the name means you",
    "other_sense": "The name seems to mean something else",
    "automatic": "Looks like an advert or an automatic post",
    "troll": "Seems only to provoke or insult",
}


def reason(name: str) -> str:
    """Give the reason behind a kind of evidence; a kind of another package is shown by its name."""
    return REASONS.get(name, name.replace("_", " ").capitalize())

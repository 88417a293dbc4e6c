"""Measures how often the product is wrong and writes the sentences the page's method section shows.

    python benchmarks/measure_error.py FOLDER

FOLDER holds labelled files as docs/evaluation.md says. Run it whenever rules change; the result is committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from monitor.evaluation import complaints, forecast, grouping, irony
from monitor.evaluation.base import Figure
from monitor.measured import FIGURES


def hundred(value: float) -> str:
    """Say a share as a marketer would."""
    return f"{round(value * 100)} in 100"


def main() -> None:
    """Measure, write, print."""
    folder = Path(sys.argv[1])
    figures = [
        *complaints.measure(folder),
        *irony.measure(folder),
        *grouping.measure(folder),
        *forecast.measure(folder),
    ]
    sentences = list(sentences_of({(each.task, each.subject, each.measure): each for each in figures}))
    FIGURES.write_text(json.dumps({"sentences": sentences}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n".join(sentences))


def sentences_of(figures: dict[tuple[str, str, str], Figure]) -> list[str]:
    """Put the figures a reader can use into words."""

    def value(task: str, measure: str, subject: str = "ours") -> float:
        return figures[task, subject, measure].value

    def rows(task: str) -> str:
        return f"{figures[task, 'ours', 'recall'].rows:,}"

    tweets, reviews, airlines = "complaint, tweets", "complaint, reviews", "negative, airlines"
    mockery = "irony, ironic tweets"
    return [
        *(
            f"On {rows(task)} {what}, {hundred(value(task, 'precision'))} of those we took for complaints were complaints, and we found "
            f"{hundred(value(task, 'recall'))} of those there were. These texts are among those our models learnt from, so expect worse on yours."
            for task, what in ((tweets, "tweets to support accounts"), (reviews, "product reviews"))
        ),
        (
            f"On {rows(airlines)} tweets to airlines, {hundred(value(airlines, 'precision'))} of those we read as negative were, and we found "
            f"{hundred(value(airlines, 'recall'))} of the negative ones; the word list most tools use (VADER) finds "
            f"{hundred(value(airlines, 'recall', 'VADER alone'))}."
        ),
        (
            f"Irony is the weakest part: on {rows(mockery)} tweets we noticed {hundred(value(mockery, 'recall'))}. A doubtful tone is never dismissed; "
            "it goes to a person with a note."
        ),
        (
            "Stories told in quite different words may stay apart: of the news headlines that belong with one (11,108 in all), we had on average "
            f"{hundred(value('stories, GoogleNews', 'B-cubed recall'))} beside it."
        ),
        (
            "The range of an outlook held the truth "
            f"{hundred(value('forecast, cascades', '80 % range holds at 1 h'))} times one hour into 50 large stories; it should hold 80. How small "
            "stories go on is a guess: there is no public record of them."
        ),
        "Texts in other languages than English are counted, not read.",
    ]


if __name__ == "__main__":
    main()

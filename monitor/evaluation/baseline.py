"""The plain learner everybody could train: TF-IDF of words and word pairs with logistic regression, by scikit-learn.

scikit-learn is an extra, because only measuring needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from monitor.evaluation.questions import HALF, Label, Question, Said

FOLDS: Final = 5
STRENGTH: Final = 30.0
"""Inverse of the regularisation: by five folds on the public complaint files the best of 1, 10, 30 and 100 for both together."""
MOST_STEPS: Final = 1_000


def available() -> bool:
    """Say whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


class Learner:
    """TF-IDF and logistic regression, taught one question; classes are weighed by their rarity, in its favour."""

    def __init__(self, texts: Sequence[str], labels: Sequence[Label]) -> None:
        """Learn. The labels must be of two values at least."""
        self.labels: list[Label] = sorted(set(labels))
        numbers = [self.labels.index(label) for label in labels]
        words: Any = import_module("sklearn.feature_extraction.text")
        linear: Any = import_module("sklearn.linear_model")
        self.terms = words.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        self.model = linear.LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=MOST_STEPS)
        self.model.fit(self.terms.fit_transform(texts), numbers)

    def say(self, texts: Sequence[str], question: Question) -> list[Said]:
        """Answer for texts it may never have seen."""
        if not texts:
            return []
        return [
            self._said(list(map(float, each)), question)
            for each in self.model.predict_proba(self.terms.transform(texts))
        ]

    def _said(self, chances: Sequence[float], question: Question) -> Said:
        if question is Question.SEVERITY:
            likeliest = self.labels[chances.index(max(chances))]
            return Said(
                likeliest, sum(float(level) * chance for level, chance in zip(self.labels, chances, strict=True))
            )
        if question is Question.KIND:
            return Said(self.labels[chances.index(max(chances))], max(chances))
        return Said(chances[1] >= HALF, chances[1])


def learner(texts: Sequence[str], labels: Sequence[Label]) -> Learner | None:
    """Teach what can be taught: labels too rare to be in every fold are left out; None when fewer than two are left."""
    often = {label for label, count in Counter(labels).items() if count >= FOLDS}
    if len(often) < 2 or not available():
        return None
    taught = [(text, label) for text, label in zip(texts, labels, strict=True) if label in often]
    return Learner([text for text, _ in taught], [label for _, label in taught])


def out_of_fold(texts: Sequence[str], labels: Sequence[Label], question: Question) -> list[Said] | None:
    """Answer for each fifth of the texts after learning from the four others; None when there is too little to learn."""
    fold_of = folds(labels)
    answers: list[Said | None] = [None] * len(texts)
    for fold in range(FOLDS):
        others = [at for at, other in enumerate(fold_of) if other != fold]
        taught = learner([texts[at] for at in others], [labels[at] for at in others])
        if taught is None:
            return None
        here = [at for at, other in enumerate(fold_of) if other == fold]
        for at, said in zip(here, taught.say([texts[at] for at in here], question), strict=True):
            answers[at] = said
    return [said for said in answers if said is not None]


def folds(labels: Sequence[Label]) -> list[int]:
    """Deal the texts of each label out to the folds in turn: every fold has its share of each, without chance."""
    dealt: Counter[Label] = Counter()
    found = []
    for label in labels:
        found.append(dealt[label] % FOLDS)
        dealt[label] += 1
    return found

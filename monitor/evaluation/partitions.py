"""Compares two ways of putting texts into groups, and groups by one pass of TF-IDF as a plain baseline."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence


def b_cubed(found: Sequence[object], labels: Sequence[object]) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 (Bagga & Baldwin 1998) of one group and one label a text."""
    groups, truths, both = Counter(found), Counter(labels), Counter(zip(found, labels, strict=True))
    precision = sum(count * count / groups[group] for (group, _), count in both.items()) / len(found)
    recall = sum(count * count / truths[label] for (_, label), count in both.items()) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def adjusted_rand(found: Sequence[object], labels: Sequence[object]) -> float:
    """Give the Rand index corrected for chance (Hubert & Arabie 1985): 1 is the same partition, 0 is chance."""
    together = _pairs(Counter(zip(found, labels, strict=True)))
    in_found, in_labels = _pairs(Counter(found)), _pairs(Counter(labels))
    by_chance = in_found * in_labels / math.comb(len(found), 2)
    most = (in_found + in_labels) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def _pairs(sizes: Counter[object] | Counter[tuple[object, object]]) -> int:
    return sum(math.comb(size, 2) for size in sizes.values())


def one_pass_tfidf(texts: Sequence[str], threshold: float) -> list[int]:
    """Put each text to the nearest centroid if its cosine reaches the threshold, else begin one."""
    seen: Counter[str] = Counter()
    index: dict[str, dict[int, float]] = defaultdict(dict)
    squares: list[float] = []
    found = []
    for number, text in enumerate(texts, 1):
        words = set(text.lower().split())
        seen.update(words)
        vector = {word: math.log((number + 1) / seen[word]) for word in words}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        products: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for group, other in index[word].items():
                products[group] += weight / length * other
        best = max(products, key=lambda group: products[group] / math.sqrt(squares[group]), default=-1)
        if best < 0 or products[best] / math.sqrt(squares[best]) < threshold:
            best = len(squares)
            squares.append(1e-12)
        for word, weight in vector.items():
            before = index[word].get(best, 0.0)
            index[word][best] = before + weight / length
            squares[best] += (before + weight / length) ** 2 - before**2
        found.append(best)
    return found

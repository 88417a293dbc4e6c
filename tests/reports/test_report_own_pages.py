"""Long reports: who has no room on the page has a page of their own, and every link between them leads somewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from posixpath import join, normpath

from monitor.model import PastPage
from reports.build import build
from reports.html import FULL, own_pages, page_of
from reports.past import past_list
from reports.registry import render
from tests.reports.larkfield import NOW, assessed, crowd, material, mention, stories


def site(people: int = 120) -> dict[str, str]:
    """Render a report of many people with a long story, as its files lie beside each other."""
    long = stories()[0]
    told = tuple(assessed(mention(f"long{number}", f"Wrong hob {number}.", hours=3)) for number in range(80))
    made = material(waiting=crowd(people), stories=(replace(long, mentions=told, total_mentions=95), stories()[1]))
    report = build(replace(made, keeps_past=True))
    page = PastPage(day="2026-03-04", made_at=NOW, headline="3 people need you today", waiting=3, deaf=1)
    files = {"index.html": page_of(report), "past/index.html": past_list(report, [page])}
    files["past/2026-03-04/index.html"] = page_of(report, is_past=True)
    for name, content in own_pages(report).items():
        files |= {name: content, f"past/2026-03-04/{name}": content}
    return {name: content.decode() for name, content in files.items()}


def test_fifty_stand_in_full_and_each_of_the_others_has_a_line_and_a_page() -> None:
    files = site()
    page = files["index.html"]
    assert page.count("<article") == FULL
    lines = re.findall(r'<li[^>]* id="(p\d+)"><a href="(people/R-\d+\.html)">', page)
    assert [anchor for anchor, _ in lines] == [f"p{place}" for place in range(FULL + 1, 121)]
    for anchor, name in lines:
        assert files[name].count("<article") == 1
        assert f'href="../index.html#{anchor}"' in files[name]


def test_all_of_a_long_story_stands_on_its_own_page() -> None:
    (name,) = (name for name in site() if name.startswith("stories/"))
    assert site()[name].count('<blockquote class="words"') == 80
    assert "15 more mentions are not listed here." in site()[name]
    assert f'<a href="{name}">Read all 80' in site()["index.html"]


def test_every_link_of_every_page_leads_to_a_place_that_is_there() -> None:
    files = site()
    ids = {name: set(re.findall(r' id="([^"]+)"', text)) for name, text in files.items()}
    for name, text in files.items():
        assert len(ids[name]) == len(re.findall(r' id="', text))
        for link in re.findall(r'href="(?!https?:|mailto:)([^"]*)"', text):
            file, _, anchor = link.partition("#")
            target = normpath(join(name, "..", file)) if file else name
            assert target in files, (name, link)
            assert not anchor or anchor in ids[target], (name, link)


def test_every_page_admits_exactly_its_one_style_block_and_nothing_else() -> None:
    for name, text in site().items():
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert style is not None
        digest = b64encode(sha256(style[1].encode()).digest()).decode()
        assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}" in text or f"sha256-{digest}'" in text, (
            name
        )
        assert not re.search(r"<script|<link|<img|\son\w+=|\sstyle=|url\(", text), name


def test_a_page_of_fifty_has_no_pages_beside_it_and_stays_within_its_size() -> None:
    report = build(material(waiting=crowd(50)))
    assert own_pages(report) == {}
    assert len(render("html", report)) <= 400_000


def test_without_past_pages_none_is_linked() -> None:
    assert "past/index.html" not in render("html", build(material())).decode()
    assert "past/index.html" in render("html", build(material(keeps_past=True))).decode()

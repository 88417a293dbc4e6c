"""Measures what the page costs to build, to carry and to show, in a real Chromium, for 3, 50 and 500 people who wait.

    python benchmarks/page.py

People are those of the tests. Best of five builds in CPU seconds, pages in turns; best of nine openings from disk, each in
a fresh window. The machine may be shared, and a first paint is a wall-clock figure that moves with its load: a
page of one word, opened in the same turns, says what the browser and the moment cost.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))  # the people of the tests are found from here only

from monitor.model import Material
from reports.build import build
from reports.html import FULL, own_pages, page_of
from tests.reports.larkfield import crowd, material

SIZES = (3, 50, 500)
BUILDS, OPENINGS = 5, 9
MOST_KILOBYTES, MOST_SECONDS, MOST_MILLISECONDS = 400, 1.0, 200
"""What a page of 50 people may weigh and cost, and how long its reader may look at nothing."""

BLANK, WORD = 0, b"<!doctype html><title>One</title><p>One"
"""The yardstick: the least that a browser can paint."""

PAINTED = """() => new Promise(done => {
  const seen = () => {
    const [one] = performance.getEntriesByName('first-contentful-paint');
    one ? done(one.startTime) : requestAnimationFrame(seen);
  };
  seen();
})"""


def main() -> None:
    """Measure and print."""
    made = {size: material(waiting=crowd(size)) for size in SIZES}
    seconds = dict.fromkeys(SIZES, float("inf"))
    for _ in range(BUILDS):
        for size, one in made.items():
            seconds[size] = min(seconds[size], spent(one))
    pages = {size: page_of(build(one)) for size, one in made.items()}
    again = {size: page_of(build(material(waiting=crowd(size)))) for size in SIZES}
    print(f"pages made twice of the same are the same bytes: {pages == again}")
    paints = dict(first_paints({BLANK: WORD, **pages}))
    print(f"one word: first paint after {paints[BLANK]:.0f} ms (the yardstick)")
    for size, page in pages.items():
        beside = len(own_pages(build(made[size])))
        print(
            f"{size:3d} people: {len(page) / 1000:5.0f} KB, built in {seconds[size]:.2f} CPU s, first paint after "
            f"{paints[size]:3.0f} ms; {min(size, FULL)} in full, {beside} on pages of their own"
        )
    print(f"(50 people: at most {MOST_KILOBYTES} KB, {MOST_SECONDS:.0f} s, {MOST_MILLISECONDS} ms)")


def spent(made: Material) -> float:
    """Build and render a page once; give the CPU seconds."""
    start = time.process_time()
    page_of(build(made))
    return time.process_time() - start


def first_paints(pages: dict[int, bytes]) -> Iterator[tuple[int, float]]:
    """Open each page from disk in turns; give the fewest milliseconds until something stands on the screen."""
    where = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=["--headless", "--no-sandbox"])
        files = {size: Path(folder) / f"{size}.html" for size in pages}
        for size, file in files.items():
            file.write_bytes(pages[size])
        times = [{size: first_paint(browser, file) for size, file in files.items()} for _ in range(OPENINGS)]
        browser.close()
    yield from ((size, min(each[size] for each in times)) for size in pages)


def first_paint(browser: Browser, file: Path) -> float:
    """Open a page in a fresh window; give the milliseconds from the request to the first contents on the screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    painted = float(page.evaluate(PAINTED))
    page.close()
    return painted


if __name__ == "__main__":
    main()

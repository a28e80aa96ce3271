"""An import inside a function says why it is not at the top of the file: where it need not be there, it is not."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "kith"
LATE = re.compile(r"# noqa: PLC0415(?P<why>.*)$", re.MULTILINE)


def test_an_import_inside_a_function_of_the_product_says_why() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): [each["why"].strip() for each in LATE.finditer(path.read_text(encoding="utf-8"))]
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
    }
    assert any(found.values()), "there are some: settings are read when the database's address is known"
    assert [name for name, reasons in found.items() if "" in reasons] == []

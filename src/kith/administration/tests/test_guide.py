"""The administrator's guide, each block run as it is printed, from an empty system to an area that is live."""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from kith.kernel import time as kernel_time
from kith.organisations.models import Area, HubBody, Membership

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "using" / "administrator.md"
MORNING = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
FILLED = {
    '[settings.out_of_hours_number]\nvalue = "unset"': '[settings.out_of_hours_number]\nvalue = "01632 960999"',
    '[channels.front_door]\nhours = "unset"': "[channels.front_door]\nhours = { wednesday = [08:45:00, 17:00:00] }",
    '[settings.lead_child_protection_caseload]\nvalue = "unset"': "[settings.lead_child_protection_caseload]\nvalue = 12",
}


@pytest.fixture(autouse=True)
def _on_the_first_of_april(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # as with KITH_NOW: each command follows it
    monkeypatch.setattr("kith.organisations.clock._from_environment", MORNING - datetime.now(UTC))
    kernel_time.pretend(MORNING - datetime.now(UTC))
    yield
    kernel_time.pretend(MORNING - MORNING)


def blocks() -> list[str]:
    """The blocks of the guide, in order, without the indentation of a list."""
    found = re.findall(r"^( *)```\n(.*?)^ *```$", GUIDE.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [re.sub(rf"^{indent}", "", text, flags=re.M) for indent, text in found]


@pytest.mark.django_db
def test_the_guide_is_walked_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.HOME = tmp_path
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "practice_models" / "rutland.toml"
    client_id = ""
    ran = 0
    printed = blocks()
    for block in printed:
        # The file stands below the command that reads it.
        if block.startswith("email,"):
            name = "rota.csv" if "starts_at" in block.splitlines()[0] else "staff.csv"
            (tmp_path / name).write_text(block, encoding="utf-8")
    for block in printed:
        for line in block.splitlines():
            if not line.startswith("kith "):
                continue
            if " diff " in line:
                draft.write_text(draft.read_text().replace('version = "1"', 'version = "2"'))
            _, command, *words = shlex.split(line.replace("CLIENT_ID", client_id))
            said = StringIO()
            call_command(command.replace("-", "_"), *words, stdout=said, stderr=said)
            ran += 1
            if words[0] == "create":
                client_id = json.loads(said.getvalue())["client_id"]
            if words[:2] == ["new", "rutland"]:
                text = draft.read_text(encoding="utf-8")
                for old, new in FILLED.items():
                    assert old in text
                    text = text.replace(old, new)
                draft.write_text(text, encoding="utf-8")
    assert ran > 25
    area = Area.objects.get(slug="rutland")
    assert area.is_live
    assert area.live_by == "Pat Lead"
    assert HubBody.objects.filter(area=area).count() == 1
    assert Membership.objects.filter(area=area).count() == 7

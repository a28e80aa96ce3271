"""Commands as their tests give them: a model that may go live, and the people an area cannot be without."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command

from kith.kernel.time import LONDON
from kith.practice_model.reading import draft

NUMBER = "01632 960999"


def run(*words: Any, **options: Any) -> str:
    said = StringIO()
    call_command(*[str(word) for word in words], stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def model_text(area: str, *, number: str = NUMBER, cap: int | str = 12, hours: str = '"always"') -> str:
    """An area's shipped draft with what it must fill before it goes live."""
    text = draft(area)
    filled = f"""
[settings.out_of_hours_number]
value = "{number}"
status = "live"
rows = ["X-37"]
source = "Test"
binding = "local"

[settings.lead_child_protection_caseload]
value = {cap if isinstance(cap, int) else f'"{cap}"'}
status = "live"
rows = ["Q-22"]
source = "Test"
binding = "local"
"""
    # Wolverhampton's front door never closes; Dorset has not said when its own is staffed.
    return text.replace('hours = "unset"', f"hours = {hours}", 1) + filled if area == "dorset" else text + filled


def staffed(area: str) -> None:
    """Give an area the people it cannot be without."""
    run("team", "add", "MASH24", "--kind", "front_door", "--slug", "mash24", "--telephone", "01632 960100", "--area", area)
    sw = ("--profession", "social_worker", "--registration", "SW123456", "--area", area)
    run("staff", "add", "fd@example.org", "--role", "front_door", "--name", "Fay Dee", "--team", "mash24", *sw)
    run("staff", "add", "tm@example.org", "--role", "team_manager", "--name", "Tim Em", *sw)
    run("staff", "add", "lp@example.org", "--role", "lead_practitioner", "--name", "Lea Pee", *sw)
    run("staff", "add", "cp@example.org", "--role", "lead_child_protection", "--name", "Cy Pea", *sw)
    run("staff", "accredit", "lp@example.org", "--area", area, "--evidence", "Programme passed in May")
    midnight = datetime.now(LONDON).replace(hour=0, minute=0)  # who has a place from today is on no rota of yesterday
    begins = max(datetime.now(UTC) - timedelta(hours=1), midnight).astimezone(UTC).strftime("%Y-%m-%dT%H:%M+00:00")
    ends = (datetime.now(UTC) + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M+00:00")
    run("duty", "add", "fd@example.org", "--team", "mash24", "--from", begins, "--until", ends, "--area", area)

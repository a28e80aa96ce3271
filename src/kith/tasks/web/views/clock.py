"""One time limit: what is due, by which rule, what began and ended it, and why it is late."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.tasks import queries, services
from kith.tasks.web.forms import BreachForm
from kith.workbench.pages import ask, page, sent


@page()
def clock(request: Any, clock_id: UUID) -> HttpResponse:
    """Show a time limit; when it is late, ask why. The reason can be written at any time, and holds nothing else up."""
    found = queries.clock(clock_id)
    late = found.is_late(request.kith_now)
    return ask(
        request,
        BreachForm(sent(request), initial={"reason": found.breach_reason}),
        lambda said: services.explain_breach(clock=found, reason=said["reason"], now=request.kith_now),
        family_id=found.family_id,
        person_id=found.person_id,
        title=found.words,
        done=request.path,
        back=found.href or "/",
        template="tasks/clock.html",
        more={"clock": found, "late": late},
    )

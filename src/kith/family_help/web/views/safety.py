"""The immediate safety plan."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.family_help import queries, services
from kith.family_help.queries import rows
from kith.family_help.web.forms.assessment import ReasonForm
from kith.family_help.web.forms.safety import SafetyForm
from kith.family_help.web.pages import back_to
from kith.kernel.paging import Place
from kith.workbench.pages import ask, page, sent


@page()
def safety(request: Any, family_id: UUID) -> HttpResponse:
    """Who does what from now on, agreed by whom, until when. A plan that stands is there to change."""
    shown = queries.safety_page(family_id, now=request.kith_now, place=Place.read(request.GET.get("earlier")))
    standing = shown.standing
    names = ("worry", "steps", "agreed_by", "if_not_held", "until")
    first = (
        {name: getattr(standing, name) for name in names} | {"read_version": standing.version}
        if standing
        else queries.safety_first(family_id)
    )
    return ask(
        request,
        SafetyForm(sent(request), initial=first),
        lambda said: services.make_safety_plan(family=shown.family, now=request.kith_now, **said),
        family_id=family_id,
        title="Immediate safety plan",
        button="Save this safety plan",
        said="Saved. It stands on top of the family’s page until it is ended.",
        done=back_to("family", family_id),
        autosave=True,
        template="family_help/safety.html",
        more={"shown": shown},
    )


@page()
def end(request: Any, family_id: UUID, plan_id: UUID) -> HttpResponse:
    """End a safety plan, with the reason."""
    plan = rows.safety_plan(family_id, plan_id)
    return ask(
        request,
        ReasonForm(sent(request), label="Why is it not needed any more?"),
        lambda said: services.end_safety_plan(plan=plan, because=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="End the safety plan",
        intro=plan.steps,
        button="End it",
        said="The safety plan has ended.",
        done=back_to("family", family_id),
    )

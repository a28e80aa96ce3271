"""Moving a step to the version of the practice model in force."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.family_help import queries, services
from kith.family_help.web.forms.assessment import ReasonForm
from kith.family_help.web.pages import back_to
from kith.workbench.pages import ask, page, sent

_NAMES = {"episode": "help for this family", "assessment": "the assessment", "plan": "the plan"}


@page()
def move(request: Any, family_id: UUID, kind: str, step_id: UUID) -> HttpResponse:
    """What differs between the two versions and what becomes of the step; a team manager moves it with a reason."""
    moving = queries.move_page(family_id, kind, step_id, now=request.kith_now)
    name = _NAMES[kind]
    return ask(
        request,
        ReasonForm(sent(request), label="Why do you move it?"),
        lambda said: services.move_to_model_in_force(record=moving.step, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        title=f"Move {name} to the version in force",
        said=f"{name[0].upper()}{name[1:]} now follows {moving.to_version}.",
        done=back_to("plan" if kind == "plan" else "assessment", family_id),
        template="family_help/move.html",
        more={"moving": moving},
    )

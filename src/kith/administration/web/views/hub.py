"""The bodies that answer hub enquiries of the area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.rows import body_of, named_bodies
from kith.administration.web.forms import ChangeBodyForm, HubBodyForm, LastDayForm, ListedBodyForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, link, links, table, tables
from kith.front_door.hub_bodies import Body, hub_bodies
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations import services
from kith.workbench.pages import ask, page, sent

LIST = "administration:hub"


@page(roles=ADMINISTRATORS, methods=("GET",))
def hub(request: Any) -> HttpResponse:
    """List the bodies, who answers for each, and those for which no one answers yet."""
    area = area_of(request)
    held = named_bodies(area)
    rows = [
        [
            each.name,
            each.group,
            (each.agency.name if each.agency else "The front door calls them") + (f", {each.team.name}" if each.team else ""),
            "Yes" if each.answers_here else "No: the front door records the answer",
            _act(each, held.get(each.key)),
        ]
        for each in hub_bodies(area.pk, now=request.kith_now)
    ]
    return tables(
        request,
        "Hub bodies",
        table("Bodies", ["Body", "Group", "Who answers", "Answers in Kith", "Change"], rows, empty="No bodies are named yet."),
        intro="The bodies that can be asked what they know. People answer who have the role hub partner in the agency or team.",
        back=reverse("administration:home"),
        actions=[("Add a body", reverse("administration:add_body"))],
    )


def _act(body: Body, held: Any) -> Any:
    if held is None:
        return link("Say who answers", reverse("administration:name_body", args=[body.key]), about=body.name)
    return links(
        link("Change", reverse("administration:change_body", args=[held.pk]), about=body.name),
        link("End", reverse("administration:end_body", args=[held.pk]), about=body.name),
    )


@page(roles=ADMINISTRATORS)
def add(request: Any) -> HttpResponse:
    """Add a body that the area's model does not list."""
    area = area_of(request)
    form = HubBodyForm(sent(request), area=area, initial={"starts_on": london_date(request.kith_now)})
    return ask(request, form, lambda said: _name(area, form, said), title="Add a body", done=reverse(LIST))


@page(roles=ADMINISTRATORS)
def listed(request: Any, key: str) -> HttpResponse:
    """Say who answers for a body that the area's model lists."""
    area = area_of(request)
    bodies = {each.key: each for each in hub_bodies(area.pk, now=request.kith_now) if each.agency is None}
    if key not in bodies:
        raise NotFound
    body = bodies[key]
    form = ListedBodyForm(sent(request), area=area, body=body, initial={"starts_on": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda said: _name(area, form, {**said, "key": key, "name": body.name, "group": body.group}),
        title=f"Who answers for {body.name}?",
        done=reverse(LIST),
    )


def _name(area: Any, form: HubBodyForm, said: dict[str, Any]) -> Any:
    agency = form.chosen_agency()
    assert agency is not None
    return services.name_hub_body(
        area=area,
        key=said["key"],
        name=said["name"],
        group=said["group"] or said["name"],
        agency=agency,
        team=form.chosen_team(),
        starts_on=said["starts_on"],
    )


@page(roles=ADMINISTRATORS)
def change(request: Any, body_id: UUID) -> HttpResponse:
    """Change who answers for a body from now on."""
    area = area_of(request)
    held = body_of(area, body_id)
    known = {"name": held.name, "group": held.group, "agency": str(held.agency_id), "team": str(held.team_id or "")}
    form = ChangeBodyForm(sent(request), area=area, body=held, initial=known)

    def act(said: dict[str, Any]) -> object:
        agency = form.chosen_agency()
        assert agency is not None
        return services.change_hub_body(
            body=held, name=said["name"], group=said["group"] or said["name"], agency=agency, team=form.chosen_team()
        )

    return ask(
        request,
        form,
        act,
        title=f"Change {held.name}",
        intro="Questions already asked stay with those they were put to.",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def end(request: Any, body_id: UUID) -> HttpResponse:
    """Give a body its last day."""
    held = body_of(area_of(request), body_id)
    form = LastDayForm(sent(request), initial={"last_day": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda said: services.end_hub_body(body=held, last_day=said["last_day"]),
        title=f"{held.name} ends",
        button="End",
        warning=True,
        done=reverse(LIST),
    )

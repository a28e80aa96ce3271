"""The teams and hubs of the area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.rows import team_of
from kith.administration.web.forms import LastDayForm, TeamForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, link, table, tables
from kith.design.words import the_date
from kith.kernel.time import london_date
from kith.organisations import services
from kith.workbench.pages import ask, page, sent

LIST = "administration:teams"


@page(roles=ADMINISTRATORS, methods=("GET",))
def teams(request: Any) -> HttpResponse:
    """List the teams and hubs."""
    rows = [
        [
            link(each.name, reverse("staff_desk:team", args=[each.slug])),
            each.get_kind_display(),
            each.telephone,
            the_date(each.ends_on, ""),
            link("Change", reverse("administration:change_team", args=[each.pk]), about=each.name),
            link("End", reverse("administration:end_team", args=[each.pk]), about=each.name),
        ]
        for each in area_of(request).teams.order_by("kind", "name")
    ]
    columns = ["Team", "Kind", "Telephone", "Last day", "Change", "End"]
    return tables(
        request,
        "Teams and hubs",
        table("Teams and hubs", columns, rows, empty="No teams yet."),
        back=reverse("administration:home"),
        actions=[("Add a team or hub", reverse("administration:add_team"))],
    )


@page(roles=ADMINISTRATORS)
def add(request: Any) -> HttpResponse:
    """Add a team or hub."""
    form = TeamForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.add_team(area=area_of(request), **said),
        title="Add a team or hub",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def change(request: Any, team_id: UUID) -> HttpResponse:
    """Change a team."""
    held = team_of(area_of(request), team_id)
    now_said = {
        "name": held.name,
        "locality": held.locality,
        "telephone": held.telephone,
        "disciplines": held.expected_disciplines,
    }
    form = TeamForm(sent(request), initial=now_said)
    del form.fields["kind"]
    return ask(
        request,
        form,
        lambda said: services.change_team(team=held, **said),
        title=f"Change {held.name}",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def end(request: Any, team_id: UUID) -> HttpResponse:
    """Give a team its last day."""
    held = team_of(area_of(request), team_id)
    form = LastDayForm(sent(request), initial={"last_day": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda said: services.end_team(team=held, last_day=said["last_day"], now=request.kith_now),
        title=f"{held.name} ends",
        button="End",
        warning=True,
        done=reverse(LIST),
    )

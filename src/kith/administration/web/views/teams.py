"""The teams and hubs of the area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.web.forms import LastDayForm, TeamForm
from kith.administration.web.pages import area_of, ask, link, page, row, show, table, typed
from kith.kernel.time import london_date
from kith.organisations import services
from kith.organisations.models import Team

LIST = "administration:teams"


@page("GET")
def teams(request: Any) -> HttpResponse:
    """List the teams and hubs."""
    rows = [
        [
            link(each.name, reverse("staff_desk:team", args=[each.slug])),
            each.get_kind_display(),
            each.telephone,
            f"{each.ends_on:%-d %B %Y}" if each.ends_on else "",
            link("Change", reverse("administration:change_team", args=[each.pk]), about=each.name),
            link("End", reverse("administration:end_team", args=[each.pk]), about=each.name),
        ]
        for each in area_of(request).teams.order_by("kind", "name")
    ]
    columns = ["Team", "Kind", "Telephone", "Last day", "Change", "End"]
    return show(
        request,
        "Teams and hubs",
        table("Teams and hubs", columns, rows, empty="No teams yet."),
        back=reverse("administration:home"),
        actions=[("Add a team or hub", reverse("administration:add_team"))],
    )


@page()
def add(request: Any) -> HttpResponse:
    """Add a team or hub."""
    form = TeamForm(typed(request))
    return ask(
        request,
        form,
        lambda: services.add_team(area=area_of(request), **form.cleaned_data),
        title="Add a team or hub",
        done=reverse(LIST),
    )


@page()
def change(request: Any, team_id: UUID) -> HttpResponse:
    """Change a team."""
    held = row(Team, pk=team_id, area=area_of(request))
    now_said = {
        "name": held.name,
        "locality": held.locality,
        "telephone": held.telephone,
        "disciplines": held.expected_disciplines,
    }
    form = TeamForm(typed(request), initial=now_said)
    del form.fields["kind"]
    return ask(
        request,
        form,
        lambda: services.change_team(team=held, **form.cleaned_data),
        title=f"Change {held.name}",
        done=reverse(LIST),
    )


@page()
def end(request: Any, team_id: UUID) -> HttpResponse:
    """Give a team its last day."""
    held = row(Team, pk=team_id, area=area_of(request))
    form = LastDayForm(typed(request), initial={"last_day": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda: services.end_team(team=held, last_day=form.cleaned_data["last_day"], now=request.kith_now),
        title=f"{held.name} ends",
        button="End",
        warning=True,
        done=reverse(LIST),
    )

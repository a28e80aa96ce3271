"""The duty rota of the area."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.rows import turn_of, turns_later, turns_until
from kith.administration.web.forms import ConfirmForm, DutyForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, file_page, link, table, tables
from kith.kernel.time import LONDON
from kith.organisations import services
from kith.organisations.duty_file import COLUMNS
from kith.workbench.pages import ask, page, sent

LIST = "administration:duty"
AHEAD = timedelta(days=14)


@page(roles=ADMINISTRATORS, methods=("GET",))
def duty(request: Any) -> HttpResponse:
    """List the turns of the next fortnight, those under way first, and say how many come later."""
    at = request.kith_now
    area_id = request.kith_identity.area_id
    rows = [
        [
            f"{each.starts_at.astimezone(LONDON):%a %-d %B, %H:%M}",
            f"{each.ends_at.astimezone(LONDON):%a %-d %B, %H:%M}",
            each.team.name,
            each.practitioner.name,
            link("Take off", reverse("administration:end_duty", args=[each.pk]), about=each.practitioner.name),
        ]
        for each in turns_until(area_id, at, at + AHEAD)
    ]
    later = turns_later(area_id, at, at + AHEAD)
    return tables(
        request,
        "Duty rota",
        table(
            "The next 14 days",
            ["Starts", "Ends", "Team", "On duty", "Change"],
            rows,
            empty="No one is on the rota.",
            count=f"{later} more turns come after that." if later else "",
        ),
        back=reverse("administration:home"),
        actions=[
            ("Put someone on the rota", reverse("administration:add_duty")),
            ("Bring the rota in from a file", reverse("administration:duty_file")),
        ],
    )


@page(roles=ADMINISTRATORS)
def add(request: Any) -> HttpResponse:
    """Put someone on the rota, once or repeated."""
    form = DutyForm(sent(request), area=area_of(request), now=request.kith_now)

    def act(said: dict[str, Any]) -> object:
        team = form.chosen_team()
        assert team is not None
        when = {name: said[name] for name in ("starts_at", "ends_at", "every", "until")}
        return services.add_duty(team=team, practitioner=form.chosen_person(), **when)

    return ask(request, form, act, title="Put someone on the rota", done=reverse(LIST))


@page(roles=ADMINISTRATORS)
def file(request: Any) -> HttpResponse:
    """Check a file of the rota, or check it and bring it in."""
    area = area_of(request)
    return file_page(
        request,
        lambda content, dry_run: services.bring_in_duty(area=area, content=content, dry_run=dry_run),
        title="Bring the rota in from a file",
        about="One line for each turn, once or repeated. Turns that are not in the file stay.",
        columns=COLUMNS,
        back=reverse("administration:duty"),
    )


@page(roles=ADMINISTRATORS)
def end(request: Any, turn_id: UUID) -> HttpResponse:
    """Take a turn off the rota."""
    held = turn_of(request.kith_identity.area_id, turn_id)
    form = ConfirmForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.end_duty(turn=held, now=request.kith_now),
        title=f"Take {held.practitioner.name} off the rota of {held.team.name}",
        intro="A turn that has begun ends now.",
        button="Take off",
        warning=True,
        done=reverse(LIST),
    )

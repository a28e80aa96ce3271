"""The bodies that answer hub enquiries of an area: which agency, and whose people."""

from datetime import date

from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.organisations.models import Agency, Area, HubBody, Team
from kith.organisations.services.asked import NotOfThisArea, holding_on, in_order, must_say


class BodyExists(Refusal):
    code = "body_exists"
    source = "ledger B-13"
    field = "key"


@transaction.atomic
def name_hub_body(
    *, area: Area, key: str, name: str, group: str, agency: Agency, team: Team | None = None, starts_on: date
) -> HubBody:
    """Name a body of the area's hub from a day on: its agency answers, or the people of one team alone.

    ``key`` is its short name; a body that the area's model lists keeps the model's. Raises :class:`BodyExists`.
    """
    must_say(key=key, name=name, group=group)
    _in_area(area, agency, team)
    if HubBody.objects.filter(holding_on(starts_on), area=area, key=key).exists():
        raise BodyExists(
            f"The hub of {area.name} already has a body called {key}. Change that one, or choose another short name."
        )
    return HubBody.objects.create(
        area=area, key=key, name=name.strip(), group=group.strip(), agency=agency, team=team, starts_on=starts_on
    )


def change_hub_body(*, body: HubBody, name: str, group: str, agency: Agency, team: Team | None) -> HubBody:
    """Change who answers for a body from now on. Questions already asked stay with those they were put to."""
    must_say(name=name, group=group)
    _in_area(body.area, agency, team)
    body.name, body.group, body.agency, body.team = name.strip(), group.strip(), agency, team
    body.save(update_fields=["name", "group", "agency", "team"])
    return body


def end_hub_body(*, body: HubBody, last_day: date) -> HubBody:
    """Give a body its last day: after it nothing more is asked of it. What was asked can still be answered."""
    in_order(body.starts_on, last_day)
    body.ends_on = last_day
    body.save(update_fields=["ends_on"])
    return body


def _in_area(area: Area, agency: Agency, team: Team | None) -> None:
    if not agency.areas.filter(pk=area.pk).exists():
        raise NotOfThisArea(f"{agency.name} does not work in {area.name}. Add it to the area first.", field="agency")
    if team is not None and team.area_id != area.pk:
        raise NotOfThisArea(f"{team.name} is not a team of {area.name}. Choose one of its own.", field="team")

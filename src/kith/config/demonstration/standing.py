"""What stands in the demonstration's areas so that they are live: values that no report states,
marked as made up, and hub bodies.

The shipped practice models keep these ``unset``: a real area fills them itself.
"""

from collections.abc import Sequence
from datetime import date, datetime

from kith.access.identity import acting_as, service
from kith.front_door.hub_bodies import hub_bodies
from kith.organisations.models import Agency, Area, HubBody, Team
from kith.organisations.services import name_hub_body
from kith.practice_model.queries import versions
from kith.practice_model.reading import draft, read_draft
from kith.practice_model.services import publish

MADE_UP = "Demonstration value, made up"
CASELOAD = 12
WEEK = "{ " + ", ".join(f"{day} = [08:45:00, 17:00:00]" for day in "monday tuesday wednesday thursday friday".split()) + " }"

BODIES = {
    "police": "wolverhampton-police",
    "royal_wolverhampton_trust": "wolverhampton-royal-trust",
    "black_country_healthcare": "wolverhampton-black-country-healthcare",
    "integrated_care_board": "wolverhampton-icb",
    "education": "wolverhampton-education",
    "housing": "wolverhampton-housing",
    "adult_social_care": "wolverhampton-adult-care",
    "probation": "wolverhampton-probation",
    "early_help": "wolverhampton-early-help",
    "substance_misuse": "wolverhampton-substance-misuse",
    "childrens_social_care": "wolverhampton-childrens-services",
}
"""Which agency of the demonstration answers for a body that a model lists."""

ASKED = (Agency.Kind.POLICE, Agency.Kind.HEALTH, Agency.Kind.EDUCATION, Agency.Kind.HOUSING, Agency.Kind.ADULT_SOCIAL_CARE)
"""Of what kind the agencies are that a hub asks in an area whose model lists no bodies."""


def _element(where: str, value: str, *, name: str = "value", row: str) -> str:
    return f'\n[{where}]\n{name} = {value}\nstatus = "live"\nrows = ["{row}"]\nsource = "{MADE_UP}"\nbinding = "local"\n'


def demonstration_text(area: Area, on: date) -> str:
    """Return an area's shipped draft with what it leaves ``unset`` and needs to be live, each value marked as made up."""
    model, text = read_draft(area.slug, on=on), draft(area.slug)
    team = Team.objects.get(area=area, slug="out-of-hours")
    text += _element("settings.out_of_hours_number", f'"{team.telephone}"', row="X-37")
    if model.has_lead_child_protection:
        text += _element("settings.lead_child_protection_caseload", str(CASELOAD), row="Q-22")
    if model.document.channels[model.default_channel].hours is not None:
        return text
    where = f"channels.{model.default_channel}"
    before, own, after = text.partition(f"[{where}]")
    if not own:
        return text + _element(where, WEEK, name="hours", row="V-02")
    said, more, rest = after.partition("\n[")
    said = said.replace('hours = "unset"', f"hours = {WEEK}", 1)
    mark = f'note = "Hours: {MADE_UP}.'
    said = said.replace('\nnote = "', f"\n{mark} ", 1) if '\nnote = "' in said else f'{said.rstrip()}\n{mark}"\n'
    return before + own + said + more + rest


def publish_models(areas: Sequence[Area], *, valid_from: date, now: datetime) -> None:
    """Publish the national model and those of the demonstration's areas that have published none."""
    by = "Programme lead of the demonstration"
    if not versions("national"):
        publish(text=draft("national"), valid_from=valid_from, published_by=by, now=now)
    for area in areas:
        if not versions(area.slug):
            publish(text=demonstration_text(area, valid_from), valid_from=valid_from, published_by=by, now=now)


def name_the_hub_bodies(area: Area, *, from_day: date, now: datetime) -> None:
    """Say who answers for each body of the area's hub. What is named already is kept."""
    administration = service("administration", area_id=area.pk, purpose="administration", why="demonstration")
    with acting_as(administration, now=now):
        if HubBody.objects.filter(area=area).exists():
            return
        listed = hub_bodies(area.pk, now=now)
        agencies = {each.slug: each for each in area.agencies.order_by("name")}
        if listed:
            wanted = [(each.key, each.name, each.group, agencies[BODIES[each.key]]) for each in listed]
        else:
            asked = [each for each in agencies.values() if each.kind in ASKED]
            wanted = [
                (each.slug.removeprefix(f"{area.slug}-").replace("-", "_"), each.name, each.get_kind_display(), each)
                for each in asked
            ]
        for key, name, group, agency in wanted:
            name_hub_body(area=area, key=key, name=name, group=group, agency=agency, starts_on=from_day)

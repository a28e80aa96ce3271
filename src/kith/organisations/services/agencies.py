"""Agencies: which organisations work with families in an area."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from kith.kernel.refusals import Refusal
from kith.organisations.models import Agency, Area, HubBody, Membership
from kith.organisations.services.asked import holding_on, must_say, one_of


class AgencyExists(Refusal):
    code = "agency_exists"
    source = "design 8 (bad input)"
    field = "slug"


class NoSuchAgency(Refusal):
    code = "no_such_agency"
    source = "design 8 (bad input)"
    field = "slug"


class StillNeeded(Refusal):
    """Something cannot end while people or duties still stand on it. The message says which."""

    code = "still_needed"
    source = "practice P-3, P-18"


def add_agency(*, area: Area, name: str, kind: str, slug: str = "") -> Agency:
    """Add an agency that works in ``area``. Without ``slug`` its short name is made from the area's and its own.

    Raises :class:`AgencyExists` when the short name is taken; :func:`join_agency` has an agency of another area work here too.
    """
    must_say(name=name)
    one_of(Agency.Kind, kind, "kind")
    wanted = (slug or slugify(f"{area.slug} {name}"))[:50]
    held = Agency.objects.filter(slug=wanted).first()
    if held is not None:
        here = held.areas.filter(pk=area.pk).exists()
        raise AgencyExists(
            f"{held.name} is already an agency of {area.name}."
            if here
            else f"There is an agency called {wanted} in another area: {held.name}. If it is the same one, let it join "
            f"this area; "
            "if not, choose another short name."
        )
    with transaction.atomic():
        agency = Agency.objects.create(slug=wanted, name=name.strip(), kind=kind)
        agency.areas.add(area)
    return agency


def join_agency(*, area: Area, slug: str) -> Agency:
    """Have an agency that works elsewhere work in ``area`` too. Does nothing when it does already."""
    agency = Agency.objects.filter(slug=slug.strip()).first()
    if agency is None:
        raise NoSuchAgency(f"There is no agency called {slug}. Check its short name, or add it.", field="slug")
    agency.areas.add(area)
    return agency


def change_agency(*, agency: Agency, name: str, kind: str) -> Agency:
    """Change what an agency is called and what kind it is."""
    must_say(name=name)
    one_of(Agency.Kind, kind, "kind")
    agency.name, agency.kind = name.strip(), kind
    agency.save(update_fields=["name", "kind"])
    return agency


def end_agency(*, area: Area, agency: Agency, today: date) -> None:
    """Have an agency work in ``area`` no longer. Raises :class:`StillNeeded` while its people have a place or answer for the
    hub."""
    people = Membership.objects.filter(holding_on(today), area=area, practitioner__agency=agency)
    names = sorted(set(people.values_list("practitioner__name", flat=True)))
    if names:
        raise StillNeeded(f"{agency.name} still has people here: {', '.join(names[:5])}. End their places first.")
    if HubBody.objects.filter(holding_on(today), area=area, agency=agency).exists():
        raise StillNeeded(f"{agency.name} still answers for the hub. Change or end that body first.")
    agency.areas.remove(area)

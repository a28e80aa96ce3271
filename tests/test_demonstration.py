"""The demonstration: made-up people only, the same each time, in the published shares, made through the services."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command

from kith.administration.demonstration import establish_demonstration_areas
from kith.administration.queries import lacking
from kith.config.demonstration.request import RequestPlan
from kith.config.demonstration.requests import plan_area
from kith.config.demonstration.standing import MADE_UP, name_the_hub_bodies, publish_models
from kith.front_door.body import check_body
from kith.front_door.hub_bodies import hub_bodies
from kith.people.demonstration.plans import FamilyPlan, PersonPlan
from kith.people.matching.identifiers import check_nhs_number, check_upn
from kith.practice_model.queries import model_in_force
from kith.practice_model.reading import read_draft

TODAY = date(2026, 11, 24)
AS_AT = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
AREAS = {"dorset": 40, "lincolnshire": 40, "wolverhampton": 40, "thurrock": 10}


def planned(seed: int = 1) -> dict[str, list[RequestPlan]]:
    return {area: plan_area(area, seed=seed, today=TODAY, as_at=AS_AT, families=families) for area, families in AREAS.items()}


def families_of(plans: dict[str, list[RequestPlan]]) -> list[FamilyPlan]:
    return [request.family for requests in plans.values() for request in requests]


def people_of(plans: dict[str, list[RequestPlan]]) -> list[PersonPlan]:
    return [person for family in families_of(plans) for person in family.people]


def test_the_same_seed_and_day_make_the_same_families() -> None:
    assert planned() == planned()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(AREAS))
def test_an_area_is_live_with_values_marked_as_made_up_and_shipped_models_leave_them_unset(slug: str) -> None:
    areas = establish_demonstration_areas(AS_AT)
    publish_models(areas, valid_from=date(2025, 7, 1), now=AS_AT)
    area = next(each for each in areas if each.slug == slug)
    assert area.is_live
    # Personas are chosen, not signed in by address; all have their places and turns.
    assert lacking(area, now=AS_AT) == []
    shipped, held = read_draft(slug, on=TODAY), model_in_force(slug, TODAY)
    assert shipped.out_of_hours_number is None
    assert shipped.lead_child_protection_caseload is None
    number = held.document.settings["out_of_hours_number"]
    assert number.source == MADE_UP
    assert str(number.value).startswith("01632 960")
    for each in areas:
        name_the_hub_bodies(each, from_day=date(2025, 7, 1), now=AS_AT)
    bodies = hub_bodies(area.pk, now=AS_AT)
    assert len(bodies) >= 5
    assert all(each.agency for each in bodies)


def test_another_seed_makes_other_families() -> None:
    assert [p.forename for p in people_of(planned(1))] != [p.forename for p in people_of(planned(2))]


def test_every_request_is_one_that_the_front_door_takes() -> None:
    for requests in planned().values():
        for request in requests:
            body = check_body(request.body, now=request.received_at)
            assert len(body.people) == len(request.family.people)
            assert request.received_at <= AS_AT


def test_everything_that_identifies_anybody_is_of_a_range_never_given_out() -> None:
    plans = planned()
    for person in people_of(plans):
        if person.nhs_number:
            assert person.nhs_number.startswith("999")
            assert check_nhs_number(person.nhs_number).valid, person.nhs_number
        if person.upn:
            assert person.upn[1:4] == "001"
            assert check_upn(person.upn).valid, person.upn
        assert not person.postcode or re.fullmatch(r"ZZ99 \d[A-Z]{2}", person.postcode)
        assert not person.telephone or re.fullmatch(r"07700 900\d{3}", person.telephone)
        assert not person.email or person.email.endswith("@example.org")
    senders = [request.body.get("sender", {}) for requests in plans.values() for request in requests]
    for sender in senders:
        assert not sender.get("telephone") or re.fullmatch(r"(01632 960|07700 900)\d{3}", sender["telephone"])
        assert not sender.get("email") or sender["email"].endswith("@example.org")


def test_no_two_people_have_the_same_number() -> None:
    who: dict[str, set[Any]] = {}
    for person in people_of(planned()):
        for number in filter(None, (person.nhs_number, person.upn)):
            who.setdefault(number, set()).add((person.forename, person.surname))
    assert {number: names for number, names in who.items() if len(names) > 1} == {}


@pytest.mark.parametrize("area", ["dorset", "lincolnshire", "wolverhampton"])
def test_every_kind_of_family_is_there(area: str) -> None:
    requests = planned()[area]
    helped = {request.family.special: request for request in requests if request.course is not None}
    girl, baby = helped["young_mother"].family, helped["young_mothers_baby"].family
    assert baby.adult.nhs_number == girl.spoken_of().nhs_number
    assert 15 <= girl.spoken_of().age(TODAY) <= 16
    bases = helped["different_bases"].course
    assert bases is not None
    assert len(set(bases.bases.values())) > 1
    separated = helped["separated"]
    assert separated.body["protect"]
    assert separated.family.adult.address != separated.family.other.address
    twins = [child.date_of_birth for child in helped["twins"].family.children]
    assert len(set(twins)) < len(twins)
    assert any(child.role == "unborn" for child in helped["unborn"].family.children)
    assert helped["interpreter"].family.adult.interpreter
    waiting = [request for request in requests if request.waiting]
    assert sum(request.urgent for request in waiting) >= 1
    assert {"hub", "handover", "must_not_be_named"} <= {request.waiting for request in waiting}


@pytest.mark.slow
def test_an_area_loads_once_and_keeps_the_published_shares(clone: str, capsys: pytest.CaptureFixture[str]) -> None:
    from kith.access.identity import acting_as, service  # noqa: PLC0415
    from kith.access.models import Restriction  # noqa: PLC0415
    from kith.config.demonstration.table import measured  # noqa: PLC0415
    from kith.family_help.models import (  # noqa: PLC0415
        Assessment,
        BasisOfHelp,
        DangerAlert,
        Episode,
        LeadAssignment,
        PlanShare,
    )
    from kith.front_door.models import HandOver, Request  # noqa: PLC0415
    from kith.organisations.models import Area, Role  # noqa: PLC0415
    from kith.people.models import Protection  # noqa: PLC0415

    options = {"area": ["dorset"], "today": TODAY, "verbosity": 0}
    call_command("load_demonstration", **options)
    area = Area.objects.get(slug="dorset")

    def counted() -> int:
        with acting_as(service("demonstration", area_id=area.id, purpose="test"), now=AS_AT):
            return Request.objects.count()

    first = counted()
    call_command("load_demonstration", **options)
    assert counted() == first, "loading again must add nothing"
    unlike = [
        f"{row.table}: {row.kind} {row.share:.1f}, published {row.published:.1f}" for row in measured(["dorset"]) if not row.alike
    ]
    assert unlike == []
    with acting_as(service("demonstration", area_id=area.id, purpose="test"), now=AS_AT):
        assert Episode.objects.count() >= 40
        assert Restriction.objects.count() == 1
        assert Protection.objects.filter(what="address", hidden_from__isnull=False).exists()
        assert Assessment.objects.filter(state="submitted").exists()
        assert DangerAlert.objects.filter(answered_at__isnull=True).exists()
        assert HandOver.objects.filter(answered_at__isnull=True).exists()
        assert LeadAssignment.objects.filter(state="accepted", practitioner__profession="school_nurse").exists()
        assert LeadAssignment.objects.filter(practitioner__memberships__role=Role.LEAD_PRACTITIONER).exists()
        shared: dict[Any, set[Any]] = {}
        for share in PlanShare.objects.all():
            shared.setdefault(share.plan_id, set()).add(share.person_id)
        assert any(len(readers) > 1 for readers in shared.values()), "a plan goes to mother and father, each their own copy"
        episodes: dict[Any, set[str]] = {}
        for basis in BasisOfHelp.objects.filter(ends_on__isnull=True).select_related("episode_child"):
            episodes.setdefault(basis.episode_child.episode_id, set()).add(basis.basis)
        assert any(len(bases) > 1 for bases in episodes.values()), "siblings on different bases"
        assert_people_are_rich()


def assert_people_are_rich() -> None:
    """What genogram, ecomap, the person's page and the lists of records show is there."""
    from kith.people.models import (  # noqa: PLC0415
        Imported,
        Merge,
        Person,
        PossibleDuplicate,
        Professional,
        Relationship,
        RiskStatement,
        Tie,
    )

    assert not Person.objects.filter(sex="U", expected_date__isnull=True, date_of_death__isnull=True).exists()
    kinds = set(Relationship.objects.values_list("kind", flat=True))
    assert {"twin", "possible_father", "grandparent", "ex_partner", "partner"} <= kinds
    assert {"married", "separated", "cohabiting"} <= set(Relationship.objects.values_list("union", flat=True))
    bases = set(Relationship.objects.filter(parental_responsibility=True).values_list("responsibility_basis", flat=True))
    assert {"birth_mother", "registered", "marriage"} <= bases
    assert Relationship.objects.exclude(own_word="").exists()
    assert {"school", "faith", "family"} <= set(Tie.objects.values_list("circle", flat=True))
    assert {"very_close", "close", "conflict"} <= set(Tie.objects.values_list("quality", flat=True))
    assert {"gp", "health_visitor", "midwife", "teacher", "school"} <= set(Professional.objects.values_list("kind", flat=True))
    named: dict[Any, set[Any]] = {}
    for risk in RiskStatement.objects.all():
        named.setdefault(risk.person_id, set()).add(risk.family_id)
    assert [len(families) for families in named.values()] == [2]
    assert Merge.objects.filter(undone_at__isnull=True).count() == 1
    waiting = Imported.objects.filter(joined_at__isnull=True, left_out=False)
    assert len(set(waiting.values_list("family_ref", flat=True))) == 3
    pairs = PossibleDuplicate.objects.filter(state="open")
    assert 2 <= pairs.count() <= 12, [(str(p.person), str(p.other), p.score) for p in pairs.select_related("person", "other")]
    listed = set(waiting.values_list("person", flat=True))
    assert any(pair.person_id in listed or pair.other_id in listed for pair in pairs), "a listed child may be one on record"

"""Two records that are one person: what is refused, what is taken, and that undoing is the way back."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from kith.access.services import grant_sight
from kith.kernel.paging import Place
from kith.kernel.refusals import ChangedMeanwhile, NotPermitted, Refusal
from kith.people import services
from kith.people.models import (
    Address,
    ContactDetail,
    FamilyMember,
    Hazard,
    Merge,
    OtherName,
    Person,
    PossibleDuplicate,
    Relationship,
)
from kith.people.record.family import family_picture
from kith.people.record.records import all_records, records_of, surviving, survivors
from kith.people.same_person.comparison import FIELDS
from kith.people.same_person.duplicates import pair_of, settle_pair
from kith.people.same_person.merging import CHOICES
from kith.people.same_person.obstacles import obstacles
from kith.people.same_person.review import alike_now, duplicates_of, review_list
from kith.people.same_person.rows import KINDS, written_since
from kith.people.same_person.undoing import fields_back, since
from tests.fixtures import practitioner_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
Acting = Callable[..., Any]


def child(forename: str = "Zuzanna", surname: str = "Kowalczyk", **said: Any) -> Person:
    return services.record_person(
        now=NOW, **{"forename": forename, "surname": surname, "date_of_birth": date(2017, 4, 7), "sex": "F", **said}
    )


def in_family(person: Person, name: str = "Kowalczyk: Zuzanna", role: str = "child") -> Any:
    family = services.record_family(name=name, now=NOW)
    services.join_family(family=family, person=person, role=role, on=TODAY)
    return family


def join(goes: Person, stays: Person, **how: Any) -> Merge:
    how = {"chosen": {}, "reason": "The school knows one girl", "now": NOW} | how
    if "read_version" not in how:
        how["read_version"] = Person.objects.get(pk=surviving(stays.pk)).version
    return services.merge(person=goes, into=stays, **how)


def undo(merge: Merge, whose: str | dict[str, str] = "stays", **how: Any) -> Merge:
    merge = Merge.objects.select_related("person", "into").get(pk=merge.pk)
    belongs = whose if isinstance(whose, dict) else {row.key: whose for row in since(merge)}
    how = {"fields": {}, "reason": "Two girls after all", "read_version": merge.into.version, "now": LATER} | how
    return services.undo_merge(merge=merge, belongs=belongs, **how)


def state() -> dict[str, Any]:
    """Everything of this room's rows about persons, but versions, which only ever grow, and what was decided about pairs."""
    held: dict[str, Any] = {str(row.pop("id")): row for row in Person.objects.values() if row.pop("version")}
    for kind in KINDS.values():
        held |= {f"{kind.key} {row['id']}": row for row in kind.model._default_manager.values()}
    return held


# ---- what is joined


def test_the_record_that_goes_points_to_the_one_that_stays_and_keeps_its_rows(acting: Acting) -> None:
    with acting("team_manager"):
        goes, stays = child("Susanna", telephone="07700 900123"), child(telephone="07700 900124")
        made = join(goes, stays, chosen={"surname": "stays"})
        goes.refresh_from_db()
        assert goes.merged_into_id == stays.pk
        assert ContactDetail.objects.get(value="07700 900123").person_id == goes.pk
        assert (made.chosen, made.reason, made.merged_at) == ({}, "The school knows one girl", NOW)
        assert records_of(goes.pk) == records_of(stays.pk) == {goes.pk, stays.pk}
        assert (surviving(goes.pk), surviving(stays.pk)) == (stays.pk, stays.pk)


def test_chosen_values_are_taken_and_what_they_replaced_is_kept(acting: Acting) -> None:
    with acting("records_officer"):
        goes = child("Susanna", "Nowak", date_of_birth=date(2017, 7, 4), language="Polish")
        stays = child(birth_date_kind="estimated")
        made = join(goes, stays, chosen={"surname": "goes", "date_of_birth": "goes", "language": "goes"})
        stays.refresh_from_db()
        assert (stays.forename, stays.surname, stays.language) == ("Zuzanna", "Nowak", "Polish")
        assert (stays.date_of_birth, stays.birth_date_kind) == (date(2017, 7, 4), "exact")
        assert made.replaced["date_of_birth"] == "2017-04-07"
        assert made.replaced["surname"] == "Kowalczyk"
        assert OtherName.objects.get(person=stays).surname == "Kowalczyk", "the replaced name still finds them"


def test_whoever_sees_the_person_sees_all_their_records(acting: Acting) -> None:
    with acting("front_door"):
        goes, stays = child(), child()
        in_family(stays)
        join(goes, stays)
    with acting("lead_practitioner"):
        assert records_of(stays.pk) == {goes.pk, stays.pk}


def test_joining_to_a_record_that_is_itself_joined_leads_to_the_one_that_stays(acting: Acting) -> None:
    with acting("team_manager"):
        one, two, three = child("Zuzia"), child(), child("Susanna")
        join(one, two)
        made = join(three, one, read_version=Person.objects.get(pk=two.pk).version)
        assert made.into_id == two.pk
        four = child("Zuza")
        join(two, four)
        assert survivors([one.pk, two.pk, three.pk, four.pk]) == dict.fromkeys([one.pk, two.pk, three.pk, four.pk], four.pk)
        assert set(Person.objects.filter(merged_into__isnull=False).values_list("merged_into", flat=True)) == {four.pk}
        assert set(all_records([three.pk]).values()) == {four.pk}


# ---- what is refused


def _unborn(**said: Any) -> Person:
    return services.record_person(now=NOW, surname="Kowalczyk", expected_date=date(2026, 6, 1), **said)


REFUSED: dict[str, tuple[Callable[[], tuple[Person, Person]], str]] = {
    "the same record": (lambda: (one := child(), one), "already one person"),
    "an unborn child and an adult": (lambda: (_unborn(), child(date_of_birth=date(1990, 1, 1))), "not born yet"),
    "an unborn child and a child": (lambda: (_unborn(), child()), "Record the birth first"),
    "two dates of death": (
        lambda: (_died(child(), date(2020, 1, 1)), _died(child(), date(2021, 1, 1))),
        "different dates of death",
    ),
    "sisters of each other": (lambda: _related(child("Ada"), child("Eve")), "related to each other"),
    "mother and child": (
        lambda: _related(child("Ada", date_of_birth=date(1990, 1, 1)), child("Eve"), "mother"),
        "related to each other",
    ),
    "one hidden from the other": (lambda: _hidden(child("Ada"), child("Eve")), "kept from each other"),
    "one in a restricted family": (lambda: _restricted(child("Ada"), child("Eve")), "restricted family"),
}


def _died(person: Person, on: date) -> Person:
    return services.change_person(person=person, read_version=person.version, date_of_death=on, now=NOW)


def _related(one: Person, other: Person, kind: str = "twin") -> tuple[Person, Person]:
    services.relate(person=one, other=other, kind=kind, now=NOW)
    return one, other


def _hidden(one: Person, other: Person) -> tuple[Person, Person]:
    services.protect(person=one, what="address", hidden_from=other, reason="Threats", review_on=date(2027, 1, 1), now=NOW)
    return one, other


def _restricted(one: Person, other: Person) -> tuple[Person, Person]:
    from kith.access.identity import current_identity  # noqa: PLC0415

    me = current_identity().practitioner_id
    assert me is not None
    services.restrict_family(family=in_family(one), named=[me], owner_id=me, reason="Witnesses", now=NOW)
    return one, other


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_one_person_is_refused_with_the_reason(acting: Acting, case: str) -> None:
    make, why = REFUSED[case]
    with acting("team_manager"):
        goes, stays = make()
        for one, other in ((goes, stays), (stays, goes)):
            with pytest.raises(Refusal, match=why):
                join(one, other)
        assert not Merge.objects.exists()


def test_a_record_goes_once_and_in_no_circle(acting: Acting) -> None:
    with acting("team_manager"):
        one, two, three = child("Zuzia"), child(), child("Susanna")
        join(one, two)
        for goes, stays, why in ((one, three, "already been joined"), (two, one, "already one"), (one, two, "already one")):
            with pytest.raises(services.MergeRefused, match=why):
                join(goes, stays)


def test_a_reason_is_needed_and_an_older_page_is_noticed(acting: Acting) -> None:
    with acting("team_manager"):
        goes, stays = child("Susanna"), child()
        with pytest.raises(services.NeedsWords):
            join(goes, stays, reason=" ")
        services.change_person(person=stays, read_version=stays.version, school="Mill Lane", now=NOW)
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            join(goes, stays, read_version=1)
        with pytest.raises(TypeError):
            join(goes, stays, chosen={"restricted": "goes"})


def test_a_pair_that_was_joined_or_decided_meanwhile_is_not_said_to_be_two_people(acting: Acting) -> None:
    with acting("team_manager"):
        # given a page that shows a pair to be looked at, and a colleague who joins the two meanwhile
        one, two = child("Susanna"), child()
        shown = pair_of(one, two, NOW)
        merge = join(one, two)
        # when the page is sent, the pair as it stands now decides
        with pytest.raises(services.MergeRefused, match="has joined these two meanwhile"):
            services.say_different(pair=shown, reason="Cousins", now=NOW)
        assert surviving(one.pk) == two.pk
        undo(merge)
        with pytest.raises(services.MergeRefused, match="decided already that these are two"):
            services.say_different(pair=shown, reason="Cousins", now=NOW)
        # and who learns better may still join them
        join(Person.objects.get(pk=one.pk), Person.objects.get(pk=two.pk))
        shown.refresh_from_db()
        assert shown.state == "merged"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        *((role, True) for role in ("front_door", "team_manager", "records_officer", "senior_social_worker")),
        *((role, False) for role in ("lead_practitioner", "out_of_hours", "business_support", "duty_worker")),
    ],
)
def test_who_may_say_that_two_records_are_one_person(acting: Acting, role: str, may: bool) -> None:
    with acting("team_manager"):
        goes, stays = child("Susanna"), child()
        in_family(goes)
        in_family(stays, "Other")
        pair = pair_of(goes, stays, NOW)
    with acting(role):
        for act in (
            lambda: services.say_different(pair=pair, reason="Two", now=NOW),
            lambda: services.split(person=stays, moved={}, forename="Eve", reason="Two", now=NOW),
            lambda: undo(join(goes, stays)),
        ):
            if may:
                act()
            else:
                with pytest.raises(NotPermitted):
                    act()


def test_another_area_is_not_there(acting: Acting) -> None:
    with acting("team_manager", area="lincolnshire"):
        there = child()
    with acting("team_manager"):
        here = child()
        for goes, stays in ((here, there), (there, here)):
            with pytest.raises(Refusal, match="nothing here"):
                join(goes, stays, read_version=1)


# ---- taken apart again


def test_undoing_gives_back_what_was_before(acting: Acting) -> None:
    with acting("front_door"):
        goes = child("Susanna", "Nowak", language="Polish", telephone="07700 900123", school="Mill Lane")
        stays = child(school="Ropewalk", address="14 Anvil Row", postcode="ZZ99 1AA", nhs_number="999 000 0018")
        other = child("Ada", date_of_birth=date(1988, 1, 2))
        in_family(stays)
        services.relate(person=other, other=goes, kind="mother", now=NOW)
        before = state()
        made = join(goes, stays, chosen=dict.fromkeys(CHOICES, "goes"))
        assert state() != before
        undo(made)
        after = state()
        kept = [key for key in after if key not in before]
        assert [OtherName.objects.get(pk=key.split()[1]).forename for key in kept] == ["Zuzanna"]
        assert {key: row for key, row in after.items() if key in before} == before
        made.refresh_from_db()
        assert (made.undone_at, made.undone_reason) == (LATER, "Two girls after all")
        with pytest.raises(services.MergeRefused, match="already undone"):
            services.undo_merge(merge=made, belongs={}, fields={}, reason="x", read_version=9, now=LATER)


def test_what_was_written_in_between_goes_to_whoever_it_belongs_to(acting: Acting) -> None:
    with acting("team_manager"):
        goes, stays = child("Susanna"), child()
        sister = child("Ada")
        made = join(goes, stays)
        hazard = services.record_hazard(person=stays, words="A dog", source="A visit", review_on=date(2027, 1, 1), now=LATER)
        services.add_contact(person=stays, kind="telephone", value="07700 900199")
        services.relate(person=sister, other=stays, kind="sibling", now=LATER)
        family = in_family(stays)
        made = Merge.objects.select_related("person", "into").get(pk=made.pk)
        rows = {row.label: row for row in written_since(made)}
        assert set(rows) == {"Hazard", "Telephone or email", "Relationship", "Place in a family"}
        assert rows["Hazard"].by == "dorset team_manager social_worker childrens_services"
        with pytest.raises(services.NeedsWords, match="Say whose this is"):
            undo(made, {})
        whose = {row.key: "stays" for row in since(made)}
        whose |= {rows[label].key: "goes" for label in ("Hazard", "Relationship", "Place in a family")}
        undo(made, whose)
        assert Hazard.objects.get(pk=hazard.pk).person_id == goes.pk
        assert ContactDetail.objects.get(value="07700 900199").person_id == stays.pk
        assert Relationship.objects.get().other_id == goes.pk
        assert FamilyMember.objects.get(family=family).person_id == goes.pk
        flags = dict(Person.objects.filter(pk__in=[goes.pk, stays.pk]).values_list("pk", "in_family"))
        assert flags == {goes.pk: True, stays.pk: False}
        assert {row["whose"] for row in Merge.objects.get(pk=made.pk).belongs} == {"goes", "stays"}


def test_a_value_changed_since_is_given_back_only_when_somebody_says_so(acting: Acting) -> None:
    with acting("team_manager"):
        for answer, expected in (("keep", "Third"), ("back", "Second")):
            goes, stays = child(school="First"), child(school="Second")
            made = join(goes, stays, chosen={"school": "goes"})
            stays.refresh_from_db()
            services.change_person(person=stays, read_version=stays.version, school="Third", now=LATER)
            made = Merge.objects.select_related("person", "into").get(pk=made.pk)
            assert [(f.name, f.changed_since) for f in fields_back(made)] == [("school", True)]
            undo(made, fields={"school": answer})
            stays.refresh_from_db()
            assert stays.school == expected


def test_merging_and_undoing_in_any_order_leads_to_what_the_open_merges_say(acting: Acting) -> None:
    with acting("team_manager"):
        for seed in range(6):
            rng = random.Random(seed)
            people = [child(f"Z{seed}{i}") for i in range(5)]
            open_merges: dict[UUID, tuple[UUID, Merge]] = {}

            def root(of: UUID, held: dict[UUID, tuple[UUID, Merge]] = open_merges) -> UUID:
                while of in held:
                    of = held[of][0]
                return of

            for _ in range(12):
                if open_merges and rng.random() < 0.4:
                    gone = rng.choice(list(open_merges))
                    undo(open_merges.pop(gone)[1])
                else:
                    goes, stays = rng.sample(people, 2)
                    if goes.pk in open_merges or root(stays.pk) == goes.pk:
                        continue
                    made = join(Person.objects.get(pk=goes.pk), stays)
                    open_merges[goes.pk] = (made.into_id, made)
                ids = [p.pk for p in people]
                assert survivors(ids) == {each: root(each) for each in ids}


# ---- the review list


def test_a_pair_that_was_decided_is_not_listed_again(acting: Acting) -> None:
    with acting("team_manager"):
        people = [child(f"Zuz{i}") for i in range(6)]
        pairs = [pair_of(people[i], people[i + 1], NOW) for i in (0, 2, 4)]
        for score, pair in enumerate(pairs):
            PossibleDuplicate.objects.filter(pk=pair.pk).update(score=10 + score)
        assert [pair.row.pk for pair in review_list().pairs] == [p.pk for p in reversed(pairs)]
        services.say_different(pair=pairs[2], reason="Cousins", now=NOW)
        join(people[0], people[1])
        shown = review_list().pairs
        assert [pair.row.pk for pair in shown] == [pairs[1].pk]
        decided = PossibleDuplicate.objects.get(pk=pairs[2].pk)
        assert (decided.state, decided.decided_because) == ("different", "Cousins")
        assert PossibleDuplicate.objects.get(pk=pairs[0].pk).state == "merged"


def test_the_list_goes_on_where_it_stopped_and_shows_whoever_stays(acting: Acting) -> None:
    with acting("team_manager"):
        known = child("Known")
        others = [child(f"Zuz{i}") for i in range(30)]
        for score, other in enumerate(others):
            PossibleDuplicate.objects.filter(pk=pair_of(known, other, NOW).pk).update(score=score)
        first = review_list()
        assert (len(first.pairs), bool(first.page.next)) == (25, True)
        second = review_list(place=Place.read(first.page.next))
        assert (len(second.pairs), second.page.next) == (5, "")
        back = review_list(place=Place.read(second.page.previous))
        assert [p.row.pk for p in back.pairs] == [p.row.pk for p in first.pairs]
        assert not {p.row.pk for p in first.pairs} & {p.row.pk for p in second.pairs}
        join(others[29], child("Stays"))
        best = review_list().pairs[0]
        assert {best.person.forename, best.other.forename} == {"Known", "Stays"}
        of_known = duplicates_of(known.pk)
        rest = duplicates_of(known.pk, place=Place.read(of_known.page.next))
        assert (len(of_known.pairs), len(rest.pairs)) == (25, 5)


def test_a_restricted_person_is_in_no_list_of_somebody_not_named(acting: Acting) -> None:
    with acting("team_manager"):
        one, other = child("Ada"), child("Eve")
        pair_of(one, other, NOW)
        _restricted(one, other)
        assert len(review_list().pairs) == 1
    with acting("front_door"):
        assert review_list().pairs == []
        assert duplicates_of(other.pk).pairs == []


@pytest.mark.parametrize("elsewhere", ["hidden", "without_addresses"])
def test_who_is_hidden_is_hidden_in_every_record(acting: Acting, elsewhere: str) -> None:
    from kith.access.identity import current_identity  # noqa: PLC0415

    with acting("team_manager"):
        goes, stays = child("Susanna", address="9 Secret Row"), child(address="8 Secret Row")
        Person.objects.filter(pk__in=[goes.pk, stays.pk]).update(date_of_birth=date(1990, 1, 2))
        family, other = in_family(goes), in_family(stays, "Other")
        FamilyMember.objects.filter(person__in=[goes.pk, stays.pk]).update(role="parent")
        goes.refresh_from_db()
        stays.refresh_from_db()
        join(goes, stays)
        me = current_identity().practitioner_id
        assert me is not None
        services.restrict_family(family=family, named=[me], owner_id=me, reason="Witnesses", elsewhere=elsewhere, now=NOW)
        assert records_of(goes.pk) == {goes.pk, stays.pk}
    with acting("front_door"):
        seen = set(Person.objects.values_list("pk", flat=True))
        assert seen == (set() if elsewhere == "hidden" else {goes.pk, stays.pk})
        assert not Address.objects.exists()
        assert [m.name for m in family_picture(other.pk).members] == ([] if elsewhere == "hidden" else ["Zuzanna Kowalczyk"])
    with acting("team_manager"):
        services.lift_restriction(family=family, reason="Safe now", now=LATER)
    with acting("front_door"):
        assert Address.objects.count() == 2
        assert not Person.objects.filter(restricted=True).exists()


def test_who_is_granted_one_record_sees_all_of_them(acting: Acting) -> None:
    with acting("team_manager"):
        goes, stays = child("Susanna"), child()
        family = in_family(goes)
        join(goes, stays)
        services.record_hazard(person=stays, words="A dog", source="A visit", review_on=date(2027, 1, 1), now=NOW)
        nurse, _ = practitioner_in("dorset", "partner_lead", agency_kind="health")
        grant_sight(family_id=family.pk, practitioner_id=nurse.pk, parts=["plan"], reason="Leads", now=NOW)
    with acting("partner_lead", agency_kind="health"):
        shown = family_picture(family.pk)
        assert ([m.name for m in shown.members], [h.words for h in shown.hazards]) == (["Zuzanna Kowalczyk"], ["A dog"])


def test_closing_an_adopted_childs_record_closes_every_record(acting: Acting) -> None:
    with acting("records_officer"):
        goes, stays = child("Susanna"), child()
        join(goes, stays)
        stays.refresh_from_db()
        services.seal_for_adoption(person=stays, forename="New", surname="Name", reason="Order of the court", now=NOW)
        assert list(Person.objects.values_list("forename", flat=True)) == ["New"]
        assert not Merge.objects.exists()


def test_every_choice_is_shown_side_by_side() -> None:
    assert {name for name, _ in FIELDS} == set(CHOICES)


def test_whoever_looks_like_a_person_is_found_until_somebody_decides(acting: Acting) -> None:
    with acting("team_manager"):
        people = [child(), child(), child("Susanna")]
        named = [each.person for each in alike_now(people[0])]
        assert named == people[1:]
        settle_pair(people[0], people[1], "say_different", "Twins", NOW)
        join(people[2], child("Zuza"))
        assert [each.person.forename for each in alike_now(people[0])] == ["Zuza"]


def test_obstacles_name_what_is_in_the_way(acting: Acting) -> None:
    with acting("team_manager"):
        goes, stays = _hidden(child("Ada"), child("Eve"))
        assert "kept from each other" in obstacles(goes.pk, stays.pk)[0].words

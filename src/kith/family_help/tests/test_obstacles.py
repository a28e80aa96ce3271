"""A child is the subject of at most one open episode, whichever of their records it names."""

from collections.abc import Callable

import pytest
from django.db import transaction

from kith.family_help import services
from kith.family_help.refusals import ChildAlreadyHelped
from kith.family_help.tests.conftest import NOON, Story
from kith.people import services as people
from kith.people.models import Merge, Person
from kith.people.record.records import same_person
from kith.people.same_person.obstacles import obstacles
from kith.people.same_person.undoing import since

pytestmark = pytest.mark.django_db


def test_two_open_episodes_are_in_the_way_and_a_child_is_helped_once(story: Callable[..., Story]) -> None:
    told = story("dorset")
    episode = told.open(sam="section_17")
    with told.as_("team_manager"):
        sam = told.sam
        twice = people.record_person(forename="Samuel", surname=sam.surname, date_of_birth=sam.date_of_birth, now=NOON)
        family = people.record_family(name="Second", now=NOON)
        people.join_family(family=family, person=twice, role="child", on=NOON.date())
        merged = people.merge(person=twice, into=sam, chosen={}, reason="One", read_version=sam.version, now=NOON)
        opening = {
            "family": family,
            "children": [services.ChildBasis(twice.pk, "section_17", evidence="E", family_said="S", agreed=True)],
            "tier": episode.tier,
            "origin": "Request",
            "referral_date": NOON.date(),
            "threshold_version": "national-tests",
            "reason": "Asked again",
            "now": NOON,
        }
        with pytest.raises(ChildAlreadyHelped), transaction.atomic():
            services.open_episode(**opening)
        merged = Merge.objects.select_related("person", "into").get(pk=merged.pk)
        people.undo_merge(
            merge=merged,
            belongs={row.key: "stays" for row in since(merged)},
            fields={},
            reason="Two",
            read_version=merged.into.version,
            now=NOON,
        )
        services.open_episode(**opening)
        in_the_way = obstacles(twice.pk, sam.pk)
        assert "Both are helped in an open episode" in in_the_way[0].words
        assert in_the_way[0].link == f"/families/{family.pk}/close/"
        sam.refresh_from_db()
        with pytest.raises(people.ObstaclesToSettle, match="End help in one of them"):
            people.merge(
                person=Person.objects.get(pk=twice.pk), into=sam, chosen={}, reason="One", read_version=sam.version, now=NOON
            )


def test_what_was_written_in_between_is_listed_and_what_is_said_of_it_is_kept(story: Callable[..., Story]) -> None:
    told = story("dorset")
    with told.as_("team_manager"):
        twice = people.record_person(forename="Ella", surname="Two", date_of_birth=told.ella.date_of_birth, now=NOON)
        read = Person.objects.get(pk=told.ella.pk).version
        made = people.merge(person=twice, into=told.ella, chosen={}, reason="One", read_version=read, now=NOON)
    told.open()
    with told.as_("team_manager"):
        made = Merge.objects.select_related("person", "into").get(pk=made.pk)
        rows = since(made)
        assert [row.label for row in rows] == ["Help in an episode", "Basis of help"]
        assert {row.link for row in rows} == {f"/families/{told.family.pk}/"}
        assert all(row.by for row in rows)
        people.undo_merge(
            merge=made,
            belongs={row.key: "goes" for row in rows},
            fields={},
            reason="Two",
            read_version=made.into.version,
            now=NOON,
        )
        made.refresh_from_db()
        assert [(said["whose"], said["moved"]) for said in made.belongs] == [("goes", False), ("goes", False)]
        assert same_person(twice.pk).undone == same_person(told.ella.pk).undone == [made]

"""The genogram of a record, as recorded and as a reader's copy shows it: nobody hidden, and no trace of them."""

from datetime import date
from typing import Any

import pytest

from kith.people import services
from kith.people.pictures import ecomap, genogram
from kith.people.pictures.record import days_of_death, kin_of
from kith.people.record.family import family_picture
from kith.people.record.reader_copy import as_seen_by
from kith.people.record.tests.test_readers import Story
from tests.fixtures import NOON


@pytest.mark.django_db
def test_no_marker_reaches_the_picture_of_the_father(acting: Any) -> None:
    with acting():
        story = Story()
        _ties(story)
        possible = services.add_to_family(
            family=story.family,
            role="adult",
            on=date(2026, 3, 4),
            now=NOON,
            forename="Markerpossible",
            surname="Lis",
        )
        services.relate(person=possible, other=story.baby, kind="possible_father", now=NOON)
        services.relate(person=possible, other=story.child, kind="possible_father", now=NOON)
        staff, father = (_whole(p) for p in (story.picture, as_seen_by(story.picture, story.father.pk)))
        for marker in (
            "markerhousehold", "markerbaby", "markerpossible", "markerconflict", "markerwords", "markerclub", "in conflict",
            "unborn", "markerfenced",
        ):  # fmt: skip
            assert marker in staff or marker == "unborn", f"the worker sees {marker}"
            assert marker not in father, f"the father is shown {marker}"
        for name in ("zuzanna", "jan ", "agnieszka", "marek"):
            assert name in father
        for address in ("markeraddress", "markerfatheraddress", "3 tern court"):
            assert address not in father, "no copy prints an address as the name of a home"


@pytest.mark.django_db
def test_a_mother_sees_her_own_home_and_baby_and_no_possible_father(acting: Any) -> None:
    with acting():
        story = Story()
        possible = services.add_to_family(
            family=story.family, role="adult", on=date(2026, 3, 4), now=NOON, forename="Markerpossible"
        )
        services.relate(person=possible, other=story.baby, kind="possible_father", now=NOON)
        mother = _whole(as_seen_by(story.picture, story.mother.pk))
        assert "markerhousehold" in mother
        assert "markerbaby" in mother
        assert "possible" not in mother
        assert "markerpossible" not in mother, "whom nothing in the copy relates to the others is not drawn"


@pytest.mark.django_db
def test_the_record_is_drawn_as_recorded(acting: Any) -> None:
    with acting():
        story = Story()
        services.relate(
            person=story.mother,
            other=story.father,
            kind="ex_partner",
            union="divorced",
            own_word="",
            now=NOON,
        )
        services.relate(person=story.granny, other=story.child, kind="grandparent", own_word="Babcia", now=NOON)
        picture = family_picture(story.family.pk)
        drawn = genogram.draw(kin_of(picture, days_of_death(picture)), centre=story.child.pk)
        said = {p.name.split()[0]: p for p in drawn.people}
        assert any(w.startswith("Divorced from") for w in said["Marek"].relations)
        assert any("says “Babcia”" in w for w in said["Babcia"].relations)
        assert said["Agnieszka"].to_centre == "Mother"
        assert said["Babcia"].to_centre == "Grandparent"
        assert "“Babcia”" in drawn.svg


def _ties(story: Story) -> None:
    add = services.add_tie
    add(
        person=story.mother,
        other=story.father,
        circle="family",
        quality="conflict",
        words="MARKERCONFLICT",
        now=NOON,
    )
    add(
        person=story.father,
        other=story.child,
        circle="family",
        quality="harmful",
        words="MARKERWORDS",
        source="MARKERSOURCE",
        now=NOON,
    )
    add(person=story.mother, name="MARKERCLUB", circle="activities", quality="close", now=NOON)
    add(person=story.father, name="MARKERFENCED team", circle="services", now=NOON)


def _whole(picture: Any) -> str:
    """Everything that any drawing of this picture shows or says."""
    kin = kin_of(picture, days_of_death(picture))
    out = []
    for centre in (None, *(p.id for p in kin.people)):
        tree, around = genogram.draw(kin, centre=centre), ecomap.draw(kin, centre=centre)
        out += [tree.svg, repr(tree.people), repr(tree.undrawn), around.svg, repr(around.ties)]
    return "".join(out).casefold()

"""A marker word in every protected field, and each reader's copy searched for it (practice.md P-9)."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest

from kith.access.identity import current_identity
from kith.people import services
from kith.people.models import Family, Person, Protection
from kith.people.record.family import family_picture
from kith.people.record.family_picture import FamilyPicture
from kith.people.record.reader_copy import as_seen_by, gives_away, words_to_keep_from
from tests.fixtures import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)
REVIEW = TODAY + timedelta(days=90)


class Story:
    """Agnieszka has left Marek; she is expecting; the children live with her. Babcia helps. Marek has parental responsibility."""

    def __init__(self) -> None:
        self.family = services.record_family(name="Kowalczyk, MARKERFAMILYPLACE", summary="At MARKERSUMMARY", now=NOON)
        self.mother = self._add("parent", "Agnieszka", household="MARKERHOUSEHOLD", telephone="07700 900155", safe="yes")
        self.father = self._add("parent", "Marek", lives="9 Fenside MARKERFATHERADDRESS", telephone="07700 900166")
        self.child = self._add(
            "child",
            "Zuzanna",
            household="MARKERHOUSEHOLD",
            school="MARKERSCHOOL Primary",
            nhs_number="9991204318",
        )
        self.brother = self._add("child", "Jan", household="MARKERHOUSEHOLD", school="markerschool  primary")
        self.baby = self._add("unborn", "Markerbaby", household="MARKERHOUSEHOLD", expected_date=TODAY + timedelta(days=60))
        self.granny = self._add("relative", "Babcia", lives="2 Mill Row")
        for child in (self.child, self.brother):
            services.relate(person=self.mother, other=child, kind="mother", parental_responsibility=True, now=NOON)
            services.relate(person=self.father, other=child, kind="father", parental_responsibility=True, now=NOON)
        services.relate(person=self.mother, other=self.baby, kind="mother", now=NOON)
        services.relate(person=self.father, other=self.baby, kind="father", now=NOON)
        services.record_hazard(person=self.father, words="MARKERHAZARD", source="Police", review_on=REVIEW, now=NOON)
        services.record_agreement(
            family=self.family,
            person=self.mother,
            about="service",
            answer="yes",
            words="MARKERAGREEMENT",
            now=NOON,
        )
        for what in ("address", "telephone", "pregnancy"):
            self._protect(self.mother, what, self.father)
        self._protect(self.child, "school", self.father)
        self._around()

    def _around(self) -> None:
        """What tells where she works, what she does each week, and which surgeries and schools are near."""
        for what in ("workplace", "routine"):
            self._protect(self.mother, what, self.father)
        for circle, name in (
            ("work", "MARKERWORK Bakery"),
            ("activities", "MARKERSWIM on Tuesdays"),
            ("faith", "MARKERCHURCH"),
        ):
            services.add_tie(person=self.mother, circle=circle, name=name, words=f"MARKERTIE at {name}", now=NOON)
        services.add_tie(
            person=self.father, circle="activities", name="Fenside Anglers", words="MARKEROPINION", source="Police", now=NOON
        )  # fmt: skip
        services.add_tie(person=self.father, circle="activities", name="Waits outside MarkerSwim on Tuesdays", now=NOON)
        services.add_tie(person=self.father, circle="services", name="MARKERPROBATION", now=NOON)
        services.add_tie(person=self.granny, circle="friends", name="MARKERFRIEND", now=NOON)
        services.add_professional(person=self.mother, kind="gp", organisation="MARKERSURGERY", telephone="01632 960155", now=NOON)
        services.add_professional(
            person=self.child,
            kind="teacher",
            name="MARKERTEACHER",
            organisation="MARKERSCHOOL Primary",
            now=NOON,
        )
        services.add_professional(person=self.father, kind="probation", name="Pat Fenside", organisation="Probation", now=NOON)
        services.relate(person=self.granny, other=self.child, kind="grandparent", own_word="Babunia", now=NOON)
        services.relate(person=self.father, other=self.brother, kind="possible_father", now=NOON)
        services.state_risk(
            family=self.family, person=self.father, words="MARKERRISK", source="MARKERCOURT", stated_on=TODAY, review_on=REVIEW,
            now=NOON,
        )  # fmt: skip

    def _add(self, role: str, forename: str, lives: str = "3 Tern Court MARKERADDRESS", **fields: Any) -> Person:
        return services.add_to_family(
            family=self.family, role=role, on=TODAY, now=NOON, forename=forename, surname="Kowalczyk", address=lives,
            postcode="ZZ99 4DQ" if "MARKERADDRESS" in lives else "ZZ99 1AB", **fields,
        )  # fmt: skip

    def _protect(self, person: Person, what: str, from_whom: Person | None, words: str = "") -> Protection:
        return services.protect(
            person=person,
            what=what,
            hidden_from=from_whom,
            hidden_from_words=words,
            reason="MARKERREASON",
            review_on=REVIEW,
            now=NOON,
        )

    @property
    def picture(self) -> FamilyPicture:
        return family_picture(self.family.pk)


def _all_words(copy: FamilyPicture) -> str:
    return repr(asdict(copy)).casefold() + repr([(w, [m.name for m in ms]) for w, ms in copy.households]).casefold()


def test_no_marker_reaches_the_father(acting: Any) -> None:
    with acting():
        story = Story()
        words = _all_words(as_seen_by(story.picture, story.father.pk))
        for marker in (
            "markeraddress", "markerhousehold", "zz99 4dq", "900155", "markerschool", "markerbaby", "markerhazard",
            "markerreason",
            "markeragreement", "markersummary", "markerfamilyplace", "9991204318", "unborn", "markerwork", "markerswim",
            "markerchurch", "markertie", "markeropinion", "markerprobation", "markerfriend", "markersurgery", "960155",
            "markerteacher", "markerrisk", "markercourt", "possible",
        ):  # fmt: skip
            assert marker not in words, marker
        for own in ("markerfatheraddress", "fenside anglers", "pat fenside", "babunia"):
            assert own in words, "what is his own, or kept from nobody, stays"
        for name in ("zuzanna", "jan ", "agnieszka", "babcia"):
            assert name in words


def test_a_worker_sees_every_marker(acting: Any) -> None:
    with acting():
        words = _all_words(Story().picture)
        for marker in (
            "markeraddress",
            "markerhousehold",
            "900155",
            "markerschool",
            "markerbaby",
            "markerhazard",
            "markerreason",
            "markerwork",
            "markerswim",
            "markersurgery",
            "markerrisk",
            "markeropinion",
            "possible father",
        ):
            assert marker in words, marker


def test_the_mother_keeps_her_own_and_is_not_told_what_others_are_kept_from(acting: Any) -> None:
    with acting():
        story = Story()
        copy = as_seen_by(story.picture, story.mother.pk)
        words = _all_words(copy)
        assert "markeraddress" in words
        assert "markerbaby" in words
        assert "900155" in words
        for own in ("markerwork", "markerswim", "markersurgery", "markerteacher"):
            assert own in words, own
        for marker in (
            "900166", "markerhazard", "markerreason", "9991204318", "markerrisk", "markertie", "markerfriend", "pat fenside",
            "possible",
        ):  # fmt: skip
            assert marker not in words, marker


def test_who_may_be_a_father_is_told_by_a_person_and_never_by_a_page(acting: Any) -> None:
    with acting():
        story = Story()
        possible = story._add("adult", "Markerpossible", lives="4 Markerother Row", telephone="07700 900177")
        services.relate(person=possible, other=story.baby, kind="possible_father", now=NOON)
        for reader in (story.mother, story.father, story.granny, story.child):
            assert "markerpossible" not in _all_words(as_seen_by(story.picture, reader.pk)), reader.forename
            kept = words_to_keep_from(story.picture, reader.pk)
            assert gives_away("Markerpossible Kowalczyk came too", kept), reader.forename
        assert "markerpossible" in _all_words(as_seen_by(story.picture, possible.pk)), "his own copy names him"
        services.relate(person=possible, other=story.mother, kind="partner", now=NOON)
        assert "markerpossible" in _all_words(as_seen_by(story.picture, story.mother.pk)), "a partner is known to all"


def test_a_protection_from_somebody_not_on_record_counts_against_every_other_reader(acting: Any) -> None:
    with acting():
        story = Story()
        assert "markeraddress" in _all_words(as_seen_by(story.picture, story.granny.pk))
        story._protect(story.mother, "address", None, "Marek's brother Pawel")
        assert "markeraddress" not in _all_words(as_seen_by(story.picture, story.granny.pk))
        assert "markeraddress" in _all_words(as_seen_by(story.picture, story.mother.pk))


def test_a_protection_that_ended_hides_nothing_more(acting: Any) -> None:
    with acting():
        story = Story()
        for protection in Protection.objects.filter(what="address"):
            services.end_protection(protection=protection, now=NOON)
        assert "markeraddress" in _all_words(as_seen_by(story.picture, story.father.pk))


def test_free_text_that_gives_away_a_protected_thing_is_found(acting: Any) -> None:
    with acting():
        story = Story()
        kept = words_to_keep_from(story.picture, story.father.pk)
        for text, found in (
            ("Meet at 3 tern court, markeraddress on Friday", "3 Tern Court MARKERADDRESS"),
            ("post to zz994dq", "ZZ99 4DQ"),
            ("ring +44 7700 900155", "07700 900155"),
            ("collect from MarkerSchool primary", "MARKERSCHOOL Primary"),
            ("when Markerbaby comes", "Markerbaby"),
            ("she is at the markerwork bakery", "MARKERWORK Bakery"),
            ("ask at MARKERSURGERY", "MARKERSURGERY"),
            ("ring 01632 960155", "01632 960155"),
        ):
            assert found in gives_away(text, kept), text
        assert gives_away("Jan reads with Babcia at 2 Mill Row", kept) == []
        assert words_to_keep_from(story.picture, story.mother.pk) == set()


def test_what_must_be_said_is_asked_for(acting: Any) -> None:
    with acting():
        family = Family.objects.create(area_id=current_identity().area_id, name="X", recorded_at=NOON)
        person = services.add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="A", surname="B")
        say = {"person": person, "what": "address", "now": NOON}
        with pytest.raises(services.NeedsWords, match="who must not learn"):
            services.protect(reason="R", review_on=REVIEW, **say)
        with pytest.raises(services.NeedsWords, match="future"):
            services.protect(reason="R", hidden_from_words="Q", review_on=TODAY, **say)
        with pytest.raises(services.PersonRefused, match="somebody else"):
            services.protect(reason="R", hidden_from=person, review_on=REVIEW, **say)

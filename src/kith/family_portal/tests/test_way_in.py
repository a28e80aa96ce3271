"""A reader's way in: link and code, their own copy, and when it ends (practice.md P-9, P-10)."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kith.audit.models import Look
from kith.family_help import services as family_help
from kith.family_help.tests.conftest import Story, make_story, story  # noqa: F401  a fixture
from kith.family_portal.models import ReaderLink
from kith.family_portal.services import (
    LIVES_FOR,
    LinkDoesNotWork,
    NotShared,
    TooManyTries,
    WayIn,
    WrongCode,
    check_way_in,
    end_link,
    make_way_in,
    read_copy,
    reader,
)
from kith.kernel.refusals import Refusal
from kith.people.models import Family, FamilyMember, Person, Protection
from kith.people.services import leave_family
from tests.at_once import at_once
from tests.fixtures import NOON

LATER = NOON + timedelta(hours=2)


class Shared:
    """A plan that was shared with one person, and that person's way in."""

    def __init__(self, told: Story, who: Person) -> None:
        self.story = told
        episode = told.open(sam="section_17")
        told.lead(episode)
        with told.as_("team_manager"):
            family_help.name_overseer(
                episode=episode,
                practitioner=told.practitioner("senior_social_worker"),
                reason="Dorset asks for one",
                now=NOON,
            )
        told.assessed(episode)
        self.plan = told.planned(episode)
        with told.as_("lead_practitioner"):
            for words in episode.child_words.all():
                family_help.decide_readers(
                    child_words=words,
                    readers="named",
                    may_read=[told.mother.pk],
                    decided_by="child",
                    reason="",
                    own_copy=False,
                    now=NOON,
                )
        self.way = self.share(who)

    def share(self, who: Person) -> WayIn:
        with self.story.as_("lead_practitioner"):
            share = family_help.share_plan(
                plan=self.plan,
                reader_person_id=who.pk,
                contact="Told in person",
                agreed_safe=True,
                read_for_them=True,
                now=NOON,
            )
            return make_way_in(share=share, now=NOON)

    def enter(self, code: str | None = None, now: Any = LATER) -> Any:
        return check_way_in(
            token=self.way.token,
            code=code or self.way.code,
            area_id=self.story.area.pk,
            address="192.0.2.1",
            now=now,
        )

    def read(self, now: Any = LATER) -> Any:
        return read_copy(link_id=self.way.link.pk, area_id=self.story.area.pk, now=now)


@pytest.fixture
def told(story: Callable[..., Story]) -> Story:  # noqa: F811
    return story("dorset")


@pytest.mark.django_db
def test_link_and_code_together_open_the_readers_own_copy(told: Story) -> None:
    shared = Shared(told, told.mother)
    assert shared.enter() == shared.way.link.pk
    copy = shared.read()
    assert str(copy.reader) == "Jo Example"
    assert "Ella is at school every day and likes it." in [str(goal.words) for goal in copy.goals]
    with told.as_("auditor"):
        look = Look.objects.get(page="family_portal:copy")
        assert (look.person_id, look.family_id, look.purpose) == (
            told.mother.pk,
            told.family.pk,
            "family_copy",
        )


@pytest.mark.django_db
def test_an_open_copy_is_read_until_its_link_runs_out_and_no_longer(told: Story) -> None:
    shared = Shared(told, told.mother)
    link, area, ends = shared.enter(), told.area.pk, NOON + LIVES_FOR
    assert str(read_copy(link_id=link, area_id=area, now=ends - timedelta(seconds=1)).reader) == "Jo Example"
    for late in (ends, ends + timedelta(days=1)):
        with pytest.raises(LinkDoesNotWork):
            read_copy(link_id=link, area_id=area, now=late)
        with pytest.raises(LinkDoesNotWork):
            shared.enter(now=late)


@pytest.mark.django_db
def test_the_father_reads_nothing_that_is_protected_from_him(told: Story) -> None:
    shared = Shared(told, told.father)
    shared.enter()
    text = repr(shared.read())
    for marker in ("Refuge", "3AA", "900 123", "900123", "WORDS-OF-CHILD", "MOTHERS-OWN"):
        assert marker not in text
    assert "Walk Ella to school" not in text, "no worker said that the goal of the child is safe for him"
    assert "Lee Other" in text


@pytest.mark.django_db
def test_neither_link_nor_code_is_kept(told: Story) -> None:
    shared = Shared(told, told.mother)
    with told.as_("lead_practitioner"):
        kept = repr(list(ReaderLink.objects.values()))
    assert shared.way.token not in kept
    assert f"'{shared.way.code}'" not in kept


@pytest.mark.django_db
def test_five_wrong_codes_end_the_link(told: Story) -> None:
    shared = Shared(told, told.mother)
    wrong = "111111" if shared.way.code != "111111" else "222222"
    for left in (4, 3, 2):
        with pytest.raises(WrongCode, match=f"{left} more times"):
            shared.enter(wrong)
    with pytest.raises(WrongCode, match=r"1 more time\."):
        shared.enter(wrong)
    with pytest.raises(LinkDoesNotWork):
        shared.enter(wrong)
    with pytest.raises(LinkDoesNotWork):
        shared.enter()


@pytest.mark.parametrize("how_many", [16, 32])
def test_of_many_wrong_codes_at_once_five_are_looked_at(clone: str, acting: Callable[..., Any], how_many: int) -> None:
    told = make_story(acting, "dorset")
    shared = Shared(told, told.mother)
    wrong = "111111" if shared.way.code != "111111" else "222222"

    def answer() -> str:
        try:
            return str(shared.enter(wrong))
        except Refusal as refusal:
            return refusal.code

    answers = at_once(how_many, answer)
    # The fifth wrong one ends the link; the others are answered alike, and not looked at.
    assert Counter(answers) == {"wrong_code": 4, "link_does_not_work": how_many - 4}
    with told.as_("lead_practitioner"):
        link = ReaderLink.objects.get(pk=shared.way.link.pk)
        assert (link.wrong_codes, link.ended_because) == (5, "Too many wrong codes")
    with pytest.raises(LinkDoesNotWork):
        shared.enter()


@pytest.mark.django_db
def test_right_codes_are_not_counted_and_one_address_cannot_try_every_link(told: Story) -> None:
    shared = Shared(told, told.mother)
    for _ in range(8):
        assert shared.enter() == shared.way.link.pk
    from_there = {"code": "123456", "area_id": told.area.pk, "address": "203.0.113.5", "now": LATER}
    for number in range(60):
        with pytest.raises(LinkDoesNotWork):
            check_way_in(token=f"guess {number}", **from_there)
    with pytest.raises(TooManyTries, match="Wait an hour"):
        check_way_in(token="guess again", **from_there)
    assert shared.enter() == shared.way.link.pk, "others are not kept out"


@pytest.mark.django_db
def test_an_unknown_link_an_old_one_and_an_ended_one_answer_alike(told: Story) -> None:
    shared = Shared(told, told.mother)
    answers = set()
    with pytest.raises(LinkDoesNotWork) as unknown:
        check_way_in(token="no-such-link", code="123456", area_id=told.area.pk, address="", now=LATER)
    answers.add(unknown.value.message)
    with pytest.raises(LinkDoesNotWork) as old:
        shared.enter(now=NOON + timedelta(days=91))
    answers.add(old.value.message)
    with told.as_("lead_practitioner"):
        end_link(link_id=shared.way.link.pk, why="Ended by the worker", now=LATER)
    with pytest.raises(LinkDoesNotWork) as ended:
        shared.enter()
    answers.add(ended.value.message)
    with pytest.raises(LinkDoesNotWork):
        shared.read()
    assert len(answers) == 1


@pytest.mark.django_db
def test_a_new_link_ends_the_earlier_one(told: Story) -> None:
    shared = Shared(told, told.mother)
    earlier = shared.way
    shared.way = shared.share(told.mother)
    assert shared.enter()
    with pytest.raises(LinkDoesNotWork):
        check_way_in(token=earlier.token, code=earlier.code, area_id=told.area.pk, address="", now=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["protection", "membership"])
def test_the_link_ends_when_the_readers_standing_changes(told: Story, what: str) -> None:
    shared = Shared(told, told.father)
    shared.enter()
    with told.as_("team_manager"):
        if what == "protection":
            Protection.objects.create(
                area=told.area,
                person=told.ella,
                what="school",
                hidden_from=told.father,
                reason="He waited at the gate",
                starts_at=LATER,
                review_on=LATER.date() + timedelta(days=30),
            )
        else:
            leave_family(family=told.family, person=told.father, on=LATER.date())
    with pytest.raises(LinkDoesNotWork):
        shared.read()
    with told.as_("lead_practitioner"):
        assert ReaderLink.objects.get(pk=shared.way.link.pk).ended_because.startswith("The reader's place")


@pytest.mark.django_db
def test_who_holds_a_link_sees_that_row_and_nothing_else(told: Story) -> None:
    from kith.access.identity import acting_as  # noqa: PLC0415

    shared = Shared(told, told.mother)
    shared.share(told.father)
    with acting_as(reader(shared.way.token, area_id=told.area.pk), now=LATER):
        assert ReaderLink.objects.get().pk == shared.way.link.pk
        assert not Family.objects.exists()
        assert not Person.objects.exists()
        assert not FamilyMember.objects.exists()


@pytest.mark.django_db
def test_no_way_in_for_a_share_that_has_ended(told: Story) -> None:
    shared = Shared(told, told.mother)
    with told.as_("lead_practitioner"):
        share = shared.plan.shares.get()
        share.ended_at = NOON
        with pytest.raises(NotShared):
            make_way_in(share=share, now=LATER)


@pytest.mark.django_db
def test_another_areas_worker_cannot_make_or_see_a_link(told: Story, acting: Callable[..., Any]) -> None:
    Shared(told, told.mother)
    with acting("lead_practitioner", area="lincolnshire"):
        assert not ReaderLink.objects.exists()
    with told.as_("business_support"):
        assert not ReaderLink.objects.exists()


@pytest.mark.django_db
def test_the_pages_say_nothing_before_the_code_is_right(told: Story) -> None:
    shared = Shared(told, told.mother)
    client = Client()
    page = client.get("/my-family/dorset/").content.decode()
    assert "Paste the link you were given" in page
    for token in (shared.way.token, "no-such-link"):
        sent = {"key": f"https://kith.example.org/my-family/dorset/#{token}", "code": "no"}
        answer = client.post("/my-family/dorset/", sent)
        assert "Jo" not in answer.content.decode()
    assert client.get("/my-family/plan/").status_code == 302
    assert client.get("/my-family/nowhere/").status_code == 404
    # and no address takes the key of a link: it would stand in a log
    assert client.get(f"/my-family/dorset/{shared.way.token}/").status_code == 404

"""The sample room in the house: what it says in its room.py is seen, asked, guarded and told."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.access.require_identity import NoIdentity
from kith.family_help.paper import plan_paper
from kith.family_help.queries import plan_for_reader
from kith.family_help.tests.conftest import Story, make_story
from kith.kernel.constraints import Collision
from kith.lending import copies, services
from kith.lending.demonstration import lend_in
from kith.lending.models import Loan
from kith.lending.states import LoanRefused
from kith.people.models import Family
from kith.people.record.curtain import curtain_for
from kith.people.record.history import history_of, history_of_family
from kith.people.same_person.obstacles import obstacles
from kith.staff_desk.my_day import day_of
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import NOON, Acting


@pytest.fixture
def story(acting: Acting) -> Story:
    return make_story(acting, "dorset")


def lent(story: Story, what: str = "Cot", *, until: date = date(2026, 1, 5)) -> Loan:
    with story.as_("team_manager"):
        loan = services.ask_for(family=story.family, what=what, people=[story.ella, story.sam], now=NOON)
        services.lend(loan=loan, until=until, now=NOON)
    return loan


def test_the_page_of_a_family_has_the_section_the_event_and_what_is_due_for_one_query(clone: str, acting: Acting) -> None:
    story = make_story(acting, "dorset")
    lent(story)
    browser, address = signed_in("team_manager"), f"/families/{story.family.pk}/"
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(address).content.decode()
    assert "Cot: lent until 5 January 2026" in page
    assert "Asked for: Cot" in page
    assert "Cot back, " in page, "the banner says what is due next"
    assert 'href="/lending/' in page, "it can be added to"
    assert len([query for query in asked if "lending_" in query["sql"]]) == 1
    assert "Cot: lent" in browser.get(f"/people/persons/{story.ella.pk}/").content.decode()
    said = browser.post(f"/lending/{story.family.pk}/", {"what": "Stair gate"}, follow=True).content.decode()
    assert "Stair gate: asked for" in said


@pytest.mark.django_db
def test_my_day_lists_what_is_overdue_the_longest_first(story: Story) -> None:
    now = timezone.now()
    for what, days in (("Cot", 2), ("Car seat", 9), ("Stair gate", -9)):
        lent(story, what, until=(now - timedelta(days=days)).date())
    with story.as_("team_manager", now=now) as who:
        name = Family.objects.get(pk=story.family.pk).name
        [rows] = [part.page.rows for part in day_of(who, now=now).parts if part.title == "Lent and not back"]
    assert [row["title"] for row in rows] == [f"{name}. Car seat", f"{name}. Cot"]


@pytest.mark.django_db
def test_two_records_are_not_joined_while_one_thing_is_lent_to_both(story: Story) -> None:
    lent(story)
    with story.as_("team_manager"):
        assert any("Cot is lent to both" in each.words for each in obstacles(story.ella.pk, story.sam.pk))
        assert not any("lent" in each.words for each in obstacles(story.ella.pk, story.gran.pk))


@pytest.mark.django_db
def test_its_history_is_told_in_words_and_ends_where_the_readers_sight_ends(story: Story) -> None:
    loan = lent(story)
    with story.as_("team_manager"):
        services.take_back(loan=loan)
        said = [line for change in history_of_family(story.family.pk).changes for line in change.lines]
        of_ella = [line for change in history_of(story.ella.pk) for line in change.lines]
    assert "Loan: Cot – state: Lent → Back" in said, said
    assert any(line.startswith("Lent for: ") for line in of_ella)
    with story.as_("business_support"):
        assert not Loan.objects.exists()
        hidden = [line for change in history_of_family(story.family.pk).changes for line in change.lines]
    assert not any(line.startswith("Loan") for line in hidden)
    with pytest.raises(NoIdentity):
        Loan.objects.exists()


@pytest.mark.django_db
def test_a_reader_of_the_plan_reads_what_was_borrowed_on_page_and_paper(story: Story) -> None:
    plan = story.planned(_helped(story), agree=False)
    lent(story)
    with story.as_("lead_practitioner"):
        copy = plan_for_reader(plan.pk, story.mother.pk)
    [part] = copy.of_rooms
    assert [str(line) for line in part.lines] == ["Cot, until 5 January 2026"]
    assert any(str(getattr(block, "words", "")) == "Cot, until 5 January 2026" for block in plan_paper(copy).blocks)


@pytest.mark.django_db
def test_a_part_of_plain_text_is_refused(story: Story) -> None:
    plan = story.planned(_helped(story), agree=False)
    lent(story)
    source = Path(copies.__file__).read_text(encoding="utf-8")
    for right, wrong in (("hide(loan.what)", "loan.what"), ('hide.say("What you have borrowed")', '"What you have borrowed"')):
        assert right in source
        held: dict[str, Any] = {"__name__": "kith.lending.wrong"}
        exec(source.replace(right, wrong), held)  # noqa: S102  the sample's own source, with one text that passed no curtain
        with story.as_("lead_practitioner"), pytest.raises(TypeError, match="Give it to the curtain first"):
            list(held["lent_to_them"](story.family.pk, story.mother.pk, curtain_for(plan.family_id, story.mother)))


def _helped(story: Story) -> Any:
    episode = story.open()
    story.lead(episode)
    story.assessed(episode)
    return episode


@pytest.mark.django_db
def test_a_state_refuses_what_it_does_not_have_and_the_database_speaks_plainly(story: Story) -> None:
    loan = lent(story)
    with story.as_("team_manager"), pytest.raises(LoanRefused, match="This thing is lent"):
        services.lend(loan=loan, until=date(2026, 2, 1), now=NOON)
    with story.as_("team_manager"), pytest.raises(Collision, match="has asked for this already"):
        services.ask_for(family=story.family, what="Cot", people=[], now=NOON)


@pytest.mark.django_db
def test_the_demonstration_lends_to_families_that_are_there(story: Story, acting: Acting) -> None:
    with acting(as_service="demonstration", now=datetime(2026, 3, 2, tzinfo=UTC)):
        lend_in(story.area.pk, datetime(2026, 3, 2, tzinfo=UTC))
        [loan] = Loan.objects.all()
    assert (loan.family_id, loan.state, loan.due_back_on) == (story.family.pk, "lent", date(2026, 2, 28))


@pytest.mark.django_db
def test_a_thing_that_would_not_come_back_within_a_year_is_not_lent(story: Story) -> None:
    with story.as_("team_manager"):
        loan = services.ask_for(family=story.family, what="Cot", people=[], now=NOON)
        with pytest.raises(LoanRefused) as refused:
            services.lend(loan=loan, until=date(2027, 3, 5), now=NOON)
        assert (refused.value.rule, refused.value.field) == ("lending.comes_back", "due_back_on")
        services.lend(loan=loan, until=date(2027, 3, 4), now=NOON)
        assert loan.state == "lent"

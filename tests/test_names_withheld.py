"""A child who is hidden from a reader stays unnamed in what others wrote about a family that the reader sees (practice.md
P-11)."""

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.services import grant_sight
from kith.access.withholding import WITHHELD, About, without_names
from kith.family_help.models import AssessmentSection, ChildWords, Plan, PlanVersion
from kith.family_help.services import decide_readers, raise_danger, record_review, share_plan
from kith.family_help.services.plans import keep_plan_version
from kith.family_help.tests.conftest import Story, make_story
from kith.family_portal.services import make_way_in, read_copy
from kith.people.models import Family, FamilyMember, OtherName, Person
from kith.people.services import restrict_family
from tests.fixtures import NOON, Acting, enter, signs_in

pytestmark = pytest.mark.django_db

NURSE = {"role": "partner_lead", "agency_kind": "health", "profession": "school_nurse"}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)


@pytest.fixture
def story(acting: Acting) -> Story:
    """A family with an assessment and a plan, which a nurse sees by a grant."""
    story = make_story(acting, "dorset")
    with story.as_("team_manager"):
        OtherName.objects.create(area=story.area, person=story.ella, kind="alias", forename="Mirela", surname="O’Vale")
    episode = story.open(sam="by_agreement")
    story.lead(episode)
    story.assessed(episode)
    story.planned(episode, agree=False)
    with story.as_(**NURSE) as nurse:
        pass
    with story.as_("team_manager"):
        grant_sight(
            family_id=story.family.id,
            practitioner_id=nurse.practitioner_id,
            parts=["identity", "episode", "assessment", "plan"],
            reason="Health visits",
            now=NOON,
        )
    return story


def hide_ella(story: Story) -> None:
    """Ella is now also in a family that is restricted, and the nurse is not named there."""
    with story.as_("team_manager") as owner:
        placement = Family.objects.create(area=story.area, name="Placement", recorded_at=NOON)
        FamilyMember.objects.create(
            area=story.area, family=placement, person=story.ella, role="child", starts_on=date(2026, 3, 1)
        )
        restrict_family(
            family=placement, named=[], owner_id=owner.practitioner_id, reason="Her placement is kept secret", now=NOON
        )


def at_desk(story: Story, role: str, **who: str) -> Client:
    client = Client()
    enter(client, signs_in(story.practitioner(role, **who), story.area, f"{role}@example.org"))
    return client


def nurse_at_desk(story: Story) -> Client:
    return at_desk(story, **NURSE)


def pages(story: Story, client: Client) -> dict[str, str]:
    """Every page of the family that the nurse can open, and her day, as sent."""
    family, mother = story.family.pk, story.mother.pk
    paths = [f"/families/{family}/", f"/families/{family}/assessment/", f"/families/{family}/plan/", "/"]
    paths += [f"/people/families/{family}/{end}" for end in ("", "genogram/", "ecomap/", "history/")]
    answers = {path: client.get(path) for path in [*paths, f"/people/persons/{mother}/"]}
    return {path: answer.content.decode() for path, answer in answers.items() if answer.status_code == 200}


def test_a_hidden_child_is_named_on_no_page_of_a_family_that_a_partner_sees(story: Story) -> None:
    # given a nurse who reads of Ella in the plan
    client = nurse_at_desk(story)
    before = pages(story, client)
    assert len(before) == 9
    assert sum("Ella" in page for page in before.values()) >= 7, sorted(before)
    # when Ella is hidden from her
    hide_ella(story)
    after = pages(story, client)
    # then every page is still there, and none names the child
    assert set(after) == set(before)
    assert [path for path, page in after.items() if "ella" in page.lower() or "mirela" in page.lower()] == []
    # and what was written stands, but for the name
    [plan] = [page for path, page in after.items() if path.endswith("/plan/")]
    assert f"Gran will walk {WITHHELD} to school." in plan


def test_whoever_is_named_on_the_restriction_reads_the_name(story: Story) -> None:
    hide_ella(story)
    with story.as_("team_manager"):
        assert without_names("Ella sleeps badly.", About((story.family.pk,))) == "Ella sleeps badly."


def test_the_pdf_that_a_partner_prints_names_no_hidden_child(story: Story) -> None:
    client = nurse_at_desk(story)
    address = f"/families/{story.family.pk}/plan/copy/{story.mother.pk}/pdf/"
    hide_ella(story)
    answer = client.get(address)
    assert answer.status_code == 200, answer
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "school" in words
    assert "Ella" not in words


def test_a_text_that_holds_our_own_separator_takes_no_page_away(story: Story) -> None:
    with story.as_("team_manager"):
        ChildWords.objects.update(words="I like school.\x1eElla\x1fsays so.")
        Family.objects.filter(pk=story.family.pk).update(name="The \x1e family")
    client = nurse_at_desk(story)
    hide_ella(story)
    after = pages(story, client)
    assert len(after) == 9
    assert not [path for path, page in after.items() if "ella" in page.lower()]


def test_saving_a_text_in_which_a_name_was_withheld_is_refused(story: Story) -> None:
    hide_ella(story)
    client = nurse_at_desk(story)
    answer = client.post(f"/families/{story.family.pk}/plan/", {"words": f"Walk {WITHHELD} to school at eight"})
    assert answer.status_code == 409
    assert "names a person who is not shown to you" in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Ella sleeps badly", f"{WITHHELD} sleeps badly"),
        ("ELLA’S school rang; ella too", f"{WITHHELD} school rang; {WITHHELD} too"),
        ("Élla, ellas, El-la, El\u200bla and Ella&#39;s", ", ".join([WITHHELD] * 4) + f" and {WITHHELD}"),
        ("Ella  Example and EXAMPLE, Ella", f"{WITHHELD} and {WITHHELD}"),
        ("Mirela O'Vale, Mirela O’Vale, Mirela O&#39;Vale", f"{WITHHELD}, {WITHHELD}, {WITHHELD}"),
        ("Umbrellas, Ellaline and bella", "Umbrellas, Ellaline and bella"),
        ("Sam Example is well", "Sam Example is well"),
        ("", ""),
    ],
)
def test_names_are_found_however_they_are_written(story: Story, written: str, told: str) -> None:
    hide_ella(story)
    with story.as_(**NURSE):
        assert without_names(written, About((story.family.pk,))) == told
        assert without_names(written, About(persons=(story.sam.pk,))) == told


def test_a_forename_is_withheld_only_where_it_is_hers(story: Story) -> None:
    hide_ella(story)
    with story.as_("team_manager"):
        other = Family.objects.create(area=story.area, name="Another family", recorded_at=NOON)
        namesake = Person.objects.create(
            area=story.area, forename="Ella", surname="Example", date_of_birth=date(1980, 1, 1), recorded_at=NOON, in_family=True
        )
    with story.as_(**NURSE):
        assert without_names("Ella rang. Ella Example rang.", About((other.pk,))) == f"Ella rang. {WITHHELD} rang."
    # when an aunt of the same name, whom the nurse sees, joins the family, her forename is read again
    with story.as_("team_manager"):
        FamilyMember.objects.create(
            area=story.area, family=story.family, person=namesake, role="relative", starts_on=date(2026, 3, 1)
        )
    with story.as_(**NURSE):
        assert without_names("Ella rang.", About((story.family.pk,))) == "Ella rang."


def test_my_day_and_the_banner_name_no_hidden_child(story: Story) -> None:
    with story.as_("team_manager"):
        raise_danger(family=story.family, words="Ella is crying behind the door", now=NOON)
    client = at_desk(story, "duty_worker")
    links = f"/my-family/links/{story.family.pk}/"
    assert "Ella is crying" in client.get("/").content.decode()
    hide_ella(story)
    for path in ("/", links):
        page = client.get(path).content.decode()
        assert "is crying behind the door" in page, path
        assert "ella" not in page.lower(), path


def test_my_day_asks_once_however_many_rows_name_a_hidden_child(story: Story) -> None:
    hide_ella(story)
    with story.as_("team_manager"):
        raise_danger(family=story.family, words="Ella is crying behind the door", now=NOON)
    client = at_desk(story, "duty_worker")
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    with story.as_("team_manager"):
        for number in range(5):
            raise_danger(family=story.family, words=f"Ella was heard {number} times", now=NOON)
    with CaptureQueriesContext(connection) as six:
        page = client.get("/").content.decode()
    assert "was heard 4 times" in page
    assert len(six) == len(one)


def test_search_says_what_was_typed_whether_or_not_somebody_is_hidden(story: Story) -> None:
    hide_ella(story)
    page = at_desk(story, "lead_practitioner").post("/search/", {"name": "Ella Example", "settled": "yes"})
    assert page.status_code == 200
    assert "Ella Example" in page.content.decode()
    assert WITHHELD not in page.content.decode()


def test_a_worker_from_whom_a_child_is_hidden_still_gives_copies_and_reviews(story: Story) -> None:
    # given a version of the plan that tells of Ella, and a nurse from whom she was hidden since
    with story.as_("lead_practitioner"):
        plan = Plan.objects.get(family=story.family)
        keep_plan_version(plan, "before", NOON)
        for said in ChildWords.objects.filter(family=story.family):
            decide_readers(
                child_words=said,
                readers=ChildWords.Readers.PROFESSIONALS,
                may_read=[],
                decided_by="worker",
                reason="Not yet",
                own_copy=False,
                now=NOON,
            )
    hide_ella(story)
    with story.as_(**NURSE):
        plan = Plan.objects.get(family=story.family)
        # when she gives the mother her copy, with a link, and records a review
        share = share_plan(plan=plan, reader_person_id=story.mother.pk, contact="by hand", agreed_safe=True, now=NOON)
        way_in = make_way_in(share=share, now=NOON)
        record_review(
            plan=plan, held_on=NOON.date(), present="Mum", words="Going well", family_said="Good", progress=[],
            next_review_on=date(2026, 5, 1), now=NOON,
        )  # fmt: skip
    # then the mother reads it, and the versions are numbered one after the other
    copy = read_copy(link_id=way_in.link.pk, area_id=story.area.pk, now=NOON)
    assert copy is not None
    with story.as_("team_manager"):
        assert list(PlanVersion.objects.filter(plan=plan).order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_nothing_is_taken_out_while_nobody_is_hidden(story: Story) -> None:
    with story.as_(**NURSE):
        assert AssessmentSection.objects.exists()
        assert without_names("Ella Example", About((story.family.pk,))) == "Ella Example"

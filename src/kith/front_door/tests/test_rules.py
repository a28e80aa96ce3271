"""The rules that hold everywhere: whose request it is in the census, what is protected, who is named, when others may be asked, by which
way a request comes in."""

from datetime import date

import pytest

from kith.front_door.refusals import BypassesTheQueue, ChannelNotOpen
from kith.front_door.rules import channel_for, may_ask_hub, named_in, referral_source, what_is_protected
from kith.front_door.tests.conftest import model_of_area
from kith.practice_model.codes import labels


@pytest.mark.parametrize(
    ("kind", "code"),
    [("relative", "1A"), ("public", "1B"), ("self", "1A"), ("child", "1C"), ("anonymous", "9")],
)
@pytest.mark.parametrize("organisation", ["", "Elm School", "County Police"])
def test_who_is_no_professional_has_the_source_of_their_kind_whatever_they_work_at(
    kind: str, code: str, organisation: str
) -> None:
    assert referral_source(kind, role="Teacher", organisation=organisation) == code
    assert code in labels("referral_source")


@pytest.mark.parametrize(
    ("role", "organisation", "code"),
    [
        ("Police officer", "", "6"),
        ("", "Dorset Constabulary", "6"),
        ("Sergeant", "Elm School", "6"),
        ("GP", "Wold Surgery", "3A"),
        ("Receptionist", "Mill Lane Medical Practice", "3A"),
        ("General practitioner", "", "3A"),
        ("Health visitor", "NHS Trust", "3B"),
        ("School nurse", "Elm School", "3C"),
        ("A&E nurse", "", "3E"),
        ("Nurse", "Emergency Department", "3E"),
        ("Community midwife", "", "3D"),
        ("Paramedic", "Ambulance Service", "3D"),
        ("Dentist", "", "3D"),
        ("Therapist", "CAMHS", "3D"),
        ("Sister", "Children’s ward", "3F"),
        ("Nurse", "Oak Hospice", "3F"),
        ("Probation officer", "", "7"),
        ("Adviser", "Cafcass", "7"),
        ("Worker", "Youth Justice Service", "7"),
        ("Social worker", "Adult social care", "5A"),
        ("Worker", "Oak Family Hub", "5D"),
        ("Early help worker", "", "5D"),
        ("Education welfare officer", "", "2B"),
        ("Attendance officer", "", "2B"),
        ("Designated safeguarding lead", "Elm School", "2A"),
        ("DSL", "", "2A"),
        ("Headteacher", "", "2A"),
        ("Manager", "Acorn Nursery Class", "2A"),
        ("Tutor", "Oak College", "2A"),
        ("Housing officer", "", "4"),
        ("Officer", "Borough Council", "5B"),
        ("", "", "8"),
        ("Volunteer", "A charity", "8"),
        ("Forward planner", "", "8"),
        ("Nurse", "Primary Care Network", "8"),
        ("Teacher", "Oak Primary", "2A"),
    ],
)
def test_a_professionals_source_is_read_from_role_then_organisation(role: str, organisation: str, code: str) -> None:
    found = referral_source("professional", role=role, organisation=organisation)
    assert found == code
    assert found in labels("referral_source")


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("Her address", ["address"]),
        ("The refuge", ["address"]),
        ("where she is", ["address"]),
        ("where they live", ["address"]),
        ("The postcode and the house", ["address"]),
        ("Their school", ["school"]),
        ("the NURSERY", ["school"]),
        ("her new mobile", ["telephone"]),
        ("phone number", ["telephone"]),
        ("where she works", ["workplace"]),
        ("her job", ["workplace"]),
        ("when she collects them", ["routine"]),
        ("pick up", ["routine"]),
        ("that she is pregnant", ["pregnancy"]),
        ("the baby", ["pregnancy"]),
        ("the school and the telephone number", ["school", "telephone"]),
        (
            "pregnancy, school, phone, workplace, routine, address",
            ["pregnancy", "school", "telephone", "workplace", "routine", "address"],
        ),
        ("", ["address"]),
        ("everything", ["address"]),
    ],
)
def test_what_is_protected_is_read_from_the_words_and_is_an_address_when_they_name_nothing(words: str, things: list[str]) -> None:
    assert what_is_protected(words) == things


@pytest.mark.parametrize(
    ("words", "forename", "surname", "named"),
    [
        ("Dean Hallam and anyone in his family", "Dean", "Hallam", True),
        ("dean hallam", "Dean", "Hallam", True),
        ("Dean", "Dean", "Hallam", True),
        ("Dean, his brother", "Dean", "Hallam", False),
        ("Dean", "Dean", "", True),
        ("her partner Dean", "Dean", "", True),
        ("Deanna Hallam", "Dean", "Hallam", False),
        ("Hallam", "Dean", "Hallam", False),
        ("Dean Oak", "Dean", "Hallam", False),
        ("Dean Hallam-Reed", "Dean", "Hallam", True),
        ("Zoé Hart", "Zoe", "Hart", True),
        ("", "Dean", "Hallam", False),
        ("Dean Hallam", "", "Hallam", False),
        ("Dean Hallam", "", "", False),
    ],
)
def test_who_is_named_in_a_text(words: str, forename: str, surname: str, named: bool) -> None:
    assert named_in(words, forename, surname) is named


@pytest.mark.parametrize(
    ("agreed", "suspicion", "may"), [(True, True, True), (True, False, True), (False, True, True), (False, False, False)]
)
def test_others_are_asked_on_agreement_or_on_suspicion_and_on_nothing_else(agreed: bool, suspicion: bool, may: bool) -> None:
    assert may_ask_hub(sharing_agreed=agreed, suspicion=suspicion) is may


# --- the way in (B-02, B-05, B-06, B-10)

SIDE_DOOR = (
    '\n[channels.side_door]\nname = "Side door"\nmeaning = "Past the queue"\nhours = "unset"\ngoes_live = 2024-02-01\n'
    'queue = "somewhere_else"\nstatus = "live"\nrows = ["B-10"]\nsource = "Test"\nbinding = "local"\n'
)
STOPPED = SIDE_DOOR.replace("side_door", "old_door").replace('status = "live"', 'status = "stopped"')
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("area", "wanted", "taken"),
    [
        ("dorset", "", "chad"),
        ("dorset", "chad", "chad"),
        ("dorset", "mash", "mash"),
        ("dorset", "family_help_hub", "family_help_hub"),
        ("dorset", "front_door", "front_door"),
        ("lincolnshire", "", "front_door"),
        ("thurrock", "", "front_door"),
        ("thurrock", "family_hub", "family_hub"),
        ("wolverhampton", "", "mash24"),
        ("wolverhampton", "mash24", "mash24"),
        ("wolverhampton", "strengthening_family_hub", "strengthening_family_hub"),
        ("wolverhampton", "front_door", "front_door"),
    ],
)
def test_a_request_takes_the_way_in_that_it_names_or_the_areas_own(area: str, wanted: str, taken: str) -> None:
    model = model_of_area(area)
    assert channel_for(model, wanted, DAY) == taken
    assert model.single_queue in (None, model.queue_of(taken))


@pytest.mark.parametrize(
    ("area", "wanted"),
    [
        ("dorset", "mash24"),
        ("dorset", "education_advice_line"),
        ("dorset", "camhs_gateway"),
        ("dorset", "Chad"),
        ("dorset", " chad"),
        ("lincolnshire", "chad"),
        ("thurrock", "mash24"),
        ("wolverhampton", "chad"),
    ],
)
def test_a_way_in_that_is_not_open_is_refused_with_those_that_are(area: str, wanted: str) -> None:
    model = model_of_area(area)
    with pytest.raises(ChannelNotOpen) as refused:
        channel_for(model, wanted, DAY)
    assert (refused.value.code, refused.value.field) == ("channel_not_open", "channel")
    assert refused.value.message.startswith(f"“{wanted}” is not a way into the front door of {model.document.name} on ")
    assert f"Use {', '.join(model.channels(DAY))}, or leave it out." in refused.value.message


@pytest.mark.parametrize(
    ("on", "opened"),
    [(date(2023, 11, 15), False), (date(2023, 11, 16), True), (date(2023, 11, 17), True)],
)
def test_a_way_in_opens_on_its_day_and_not_the_day_before(on: date, opened: bool) -> None:
    if opened:
        assert channel_for(model_of_area("thurrock"), "family_hub", on) == "family_hub"
    else:
        with pytest.raises(ChannelNotOpen):
            channel_for(model_of_area("thurrock"), "family_hub", on)


def test_nothing_new_passes_the_one_queue_by_though_its_way_in_is_open() -> None:
    model = model_of_area("wolverhampton", SIDE_DOOR)
    assert "side_door" in model.channels(DAY), "it is open, so nothing else refuses it"
    with pytest.raises(BypassesTheQueue) as refused:
        channel_for(model, "side_door", DAY)
    assert (refused.value.code, refused.value.field) == ("bypasses_the_queue", "channel")
    assert refused.value.message == (
        "Everything new in Wolverhampton enters one queue, mash24_cat, and “side_door” would pass it by. "
        "Use the channel mash24, or leave the channel out."
    )


def test_where_an_area_has_no_one_queue_a_way_in_may_have_its_own() -> None:
    assert channel_for(model_of_area("dorset", SIDE_DOOR), "side_door", DAY) == "side_door"


@pytest.mark.parametrize(("area", "refusal"), [("dorset", ChannelNotOpen), ("wolverhampton", BypassesTheQueue)])
def test_a_way_in_that_was_stopped_is_refused(area: str, refusal: type) -> None:
    with pytest.raises(refusal):
        channel_for(model_of_area(area, STOPPED), "old_door", DAY)

"""What the forms of the record take and refuse: one case an error, with the field and the words beside it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from kith.people.models import Person
from kith.people.web.forms.family import FamilyForm, HazardForm, ProtectForm, RelateForm, RestrictForm
from kith.people.web.forms.merging import DifferentForm, MergeForm, shown_value
from kith.people.web.forms.person import (
    BirthForm,
    ContactForm,
    DisabilityField,
    EditPersonForm,
    LeaveForm,
    MoveForm,
    NewPersonForm,
    NumberForm,
    PersonForm,
)
from kith.people.web.forms.record import (
    EarlierAddressForm,
    EndOnForm,
    NameForm,
    PlaceForm,
    ProfessionalForm,
    RelationshipForm,
    RiskForm,
    SealForm,
    TieForm,
)

TODAY = date(2026, 3, 4)
ELLA, MUM = str(UUID(int=1)), str(UUID(int=2))
PEOPLE = [(ELLA, "Ella"), (MUM, "Mum")]


def day(name: str, text: str) -> dict[str, str]:
    """Return a date as a browser sends it: ``4 3 2026``."""
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), [*text.split(), "", "", ""][:3], strict=True))


Make = Callable[[dict[str, str]], Any]
PERSON = {"forename": "Ella", "name_order": "given_first", "birth_date_kind": "exact", "sex": "F"}
FORMS: dict[str, tuple[Make, dict[str, str]]] = {
    "person": (lambda data: PersonForm(data, today=TODAY), PERSON),
    "new": (lambda data: NewPersonForm(data, today=TODAY), {**PERSON, "role": "child", "safe": "not_asked"}),
    "edit": (lambda data: EditPersonForm(data, today=TODAY), {**PERSON, "name_kind": "former", "read_version": "1"}),
    "birth": (lambda data: BirthForm(data), {"surname": "Reed", "sex": "F", "read_version": "1", **day("date_of_birth", "4 3 2026")}),
    "move": (lambda data: MoveForm(data), {"lines": "1 Mill Row", **day("on", "4 3 2026")}),
    "contact": (lambda data: ContactForm(data), {"kind": "telephone", "value": "07700 900121", "safe": "yes"}),
    "number": (lambda data: NumberForm(data), {"kind": "nhs", "value": "9991204318"}),
    "leave": (lambda data: LeaveForm(data), day("on", "4 3 2026")),
    "summary": (lambda data: FamilyForm(data), {"read_version": "1"}),
    "relate": (lambda data: RelateForm(data, members=PEOPLE), {"person": MUM, "kind": "mother", "other": ELLA}),
    "protect": (
        lambda data: ProtectForm(data, members=PEOPLE),
        {"what": "address", "hidden_from": MUM, "reason": "r", **day("review_on", "4 6 2026")},
    ),
    "hazard": (lambda data: HazardForm(data), {"words": "A dog", "source": "Police", **day("review_on", "4 6 2026")}),
    "restrict": (lambda data: RestrictForm(data, workers=PEOPLE), {"reason": "r", "owner": MUM, "elsewhere": "hidden"}),
    "name": (lambda data: NameForm(data), {"kind": "former", "surname": "Vale"}),
    "earlier": (lambda data: EarlierAddressForm(data), {"lines": "1 Mill Row", **day("ends_on", "4 3 2025")}),
    "professional": (lambda data: ProfessionalForm(data), {"kind": "gp", "organisation": "Harbour Surgery"}),
    "tie": (
        lambda data: TieForm(data, members=PEOPLE),
        {"name": "Choir", "circle": "faith", "quality": "close", "direction": "both"},
    ),
    "end": (lambda data: EndOnForm(data, today=TODAY), day("on", "4 3 2026")),
    "place": (lambda data: PlaceForm(data), {"role": "child", **day("on", "4 3 2026")}),
    "seal": (lambda data: SealForm(data), {"forename": "New", "surname": "Name", "reason": "Order"}),
    "risk": (
        lambda data: RiskForm(data, members=PEOPLE),
        {
            "person": MUM, "words": "w", "source": "A court", **day("stated_on", "4 3 2026"), **day("review_on", "4 6 2026"),
        },
    ),
    "different": (lambda data: DifferentForm(data), {"reason": "Two sisters"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_is_filled_in_is_taken(name: str) -> None:
    make, data = FORMS[name]
    form = make(data)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "change", "field", "words"),
    [
        ("person", {"forename": ""}, "forename", "Enter a first name, a surname, or what they are known as"),
        ("person", {"forename": "x" * 101}, "forename", "First name must be 100 characters or fewer. It has 101"),
        ("person", {"surname": "x" * 101}, "surname", "Surname must be 100 characters or fewer"),
        ("person", {"forename": "El\x00la"}, "forename", "First name holds a character that cannot be kept"),
        ("person", {"sex": "female"}, "sex", "Choose one of the answers for sex"),
        ("person", {"sex": ""}, "sex", "Select sex"),
        ("person", {"name_order": "any"}, "name_order", "Choose one of the answers"),
        ("person", {"ethnicity": "Martian"}, "ethnicity", "Choose one of the answers for ethnicity"),
        ("person", {"unaccompanied": "perhaps"}, "unaccompanied", "Choose one of the answers"),
        ("person", {"send": "Z"}, "send", "Choose one of the answers for special educational needs"),
        ("person", day("date_of_birth", "5 3 2026"), "date_of_birth", "Date of birth must be 4 March 2026 or earlier"),
        ("person", day("date_of_birth", "29 2 2025"), "date_of_birth", "February 2025 has only 28 days"),
        ("person", day("date_of_birth", "1 13 2015"), "date_of_birth", "“13” is not a month"),
        ("person", day("date_of_birth", "1 1 15"), "date_of_birth", "year must be 4 numbers"),
        ("person", day("date_of_birth", "1 1"), "date_of_birth", "must include a year"),
        ("person", day("date_of_death", "5 3 2026"), "date_of_death", "Date of death must be 4 March 2026 or earlier"),
        ("new", {"role": ""}, "role", "Select an answer to “Who are they in this family?”"),
        ("new", {"role": "aunt"}, "role", "Choose one of the answers"),
        ("new", {"email": "ella"}, "email", "Enter an email address like name@example.org"),
        ("new", {"postcode": "x" * 11}, "postcode", "Postcode must be 10 characters or fewer"),
        ("new", {"safe": "maybe"}, "safe", "Choose one of the answers"),
        ("new", {"nhs_number": "9" * 21}, "nhs_number", "NHS number must be 20 characters or fewer"),
        ("edit", {"read_version": ""}, "read_version", ""),
        ("edit", {"name_kind": ""}, "name_kind", "Select an answer"),
        ("birth", {"surname": " "}, "surname", "Enter surname"),
        ("birth", day("date_of_birth", ""), "date_of_birth", "Enter the date of birth"),
        ("move", {"lines": ""}, "lines", "Enter address"),
        ("move", day("on", ""), "on", "Enter"),
        ("contact", {"value": ""}, "value", "Enter number or address"),
        ("contact", {"kind": "fax"}, "kind", "Choose one of the answers"),
        ("number", {"kind": "passport"}, "kind", "Choose one of the answers"),
        ("number", {"value": " "}, "value", "Enter number"),
        ("leave", day("on", "31 4 2026"), "on", "April 2026 has only 30 days"),
        ("relate", {"person": ""}, "person", "Select who"),
        ("relate", {"person": str(uuid4())}, "person", "Choose one of the answers"),
        ("relate", {"kind": "godmother"}, "kind", "Choose one of the answers"),
        ("relate", {"union": "engaged"}, "union", "Choose one of the answers"),
        ("relate", {"own_word": "x" * 41}, "own_word", "must be 40 characters or fewer"),
        ("protect", {"what": "car"}, "what", "Choose one of the answers"),
        ("protect", {"reason": ""}, "reason", "Enter an answer to “Why?”"),
        ("protect", {"hidden_from": str(uuid4())}, "hidden_from", "Choose one of the answers"),
        ("hazard", {"words": ""}, "words", "Enter an answer to “What must a worker know before visiting?”"),
        ("hazard", day("review_on", ""), "review_on", "Enter"),
        ("restrict", {"owner": ""}, "owner", "Select an answer to “Who owns the restriction?”"),
        ("restrict", {"elsewhere": "shown"}, "elsewhere", "Choose one of the answers"),
        ("name", {"kind": ""}, "kind", "Select an answer"),
        ("name", day("until", "0 1 2020"), "until", "“0” is not a day"),
        ("earlier", day("ends_on", ""), "ends_on", "Enter"),
        ("professional", {"kind": "vicar"}, "kind", "Choose one of the answers"),
        ("professional", {"email": "a@"}, "email", "Enter an email address like name@example.org"),
        ("tie", {"quality": "warm"}, "quality", "Choose one of the answers"),
        ("tie", {"other": str(uuid4())}, "other", "Choose one of the answers"),
        ("end", day("on", "5 3 2026"), "on", "must be 4 March 2026 or earlier"),
        ("place", {"role": ""}, "role", "Select an answer"),
        ("seal", {"reason": ""}, "reason", "Enter an answer to “Which order was made, by which court, and when?”"),
        ("seal", {"forename": ""}, "forename", "Enter new first name"),
        ("risk", {"person": ""}, "person", "Choose somebody, or enter a name, but not both"),
        ("risk", {"surname": "Vale"}, "person", "Choose somebody, or enter a name, but not both"),
        ("risk", {"source": ""}, "source", "Enter an answer to “Who states it?”"),
        ("risk", day("stated_on", "30 2 2026"), "stated_on", "February 2026 has only 28 days"),
        ("different", {"reason": ""}, "reason", "Enter an answer to “How do you know that they are two people?”"),
        ("different", {"reason": "x" * 301}, "reason", "must be 300 characters or fewer"),
    ],
)
def test_an_error_names_its_field_and_says_what_to_do(name: str, change: dict[str, str], field: str, words: str) -> None:
    make, data = FORMS[name]
    form = make({**data, **change})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0])


@pytest.mark.parametrize("called_by", ["surname", "known_as"])
def test_one_name_of_any_kind_is_enough(called_by: str) -> None:
    assert PersonForm({**PERSON, "forename": "", called_by: "Ella"}, today=TODAY).is_valid()
    assert PersonForm({**PERSON, "forename": "", **day("expected_date", "1 9 2026")}, today=TODAY).is_valid()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Siân", "Siân"),
        ("O’Brien", "O’Brien"),
        ("  Ella ", "Ella"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ"),
        ("小龙", "小龙"),
        ("van der Berg", "van der Berg"),
        ("X", "X"),
    ],
)
def test_a_name_is_kept_as_it_is_written(name: str, kept: str) -> None:
    form = PersonForm({**PERSON, "forename": name}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["forename"] == kept


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4 3 2015", date(2015, 3, 4)),
        ("4 march 2015", date(2015, 3, 4)),
        ("04 Mar. 2015", date(2015, 3, 4)),
        ("29 2 2012", date(2012, 2, 29)),
    ],
)
def test_a_date_of_birth_is_typed_as_people_type_it(typed: str, read: date) -> None:
    form = PersonForm({**PERSON, **day("date_of_birth", typed)}, today=TODAY)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["date_of_birth"] == read


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("unknown", None), ("", None)])
def test_responsibility_may_be_not_known(said: str, kept: bool | None) -> None:
    form = RelateForm({**FORMS["relate"][1], "parental_responsibility": said}, members=PEOPLE)
    assert form.is_valid()
    assert form.cleaned_data["parental_responsibility"] is kept


@pytest.mark.parametrize(
    ("held", "chosen", "kept"),
    [
        ("", [], ""),
        ("LD AUT", ["LD", "AUT"], "LD AUT"),
        ("LD", [], ""),
        ("Uses a wheelchair", ["Uses a wheelchair"], "Uses a wheelchair"),
        ("Uses a wheelchair", ["Uses a wheelchair", "LD"], "Uses a wheelchair LD"),
        ("", ["NONE"], "NONE"),
    ],
)
def test_disability_keeps_codes_and_what_was_written(held: str, chosen: list[str], kept: str) -> None:
    field = DisabilityField(label="Disability")
    field.keep(held)
    assert field.clean(chosen) == kept


def test_no_disability_stands_alone_and_the_unknown_is_refused() -> None:
    field = DisabilityField(label="Disability")
    for chosen, words in ((["NONE", "LD"], "not both"), (["XX"], "XX")):
        with pytest.raises(Exception, match=words):
            field.clean(chosen)


@pytest.mark.parametrize(("chosen", "kept"), [("new", "new"), (ELLA, ELLA), ("", ""), ("Ella", ""), (f"{ELLA}x", "")])
def test_who_was_chosen_is_new_or_an_id(chosen: str, kept: str) -> None:
    form = NewPersonForm({**FORMS["new"][1], "chosen": chosen}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["chosen"] == kept


@pytest.mark.parametrize(
    ("options", "has", "has_not"),
    [
        ({}, {"school", "forename", "read_version"}, set()),
        ({"school": False}, {"forename"}, {"school"}),
        ({"only": ("religion",)}, {"religion", "read_version"}, {"forename", "school", "sex"}),
    ],
)
def test_a_part_of_the_page_asks_no_more(options: dict[str, Any], has: set[str], has_not: set[str]) -> None:
    form = EditPersonForm(today=TODAY, **options)
    assert has <= set(form.fields)
    assert not has_not & set(form.fields)


@pytest.mark.parametrize(("partners", "asks"), [(True, {"union"}), (False, {"parental_responsibility", "responsibility_until"})])
def test_a_relationship_asks_what_makes_sense(partners: bool, asks: set[str]) -> None:
    form = RelationshipForm(partners=partners)
    assert asks <= set(form.fields)
    assert ("union" in form.fields) is partners


def test_joining_asks_only_where_two_records_differ() -> None:
    goes = Person(forename="Zuzia", surname="Kowalczyk", sex="F", date_of_birth=date(2017, 4, 7))
    stays = Person(forename="Zuzanna", surname="Kowalczyk", sex="U", date_of_birth=date(2017, 4, 7))
    form = MergeForm(goes=goes, stays=stays)
    assert {name for name in form.fields if name.startswith("take_")} == {"take_forename", "take_sex"}
    assert (form.fields["take_forename"].initial, form.fields["take_sex"].initial) == ("stays", "goes")
    filled = MergeForm(
        {"take_forename": "goes", "take_sex": "goes", "reason": "The school", "read_version": "1"}, goes=goes, stays=stays
    )
    assert filled.is_valid()
    assert filled.chosen == {"forename": "goes", "sex": "goes"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("forename", "Ella", "Ella"),
        ("forename", "", "nothing recorded"),
        ("date_of_birth", date(2017, 4, 7), "7 April 2017"),
        ("unaccompanied", True, "Yes"),
        ("unaccompanied", False, "No"),
        ("unaccompanied", None, "nothing recorded"),
        ("sex", "U", "nothing recorded"),
        ("sex", "F", "Female"),
        ("ethnicity", "BAFR", "African"),
        ("disability", "LD AUT", "Learning, Autism"),
    ],
)
def test_a_value_beside_another_is_in_words(name: str, value: Any, words: str) -> None:
    assert shown_value(name, value) == words

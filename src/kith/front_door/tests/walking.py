"""A worker who walks through forms, and a table of what each form asked and what it knew already."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

NO_FACT = {
    *("read_version", "csrfmiddlewaretoken", "sent_once"),
    # choices that are made on this page and nowhere else
    *("outcome", "alleges_harm", "passed_to", "told_who", "told_at", "next_step", "words_for_sender", "primary_need"),
    *(
        "practitioner",
        "risk_level",
        "kind",
        "readers",
        "may_read",
        "decided_by",
        "own_copy",
        "factors",
        "need",
        "person",
        "owner",
    ),
    *("owner_side", "author_side", "owner_words", "state", "alone"),
    # why something is empty, late or left: asked only of what is
    *(
        "empty_reason",
        "no_view_reason",
        "not_seen_reason",
        "see_by",
        "overrun_reason",
        "internal_review_on",
        "no_proposal_reason",
    ),
}
FACT = {
    "strengths": "strengths",
    "needs": "needs",
    "family_said": "what the family said",
    "agreement": "who agreed to help",
    "lead_kind": "kind of lead",
    "lead_reason": "why this lead",
    "reason_best_placed": "why this lead",
    "family_preference": "whom the family would like",
    "children_preference": "whom the children would like",
    "daily_life": "a day in their life",
    "analysis": "the analysis",
    "what_needs_to_change": "what would help",
    "family_view": "what the family thinks of the assessment",
    "disputed": "what the family sees differently",
    "seen_on": "day with the child",
    "said_on": "day with the child",
    "how": "how the child said it",
    "by": "who proposed",
    "worded_by": "whose words the goal is in",
    "author": "whose words the goal is in",
    "by_when": "by when the goal is met",
    "if_things_get_harder": "what if things get harder",
    "contact": "how they meet",
    "moving_on": "moving on",
    "next_review_on": "the day of the review",
    "family_agreement": "who agreed to the plan",
}
"""By name of a field: which fact it asks. Fields of the same fact ask the same thing of the same subject."""


OF_THE_FAMILY = {"why this lead", "kind of lead", "who agreed to help"}
"""Asked for each child and true of all of them."""


@dataclass
class Row:
    page: str
    asked: str
    fact: str
    address: str
    subject: str
    known: str
    field: str
    typed: bool = False


@dataclass
class Walk:
    """Everything that was asked on the way, with what each form knew."""

    rows: list[Row] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def twice(self) -> list[str]:
        """Return the facts that a form asked of one subject although an earlier one knew them or was told them."""
        told: dict[tuple[str, str], str] = {}
        again = []
        for row in self.rows:
            key = (row.fact, "the family" if row.fact in OF_THE_FAMILY else row.subject)
            if row.fact and not row.known and told.get(key, row.address) != row.address:
                again.append(f"{row.fact} of {key[1]}: {row.page}")
            if row.known or row.typed:
                told.setdefault(key, row.address)
        return again

    def table(self) -> str:
        """Return the table, to be read."""
        return "\n".join(
            f"{row.page:<28} {row.asked:<34.34} {row.fact or '–':<34.34} {row.subject:<12.12} {row.known[:60].replace(chr(10), ' ')}"
            for row in self.rows
        )


class Worker:
    """A worker at a browser, who fills in what a form does not know."""

    def __init__(self, walk: Walk, client: Client) -> None:
        self.walk, self.client = walk, client

    def read(self, address: str) -> BeautifulSoup:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return BeautifulSoup(answer.content, "html.parser")

    def open(self, address: str, *, subject: str = "the family", only: tuple[str, ...] = ()) -> dict[str, Any]:
        """Open a form and note what it asks and what it knows. Returns what it would send as it stands."""
        page = self.read(address)
        form = page.select_one("form.kith-form")
        offered = {each["value"].split(":")[1] for each in page.select("button[name=take]")}
        assert form is not None
        heading = " ".join(page.h1.get_text().split())
        held: dict[str, Any] = {}
        for each in form.select("input[name], textarea[name], select[name]"):
            held |= _value(each, held)
        labels = {each.get("for"): each.get_text(" ", strip=True) for each in form.select("label")}
        seen = set()
        for each in form.select("textarea, input:not([type=hidden]), select"):
            name = _bare(each["name"])
            if name in seen or (only and not each["name"].startswith(only)):
                continue
            seen.add(name)
            known = str(held.get(each["name"], "") or held.get(f"{name}_day", ""))
            fact = "" if name in NO_FACT else FACT.get(name, f"{heading}: {name}")
            self.walk.rows.append(
                Row(
                    heading,
                    labels.get(each.get("id"), name),
                    fact,
                    address,
                    subject,
                    known or ("offered" if name in offered else ""),
                    each["name"],
                )
            )
        return held

    def save(self, address: str, said: dict[str, Any], *, subject: str = "the family") -> None:
        """Open a form, add what is said to what it knows, and save it."""
        held = self.open(address, subject=subject)
        self.walk.typed += [value for value in said.values() if isinstance(value, str)]
        self.post(address, held | said)

    def post(self, address: str, said: dict[str, Any]) -> None:
        answer = self.client.post(address, said)
        told = {_bare(name) for name, value in said.items() if value}
        for row in self.walk.rows:
            row.typed = row.typed or (row.address == address and _bare(row.field) in told)
        if answer.status_code != 302:
            page = BeautifulSoup(answer.content, "html.parser")
            raise AssertionError(
                address + ": " + " ".join((page.select_one(".govuk-error-summary") or page.main).get_text(" ").split())[:800]
            )

    def take_all(self, address: str, *, subject: str = "the family") -> int:
        """Press every *Add* of a part, one after another. Returns how many there were."""
        pressed = 0
        held = self.open(address, subject=subject)
        while buttons := self.read(address).select("button[name=take]"):
            page = self.read(address)
            for each in page.select("form.kith-form input[name], form.kith-form textarea[name]"):
                held |= _value(each, held)
            self.post(address, held | {"take": buttons[0]["value"]})
            pressed += 1
            held = {}
        return pressed


def _bare(name: str) -> str:
    """Return the name of a field without the child it is about or the part of a date."""
    if name[0] == "p" and name[1:2].isdigit():
        name = name.split("_", 1)[1]
    for part in ("_day", "_month", "_year"):
        name = name.removesuffix(part)
    return name


def _value(each: Any, held: dict[str, Any]) -> dict[str, Any]:
    if each.name == "textarea":
        return {each["name"]: each.text.removeprefix("\n")}
    if each.name == "select":
        chosen = each.select_one("option[selected]")
        return {each["name"]: chosen["value"] if chosen else ""}
    if each.get("type") in {"radio", "checkbox"}:
        return {each["name"]: each["value"]} if each.has_attr("checked") else {}
    return {each["name"]: each.get("value", "")}

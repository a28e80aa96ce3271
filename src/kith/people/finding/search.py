"""Search: one line of text, fields, or both; what was searched and what is not held is said in words."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from kith.design.words import the_date
from kith.people.finding.candidates import Candidate, candidates_of
from kith.people.finding.engine import Found, find, frequencies_of, held_for_actor, weights_in_force
from kith.people.finding.name_words import records_bearing, records_bearing_the_rarest, spellings_of
from kith.people.finding.notices import RestrictedOwner, restricted_match
from kith.people.finding.search_text import Asked, read_text
from kith.people.matching.births import whole_years
from kith.people.matching.description import Held
from kith.people.matching.score import Score, score_pair
from kith.people.matching.spelling import fold, postcode_key
from kith.people.record.records import survivors

LEAST = 0.1
"""The least score that a search shows: anything shared that speaks for the person is enough."""
EVERY_WORD = 5.0
"""How many points are added in the order of results to a person with a name for every word asked, such as "kovalchyk zu"."""
FEW = 60
"""When nobody bears every word asked, those who bear the rarest of the words are looked at, if they are no more than this."""
MOST = 300
"""The most people looked through for the ages asked for."""


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found, what was searched in words, what was looked for and is not held, and who to ring (P-11)."""

    found: list[Candidate]
    searched: list[str]
    not_found: list[str]
    ring: list[RestrictedOwner]
    other_names: dict[UUID, list[str]] = field(default_factory=dict)
    """The other names that each person shown is found by."""
    more: bool = False
    """Whether more people fit than could be looked through, so that some who are on record stand on no page."""
    page: int = 1
    has_next: bool = False
    """Whether more of those who fit stand on a next page."""

    @property
    def ids(self) -> list[UUID]:
        """The persons shown, for the look."""
        return [each.person.pk for each in self.found]


def search_people(
    text: str = "",
    *,
    forename: str = "",
    surname: str = "",
    date_of_birth: date | None = None,
    age_from: int | None = None,
    age_to: int | None = None,
    on: date | None = None,
    address: str = "",
    postcode: str = "",
    telephone: str = "",
    nhs_number: str = "",
    upn: str = "",
    la_child_id: str = "",
    settled: bool = True,
    limit: int = 25,
    page: int = 1,
) -> SearchAnswer:
    """Search people by one line of text, by fields, or by both. A fixed number of queries.

    ``text`` may hold a name in any order or its beginning, a word with ``*`` for letters not known, a date of birth, a postcode,
    a telephone number, an NHS number, a UPN, or ages such as ``8-12``. ``age_from`` and ``age_to`` keep only people of that age
    on the day ``on``; a person without a date of birth is kept. Only a ``settled`` search, not one that is still being typed,
    asks whether a restricted record may match, and so tells its named people. ``page`` 2 shows those who fit next best, and so on
    to the last.
    """
    asked = read_text(text).with_fields(
        forename=forename,
        surname=surname,
        date_of_birth=date_of_birth,
        address=address,
        postcode=postcode,
        telephone=telephone,
        nhs_number=nhs_number,
        upn=upn,
        la_child_id=la_child_id,
    )
    ages = (asked.age_from if age_from is None else age_from, asked.age_to if age_to is None else age_to)
    if asked.is_empty:
        return SearchAnswer([], [], [], [])
    found = {f.person_id: f for f in find(asked.wanted, limit=limit * 4, least=LEAST)} if not asked.has_wildcard else {}
    most = limit * 4 if ages == (None, None) and page == 1 else MOST
    spellings = spellings_of(asked)
    bearing = records_bearing(spellings, limit=most, looked_through=MOST)
    rarest = set()
    if len(asked.words) > 1 and not bearing and not asked.has_wildcard:
        rarest = records_bearing_the_rarest(spellings, limit=FEW)
    for each in _by_words(asked, bearing | rarest, but_not=set(found)):
        if each.score.points > LEAST or each.person_id not in rarest - bearing:
            found.setdefault(each.person_id, each)
    kept = [f for f in found.values() if _of_age(f.held, ages, on)]
    fits = EVERY_WORD if len(asked.words) > 1 else 0
    shown = sorted(
        kept,
        key=lambda f: (-f.score.points - fits * (f.person_id in bearing), f.held.surname, f.held.forename, f.person_id),
    )[(page - 1) * limit : page * limit]
    if len(asked.words) == 1:
        # When one name is searched, many fit equally well: that is no reason against any of them.
        for each in shown:
            each.score.more_against.clear()
    searched = list(asked.searched)
    if ages != (None, None):
        searched.append(_ages_in_words(*ages))
    return SearchAnswer(
        found=candidates_of(shown),
        searched=searched,
        not_found=_missing(asked, shown),
        ring=restricted_match(asked.wanted) if settled and not asked.has_wildcard else [],
        other_names={f.person_id: names for f in shown if (names := _other_names(f.held))},
        more=len(bearing) >= MOST,
        page=page,
        has_next=len(kept) > page * limit or most <= len(bearing) < MOST,
    )


def _ages_in_words(least: int | None, most: int | None) -> str:
    if least is None:
        return f"age {most} or under"
    if most is None:
        return f"age {least} or over"
    return f"age {least}" if least == most else f"age {least} to {most}"


def _other_names(held: Held) -> list[str]:
    """Return the known-as name and the other names of a person, each in full, without the present name."""
    present = f"{held.forename} {held.surname}".strip()
    said = [f"{held.known_as} {held.surname}".strip()] if held.known_as else []
    said += [f"{first or held.forename} {last or held.surname}".strip() for first, last in held.other_names]
    return [name for name in dict.fromkeys(said) if fold(name) != fold(present)]


def _of_age(held: Held, ages: tuple[int | None, int | None], on: date | None) -> bool:
    least, most = ages
    if on is None or held.date_of_birth is None or (least is None and most is None):
        return True
    years = whole_years(held.date_of_birth, on)
    return (least is None or years >= least) and (most is None or years <= most)


def _by_words(asked: Asked, bearing: set[UUID], *, but_not: set[UUID]) -> list[Found]:
    """Return the persons of records found by words, scored."""
    if not bearing:
        return []
    stays = survivors(bearing)
    wanted = replace(asked.wanted, forename="", surname="") if asked.has_wildcard else asked.wanted
    ids = set(stays.values()) - but_not
    held = held_for_actor(
        ids,
        contacts_of=ids if wanted.telephone else (),
        numbers_of=ids if wanted.nhs_number or wanted.upn or wanted.la_child_id else (),
    )
    weights, frequencies = weights_in_force(), frequencies_of(asked.words)
    return [
        Found(person_id, _as_begun(asked, score_pair(wanted, each, weights, frequencies)), each)
        for person_id, each in held.items()
    ]


def _as_begun(asked: Asked, score: Score) -> Score:
    score.points = max(score.points, LEAST)
    if not score.reasons_for:
        how = "Name fits" if asked.has_wildcard else "Name begins with"
        score.more_for.append(f"{how} {' and '.join(word.capitalize() for word in asked.words)}")
    if len(asked.words) == 1:
        score.told = [told for told in score.told if told.level != "differs"]
    return score


def _missing(asked: Asked, shown: list[Found]) -> list[str]:
    """Return, in words, each thing that was asked for and that none of the people shown has."""
    wanted = asked.wanted
    reasons = {reason.split(":")[0].removesuffix(" (earlier)") for f in shown for reason in f.score.reasons_for}
    places = [(fold(lines), postcode_key(code)) for f in shown for lines, code, _ in f.held.addresses]
    missing = []
    if not shown and asked.words:
        missing.append(f"nobody called {' '.join(w.capitalize() for w in asked.words)}, or anything like it")
    if wanted.nhs_number and "Same NHS number" not in reasons:
        missing.append("nobody with this NHS number")
    if wanted.upn and "Same UPN" not in reasons:
        missing.append("nobody with this UPN")
    if wanted.la_child_id and "Same LA child id" not in reasons:
        missing.append("nobody with this LA child id")
    if wanted.telephone and "Same telephone number" not in reasons:
        missing.append("nobody with this telephone number")
    if wanted.date_of_birth and not any(f.held.date_of_birth == wanted.date_of_birth for f in shown):
        missing.append(f"nobody shown was born on {the_date(wanted.date_of_birth)}")
    if wanted.postcode and not any(code == postcode_key(wanted.postcode) for _, code in places):
        missing.append(f"nobody in {wanted.postcode.upper()}")
    if wanted.address and not any(fold(wanted.address) in lines for lines, _ in places):
        missing.append("nobody at this address")
    return missing

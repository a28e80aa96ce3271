"""Pages of queries on PostgreSQL: every row on one page, in the order of the database, forwards and back, however the list is ordered."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F

from kith.kernel.paging import Page, Place, Source, count_of, page_of
from kith.people.models import Person
from tests.fixtures import NOON, Acting, live_area

ORDERS = [
    ("pk",),
    ("-pk",),
    ("date_of_birth", "pk"),
    ("-date_of_birth", "pk"),
    ("surname", "pk"),
    ("-surname", "-pk"),
    ("date_of_birth", "-surname", "pk"),
    ("-recorded_at", "date_of_birth", "surname", "pk"),
    ("area__name", "surname", "pk"),
]


@pytest.fixture(scope="module")
def people(module_clone: str, acting: Acting) -> Acting:
    """Make 23 people: some share a name, some a date, some have no date."""
    area = live_area("dorset")
    with acting():
        Person.objects.bulk_create(
            Person(
                area=area,
                forename=f"P{number}",
                surname="Anders Berg Chen Dahl".split()[number % 4],
                date_of_birth=None if number % 5 == 0 else date(2010, 1, 1) + timedelta(days=number % 3),
                recorded_at=NOON - timedelta(days=number % 2),
                in_family=True,
            )
            for number in range(23)
        )
    return acting


def forwards(*sources: Source[Any], size: int) -> Iterator[Page[Any]]:
    page = page_of(*sources, size=size)
    yield page
    for _ in range(40):
        if not page.next:
            return
        page = page_of(*sources, place=Place.read(page.next), size=size)
        yield page
    pytest.fail("the list has no end")


@pytest.mark.parametrize("size", [1, 4, 22, 23, 24])
@pytest.mark.parametrize("order", ORDERS, ids=[" ".join(order) for order in ORDERS])
def test_the_pages_together_are_the_list(people: Acting, order: tuple[str, ...], size: int) -> None:
    with people():
        rows = Person.objects.select_related("area")
        whole = list(rows.order_by(*order))
        pages = list(forwards(Source(rows, order), size=size))
        assert [row.pk for page in pages for row in page] == [row.pk for row in whole]
        assert all(len(page) == size for page in pages[:-1])
        assert pages[0].previous == ""
        assert (pages[0].is_whole, pages[-1].next) == (size >= 23, "")
        assert pages[0].count is not None
        assert pages[0].count.number == 23
        back, page = [pages[-1]], pages[-1]
        while page.previous and len(back) < 40:
            page = page_of(Source(rows, order), place=Place.read(page.previous), size=size)
            back.append(page)
        assert [row.pk for row in back[-1]] == [row.pk for row in whole[:size]], "the way back ends at the beginning"


@pytest.mark.parametrize("order", [("surname", "pk"), ("-date_of_birth", "pk"), ("-recorded_at", "surname", "pk")])
def test_two_sources_are_one_list(people: Acting, order: tuple[str, ...]) -> None:
    with people():
        some, others = Person.objects.filter(surname__lt="C"), Person.objects.filter(surname__gte="C")
        found = [
            row.pk
            for page in forwards(Source(some, order), Source(others, order, lambda rows: list(rows)), size=5)
            for row in page
        ]
        assert found == list(Person.objects.order_by(*order).values_list("pk", flat=True))


def test_a_row_added_before_the_place_moves_nothing(people: Acting) -> None:
    with people():
        rows = Person.objects.all()
        first = page_of(Source(rows, ("surname", "pk")), size=5)
        Person.objects.create(area=live_area("dorset"), surname="Aaaa", recorded_at=NOON, in_family=True)
        second = page_of(Source(rows, ("surname", "pk")), place=Place.read(first.next), size=5)
        assert not {row.pk for row in first} & {row.pk for row in second}
        assert [row.pk for row in second] == list(
            rows.exclude(surname="Aaaa").order_by("surname", "pk").values_list("pk", flat=True)[5:10]
        )
        transaction.set_rollback(True)


def test_no_name_stands_in_an_address(people: Acting) -> None:
    with people():
        place = Place.read(page_of(Source(Person.objects.all(), ("surname", "date_of_birth", "pk")), size=5).next)
        assert place.said[0] is None
        assert place.said[-1]


@pytest.mark.parametrize(
    "said",
    [
        ("x", "y"),
        (None, None),
        (None, "no id at all"),
        ("2026-03-04",),
        ("2026-03-04", "a", "b"),
        (None, str(uuid4())),
        (None, "9" * 60),
    ],
)
def test_a_place_that_cannot_be_is_the_beginning(people: Acting, said: tuple[Any, ...]) -> None:
    with people():
        source = Source(Person.objects.all(), ("surname", "pk"))
        for back in (False, True):
            page = page_of(source, place=Place(said, back=back), size=5)
            assert [row.pk for row in page] == [row.pk for row in page_of(source, size=5)]


def test_what_a_list_shows_is_asked_for_its_page_only(people: Acting) -> None:
    asked: list[int] = []

    def show(rows: list[Any]) -> list[str]:
        asked.append(len(rows))
        return [row.forename for row in rows]

    with people():
        page = page_of(Source(Person.objects.all(), ("pk",), show), size=7)
        assert (len(page), asked) == (7, [7])
        assert all(isinstance(row, str) for row in page)


@pytest.mark.parametrize(("most", "number", "more"), [(22, 22, True), (23, 23, False), (1, 1, True), (10_000, 23, False)])
def test_a_list_is_counted_so_far_and_no_further(people: Acting, most: int, number: int, more: bool) -> None:
    with people():
        found = count_of([Source(Person.objects.all(), ("pk",))], most=most)
        assert (found.number, found.more) == (number, more)


def test_an_uncounted_list_says_no_number_and_an_ordering_worked_out_is_followed(people: Acting) -> None:
    with people():
        rows = Person.objects.annotate(called=F("surname"))
        page = page_of(Source(rows, ("called", "pk")), size=5, counted=False)
        assert page.count is None
        again = page_of(Source(rows, ("called", "pk")), place=Place.read(page.next), size=50, counted=False)
        assert len(again) == 18


def test_an_empty_list_is_whole(people: Acting) -> None:
    with people():
        page = page_of(Source(Person.objects.none(), ("pk",)))
        assert (list(page), page.is_whole, str(page.count)) == ([], True, "0")

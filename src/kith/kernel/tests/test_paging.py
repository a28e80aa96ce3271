"""Pages of what was read already, and places that an address may say wrongly. Pages of queries:
each room's lists, on PostgreSQL."""

import pytest

from kith.kernel.paging import Count, Place, page_of_read


@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_every_row_stands_on_one_page_and_the_way_back_leads_to_the_beginning(size: int) -> None:
    rows = list(range(23))
    seen, place = [], Place()
    while True:
        page = page_of_read(rows, place=place, size=size)
        seen += page.rows
        if not page.next:
            break
        place = Place.read(page.next)
    assert seen == rows
    while page.previous:
        page = page_of_read(rows, place=Place.read(page.previous), size=size)
    assert page.rows == rows[:size]


@pytest.mark.parametrize(
    "text", ["", "x", ">", "<", ">!", ">W10", ">WyJ4Il0", ">WyI5OTk5OTk5Il0", ">" + "A" * 600, ">bnVsbA", "\x00"]
)
def test_a_place_that_cannot_be_is_refused_nothing(text: str) -> None:
    page = page_of_read([1, 2, 3], place=Place.read(text), size=2)
    assert page.rows in ([1, 2], [3])


def test_a_place_is_read_as_it_was_written() -> None:
    said = ["1", None, "2026-03-04T12:00:00+00:00"]
    for back in (True, False):
        assert Place.read(Place.write(said, back=back)) == Place(tuple(said), back=back)


def test_counts_in_words() -> None:
    assert Count(1).words("request", "requests") == "1 request"
    assert Count(62).words("request", "requests") == "62 requests"
    assert Count(10_000, more=True).words("request", "requests") == "more than 10,000 requests"
    assert Count(1, more=True).words("request", "requests") == "more than 1 requests"

"""For what somebody looks at or changes a record, in words that an auditor reads (design section 9, practice P-11).

A page's purpose follows its room, unless the view names its own (``view.purpose``). It is kept with every look and every change.
"""

from kith.kernel.terms import area_words

PURPOSES: dict[str, str] = {
    "direct_work": "Working with the family",
    "front_door": "Deciding on a request for support",
    "records": "Reading or keeping a person's record",
    "desk": "Planning the day or looking for a person",
    "family_copy": "Sharing the plan with the family",
    "practice_model": "Reading the area's practice model",
    "audit": "Checking who looked",
    "request_for_support": "Sending a request for support",
    "reconciliation": "Counting what came in on a day",
    "matching": "Looking for the people of a request",
    "people import": "Bringing in a list of people",
    "people match": "Comparing a list with the record",
    "calibrate matching": "Measuring how well people are found",
}
"""Every purpose by its code. A test fails for a page whose purpose has no words."""

OF_ROOM = {
    "front_door": "front_door",
    "people": "records",
    "staff_desk": "desk",
    "family_portal": "family_copy",
    "practice_model": "practice_model",
}

PAGES: dict[str, str] = {
    "front_door:queue": area_words("{front_door_service}: requests that wait"),
    "front_door:burst": area_words("{front_door_service}: requests sent at once"),
    "front_door:request": "A request for support",
    "front_door:decide": "Deciding on a request",
    "front_door:hub": area_words("{hub}: questions"),
    "front_door:conversations": "Conversations",
    "front_door:reconciliation": "Daily totals",
    "staff_desk:my_day": "My day",
    "staff_desk:search": "Search",
    "staff_desk:looks": "Who looked",
    "family_help:family": "Family page",
    "people:person": "Person page",
    "people:duplicates": "Records that may be one person",
    "people:to_join": "People to join to families",
}


def purpose_of(room: str) -> str:
    """Return the code of the purpose with which the pages of a room are opened."""
    return OF_ROOM.get(room, "direct_work")


def purpose_in_words(code: str) -> str:
    """Return a purpose in words; what has none reads as its code."""
    return PURPOSES.get(code, code.replace("_", " ").capitalize())


def page_in_words(page: str) -> str:
    """Return what a page is called, from its name as a look keeps it."""
    last = page.replace(":", ".").rsplit(".", 1)[-1]
    return PAGES.get(page) or last.replace("_", " ").capitalize()

"""Where a room's part stands on a page that several rooms share. Each page's places are declared here, in their order.

What stands in one place is in the order in which ``config.wiring`` lists the rooms, then in the room's own.
"""

from enum import IntEnum


class OfPage(IntEnum):
    """Of the page of a family, and of a person. The middle two are columns beside each other where the screen is wide."""

    FIRST = 1
    """Before everything: danger, and what comes next."""
    WHO = 2
    """Left: who is helped, and who is who."""
    CARE = 3
    """Right: what a worker must know before a visit."""
    WORK = 4
    """Right: what is being done, and what was agreed."""
    LAST = 5
    """Beneath both."""


class OfDay(IntEnum):
    """Of *My day*: danger first."""

    DANGER = 1
    ALERTS = 2
    DOOR = 3
    DUE = 4
    SIGN_OFF = 5
    UNFINISHED = 6
    MISSING = 7
    RECORDS = 8
    FAMILIES = 9
    RESTRICTED = 10
    DRAFTS = 11


class OfMenu(IntEnum):
    """Of the navigation at the top of every page."""

    DAY = 1
    DOOR = 2
    SEARCH = 3
    RECORDS = 4
    LOOKS = 5
    TEAMS = 6
    MODEL = 7
    ADMINISTRATION = 8
    DEMONSTRATION = 9


class OfTabs(IntEnum):
    """Of the pages of a family's record."""

    FAMILY = 1
    WORK = 2
    HISTORY = 3


class OfAdding(IntEnum):
    """Of *Add something* on a page about a family."""

    DANGER = 1
    RECORD = 2
    SHARE = 3

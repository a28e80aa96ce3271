"""What a clock may be: every room lists the kinds that it runs in its ``clocks.py``. Pure."""

from dataclasses import dataclass

from kith.access.sight import Part


@dataclass(frozen=True)
class Kind:
    """One kind of running clock.

    ``code`` names it in the table. ``words`` is what is to be done, where a clock says nothing of its own. ``part`` is the part
    of a record that it belongs to: whoever sees the part of the family sees the clock. ``page``: the name of the page on which it
    is done; it takes one id. ``limits``: the time limits of the practice model by which it is due, none where a worker sets the
    day. ``owner``: the role that answers for it.
    """

    code: str
    words: str
    part: Part
    page: str = ""
    limits: tuple[str, ...] = ()
    owner: str = "lead_practitioner"

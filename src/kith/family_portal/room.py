"""What the families' door gives to the other rooms."""

from typing import Any

from django.urls import reverse

from kith.family_portal.messages import MESSAGES
from kith.family_portal.models import ReaderLink
from kith.workbench.about import Add
from kith.workbench.places import OfAdding
from kith.workbench.rooms import Room, Rows


def _links(row: Any) -> str:
    return reverse("family_portal:links", kwargs={"family_id": row.family_id})


ROOM = Room(
    name="family_portal",
    page=_links,
    tables={ReaderLink: Rows("Link to their copy of the plan", hidden=frozenset({"link_hash", "code_hash", "standing"}))},
    messages=MESSAGES,
    add=(Add(OfAdding.SHARE, "A reader’s own link to the plan", "family_portal:links"),),
)

"""The genogram and the ecomap of a family, each with the same in a table.
The address says who is in the centre, and how large."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.access.web import SignedIn
from kith.people.pictures import ecomap as ecomaps
from kith.people.pictures import genogram as genograms
from kith.people.pictures.legend import bonds_legend, lines_legend, symbols_legend
from kith.people.pictures.record import days_of_death, kin_of
from kith.people.record.family import family_picture
from kith.people.record.family_picture import FamilyPicture
from kith.people.record.reader_copy import as_seen_by
from kith.workbench.pages import page, show

SIZES = {"small": 0.6, "normal": 1.0, "large": 1.5, "largest": 2.2}
"""How large a drawing may be; ``whole`` is as wide as the page."""
SIZE_WORDS = {
    "whole": "Whole picture",
    "small": "Small",
    "normal": "Normal",
    "large": "Large",
    "largest": "Largest",
}
_GENOGRAM, _ECOMAP = "people:genogram", "people:ecomap"


@page()
def genogram(request: SignedIn, family_id: UUID) -> HttpResponse:
    """The family by generations."""
    asked = _Asked(request, family_picture(family_id), _GENOGRAM)
    drawn = genograms.draw(asked.kin, centre=asked.centre, link=asked.link, scale=asked.scale)
    more = {
        "drawn": drawn,
        "symbols": symbols_legend(),
        "lines": lines_legend(),
        "bonds": bonds_legend(),
    }
    return show(request, "people/genogram.html", asked.context() | more, family_id=family_id)


@page()
def ecomap(request: SignedIn, family_id: UUID) -> HttpResponse:
    """One person, or the family, with the people and things around."""
    asked = _Asked(request, family_picture(family_id), _ECOMAP)
    drawn = ecomaps.draw(asked.kin, centre=asked.centre, link=asked.link, scale=asked.scale)
    more = {"drawn": drawn, "bonds": bonds_legend(ecomap=True)}
    return show(request, "people/ecomap.html", asked.context() | more, family_id=family_id)


class _Asked:
    """What the address asks for. A centre, a reader or a size that does not exist counts as none.

    With a reader the drawing is that person's own copy (practice.md P-9), for a worker to look at with them or to print for them.
    """

    def __init__(self, request: SignedIn, picture: FamilyPicture, name: str) -> None:
        self.name, self.family_id = name, picture.id
        readers = {str(member.id): member for member in picture.members if not member.is_unborn}
        self.reader_choices = [(key, member.name) for key, member in readers.items()]
        reader = readers.get(request.GET.get("reader", ""))
        self.reader: UUID | None = reader.id if reader else None
        self.reader_name = reader.name if reader else ""
        self.picture = as_seen_by(picture, reader.id) if reader else picture
        self.kin = kin_of(self.picture, days_of_death(self.picture))
        people = {str(p.id): p for p in self.kin.people}
        chosen = people.get(request.GET.get("centre", ""))
        self.centre = chosen.id if chosen else None
        self.centre_name = chosen.name if chosen else ""
        wanted = request.GET.get("size", "normal")
        self.size = wanted if wanted in SIZE_WORDS else "normal"
        self.scale = SIZES.get(self.size)

    def address(self, centre: UUID | None, size: str, name: str = "") -> str:
        said = [f"centre={centre}"] if centre else []
        said += [f"size={size}"] if size != "normal" else []
        said += [f"reader={self.reader}"] if self.reader else []
        page_of = reverse(name or self.name, kwargs={"family_id": self.family_id})
        return page_of + ("?" + "&".join(said) if said else "")

    def link(self, person: UUID) -> str:
        """Return the address of the same picture with this person in the centre, going on at that person."""
        return f"{self.address(person, self.size)}#{self.name.partition(':')[2]}-{person}"

    def context(self) -> dict[str, Any]:
        sizes = [
            {"text": words, "href": self.address(self.centre, size), "current": size == self.size}
            for size, words in SIZE_WORDS.items()
        ]
        everyone = sorted(self.kin.people, key=lambda p: (not p.helped, p.name))
        return {
            "picture": self.picture,
            "reader": str(self.reader or ""),
            "reader_name": self.reader_name,
            "reader_choices": self.reader_choices,
            "sizes": sizes,
            "size": self.size,
            "whole": self.scale is None,
            "centre": str(self.centre or ""),
            "centre_name": self.centre_name,
            "centre_choices": [(str(p.id), p.name) for p in everyone],
            "other_page": self.address(self.centre, "normal", _ECOMAP if self.name == _GENOGRAM else _GENOGRAM),
            "has_ties": bool(self.kin.bonds),
            "has_relations": bool(self.kin.parents or self.kin.pairs or self.kin.siblings or self.kin.related),
        }

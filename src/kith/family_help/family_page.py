"""The sections of a family's page that this room gives. All of them are shown from one reading of the record."""

from collections.abc import Callable

from kith.family_help.queries import FamilyPage, family_page
from kith.workbench.about import Section, Subject
from kith.workbench.places import OfPage


def _section(place: OfPage, name: str, shown: Callable[[FamilyPage], object] = lambda page: True) -> Section:
    def read(about: Subject) -> FamilyPage | None:
        page = about.read(family_page)
        return page if shown(page) else None

    return Section(place, f"family_help/family_page/{name}.html", read)


SECTIONS = (
    _section(OfPage.FIRST, "first"),
    _section(OfPage.WHO, "children"),
    _section(OfPage.WHO, "who"),
    _section(OfPage.CARE, "before_visiting", lambda page: page.banner.hazards or page.kept_private),
    _section(OfPage.WORK, "plan", lambda page: page.plan or "plan" in page.sees),
    _section(OfPage.WORK, "assessment", lambda page: page.assessment or "assessment" in page.sees),
    _section(OfPage.WORK, "each", lambda page: page.each),
    _section(OfPage.WORK, "agreed", lambda page: page.agreements),
)

"""Someone at a page of Kith who reads it and does what it says: follows links and presses buttons by their words."""

from datetime import date

import requests
from bs4 import BeautifulSoup, Tag

from tests.running.production import Visitor

Fields = dict[str, str | date | list[str]]


class AtTheDesk(Visitor):
    """A browser without JavaScript, led by words. What a form holds already is sent back as a browser sends it."""

    def __init__(self, address: str, from_where: str) -> None:
        super().__init__(address, from_where)
        self.read: list[str] = []

    def visit(self, path: str, *, status: int = 200) -> str:
        """Open a page and return its words."""
        self.open(path)
        assert self.status == status, f"{path} answered {self.status}: {self.words[:600]}"
        return self.words

    def follow(self, words: str) -> str:
        """Follow the first link whose words begin so."""
        for link in self._soup.find_all("a", href=True):
            if _said(link).startswith(words):
                return self.visit(str(link["href"]))
        raise AssertionError(f"{self.where} has no link {words!r}: {self.words[:600]}")

    def press(self, button: str, **fields: str | date | list[str]) -> str:
        """Fill the form whose button has these words, press it, and return what the next page says.

        A choice from a list may be given by its words; a date fills three boxes. A field that is not there fails.
        """
        self._press(button, fields)
        assert not self._problems, f"{self.where}: {self._problems}"
        return self.words

    def refused(self, button: str, **fields: str | date | list[str]) -> str:
        """Fill and press likewise, where the form must be refused. Returns what it says is wrong."""
        self._press(button, fields)
        assert self._problems, f"{self.where} refused nothing: {self.words[:600]}"
        return " ".join(self._problems)

    def _press(self, button: str, fields: Fields) -> None:
        for form in self._soup.find_all("form"):
            for each in form.find_all("button"):
                if _said(each).startswith(button):
                    self._send(form, each, fields)
                    return
        raise AssertionError(f"{self.where} has no button {button!r}: {self.words[:600]}")

    def has_button(self, words: str) -> bool:
        """Say whether the page has a button whose words begin so."""
        return any(_said(each).startswith(words) for each in self._soup.find_all("button"))

    @property
    def words(self) -> str:
        """What stands on the page, without the tags."""
        return _said(self._soup.find("body") or self._soup)

    @property
    def _soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.page, "lxml")

    def _send(self, form: Tag, button: Tag, fields: Fields) -> None:
        held = _held(form)
        for name, value in fields.items():
            if isinstance(value, date):
                held |= {f"{name}_day": [str(value.day)], f"{name}_month": [str(value.month)], f"{name}_year": [str(value.year)]}
                assert form.find(attrs={"name": f"{name}_day"}), f"{self.where} asks for no date {name}"
                continue
            found = form.find(attrs={"name": name})
            assert isinstance(found, Tag), f"{self.where} asks for no {name}: {sorted(held)}"
            given = value if isinstance(value, list) else [value]
            held[name] = [_choice(found, each) for each in given] if found.name == "select" else given
        if button.get("name"):
            held[str(button["name"])] = [str(button.get("value", ""))]
        self._follow(self.call("POST", str(form.get("action") or self.where), held))
        assert self.status == 200, f"{self.where} answered {self.status} to {_said(button)!r}: {self.words[:600]}"

    @property
    def _problems(self) -> list[str]:
        return [_said(each) for each in self._soup.select(".govuk-error-summary, .govuk-error-message")]

    def _follow(self, answer: requests.Response) -> Visitor:
        super()._follow(answer)
        self.read.append(self.words)
        return self


def _held(form: Tag) -> dict[str, list[str]]:
    """What the form would send as it stands."""
    held: dict[str, list[str]] = {}
    for each in form.find_all(["input", "textarea", "select"]):
        name, kind = str(each.get("name") or ""), str(each.get("type") or "text")
        if not name or kind in {"submit", "file"} or (kind in {"radio", "checkbox"} and not each.has_attr("checked")):
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True) or each.find("option")
            held.setdefault(name, []).append(str(chosen.get("value", "")) if isinstance(chosen, Tag) else "")
        else:
            held.setdefault(name, []).append(each.get_text() if each.name == "textarea" else str(each.get("value") or ""))
    return held


def _choice(select: Tag, words: str) -> str:
    """The value of the choice that is called so, or that is so itself."""
    for option in select.find_all("option"):
        if words in {str(option.get("value")), _said(option)} or _said(option).startswith(words):
            return str(option.get("value", ""))
    raise AssertionError(f"No choice {words!r} in {[_said(option) for option in select.find_all('option')]}")


def _said(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())

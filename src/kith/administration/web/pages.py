"""What the pages of this room add to the workbench: whose they are, and a page of tables."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kith.access.web import attempt
from kith.administration.rows import ADMINISTRATOR, practitioner
from kith.administration.web.forms import BringInForm
from kith.organisations.csv_file import LARGEST
from kith.organisations.queries import area_with
from kith.organisations.services import BroughtIn
from kith.workbench.pages import sent, show

SHOWN = 200
"""How many problems of a file are shown."""

ADMINISTRATORS = (ADMINISTRATOR,)
"""Whose pages these are."""


def area_of(request: Any) -> Any:
    """Return the area acted in."""
    return area_with(request.kith_identity.area_id)


def me(request: Any) -> Any:
    """Return who acts."""
    return practitioner(request.kith_identity.practitioner_id)


def link(text: str, href: str, *, about: str = "") -> SafeString:
    """Return a link as a cell of a table; ``about`` is said to who does not see the row around it."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, text, hidden)


def links(*several: SafeString) -> SafeString:
    """Return several links as one cell."""
    return format_html_join(" ", '<span class="kith-apart">{}</span>', ((each,) for each in several))


def table(caption: str, columns: list[str], rows: list[list[Any]], *, empty: str, count: str = "") -> dict[str, Any]:
    """Return a table for the template."""
    return {"caption": caption, "columns": columns, "rows": rows, "empty": empty, "count": count}


def tables(request: Any, title: str, *listed: dict[str, Any], **more: Any) -> HttpResponse:
    """Show a page of tables. ``more``: ``intro``, ``actions`` (text and address), ``back``, ``search_form``, ``listed`` and
    ``kept`` (a page of people, the rest of its address)."""
    return shown(request, "administration/list.html", {"title": title, "tables": listed, "wide": True, **more})


def shown(request: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a page; that it was opened is kept as a look, as for every page."""
    return show(request, template, context, kind="list")


def file_page(
    request: Any,
    act: Callable[[bytes, bool], BroughtIn],
    *,
    title: str,
    about: str,
    columns: Mapping[str, str],
    back: str,
) -> HttpResponse:
    """Show the page that checks a CSV file, or checks it and brings it in, with one service. ``about`` says what a line is."""
    form = BringInForm(sent(request), request.FILES or None)
    done = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        done = attempt(form, lambda: act(content, form.cleaned_data["how"] == "check"))
    problems = [[each.line, each.field, each.words] for each in done.problems[:SHOWN]] if done else []
    return shown(
        request,
        "administration/file.html",
        {
            "form": form,
            "done": done,
            "problems": problems,
            "columns": [[name, words] for name, words in columns.items()],
            "title": title,
            "about": about,
            "back": back,
            "wide": True,
        },
    )

"""How the pages of this room are shown and asked: for the administrators of the area acted in only, a table or a form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from kith.access.identity import acting, current_identity
from kith.access.web import attempt
from kith.kernel.refusals import NotFound
from kith.organisations.models import Area, Practitioner, Role

Row = TypeVar("Row", bound=Model)


def page(*methods: str) -> Callable[..., Any]:
    """Mark a page for administrators; anybody else gets the 404 of what is not there."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        allowed: Callable[..., HttpResponse] = require_http_methods(list(methods or ("GET", "POST")))(view)

        @wraps(view)
        def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not acting() or Role.ADMINISTRATOR not in current_identity().roles:
                raise Http404
            try:
                return allowed(request, *args, **kwargs)
            except NotFound:
                raise Http404 from None

        return shown

    return decorate


def area_of(request: Any) -> Area:
    """Return the area acted in."""
    return Area.objects.get(pk=request.kith_identity.area_id)


def me(request: Any) -> Practitioner:
    """Return who acts."""
    return Practitioner.objects.get(pk=request.kith_identity.practitioner_id)


def typed(request: Any) -> Any:
    """Return what was sent with a form, or ``None`` when the page is only opened."""
    return request.POST if request.method == "POST" else None


def row(model: type[Row], **wanted: Any) -> Row:
    """Return one row, or answer as for one that does not exist."""
    found = model._default_manager.filter(**wanted).first()
    if found is None:
        raise NotFound
    return found


def link(text: str, href: str, *, about: str = "") -> SafeString:
    """Return a link as a cell of a table; ``about`` is said to who does not see the row around it."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, text, hidden)


def table(caption: str, columns: list[str], rows: list[list[Any]], *, empty: str, count: str = "") -> dict[str, Any]:
    """Return a table for the template."""
    return {"caption": caption, "columns": columns, "rows": rows, "empty": empty, "count": count}


def show(request: Any, title: str, *tables: dict[str, Any], **more: Any) -> HttpResponse:
    """Show a page of tables. ``more``: ``intro``, ``actions`` (text and address), ``back``, ``lines``, ``older``, ``filters``."""
    return render(request, "administration/list.html", {"title": title, "tables": tables, "wide": True, **more})


def ask(
    request: Any,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    done: str,
    back: str = "",
    said: str = "Saved.",
    button: str = "Save",
    intro: str = "",
    warning: bool = False,
) -> HttpResponse:
    """Show a form, or try what it asks for; a refusal comes back beside its field and nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act() or True):
        messages.success(request, said)
        return redirect(done)
    context = {"form": form, "title": title, "intro": intro, "button": button, "back": back or done, "warning": warning}
    return render(request, "administration/ask.html", context)

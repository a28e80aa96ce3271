"""How the pages of this room are shown and asked: one look a page, one service a button."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.access.web import attempt
from kith.audit.services import record_look
from kith.family_help.queries import row_of
from kith.kernel.refusals import ChangedMeanwhile, NotFound
from kith.people.records import FamilyRecord

Row = TypeVar("Row", bound=FamilyRecord)


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer what is not there, or may not be seen, with the same 404."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound:
            raise Http404 from None

    answer: Callable[..., HttpResponse] = require_http_methods(["GET", "POST"])(shown)
    return answer


def found(model: type[Row], family_id: UUID, row_id: UUID) -> Row:
    """Return one row of a family, or answer 404."""
    return row_of(model, family_id, row_id)


def show(
    request: Any, template: str, context: dict[str, Any], *, family_id: UUID, kind: str = "open"
) -> HttpResponse:
    """Write the look and render a page about a family."""
    record_look(kind, now=request.kith_now, page=template.removesuffix(".html"), family_id=family_id)
    return render(request, f"family_help/{template}", {"family_id": family_id, **context})


def sent(request: HttpRequest) -> Any:
    """Return what a form was sent, or ``None`` when the page is only opened. A form with nothing but a button is sent empty."""
    return request.POST if request.method == "POST" else None


def back_to(name: str, family_id: UUID, **more: Any) -> str:
    """Return the address of a page of this room about a family."""
    return reverse(f"family_help:{name}", kwargs={"family_id": family_id, **more})


def ask(
    request: Any,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    family_id: UUID,
    title: str,
    done: str,
    said: str = "Saved.",
    button: str = "Save",
    intro: str = "",
    own: str = "",
    autosave: bool = False,
    warning: bool = False,
    template: str = "ask.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or try what it asks for.

    ``act`` gets the cleaned fields and calls one service. A refusal comes back beside its field. When somebody else saved meanwhile,
    the page shows both texts (``own`` names the field to compare) and saving again is a choice made with open eyes.
    """
    theirs: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():

        def noticing() -> bool:
            try:
                act(form.cleaned_data)
            except ChangedMeanwhile as changed:
                theirs["row"] = changed.theirs
                raise
            return True

        if attempt(form, noticing):
            messages.success(request, said)
            return redirect(done)
    if theirs:
        typed: Any = form.data.copy()  # type: ignore[attr-defined]
        typed["read_version"] = str(theirs["row"].version)
        form.data = typed
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "button": button,
        "back": done,
        "autosave": autosave,
        "warning": warning,
        "mine": form.data.get(own, "") if theirs else "",
        "theirs": getattr(theirs["row"], own, "") if theirs else "",
        "changed": bool(theirs),
        **(more or {}),
    }
    return show(request, template, context, family_id=family_id)

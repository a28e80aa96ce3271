"""How the pages of this room are shown and asked: a 404 for what may not be seen, one look a page, one service a button."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.access.identity import acting, current_identity
from kith.access.sight import Part, parts_of
from kith.access.web import attempt
from kith.audit.services import record_look
from kith.kernel.refusals import NotFound

Row = TypeVar("Row", bound=Model)


def page(
    *parts: Part, roles: tuple[str, ...] = (), methods: tuple[str, ...] = ("GET", "POST")
) -> Callable[..., Any]:
    """Mark a page for those whose role lists one of ``parts`` or is one of ``roles``; anybody else gets the 404 of what is not there."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not acting():
                raise Http404
            if not may_see(*parts) and not set(roles) & current_identity().roles:
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                raise Http404 from None

        answer: Callable[..., HttpResponse] = require_http_methods(list(methods))(shown)
        return answer

    return decorate


def may_see(*parts: Part) -> bool:
    """Say whether the actor's roles list one of the parts."""
    return bool(parts_of(current_identity().roles) & set(parts))


def row(model: type[Row], row_id: UUID, **more: Any) -> Row:
    """Return one row the actor may see, or answer as for one that does not exist."""
    found = model._default_manager.filter(pk=row_id, **more).first()
    if found is None:
        raise NotFound
    return found


def show(
    request: Any,
    template: str,
    context: dict[str, Any],
    *,
    kind: str = "open",
    family_id: UUID | None = None,
    shown: list[UUID] | None = None,
    asked: dict[str, Any] | None = None,
) -> HttpResponse:
    """Write the look and render a page."""
    record_look(
        kind,
        now=request.kith_now,
        page=f"front_door.{template.removesuffix('.html')}",
        family_id=family_id,
        shown=shown,
        asked=asked,
    )
    return render(request, f"front_door/{template}", context)


def ask(
    request: Any,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    done: str,
    back: str,
    said: str = "Saved.",
    button: str = "Save",
    intro: str = "",
    warning: bool = False,
    template: str = "ask.html",
    more: dict[str, Any] | None = None,
    family_id: UUID | None = None,
) -> HttpResponse:
    """Show a form, or try what it asks for; a refusal comes back beside its field and nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act() or True):
        messages.success(request, said)
        return redirect(done)
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "button": button,
        "back": back,
        "warning": warning,
        **(more or {}),
    }
    return show(request, template, context, family_id=family_id)

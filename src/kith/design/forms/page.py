"""The page of a form: its summary of errors, which fields it shows in which order, and what is folded away."""

from collections.abc import Iterator
from typing import Any

from django.forms.boundfield import BoundField
from jinja2 import pass_context
from markupsafe import Markup

from kith.design.forms.adapter import macro, wrong_parts
from kith.design.forms.form import Form


def link_of(bound: BoundField) -> str | None:
    """Return the fragment of the one element that an error of ``bound`` leads to; ``None`` for hidden fields."""
    if bound.is_hidden:
        return None
    parts = wrong_parts(bound)
    return f"#{bound.auto_id}_{parts[0]}" if parts else f"#{bound.auto_id}"


def error_summary(*several: Any) -> Markup:
    """Return the error summary of one or more forms, in the order of the page; nothing when there is no error."""
    items: list[dict[str, Any]] = []
    for form in several:
        if not getattr(form, "errors", None):
            continue
        items += _said_of(form.non_field_errors(), None)
        for name in form.fields:
            if name in form.errors:
                items += _said_of(form[name].errors, link_of(form[name]))
    if not items:
        return Markup("")
    return macro("error-summary", {"titleText": "There is a problem", "errorList": items})


def _said_of(errors: Any, href: str | None) -> Iterator[dict[str, Any]]:
    """Yield the lines of the summary for some errors. That of a refusal carries the rule's id (its code has a dot)."""
    for words, error in zip(errors, errors.as_data(), strict=True):
        rule = {"data-rule": error.code} if "." in (error.code or "") else {}
        if href:
            yield {"text": str(words), "href": href, "attributes": rule}
        elif rule:
            yield {"html": Markup('<span data-rule="{}">{}</span>').format(error.code, words)}
        else:
            yield {"text": str(words)}


def plan(form: Any) -> list[tuple[str, list[BoundField]]]:
    """Return the sections of a form with the fields that stand on their own, unlisted ones first."""
    under = form.revealed_names if isinstance(form, Form) else set()
    sections = form.sections if isinstance(form, Form) else []
    listed = {name for _, names in sections for name in names}
    rest = [form[name] for name in form.fields if name not in listed and name not in under and not form[name].is_hidden]
    planned = [("", rest)] if rest else []
    return planned + [
        (title, [form[n] for n in names if n in form.fields and n not in under])
        for title, names in sections
        if title not in form.folded
    ]


def folded(form: Any) -> list[tuple[str, list[BoundField]]]:
    """Return the sections that stand below the button."""
    if not isinstance(form, Form):
        return []
    return [(title, [form[name] for name in names]) for title, names in form.sections if title in form.folded]


@pass_context
def form_page(context: Any, form: Any, button: str = "Save and continue", **options: Any) -> Markup:
    """Return a whole form: every field in its section, hidden fields, the token against forgery and the button.

    Args:
        context: given by Jinja.
        form: the form.
        button: the words on the button.
        options: ``action``, ``cancel_href`` and ``cancel_text``, ``autosave_url``, ``saved_at``, ``warning`` (a dangerous act:
            red button), ``start`` (button with an arrow), ``name`` and ``value`` (of the button), ``secondary`` (text of a
            second button) with ``secondary_name`` and ``secondary_value``, ``id`` (of the form element).
    """
    template = context.environment.get_template("design/form_page.html")
    values = {
        "form": form,
        "button": button,
        "plan": plan(form),
        "folded": folded(form),
        "csrf_input": context.get("csrf_input", ""),
    }
    return Markup(template.render(values | {"options": options}))  # noqa: S704  a template escapes what it is given

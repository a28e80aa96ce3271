"""From a Django bound field to a GOV.UK macro, for every kind of field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import engines
from markupsafe import Markup, escape

from kith.design.forms.form import Form
from kith.design.forms.widgets import DateWidget

EXCLUSIVE = {"none", "none_of_these", "nobody"}
"""Values of checkboxes that clear the others."""

_INPUT_WIDTHS = ((4, 4), (10, 10), (20, 20))
_PASSED_ON = (
    "autocomplete",
    "inputmode",
    "spellcheck",
    "maxlength",
    "pattern",
    "min",
    "max",
    "step",
    "lang",
    "aria-describedby",
)


def render(bound: BoundField, **overrides: Any) -> Markup:
    """Return the GOV.UK HTML of a bound field.

    Args:
        bound: ``form["name"]``.
        overrides: ``label``, ``hint`` (text), ``size`` (``s``, ``m``, ``l``, ``xl``), ``as_heading`` (the label is the page's
            h1); any other goes to the macro as it is (``classes``, ``prefix``, ``suffix``, ``items`` …).
    """
    if bound.is_hidden:
        return escape(bound.as_hidden())
    kind, params = macro_params(bound, **overrides)
    return macro(kind, params)


def macro(component: str, params: dict[str, Any]) -> Markup:
    """Call the GOV.UK macro of ``component`` (``date-input``) and return its HTML."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    module = env.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    html: Markup = getattr(module, "govuk" + "".join(part.title() for part in component.split("-")))(params)
    return html


def macro_params(bound: BoundField, **overrides: Any) -> tuple[str, dict[str, Any]]:
    """Return the name of the component for a bound field and the parameters of its macro."""
    widget, form = bound.field.widget, bound.form
    label = {"text": overrides.pop("label", str(bound.label))}
    size, heading = (
        overrides.pop("size", "l" if overrides.get("as_heading") else "s"),
        overrides.pop("as_heading", False),
    )
    hint = overrides.pop("hint", bound.help_text)
    params: dict[str, Any] = {"name": bound.html_name}
    if hint:
        params["hint"] = {"text": str(hint)}
    if bound.errors:
        params["errorMessage"] = {"text": ". ".join(str(e).rstrip(".") for e in bound.errors)}
    attributes = {k: v for k, v in widget.attrs.items() if k in _PASSED_ON or k.startswith("data-")}
    if isinstance(widget, forms.CheckboxInput):
        kind = _single_checkbox(bound, params, label)
    elif isinstance(widget, DateWidget):
        kind = _date(bound, widget, params, label, size, heading)
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = _choices(bound, params, label, size, heading)
    else:
        params |= {
            "id": bound.auto_id,
            "label": label | {"classes": f"govuk-label--{size}", "isPageHeading": heading},
        }
        params["attributes"] = attributes
        kind = _box(bound, widget, params)
    if widget.attrs.get("class"):
        params["classes"] = f"{params.get('classes', '')} {widget.attrs['class']}".strip()
    if bound.field.disabled or form is None:
        params["disabled"] = True
    return kind, params | overrides


def _box(bound: BoundField, widget: forms.Widget, params: dict[str, Any]) -> str:
    """Fill ``params`` for fields of one box: text, numbers, long text, lists, files and passwords."""
    value = bound.value()
    attributes = params["attributes"]
    if isinstance(widget, forms.Textarea):
        return _long_text(bound, widget, params)
    if isinstance(widget, forms.Select):
        chosen = value if isinstance(value, list | tuple) else [value]
        chosen_values = {str(x) for x in chosen if x is not None}
        params["items"] = [
            {"value": str(key), "text": text, "selected": str(key) in chosen_values}
            for key, text in _flat(bound.field.choices)  # type: ignore[attr-defined]
        ]
        return "select"
    if isinstance(widget, forms.FileInput):
        if widget.attrs.get("accept"):
            attributes["accept"] = widget.attrs["accept"]
        return "file-upload"
    for own in ("autocomplete", "inputmode", "spellcheck", "pattern"):
        if own in attributes:
            found = attributes.pop(own)
            params[own] = found if own != "spellcheck" else found not in (False, "false")
    if isinstance(widget, forms.PasswordInput):
        params.setdefault("autocomplete", "current-password")
        return "password-input"
    params["value"] = "" if value is None else str(value)
    _kind_of_text(bound.field, widget, params)
    return "input"


def _long_text(bound: BoundField, widget: forms.Textarea, params: dict[str, Any]) -> str:
    attributes = params["attributes"]
    params["value"] = bound.value() or ""
    params["rows"] = {"10": "5"}.get(rows := str(widget.attrs.get("rows", "5")), rows)
    params["spellcheck"] = bool(widget.attrs.get("spellcheck", True))
    for moved in ("spellcheck", "maxlength", "autocomplete"):
        moved_value = attributes.pop(moved, None)
        if moved == "autocomplete" and moved_value:
            params[moved] = moved_value
    limit = getattr(bound.field, "max_length", None)
    if limit:
        params |= {"maxlength": str(limit), "threshold": "75"}
        return "character-count"
    return "textarea"


def _kind_of_text(field: forms.Field, widget: forms.Widget, params: dict[str, Any]) -> None:
    """Choose type, keyboard and width of a text box."""
    attributes = params["attributes"]
    for limit in ("min", "max", "step", "maxlength"):
        attributes.pop(limit, None)
    if isinstance(field, forms.IntegerField):
        whole = type(field) is forms.IntegerField
        params.setdefault("inputmode", "numeric" if whole else "decimal")
        params.setdefault("classes", "govuk-input--width-5")
        params["spellcheck"] = False
        return
    kind = getattr(widget, "input_type", "text")
    if kind in {"email", "tel", "url", "search"}:
        params["type"] = kind
        params["spellcheck"] = False
        if kind == "tel":
            params.setdefault("classes", "govuk-input--width-20")
        return
    length = getattr(field, "max_length", None)
    if type(field).__name__ == "TimeField":
        length = 10
    width = next((w for limit, w in _INPUT_WIDTHS if length and length <= limit), None)
    if width:
        params.setdefault("classes", f"govuk-input--width-{width}")


def _date(
    bound: BoundField,
    widget: DateWidget,
    params: dict[str, Any],
    label: dict[str, Any],
    size: str,
    heading: bool,
) -> str:
    typed = widget.shown(bound.value())
    wrong = wrong_parts(bound)
    completions = (
        {"day": "bday-day", "month": "bday-month", "year": "bday-year"} if widget.attrs.get("autocomplete") == "bday" else {}
    )
    params |= {"id": bound.auto_id, "fieldset": _fieldset(label, size, heading)}
    params["items"] = [
        {
            "name": f"{bound.html_name}_{part}",
            "id": f"{bound.auto_id}_{part}",
            "label": part.title(),
            "value": getattr(typed, part),
            "classes": f"govuk-input--width-{ {'year': 4, 'time': 5, 'month': 3}.get(part, 2) }"
            + (" govuk-input--error" if part in wrong else ""),
            "inputmode": "text" if part in {"month", "time"} else "numeric",
            "autocomplete": completions.get(part),
        }
        for part in widget.parts
    ]
    del params["name"]
    return "date-input"


def wrong_parts(bound: BoundField) -> list[str]:
    """Return the boxes of a date that its errors name; all of them when they name none."""
    if not bound.errors or not isinstance(bound.field.widget, DateWidget):
        return []
    named = [part for error in bound.errors.as_data() for part in (error.params or {}).get("parts", ())]
    return named or list(bound.field.widget.parts)


def _fieldset(label: dict[str, Any], size: str, heading: bool) -> dict[str, Any]:
    return {"legend": label | {"classes": f"govuk-fieldset__legend--{size}", "isPageHeading": heading}}


def _flat(choices: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return the choices without groups; those of a group begin with its name."""
    flat: list[tuple[Any, str]] = []
    for key, text in choices:
        if isinstance(text, list | tuple):
            flat += [(inner, f"{key}: {words}") for inner, words in text]
        else:
            flat.append((key, str(text)))
    return flat


def _choices(bound: BoundField, params: dict[str, Any], label: dict[str, Any], size: str, heading: bool) -> str:
    several = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    value = bound.value()
    chosen = {str(x) for x in (value if isinstance(value, list | tuple | set | frozenset) else [value]) if x is not None}
    hints = getattr(bound.field.widget, "choice_hints", {})
    reveals = bound.form.reveals.get(bound.name, {}) if isinstance(bound.form, Form) else {}
    items: list[dict[str, Any]] = []
    for key, text in _flat(bound.field.choices):  # type: ignore[attr-defined]
        if str(key) == "":
            continue
        item: dict[str, Any] = {"value": str(key), "text": text, "checked": str(key) in chosen}
        if str(key) in hints:
            item["hint"] = {"text": str(hints[str(key)])}
        if str(key) in reveals:
            item["conditional"] = {"html": Markup("").join(render(bound.form[name]) for name in reveals[str(key)])}
        if several and str(key) in EXCLUSIVE:
            item["behaviour"] = "exclusive"
            items.append({"divider": "or"})
        items.append(item)
    params |= {"idPrefix": bound.auto_id, "fieldset": _fieldset(label, size, heading), "items": items}
    short = len(items) == 2 and all(len(item["text"]) <= 12 and "conditional" not in item for item in items)
    if several:
        params.setdefault("hint", {"text": "Select all that apply."})
    elif short:
        params["classes"] = "govuk-radios--inline"
    return "checkboxes" if several else "radios"


def _single_checkbox(bound: BoundField, params: dict[str, Any], label: dict[str, Any]) -> str:
    hint = params.pop("hint", None)
    item = {"value": "on", "text": label["text"], "checked": bool(bound.value())} | ({"hint": hint} if hint else {})
    params |= {"idPrefix": bound.auto_id, "items": [item]}
    return "checkboxes"

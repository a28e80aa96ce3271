"""The kinds of question that the front door's forms ask."""

from django import forms


def words(label: str, *, rows: int = 4, required: bool = False, hint: str = "", needed: str = "") -> forms.CharField:
    """Return a field for free text. ``needed`` makes it required, and is what an empty one is told."""
    return forms.CharField(
        label=label,
        required=required or bool(needed),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        strip=True,
        error_messages=_told(needed),
    )


def line(
    label: str, *, longest: int, required: bool = False, hint: str = "", kind: str = "text", needed: str = ""
) -> forms.CharField:
    """Return a field of one line. ``needed`` makes it required, and is what an empty one is told."""
    widget = {"tel": forms.TextInput(attrs={"type": "tel"}), "email": forms.EmailInput()}.get(kind, forms.TextInput())
    made = forms.CharField(
        label=label,
        required=required or bool(needed),
        help_text=hint,
        max_length=longest,
        widget=widget,
        strip=True,
        error_messages=_told(needed),
    )
    if kind == "tel":
        made.widget.input_type = "tel"
    return made


def choice(
    label: str, choices: list[tuple[str, str]], *, required: bool = False, hint: str = "", needed: str = ""
) -> forms.ChoiceField:
    """Return a question with few answers. ``needed`` makes it required, and is what no answer is told."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required or bool(needed),
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages=_told(needed),
    )


def _told(needed: str) -> dict[str, str]:
    return {"required": needed} if needed else {}


def called(fields: dict[str, forms.Field], whose: str) -> dict[str, forms.Field]:
    """Say for errors whose each field is, because each child and each adult is asked the same; questions stay as they are."""
    shorter = {"born": "date of birth", "age": "age", "interpreter": "interpreter"}
    for name, field in fields.items():
        label = str(field.label)
        if not label.endswith("?"):
            thing = label[:1].lower() + label[1:] if label[1:2].islower() else label
            field.called = f"{whose} {shorter.get(name.split('_', 1)[1], thing)}"  # type: ignore[attr-defined]
    return fields

from kith.design.forms import DateTimeField, Form


class PretendTimeForm(Form):
    """The date and time the demonstration is to live in."""

    moment = DateTimeField(label="Date and time to show", help_text="For example, 8 3 2026 and 2:10am")

"""Forms of Kith: dates in three boxes, errors in plain words, and the adapter to GOV.UK macros.

``from kith.design.forms import DateField, DateTimeField, Form, OneTimeKeyField, TimeField, YesNoField``
"""

from kith.design.forms.fields import DateField, DateTimeField, OneTimeKeyField, TimeField, YesNoField
from kith.design.forms.form import Form
from kith.design.forms.plain_errors import PlainErrors
from kith.design.forms.widgets import DateParts, DateWidget

__all__ = [
    "DateField",
    "DateParts",
    "DateTimeField",
    "DateWidget",
    "Form",
    "OneTimeKeyField",
    "PlainErrors",
    "TimeField",
    "YesNoField",
]

"""Form fields that clean into domain types and show themselves as GOV.UK components. One family a file."""

from npq.web.shared.fields.choices import CheckboxesField, Choice, ConfirmField, RadioField, SelectField
from npq.web.shared.fields.dates import DateField
from npq.web.shared.fields.hidden import HiddenField
from npq.web.shared.fields.numbers import NumberField
from npq.web.shared.fields.school import NOT_LISTED, SchoolField
from npq.web.shared.fields.text import CodeField, EmailField, LongTextField, TextField
from npq.web.shared.fields.times import TimeField

__all__ = [
    "NOT_LISTED",
    "CheckboxesField",
    "Choice",
    "CodeField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "HiddenField",
    "LongTextField",
    "NumberField",
    "RadioField",
    "SchoolField",
    "SelectField",
    "TextField",
    "TimeField",
]

"""What a lead provider's staff fill in about a break, a return and an end."""

from npq.web.provider.training import words
from npq.web.shared.fields import HiddenField, RadioField
from npq.web.shared.forms import Form
from npq.web.shared.returning import ReturnForm


class RecordBreakForm(ReturnForm):
    """A break: why, and until when."""

    reason = RadioField(
        label="Why?", choices=words.BREAKS, errors={"required": "Select why they are taking a break"}
    )

    field_order = ("reason", "returns", "day")


class AnotherDayForm(ReturnForm):
    """Another day for the end of a break. `seen` is the one the page showed."""

    seen = HiddenField(max_length=10, required=False)


class WithdrawForm(Form):
    """An end: why. `seen` is the status the page showed."""

    seen = HiddenField(max_length=10, required=False)
    reason = RadioField(
        label="Why?", choices=words.LEAVING, errors={"required": "Select why they are leaving"}
    )


class BringBackForm(Form):
    """A return. `seen` is the status the page showed."""

    seen = HiddenField(max_length=10, required=False)

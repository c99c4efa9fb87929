"""What somebody fills in to take a break or to leave a course."""

from npq.domain.enrolment.kinds import DeferralReason
from npq.web.participant.place import words
from npq.web.shared.fields import Choice, HiddenField, RadioField
from npq.web.shared.forms import Form
from npq.web.shared.returning import ReturnForm

# The reasons are the department's: what many think of first is none of them by itself.
OFFERED = {
    **words.BREAKS,
    DeferralReason.OTHER: Choice(words.BREAKS[DeferralReason.OTHER], hint="For example, too much work"),
}


class BreakForm(ReturnForm):
    """A break: why, and until when."""

    reason = RadioField(
        label="Why are you taking a break?", choices=OFFERED, hint="Your provider sees this",
        errors={"required": "Select why you are taking a break"},
    )  # fmt: skip

    field_order = ("reason", "returns", "day")


class AnotherDayForm(ReturnForm):
    """Another day for the end of a break. `seen` is the one the page showed."""

    seen = HiddenField(max_length=10, required=False)


class LeaveForm(Form):
    """Leaving: why. `seen` is the status the page showed."""

    seen = HiddenField(max_length=10, required=False)
    reason = RadioField(
        label="Why are you leaving?", choices=words.TO_CHOOSE, hint="Your provider sees this",
        errors={"required": "Select why you are leaving"},
    )  # fmt: skip


class ComeBackForm(Form):
    """Coming back. `seen` is the status the page showed."""

    seen = HiddenField(max_length=10, required=False)

"""What somebody says to sit in a later window."""

from npq.web.participant.sitting import words
from npq.web.shared.fields import RadioField
from npq.web.shared.forms import Form


class MoveForm(Form):
    """Why somebody moves to a later window."""

    reason = RadioField(
        label="Why are you moving?", choices=words.MOVES, hint="Your provider sees this, and nothing more",
        errors={"required": "Select why you are moving"},
    )  # fmt: skip

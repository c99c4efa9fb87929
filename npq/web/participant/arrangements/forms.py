"""What somebody says to ask for an access arrangement."""

from npq.web.shared.arrangement_terms import EFFECTS
from npq.web.shared.fields import CheckboxesField
from npq.web.shared.forms import Form


class AskForm(Form):
    """All that somebody needs from now on. What they need it for is asked nowhere."""

    wants = CheckboxesField(
        label="What do you need?",
        hint="Select all that you need from now on. Do not tell us why: nobody who marks learns of it",
        choices=EFFECTS,
        required=False,
    )

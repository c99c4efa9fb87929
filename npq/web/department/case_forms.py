"""What those who set a case say before they open it, or when it is not to be set again."""

from typing import Any

from npq.domain.assessment.kinds import OpeningPurpose
from npq.web.department import words
from npq.web.shared.fields import RadioField
from npq.web.shared.forms import Form


class OpenForm(Form):
    """What for a case is opened. Before its day it is opened for setting it alone."""

    purpose = RadioField(
        label="What do you open it for?", errors={"required": "Select what you open the case for"}
    )

    def __init__(self, *args: Any, held_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = {OpeningPurpose.SETTING: words.PURPOSES[OpeningPurpose.SETTING]}
        self.offer("purpose", allowed if held_back else words.PURPOSES)


class RetireForm(Form):
    """Why a case is not set again."""

    reason = RadioField(
        label="Why is it not set again?", choices=words.RETIREMENTS, errors={"required": "Select a reason"}
    )

"""What a sponsor fills in: as little as there can be."""

from typing import Any

from npq.domain.catalogue.queries import OfferRow
from npq.domain.registration.operations.sponsor_answers import Confirmations
from npq.web.shared.fields import ConfirmField, LongTextField, SelectField
from npq.web.shared.forms import Form


class ApproveForm(Form):
    """To approve is to confirm all three; whoever cannot says no, and why."""

    workplace = ConfirmField(
        label="They work where they say", errors={"required": "Tick to confirm that they work where they say"}
    )
    time = ConfirmField(
        label="They will have time to study each week, in school hours where possible",
        errors={"required": "Tick to confirm that they will have time to study"},
    )
    cover = ConfirmField(
        label="They will be covered for events that fall in school hours",
        errors={"required": "Tick to confirm that they will be covered"},
    )
    recommended_provider = SelectField(
        label="Would you recommend a provider?", hint="You may leave this as it is", blank="No, the choice is theirs",
        required=False,
    )  # fmt: skip
    comment = LongTextField(
        label="Anything to add?",
        required=False,
        hint="The applicant and the provider read it",
        errors={"max_length": "Your comment must be 2,000 characters or fewer"},
    )

    def __init__(self, *args: Any, offers: tuple[OfferRow, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {offer.lead_provider_id: offer.lead_provider for offer in offers}
        self.offer("recommended_provider", choices)

    def confirmations(self) -> Confirmations:
        said = self.cleaned_data
        return Confirmations(said["workplace"], said["time"], said["cover"], said["recommended_provider"])


class DeclineForm(Form):
    comment = LongTextField(
        label="Your reason", required=False,
        hint="You may leave this empty. The applicant and the provider read what you write",
    )  # fmt: skip

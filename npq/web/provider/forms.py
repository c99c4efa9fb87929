"""What a lead provider's staff fill in: filters, acceptance, rejection."""

from typing import Any

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.kinds import Order
from npq.domain.enrolment.queries.staff import StaffStory
from npq.domain.enrolment.queries.staff_search import Filters
from npq.domain.registration.kinds import ApprovalStatus, ProviderReason, Status
from npq.web.provider import wording, words
from npq.web.provider.training import words as training_words
from npq.web.shared.fields import Choice, HiddenField, LongTextField, RadioField, SelectField, TextField
from npq.web.shared.forms import Form


class FilterForm(Form):
    text = TextField(
        label="Name, email address, school, teacher reference number or reference", required=False, max_length=100,
        hint="The beginning of an application id or participant id is enough. Registrations that have ended are not "
        "found by email address or teacher reference number",
        errors={
            "max_length": "What you search for must be 100 characters or fewer",
            "null_characters_not_allowed": "What you search for must not include control characters",
        },
    )  # fmt: skip
    status = SelectField(
        label="Status", blank="All", required=False,
        choices={status: name for status, (name, _) in words.STATUSES.items()},
    )  # fmt: skip
    approval = SelectField(
        label="Sponsor", blank="All", required=False,
        choices={status: words.APPROVALS[status] for status in ApprovalStatus if status is not ApprovalStatus.REPLACED},
    )  # fmt: skip
    outcome = SelectField(label="Funding", blank="All", required=False, choices=words.OUTCOMES)
    training = SelectField(
        label="Training", blank="All", required=False,
        choices={status: name for status, (name, _) in training_words.STATUSES.items()},
    )  # fmt: skip
    cohort = SelectField(label="Cohort", blank="All", required=False)
    order = SelectField(
        label="Order", blank=words.ORDERS[Order.NEWEST], required=False,
        choices={order: name for order, name in words.ORDERS.items() if order is not Order.NEWEST},
    )  # fmt: skip

    def __init__(self, *args: Any, cohorts: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cohort", cohorts)

    def filters(self) -> Filters:
        """The filters chosen; one that cannot be read is named as an error, and does not narrow."""
        self.full_clean()
        chosen = self.cleaned_data
        status: Status | None = chosen.get("status")
        return Filters(
            status=status,
            cohort=chosen.get("cohort"),
            approval=chosen.get("approval"),
            text=chosen.get("text") or "",
            outcome=chosen.get("outcome"),
            training=chosen.get("training"),
        )

    def in_order(self) -> Order:
        """The order chosen, the usual one where none is or it cannot be read."""
        self.full_clean()
        return self.cleaned_data.get("order") or Order.NEWEST


class AcceptForm(Form):
    schedule = RadioField(label="Schedule", errors={"required": "Select a schedule"})
    funded_place = RadioField(
        label="Does this take one of your funded places?", choices={True: "Yes", False: "No"}, inline=True,
        errors={"required": "Select whether this takes one of your funded places"},
    )  # fmt: skip

    def __init__(self, *args: Any, registration: StaffStory, **kwargs: Any) -> None:
        super().__init__(*args, initial={"schedule": registration.schedule_today}, **kwargs)
        schedules = {
            schedule.identifier: Choice(words.SEASONS[schedule.season], wording.schedule(schedule))
            for schedule in registration.schedules
        }
        self.offer("schedule", schedules)
        if registration.cohort_funding is not FundingMode.CAPPED:
            del self.fields["funded_place"]


class RejectForm(Form):
    # The status the page showed: what was a rejection there must not take a place back.
    shown_as = HiddenField(max_length=12, required=False)
    reason = RadioField(
        label="Why?", choices=words.PROVIDER_REASONS, errors={"required": "Select why you are rejecting it"}
    )
    note = LongTextField(
        label="Anything the participant should know", required=False,
        hint="The participant reads this. It is needed where you choose another reason",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        # A note that was too long is gone from what was cleaned, and has an error of its own.
        if self.cleaned_data.get("reason") is ProviderReason.OTHER and self.cleaned_data.get("note") == "":
            self.add_error("note", "Tell the participant why")
        return self.cleaned_data

    @property
    def expected(self) -> Status:
        """The status the page showed. A page that does not say showed nothing to take back."""
        return Status.ACCEPTED if self.cleaned_data.get("shown_as") == Status.ACCEPTED else Status.PENDING

    def show_as(self, status: Status) -> None:
        """From now on the page shows how things really stand."""
        self.data = {**dict(self.data.items()), "shown_as": status.value}

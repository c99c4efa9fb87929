"""What a lead provider's staff fill in: filters, acceptance, rejection."""

from typing import Any

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.queries.staff import Filters, StaffStory
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.web.provider import words
from npq.web.shared.fields import LongTextField, RadioField, SelectField, TextField
from npq.web.shared.forms import Form


class FilterForm(Form):
    text = TextField(label="Name, email address or reference", required=False, max_length=100)
    status = SelectField(
        label="Where it stands", blank="All", required=False,
        choices={status: name for status, (name, _) in words.STATUSES.items()},
    )  # fmt: skip
    approval = SelectField(
        label="Sponsor", blank="All", required=False,
        choices={status: words.APPROVALS[status] for status in ApprovalStatus if status is not ApprovalStatus.REPLACED},
    )  # fmt: skip
    cohort = SelectField(label="Cohort", blank="All", required=False)

    def __init__(self, *args: Any, cohorts: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = cohorts  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """The filters chosen; one that cannot be read is named as an error, and does not narrow."""
        self.full_clean()
        chosen = self.cleaned_data
        status: Status | None = chosen.get("status")
        return Filters(status, chosen.get("cohort"), chosen.get("approval"), chosen.get("text") or "")


class AcceptForm(Form):
    schedule = RadioField(label="Schedule", errors={"required": "Select a schedule"})
    funded_place = RadioField(
        label="Does this take one of your funded places?", choices={True: "Yes", False: "No"}, inline=True,
        errors={"required": "Select whether this takes one of your funded places"},
    )  # fmt: skip

    def __init__(self, *args: Any, registration: StaffStory, **kwargs: Any) -> None:
        super().__init__(*args, initial={"schedule": registration.schedule_today}, **kwargs)
        self.fields["schedule"].choices = {  # type: ignore[attr-defined]
            schedule.identifier: f"{schedule.season.value.capitalize()} ({schedule.identifier})"
            for schedule in registration.schedules
        }
        if registration.cohort_funding is not FundingMode.CAPPED:
            del self.fields["funded_place"]


class RejectForm(Form):
    reason = RadioField(
        label="Why?", choices=words.PROVIDER_REASONS, errors={"required": "Select why you are rejecting it"}
    )
    note = LongTextField(
        label="Anything the participant should know", required=False, hint="The participant reads this"
    )

"""What a list of participants' progress is narrowed to."""

from typing import Any
from uuid import UUID

from npq.domain.learning.kinds import ProgressOrder
from npq.domain.learning.queries.provider import NOT_BEGUN, ProgressFilters
from npq.web.provider import words
from npq.web.shared.fields import SelectField
from npq.web.shared.forms import Form


class ProgressForm(Form):
    """The filters of the list and its order; what cannot be read is named as an error, and does not narrow."""

    cohort = SelectField(label="Cohort", blank="All", required=False)
    silence = SelectField(
        label="Last studied", blank="Any day", required=False,
        choices={one: f"{name} ago" for one, name in words.SILENCES.items()},
    )  # fmt: skip
    share = SelectField(label="Studied", blank="Any part", required=False, choices=words.SHARES)
    unit = SelectField(label="Studied last in", blank="All", required=False)
    order = SelectField(
        label="Order", blank=words.PROGRESS_ORDERS[ProgressOrder.SILENT], required=False,
        choices={o: name for o, name in words.PROGRESS_ORDERS.items() if o is not ProgressOrder.SILENT},
    )  # fmt: skip

    def __init__(self, *args: Any, cohorts: dict[UUID, str], units: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cohort", cohorts)
        self.offer("unit", {NOT_BEGUN: "Not begun", **units})

    def filters(self) -> ProgressFilters:
        self.full_clean()
        chosen = self.cleaned_data
        return ProgressFilters(
            cohort=chosen.get("cohort"),
            unit=chosen.get("unit"),
            share=chosen.get("share"),
            silence=chosen.get("silence"),
        )

    def in_order(self) -> ProgressOrder:
        self.full_clean()
        return self.cleaned_data.get("order") or ProgressOrder.SILENT


class CohortForm(Form):
    """Which cohort to look at."""

    cohort = SelectField(label="Cohort", blank=None, required=False)

    def __init__(self, *args: Any, cohorts: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cohort", cohorts)

    def cohort_chosen(self) -> UUID | None:
        self.full_clean()
        chosen: UUID | None = self.cleaned_data.get("cohort")
        return chosen

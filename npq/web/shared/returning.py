"""When somebody can come back from a break: the next days that mean something, or another one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from npq.domain.catalogue.queries import CohortRow
from npq.domain.enrolment.operations import change_return, defer_enrolment
from npq.domain.learning.rules.terms import Terms
from npq.kernel import dates
from npq.web.shared.fields import Choice, DateField, RadioField
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request
from npq.web.shared.seen import day_seen

ANOTHER = "another"
TERMS: dict[int, str] = {
    1: "the spring term begins",
    4: "the summer term begins",
    8: "the autumn term begins",
    9: "the autumn term begins",
}
"""By its month, what begins with a stretch of school; any other stretch is what follows a half-term."""

Days = Mapping[date, str]


def next_days(terms: Terms, cohorts: Sequence[CohortRow], today: date, latest: date) -> Days:
    """Days after today and up to the latest, and what begins on each: the terms of schools, and coming cohorts."""
    firsts = [stretch.first for stretch in terms.stretches]
    found = {day: TERMS[day.month] for day in firsts if day.month in TERMS}
    for cohort in cohorts:
        before = f"{found[cohort.starts_on]} and " if cohort.starts_on in found else ""
        found[cohort.starts_on] = f"{before}{cohort.name} starts"
    return {day: found[day] for day in sorted(found) if today < day <= latest}


def in_words(day: date, begins: str) -> str:
    """A day to choose: "12 April 2027, when the summer term begins"."""
    return f"{dates.day(day)}, when {begins}"


def asks_for_another_day(data: Mapping[str, Any] | None, returns_on: date | None) -> bool:
    """Whether a break has only its end changed: what was sent says so by itself, whatever stands by now."""
    return ("reason" not in data and "seen" in data) if data is not None else returns_on is not None


def keep_break(request: Request, registration_id: UUID, form: "ReturnForm") -> None:
    """Begins a break as a form says, where it asks for a reason, or gives the present one another end.

    Raises Refusal and NotFound as the operations do.
    """
    by, at = request.viewer, request.at
    if "reason" in form.fields:
        defer_enrolment(
            by=by,
            at=at,
            registration_id=registration_id,
            reason=form.cleaned_data["reason"],
            returns_on=form.returns_on,
        )
    else:
        seen = day_seen(form.cleaned_data["seen"])
        change_return(by=by, at=at, registration_id=registration_id, returns_on=form.returns_on, seen=seen)


class ReturnForm(Form):
    """The day on which a break ends. Days after the `last_day` of the course stand apart, with what they mean:
    `afterwards`, a sentence without its stop."""

    returns = RadioField(label="When does the break end?", errors={"required": "Select when the break ends"})
    day = DateField(
        label="Another day", hint="For example, 12 4 2027", name="The day", required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, days: Days, latest: date, last_day: date, afterwards: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, str | Choice] = {}
        first_after = next((day for day in days if day > last_day), None)
        for day, begins in days.items():
            offered[day.isoformat()] = Choice(
                in_words(day, begins),
                hint=afterwards if day > last_day else "",
                divider=f"after the course ends on {dates.day(last_day)}" if day == first_after else "",
            )
        offered[ANOTHER] = Choice(
            f"Another day, up to {dates.day(latest)}",
            hint=f"After {dates.day(last_day)} the course has ended. {afterwards}"
            if latest > last_day
            else "",
            reveals="day",
            divider="or" if offered else "",
        )
        self.offer("returns", offered)

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        if chosen.get("returns") == ANOTHER and chosen.get("day") is None and "day" not in self.errors:
            self.add_error("day", "Enter the day on which the break ends")
        return chosen

    @property
    def returns_on(self) -> date:
        """The day chosen in a form that is valid."""
        chosen = self.cleaned_data
        return chosen["day"] if chosen["returns"] == ANOTHER else date.fromisoformat(chosen["returns"])

"""What staff say of a window, and what they look for in one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from npq.domain.assessment.operations.windows import WindowPlan
from npq.domain.assessment.queries.provider import CaseLine, ToAssess, WindowShown
from npq.kernel import dates
from npq.kernel.clock import LONDON, london_day
from npq.web.provider.windows import words
from npq.web.shared.fields import (
    Choice,
    DateField,
    HiddenField,
    NumberField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
)
from npq.web.shared.forms import Form

READY, ANYBODY = "ready", "anybody"
A_WEEK_OF_MINUTES = 7 * 24 * 60
LINK_OURS = "Enter a link that begins with https://"


class KindForm(Form):
    """What a new window is for."""

    of = RadioField(label="Which course is it for?", errors={"required": "Select a course"})
    kind = RadioField(
        label="What is it for?", choices=words.NEW_KINDS, errors={"required": "Select what the window is for"}
    )

    def __init__(self, *args: Any, found: list[ToAssess], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = len({one.provider_id for one in found}) > 1
        names = {
            f"{one.provider_id}.{one.qualification_id}": f"{one.qualification}, {one.provider}"
            if several
            else one.qualification
            for one in found
        }
        self.offer("of", names)
        if len(names) == 1:
            # Nothing is to choose, so the page does not ask.
            self.initial["of"] = next(iter(names))


class ClinicForm(Form):
    """When the provider answers questions in a window, and where. `seen` is the mark of the window as it was shown."""

    seen = HiddenField(required=False)
    clinic_on = DateField(label="Day", name="The day of your question time", required=False)
    clinic_time = TimeField(label="Time", hint="For example, 4pm or 16:30", required=False)
    clinic_link = TextField(
        label="Link to join", hint="It begins with https://, and only those who sit in the window see it",
        max_length=300, spellcheck=False, required=False,
    )  # fmt: skip

    def clean_clinic_link(self) -> str:
        link: str = self.cleaned_data["clinic_link"]
        try:
            if link:
                URLValidator(schemes=["https"])(link)
        except ValidationError as error:
            raise ValidationError(LINK_OURS) from error
        return link

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        day, time = said.get("clinic_on"), said.get("clinic_time")
        if day and not time and "clinic_time" not in self.errors:
            self.add_error("clinic_time", "Enter a time for your question time")
        if time and not day and "clinic_on" not in self.errors:
            self.add_error("clinic_on", "Enter a day for your question time")
        if said.get("clinic_link") and not (day or time) and not self.errors:
            self.add_error("clinic_on", "Enter when your question time is, or leave out its link")
        return said

    @property
    def clinic_at(self) -> datetime | None:
        said = self.cleaned_data
        if not said["clinic_on"]:
            return None
        return datetime.combine(said["clinic_on"], said["clinic_time"], tzinfo=LONDON)

    @staticmethod
    def says(shown: WindowShown) -> dict[str, Any]:
        """What is filled in for a window as it is."""
        at = shown.clinic_at.astimezone(LONDON) if shown.clinic_at else None
        return {
            "seen": shown.mark,
            "clinic_on": at.date() if at else None,
            "clinic_time": at.time() if at else None,
            "clinic_link": shown.clinic_link,
        }


class WindowForm(ClinicForm):
    """A window: its name, its days, its case, for whom, and when questions are answered."""

    name = TextField(
        label="Name", hint="For example, Spring 2027. Participants see it", max_length=80,
        errors={"required": "Enter a name"},
    )  # fmt: skip
    opens_on = DateField(
        label="First day",
        hint="It opens at midnight, as this day begins, in London",
        errors={"required": "Enter a first day"},
    )
    closes_on = DateField(
        label="Last day", hint="It closes at 11:59pm on this day",
        errors={"required": "Enter a last day"},
    )  # fmt: skip
    case = RadioField(label="Case", errors={"required": "Select a case"})
    cohort = RadioField(label="Who is it for?", errors={"required": "Select who it is for"})

    field_order = (
        "name",
        "opens_on",
        "closes_on",
        "case",
        "cohort",
        "clinic_on",
        "clinic_time",
        "clinic_link",
    )

    def __init__(self, *args: Any, cases: list[CaseLine], cohorts: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("case", {str(case.id): Choice(words.case(case), words.case_hint(case)) for case in cases})
        everybody = Choice("Everybody who is ready", "Whatever their cohort")
        self.offer("cohort", {ANYBODY: everybody, **{str(id): name for id, name in cohorts.items()}})

    @property
    def plan(self) -> WindowPlan:
        """The window as it is planned, once the form is valid."""
        said = self.cleaned_data
        return WindowPlan(
            name=said["name"],
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            case_id=UUID(said["case"]),
            cohort_id=None if said["cohort"] == ANYBODY else UUID(said["cohort"]),
            clinic_at=self.clinic_at,
            clinic_link=said["clinic_link"],
        )

    @staticmethod
    def says(shown: WindowShown) -> dict[str, Any]:
        return {
            **ClinicForm.says(shown),
            "name": shown.line.row.name,
            "opens_on": london_day(shown.line.row.opens_at),
            "closes_on": london_day(shown.line.row.closes_at),
            "case": shown.case.id,
            "cohort": shown.cohort_id or ANYBODY,
        }


class ExtensionForm(Form):
    """Until when somebody may write, and why."""

    last_day = DateField(
        label="New last day",
        hint="They can submit until 11:59pm on this day",
        errors={"required": "Enter a last day"},
    )
    reason = RadioField(
        label="Why?",
        choices=words.EXTENSIONS,
        hint="Nothing about health or family is asked or kept",
        errors={"required": "Select a reason"},
    )


class MoveForm(Form):
    """Why somebody sits in a later window."""

    reason = RadioField(
        label="Why?",
        choices=words.MOVES,
        hint="Nothing about health or family is asked or kept",
        errors={"required": "Select a reason"},
    )


class FailureForm(Form):
    """What failed, and how many minutes it took. `seen` is how many such failures the page knew of."""

    seen = NumberField(label="Failures", least=0, most=10_000, required=False)
    reason = RadioField(
        label="What failed?", choices=words.FAILURES, errors={"required": "Select what failed"}
    )
    minutes = NumberField(
        label="Minutes lost", least=1, most=A_WEEK_OF_MINUTES, suffix="minutes",
        hint="From when it failed until it worked again. 1 hour is 60",
        errors={"required": "Enter how many minutes were lost"},
    )  # fmt: skip


class SittersForm(Form):
    """Whom to show of those who sit."""

    text = TextField(label="Name", required=False, max_length=100)
    state = SelectField(
        label="Where they are", blank="Anywhere", required=False,
        choices={state: name for state, (name, _) in words.STATES.items()},
    )  # fmt: skip


class NotInForm(Form):
    """Whom to show of those who are not in a window."""

    text = TextField(label="Name", required=False, max_length=100)
    why = SelectField(
        label="Why", blank="Any reason", required=False, choices={READY: "Ready", **words.SHORT_GAPS}
    )


def other_length(shown: WindowShown) -> int | None:
    """For how many days a window is open, where its rules say another number."""
    row = shown.line.row
    length = (london_day(row.closes_at) - london_day(row.opens_at)).days + 1
    return length if length != shown.terms.window_days else None


def days(shown: WindowShown) -> str:
    """From when to when a window is open."""
    row = shown.line.row
    return f"{dates.day(row.opens_at)} to {dates.moment(row.closes_at)}"

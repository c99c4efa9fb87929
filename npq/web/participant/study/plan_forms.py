"""When somebody studies, and the weeks they cannot."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from npq.domain.learning.rules.plan import starts_in_school_hours
from npq.kernel import dates
from npq.kernel.clock import LONDON
from npq.web.participant.study import words
from npq.web.shared.fields import RadioField, SelectField
from npq.web.shared.forms import Form

MINUTES = (60, 75, 90, 105, 120)
STARTS = [time(hour, minute) for hour in range(6, 22) for minute in (0, 30)] + [time(22)]


def clock(at: time) -> str:
    """A time of day in words, as 3:30pm."""
    return dates.clock_time(datetime.combine(date(2000, 1, 1), at, tzinfo=LONDON))


def _offered(at: time) -> str:
    """A time to begin. Whoever has to choose one outside school hours sees that it is."""
    return clock(at) if starts_in_school_hours(at) else f"{clock(at)}, outside school hours"


class PlanForm(Form):
    """Minutes a week, a weekday, and when to begin."""

    minutes = RadioField(
        label="How long do you study each week?",
        inline=True,
        choices={minutes: f"{minutes} minutes" for minutes in MINUTES},
        errors={"required": "Select how long you study each week"},
    )
    weekday = RadioField(
        label="On which day?",
        inline=True,
        choices=dict(enumerate(words.WEEKDAYS)),
        errors={"required": "Select the day on which you study"},
    )
    starts_at = SelectField(
        label="When do you begin?",
        hint="If you can, choose a time between 8am and 4pm on a school day, and agree it with your sponsor",
        choices={start: _offered(start) for start in STARTS},
        errors={"required": "Select when you begin"},
    )


class WeekForm(Form):
    """A week that somebody cannot study, of those that are planned."""

    week = SelectField(
        label="A week you cannot study",
        blank="Choose a week",
        errors={"required": "Select a week you cannot study"},
    )

    def __init__(self, *args: Any, weeks: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("week", {monday: f"Week of {dates.day(monday)}" for monday in weeks})

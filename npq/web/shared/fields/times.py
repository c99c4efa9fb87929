"""A time of day, as people write it."""

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError

from npq.web.shared.fields.text import TextField

WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
TYPED = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)
HALF_A_DAY = 12


class TimeField(TextField):
    """A time such as 4pm, 4:30pm, 16:30 or midday. Cleans into a time; None where nothing need be entered and nothing
    was."""

    def __init__(self, **rest: Any) -> None:
        says = f"{rest['label']} must be a time, like 4pm or 16:30"
        errors = {"invalid": says} | (rest.pop("errors", None) or {})
        super().__init__(**{"width": 5, "spellcheck": False, "errors": errors, **rest})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, time):
            return value
        text = super().to_python(value).lower()
        if not text:
            return None
        found = WORDS.get(text) or time_in(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def run_validators(self, value: Any) -> None:
        """What there is to check was checked as it was read."""

    def prepare_value(self, value: Any) -> str:
        return f"{value:%H:%M}" if isinstance(value, time) else value or ""


def time_in(text: str) -> time | None:
    """The time that figures say; None where they say none. A bare number needs its half of the day."""
    match = TYPED.fullmatch(text)
    if match is None or not (match["half"] or match["minute"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= HALF_A_DAY:
            return None
        hour = hour % HALF_A_DAY + (HALF_A_DAY if match["half"] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None

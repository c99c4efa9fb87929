"""A question's form: it knows the situation it is asked in, and cleans into what a draft keeps."""

from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from npq.web.shared.forms import Form

Json = str | int | bool | None


class QuestionForm(Form):
    """`situation` is the journey's own. Its fields are named as the draft's answers are.

    `heading` is the page's heading where no single field carries it.
    """

    heading = ""
    button = "Continue"

    def __init__(self, *args: Any, situation: Any, **kwargs: Any) -> None:
        self.situation = situation
        super().__init__(*args, **kwargs)
        self.prepare()

    @classmethod
    def shown_first(cls, situation: Any) -> dict[str, Any]:
        """What the fields show before anything is typed: the answers kept so far."""
        return {name: getattr(situation.answers, name, None) for name in cls.base_fields}

    def prepare(self) -> None:
        """Fits labels and choices to the situation. Overridden where they depend on it."""

    def answers(self) -> dict[str, Json]:
        """The cleaned answers as a draft keeps them."""
        return {name: as_json(value) for name, value in self.cleaned_data.items()}


def as_json(value: Any) -> Json:
    """A domain value as JSON keeps it: a member by its value, an id and a day as text."""
    if isinstance(value, Enum):
        return as_json(value.value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"A draft cannot keep {type(value).__name__}.")

"""A whole number."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from npq.web.shared.fields.text import TextField

MOST_DIGITS = 9


class NumberField(TextField):
    """A whole number from `least` to `most`, both included; commas and spaces in it are forgiven. Cleans into an int;
    None where nothing need be entered and nothing was."""

    def __init__(self, *, least: int, most: int, suffix: str = "", **rest: Any) -> None:
        self.least, self.most, self.suffix = least, most, suffix
        bounds = f"{rest['label']} must be a whole number from {least:,} to {most:,}"
        errors = {"invalid": bounds} | (rest.pop("errors", None) or {})
        super().__init__(
            **{"width": 5, "inputmode": "numeric", "spellcheck": False, "errors": errors, **rest}
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = re.sub(r"[\s,]", "", super().to_python(value))
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        number = int(text)
        if not self.least <= number <= self.most:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def run_validators(self, value: Any) -> None:
        """What there is to check was checked as it was read."""

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def params(self, bound: Any, **says: Any) -> dict[str, Any]:
        params = super().params(bound, **says)
        return params | ({"suffix": {"text": self.suffix}} if self.suffix else {})

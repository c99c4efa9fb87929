"""A day, typed as day, month and year."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from npq.kernel import dates
from npq.web.shared.fields.base import Field, hint_params, legend_params

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField

PARTS = ("day", "month", "year")
Typed = dict[str, str]
FIRST_YEAR = 1900


class DateInputs(forms.Widget):
    """Three inputs, `name-day` and so on. Their value is what was typed in each."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return {part: str(data.get(f"{name}-{part}", "")).strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


class DateField(Field):
    """A day. Cleans into a date.

    `birth` lets browsers fill it in; `latest` gives the last day allowed, asked for when the form is cleaned; `name`
    is what errors call it, where the label is a question.
    """

    macro = "date-input"
    widget = DateInputs

    def __init__(
        self, *, name: str = "", birth: bool = False, latest: Callable[[], date] | None = None, **rest: Any
    ) -> None:
        self.birth, self.latest = birth, latest
        name = name or rest["label"]
        errors = {
            "incomplete": f"{name} must include a {{missing}}",
            "invalid": f"{name} must be a real date",
            "latest": f"{name} must be on or before {{latest}}",
        }
        super().__init__(errors=errors | (rest.pop("errors", None) or {}), **rest)

    def prepare_value(self, value: Any) -> Typed:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value or dict.fromkeys(PARTS, "")

    def clean(self, value: Typed) -> date | None:
        missing = wrong_parts(value)
        if len(missing) == len(PARTS) and not any(value.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if empty := [part for part in PARTS if not value[part]]:
            raise ValidationError(
                self.error_messages["incomplete"].format(missing=" and ".join(empty)), code="incomplete"
            )
        day = self._real(value)
        if self.latest and day > (last := self.latest()):
            raise ValidationError(self.error_messages["latest"].format(latest=dates.day(last)), code="latest")
        return day

    def _real(self, value: Typed) -> date:
        try:
            year, month, day = int(value["year"]), month_number(value["month"]), int(value["day"])
            if year >= FIRST_YEAR:
                return date(year, month, day)
        except ValueError:
            pass
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        return {
            "id": bound.id,
            "fieldset": legend_params(label, heading, size) | {"role": "group"},
            "items": [self._item(bound, part) for part in PARTS],
            **hint_params(hint),
        }

    def _item(self, bound: "BoundField", part: str) -> dict[str, Any]:
        wrong = bound.error and part in (wrong_parts(bound.value()) or PARTS)
        return {
            "id": f"{bound.id}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": part.capitalize(),
            "value": bound.value()[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if wrong else ""),
            **({"autocomplete": f"bday-{part}"} if self.birth else {}),
        }

    def error_id(self, bound: "BoundField") -> str:
        return f"{bound.id}-{(wrong_parts(bound.value()) or PARTS)[0]}"


def wrong_parts(value: Typed) -> list[str]:
    """The parts that by themselves cannot be right: empty, no number, or out of any month or year."""
    tests: dict[str, Callable[[str], bool]] = {
        "day": lambda text: 1 <= int(text) <= 31,  # noqa: PLR2004
        "month": lambda text: bool(month_number(text)),
        "year": lambda text: FIRST_YEAR <= int(text) <= date.max.year,
    }
    return [part for part in PARTS if not _passes(tests[part], value[part])]


def month_number(text: str) -> int:
    """1 to 12, from a number or from a name's first letters (3 at least). Raises ValueError."""
    if text.isascii() and text.isdigit():
        if 1 <= int(text) <= len(dates.MONTHS):
            return int(text)
    elif len(text) >= 3:  # noqa: PLR2004
        for number, name in enumerate(dates.MONTHS, start=1):
            if name.lower().startswith(text.lower()):
                return number
    raise ValueError(text)


def _passes(test: Callable[[str], bool], text: str) -> bool:
    try:
        return test(text)
    except ValueError:
        return False

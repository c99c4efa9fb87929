"""Words: one line, several lines, an e-mail address, a code sent to somebody."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator

from npq.web.shared.fields.base import Field, hint_params, label_params

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField


class TextField(Field, forms.CharField):
    """One line of text.

    `width` is one of GOV.UK's (2, 3, 4, 5, 10, 20, 30 characters); `autocomplete` names what browsers may fill in.
    """

    macro = "input"
    kind = "text"

    def __init__(
        self,
        *,
        max_length: int = 200,
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        **rest: Any,
    ) -> None:
        self.width, self.autocomplete = width, autocomplete
        self.inputmode, self.spellcheck = inputmode, spellcheck
        errors = {
            "max_length": f"{rest['label']} must be {max_length:,} characters or fewer",
            "null_characters_not_allowed": f"{rest['label']} must not include control characters",
        }
        super().__init__(**{**rest, "max_length": max_length, "errors": errors | (rest.get("errors") or {})})

    def to_python(self, value: Any) -> str:
        return " ".join(unicodedata.normalize("NFC", super().to_python(value) or "").split())

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        return {
            "id": bound.id,
            "name": bound.html_name,
            "type": self.kind,
            "value": bound.value() or "",
            "label": label_params(label, heading, size),
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "autocomplete": self.autocomplete,
            "inputmode": self.inputmode,
            **({} if self.spellcheck is None else {"spellcheck": self.spellcheck}),
            **hint_params(hint),
        }


class EmailField(TextField):
    """An e-mail address, as it was typed."""

    kind = "email"
    default_validators = forms.EmailField.default_validators

    def __init__(self, **rest: Any) -> None:
        errors = {"invalid": "Enter an email address in the correct format, like name@example.com"}
        rest["errors"] = errors | (rest.get("errors") or {})
        super().__init__(**{"max_length": 254, "autocomplete": "email", "spellcheck": False, **rest})


class CodeField(TextField):
    """A short code of digits that was sent to somebody. Cleans into its digits; spaces and dashes are forgiven."""

    def __init__(self, *, digits: int = 6, **rest: Any) -> None:
        self.digits = digits
        errors = {"invalid": f"The code is {digits} digits, like {'123456789'[:digits]}"}
        rest["errors"] = errors | (rest.get("errors") or {})
        super().__init__(
            **{
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": False,
                "width": 10,
                **rest,
            },
            validators=[RegexValidator(rf"^[0-9]{{{digits}}}\Z", code="invalid")],
        )

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s\-–]", "", super().to_python(value))

    def params(self, bound: "BoundField", **says: Any) -> dict[str, Any]:
        params = super().params(bound, **says)
        return params | {"classes": f"{params['classes']} govuk-input--extra-letter-spacing"}


class LongTextField(TextField):
    """Several lines of text, with a count of what is left. Line ends come out as one character each."""

    macro = "character-count"

    def __init__(self, *, max_length: int = 2000, rows: int = 5, **rest: Any) -> None:
        self.rows = rows
        super().__init__(max_length=max_length, plain=True, **rest)

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", forms.CharField.to_python(self, value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        return {
            "id": bound.id,
            "name": bound.html_name,
            "value": bound.value() or "",
            "label": label_params(label, heading, size),
            "rows": str(self.rows),
            "maxlength": self.max_length,
            "threshold": 50,
            **({} if self.spellcheck is None else {"spellcheck": self.spellcheck}),
            **hint_params(hint),
        }

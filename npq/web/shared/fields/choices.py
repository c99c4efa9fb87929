"""Choosing one, several, or to agree. What is offered is a table from what the domain knows to what people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from markupsafe import Markup

from npq.web.shared.fields.base import Field, hint_params, label_params, legend_params, text_or_html

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField


@dataclass(frozen=True)
class Choice:
    """One thing to choose.

    `reveals` names the form's field, or fields, that show beneath it once chosen; `divider` is a word before it: "or".
    """

    text: str | Markup
    hint: str | Markup = ""
    reveals: str | tuple[str, ...] = ""
    divider: str = ""
    exclusive: bool = False


Choices = Mapping[Any, str | Choice]


def value_text(key: object) -> str:
    """What stands for a choice in the page: an enum's value, yes or no, else the key as text."""
    if isinstance(key, bool):
        return "yes" if key else "no"
    return str(key.value if isinstance(key, Enum) else key)


class Choosing(Field):
    """`choices` maps keys, such as an enum's members, to words. Cleaning gives keys back. A form may set them anew."""

    choices: Choices

    def __init__(self, *, choices: Choices = {}, **rest: Any) -> None:  # noqa: B006  never changed
        self.choices = choices
        errors = dict(rest.pop("errors", None) or {})
        errors.setdefault("invalid", errors.get("required", f"Choose from the list for “{rest['label']}”"))
        super().__init__(errors=errors, **rest)

    def key(self, text: str) -> Any:
        """The key a text from the page stands for. Raises ValidationError where it is not offered."""
        for key in self.choices:
            if value_text(key) == text:
                return key
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def items(self, bound: "BoundField", chosen: set[str]) -> list[dict[str, Any]]:
        """The choices as a component's items."""
        shown: list[dict[str, Any]] = []
        for key, words in self.choices.items():
            choice = words if isinstance(words, Choice) else Choice(words)
            if choice.divider:
                shown.append({"divider": choice.divider})
            value = value_text(key)
            item = {
                "value": value,
                **text_or_html(choice.text),
                "checked": value in chosen,
                **hint_params(choice.hint),
            }
            if choice.reveals:
                names = (choice.reveals,) if isinstance(choice.reveals, str) else choice.reveals
                item["conditional"] = {"html": Markup("").join(bound.form[one].component() for one in names)}
            if choice.exclusive:
                item["behaviour"] = "exclusive"
            shown.append(item)
        return shown


class RadioField(Choosing):
    """Choosing one. Cleans into its key; None where nothing needed choosing."""

    macro = "radios"
    widget = forms.TextInput

    def __init__(self, *, inline: bool = False, small: bool = False, **rest: Any) -> None:
        self.classes = " ".join(
            f"govuk-radios--{name}" for name, on in (("inline", inline), ("small", small)) if on
        )
        super().__init__(**rest)

    def to_python(self, value: Any) -> Any:
        return self.key(value) if value else None

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else value_text(value)

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        return {
            "idPrefix": bound.id,
            "name": bound.html_name,
            "fieldset": legend_params(label, heading, size),
            "classes": self.classes,
            "items": self.items(bound, {bound.value()}),
            **hint_params(hint),
        }


class SelectField(RadioField):
    """Choosing one from a list that drops down: for filters, where a page of radios would be too long. `blank` is the
    line for choosing nothing; None where something always is."""

    macro = "select"

    def __init__(self, *, blank: str | None = "", **rest: Any) -> None:
        self.blank = blank
        super().__init__(**rest)

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        chosen = bound.value()
        items = [{**item, "selected": item["checked"]} for item in self.items(bound, {chosen})]
        nothing = {"value": "", "text": self.blank, "selected": not chosen}
        blank = [] if self.blank is None else [nothing]
        return {
            "id": bound.id,
            "name": bound.html_name,
            "label": label_params(label, heading, size),
            "items": blank + items,
            **hint_params(hint),
        }


class CheckboxesField(Choosing):
    """Choosing several. Cleans into their keys, in the order offered."""

    macro = "checkboxes"
    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[Any]:
        wanted = {value_text(self.key(text)) for text in value or []}
        return [key for key in self.choices if value_text(key) in wanted]

    def prepare_value(self, value: Any) -> set[str]:
        return {value_text(key) for key in value or []}

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        return {
            "idPrefix": bound.id,
            "name": bound.html_name,
            "fieldset": legend_params(label, heading, size),
            "items": self.items(bound, bound.value()),
            **hint_params(hint),
        }


class ConfirmField(Field, forms.BooleanField):
    """One box to tick: "I have read this". Cleans into True; into False only where it need not be ticked."""

    macro = "checkboxes"
    widget = forms.CheckboxInput

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        item = {"value": "yes", **text_or_html(label), "checked": bool(bound.value()), **hint_params(hint)}
        return {"idPrefix": bound.id, "name": bound.html_name, "items": [item]}

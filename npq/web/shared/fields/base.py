"""What every field has in common: a label, a hint, its own words for what is wrong, and a way to show itself."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from markupsafe import Markup

from npq.web.shared.components import component, kept_component

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField

UNFINISHED = "unfinished"
"""The code of an answer that is no mistake, only not finished: the form shows what comes next, without an error."""


class Field(forms.Field):
    """The face of a field. `errors` are the sentences for its mistakes; a required field must bring "required".

    `size` ("s", "m", "l", "xl") is the size of the label; `heading` makes the label the heading of the page. `plain` is
    a field of which an empty one shows the same words whoever looks: how it looks is kept for the next.
    """

    macro: ClassVar[str]

    def __init__(
        self,
        *,
        label: str,
        hint: str | Markup = "",
        errors: dict[str, str] | None = None,
        required: bool = True,
        heading: bool = False,
        size: str = "",
        plain: bool = False,
        **rest: Any,
    ) -> None:
        errors = dict(errors or {})
        if required and "required" not in errors:
            raise TypeError(f"“{label}” is required: say in errors what to do, as in “Enter your name”.")
        self.hint, self.heading, self.size, self.plain = hint, heading, size, plain
        super().__init__(label=label, required=required, error_messages=errors, **rest)

    def render(self, bound: "BoundField", **changes: Any) -> Markup:
        """The field as HTML. `changes`: label, hint, heading, size, or any parameter of the GOV.UK component."""
        says = self.says()
        says |= {name: changes.pop(name) for name in list(changes) if name in says}
        make = kept_component if self.plain and not bound.value() and not bound.error else component
        return make(self.macro, **{**self.params(bound, **says), **error_params(bound.error), **changes})

    def says(self) -> dict[str, Any]:
        """What the field says of itself, by the names of what `params` takes."""
        return {"label": self.label, "hint": self.hint, "heading": self.heading, "size": self.size}

    def params(
        self, bound: "BoundField", *, label: str, hint: str, heading: bool, size: str
    ) -> dict[str, Any]:
        """The component's parameters, but for its error."""
        raise NotImplementedError

    def error_id(self, bound: "BoundField") -> str:
        """The id the error summary leads to: the input with the mistake."""
        return bound.id


def text_or_html(words: str | Markup) -> dict[str, str]:
    """Words as a component's text, or as its html where they are marked up already."""
    return {"html": words} if isinstance(words, Markup) else {"text": words}


def label_params(words: str, heading: bool, size: str) -> dict[str, Any]:
    size = size or ("l" if heading else "")
    return {
        **text_or_html(words),
        "isPageHeading": heading,
        **({"classes": f"govuk-label--{size}"} if size else {}),
    }


def legend_params(words: str, heading: bool, size: str) -> dict[str, Any]:
    size = size or ("l" if heading else "s")
    return {
        "legend": {
            **text_or_html(words),
            "isPageHeading": heading,
            "classes": f"govuk-fieldset__legend--{size}",
        }
    }


def hint_params(hint: str | Markup) -> dict[str, Any]:
    return {"hint": text_or_html(hint)} if hint else {}


def error_params(words: str | None) -> dict[str, Any]:
    return {"errorMessage": {"text": words}} if words else {}

"""Forms clean what a person typed into what the domain knows, and show themselves as GOV.UK components."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from markupsafe import Markup

from npq.kernel.refusals import Refusal
from npq.web.shared import refusals
from npq.web.shared.components import component
from npq.web.shared.fields.base import UNFINISHED
from npq.web.shared.fields.choices import Choices, Choosing


class BoundField(forms.BoundField):
    """A field of one form: what was typed, what is wrong with it, and how it looks."""

    form: "Form"

    def component(self, **changes: Any) -> Markup:
        """The field as HTML: label, hint, error and input. `changes` replace what the field says, as heading=True."""
        return self.field.render(self, **changes)  # type: ignore[attr-defined]

    @property
    def id(self) -> str:
        """The id of the input, or of the first of several: where the error summary's link goes."""
        return self.auto_id

    @property
    def error(self) -> str | None:
        """The first thing wrong with the answer, in words; None when nothing is, or the answer is only unfinished."""
        mistakes = (mistake for mistake in self.errors.as_data() if mistake.code != UNFINISHED)
        return next((str(mistake.messages[0]) for mistake in mistakes), None)


class Form(forms.Form):
    """A form whose fields are those of npq.web.shared.fields."""

    bound_field_class = BoundField
    use_required_attribute = False

    if TYPE_CHECKING:

        def __getitem__(self, name: str) -> BoundField: ...

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Choices) -> None:
        """Sets anew what can be chosen in one field of this form, where that depends on who asks and when."""
        field = self.fields[name]
        assert isinstance(field, Choosing)
        field.choices = choices

    @property
    def has_errors(self) -> bool:
        return self.is_bound and any(True for _ in self._error_list())

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        """Shows an operation's refusal as an error of `field`, or of the form as a whole."""
        self.add_error(field, refusals.words_for(refusal, type(self).__module__))

    def error_summary(self) -> Markup:
        """The box at the top of the page that names every error and leads to its field; empty when there is none."""
        if not self.has_errors:
            return Markup("")
        return component("error-summary", titleText="There is a problem", errorList=list(self._error_list()))

    def _error_list(self) -> Iterator[dict[str, str]]:
        for text in self.errors.get(NON_FIELD_ERRORS, []):
            yield {"text": str(text)}
        for name in self.fields:
            bound = self[name]
            if bound.error:
                yield {"text": bound.error, "href": f"#{bound.field.error_id(bound)}"}  # type: ignore[attr-defined]


MOST_DIGITS = 18
"""Of a count that a form carries: what the database can hold."""


def count_in(text: str) -> int:
    """A count that a form carried, such as the revision that was seen; 0, which none has, for nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0

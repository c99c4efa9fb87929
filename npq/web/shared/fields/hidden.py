"""What travels with a form unseen."""

from typing import TYPE_CHECKING, Any

from django import forms
from markupsafe import Markup

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField


class HiddenField(forms.CharField):
    """A short text in an invisible input. Never trusted: the page that reads it checks it."""

    widget = forms.HiddenInput

    def __init__(self, *, max_length: int = 200, **rest: Any) -> None:
        super().__init__(max_length=max_length, **rest)

    def render(self, bound: "BoundField") -> Markup:
        markup = Markup('<input type="hidden" name="{}" value="{}">')
        return markup.format(bound.html_name, "" if bound.value() is None else bound.value())

    def error_id(self, bound: "BoundField") -> str:
        return ""

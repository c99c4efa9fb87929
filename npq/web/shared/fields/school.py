"""Finding a school: typed and searched, then chosen. With JavaScript the suggestions come while typing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from npq.domain.organisations.queries import school_now, search_schools
from npq.kernel import clock
from npq.web.shared.components import component
from npq.web.shared.fields.base import (
    UNFINISHED,
    Field,
    error_params,
    hint_params,
    label_params,
    legend_params,
)

if TYPE_CHECKING:
    from npq.web.shared.forms import BoundField

NOT_LISTED: Final = "not-listed"
SEARCH_AGAIN = "search-again"
MOST_OFFERED = 10
Typed = dict[str, Any]

# school.js puts suggestions in the place of the input; the number of the school chosen goes into the hidden one.
SEARCH_BOX = Markup(
    '<div data-module="npq-school" data-suggest="{suggest}" data-library="{script}">'
    '<link rel="stylesheet" href="{style}">{box}'
    '<input type="hidden" name="{name}-urn" value="{chosen}"></div>'
)
SEARCHED = Markup('<input type="hidden" name="{name}-searched" value="{searched}">')


class Place(Protocol):
    """What tells one school from another of the same name."""

    @property
    def name(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def postcode(self) -> str: ...


class School(Place, Protocol):
    """What the schools register tells of a school here."""

    @property
    def urn(self) -> int: ...
    @property
    def closed(self) -> bool: ...


def school_text(school: Place) -> str:
    """A school in one line: its name, town and postcode. school.js writes the same."""
    return _joined(school.name, school.town, school.postcode)


class SchoolInputs(forms.Widget):
    """What was typed (`text`; None where schools were offered), what was searched for before, and what was chosen."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return {
            "text": _line(data[name]) if name in data else None,
            "searched": _line(data.get(f"{name}-searched", "")),
            "chosen": _line(data.get(f"{name}-urn", "")),
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}-urn" not in data


class SchoolField(Field):
    """Cleans into the school's URN, or into NOT_LISTED where `not_listed` (the words of that choice) is given.

    Without JavaScript the first answer is searched for and the form comes back, with no error, offering what was found.
    """

    widget = SchoolInputs

    def __init__(self, *, not_listed: str = "", **rest: Any) -> None:
        self.not_listed = not_listed
        self._searched_last: tuple[str, Sequence[School]] | None = None
        errors = {
            "unknown": "Choose a school from the list",
            "nothing_found": "No school was found for that. Check the spelling, or search for its postcode",
            "unchosen": "Choose a school, or search again",
        }
        super().__init__(errors=errors | (rest.pop("errors", None) or {}), **rest)

    def search(self, text: str) -> Sequence[School]:
        """The schools that fit best, best first, at most MOST_OFFERED of them."""
        return search_schools(text, limit=MOST_OFFERED, on=clock.today())

    def find(self, urn: int) -> School | None:
        """What the register says now of the school with that number; None where there is none."""
        return school_now(urn, on=clock.today())

    def prepare_value(self, value: Any) -> Typed:
        if isinstance(value, dict):
            return value
        school = self.find(value) if isinstance(value, int) else None
        return {
            "text": school_text(school) if school else "",
            "searched": "",
            "chosen": str(value) if school else "",
        }

    def clean(self, value: Typed) -> int | Literal["not-listed"] | None:
        if value["chosen"] == NOT_LISTED and self.not_listed:
            return NOT_LISTED
        if value["chosen"] == SEARCH_AGAIN:
            raise ValidationError("", code=UNFINISHED)
        if value["text"] is None:
            return self._chosen(value["chosen"])
        school = self._find(value["chosen"])
        # A school chosen before, whose name was then typed over, is no longer the answer.
        if school and _line(school_text(school)) == value["text"]:
            return school.urn
        return self._searched(value["text"])

    def _chosen(self, chosen: str) -> int:
        if not chosen:
            raise self._wrong("unchosen")
        school = self._find(chosen)
        if not school:
            raise self._wrong("unknown")
        return school.urn

    def _searched(self, text: str) -> int | None:
        if not text:
            if self.required:
                raise self._wrong("required")
            return None
        found = self._search(text)
        if len(found) == 1 and text == str(found[0].urn):
            return found[0].urn
        if not found and not self.not_listed:
            raise self._wrong("nothing_found")
        raise ValidationError("", code=UNFINISHED)

    def _search(self, text: str) -> Sequence[School]:
        """Searches once for what is cleaned and then shown; each form has a copy of this field to itself."""
        if self._searched_last is None or self._searched_last[0] != text:
            self._searched_last = (text, self.search(text))
        return self._searched_last[1]

    def _find(self, chosen: str) -> School | None:
        return self.find(int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) <= 7 else None  # noqa: PLR2004

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    def render(self, bound: "BoundField", **changes: Any) -> Markup:
        says = self.says() | changes
        value = bound.value()
        searched = value["searched"] or value["text"]
        unfinished = bound.form.is_bound and bound.errors and not bound.error
        if searched and value["chosen"] != SEARCH_AGAIN and (unfinished or value["text"] is None):
            return self._choice(bound, searched, **says)
        return self._search_box(bound, value, **says)

    def _search_box(
        self, bound: "BoundField", value: Typed, *, label: str, hint: str | Markup, heading: bool, size: str
    ) -> Markup:
        box = component(
            "input",
            id=bound.id,
            name=bound.html_name,
            value=value["text"] or value["searched"],
            label=label_params(label, heading, size),
            autocomplete="off",
            spellcheck=False,
            **hint_params(hint),
            **error_params(bound.error),
        )
        chosen = value["chosen"] if value["chosen"].isdigit() else ""
        return SEARCH_BOX.format(
            suggest=reverse("suggest-schools"),
            script=static("accessible-autocomplete/accessible-autocomplete.min.js"),
            style=static("accessible-autocomplete/accessible-autocomplete.min.css"),
            box=box,
            name=bound.html_name,
            chosen=chosen,
        )

    def _choice(
        self, bound: "BoundField", searched: str, *, label: str, hint: str | Markup, heading: bool, size: str
    ) -> Markup:
        found = self._search(searched)
        radios = component(
            "radios",
            idPrefix=bound.id,
            name=f"{bound.html_name}-urn",
            fieldset=legend_params(label, heading, size),
            items=[*map(_item, found), *self._ways_out(bool(found))],
            **hint_params(_found(len(found), searched)),
            **error_params(bound.error),
        )
        return radios + SEARCHED.format(name=bound.html_name, searched=searched)

    def _ways_out(self, found: bool) -> list[dict[str, Any]]:
        """What to choose when the school is not among those found."""
        divider = [{"divider": "or"}] if found else []
        not_listed = [{"value": NOT_LISTED, "text": self.not_listed}] if self.not_listed else []
        return [*divider, *not_listed, {"value": SEARCH_AGAIN, "text": "Search again"}]


def _found(count: int, searched: str) -> str:
    if count < MOST_OFFERED:
        return f"{count or 'None'} found for “{searched}”"
    return f"These {count} fit “{searched}” best. If yours is not among them, search again with its town or postcode"


def _item(school: School) -> dict[str, Any]:
    return {
        "value": str(school.urn),
        "text": school.name + (" (closed)" if school.closed else ""),
        "hint": {"text": _joined(school.town, school.postcode, f"URN {school.urn}")},
    }


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _line(text: Any) -> str:
    return " ".join(str(text).split())[:200]

"""What the service holds about people, read from the models' own annotations and from the retention table."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from npq.kernel.privacy import Kept, Personal
from npq.kernel.retention import RETENTION, Retention
from npq.web.public import words


@dataclass(frozen=True)
class HeldField:
    """One thing held: what it is, why, and on what lawful basis, in words."""

    what: str
    why: str
    basis: str


@dataclass(frozen=True)
class Holding:
    """What is held together: about what, and the things."""

    about: str
    fields: tuple[HeldField, ...]


def held_about_people() -> list[Holding]:
    """Every field that a model says is about a person, in the order in which people meet them."""
    annotated = [model for model in apps.get_models() if getattr(model, "personal", None)]
    order = list(words.HOLDINGS)
    annotated.sort(key=lambda model: order.index(_name(model)) if _name(model) in order else len(order))
    return [Holding(_about(model), _fields(model)) for model in annotated]


def how_long_kept() -> list[tuple[str, str]]:
    """Every row of the retention table: what is kept, and for how long, in words."""
    return [(_kept(row.kept), _how_long(row)) for row in RETENTION.values()]


def _fields(model: type[Model]) -> tuple[HeldField, ...]:
    annotations: dict[str, Personal] = model.personal  # type: ignore[attr-defined]
    return tuple(
        HeldField(_what(model, name), personal.purpose.capitalize(), personal.basis.value.capitalize())
        for name, personal in annotations.items()
    )


def _name(model: type[Model]) -> str:
    return model._meta.label


def _about(model: type[Model]) -> str:
    return words.HOLDINGS.get(_name(model)) or str(model._meta.verbose_name).capitalize()


def _what(model: type[Model], field: str) -> str:
    return words.HELD_FIELDS.get(f"{_name(model)}.{field}") or field.replace("_", " ").capitalize()


def _kept(kept: Kept) -> str:
    return words.KEPT.get(kept) or kept.value.capitalize()


def _how_long(row: Retention) -> str:
    return f"{row.words} after {row.counted_from}; then {row.then.value}"

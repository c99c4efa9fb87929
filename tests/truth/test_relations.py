"""Two things the import contracts cannot see: where relations point, and whether the domain knows addresses."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "npq" / "domain"


def order_of_subjects() -> list[set[str]]:
    """The line of subjects, highest first, as the import contract has it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(
        contract["layers"] for contract in contracts if contract.get("containers") == ["npq.domain"]
    )
    return [{name.strip() for name in layer.split("|")} for layer in layers]


def rank(subject: str) -> int:
    return next(place for place, subjects in enumerate(order_of_subjects()) if subject in subjects)


def relations_between_subjects():
    for model in apps.get_models():
        if not model.__module__.startswith("npq.domain."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model._meta.app_label != model._meta.app_label:
                yield model, field


def test_a_relation_to_another_subject_points_down_the_line():
    found = list(relations_between_subjects())
    assert found
    for model, field in found:
        above, below = model._meta.app_label, field.related_model._meta.app_label
        assert rank(below) > rank(above), f"{model.__name__}.{field.name} points from {above} to {below}"


def test_a_relation_to_another_subject_leaves_no_name_there():
    for model, field in relations_between_subjects():
        assert field.remote_field.hidden, f"{model.__name__}.{field.name} needs related_name='+'"


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: str(path.relative_to(DOMAIN)))
def test_the_domain_knows_no_addresses_clock_or_request(path: Path):
    text = path.read_text()
    assert not re.search(r"\breverse\(", text)
    assert not re.search(r"\bclock\.(now|today)\(", text)
    assert "HttpRequest" not in text
    assert not re.search(r"\b(Now|CurrentDate)\(|timezone\.now|auto_now", text)


def test_signals_and_save_overrides_do_not_hide_changes():
    for path in DOMAIN.rglob("*.py"):
        text = path.read_text()
        assert "django.dispatch" not in text, path
        assert "on_commit" not in text, path
        assert not re.search(r"def save\(", text), path

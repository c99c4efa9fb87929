"""Every field that could say something of a person says whether it does, and why and how long it is kept."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from npq.domain.people.models import Person
from npq.domain.registration.models import Registration
from npq.jobs.privacy import HOLDERS
from npq.kernel.privacy import Kept, Personal
from npq.kernel.retention import RETENTION

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith(("npq.domain.", "npq.gateways.", "npq.kernel."))
]

KNOW_NOBODY = {"organisations", "catalogue"}
"""Subjects beside or below `people`: none of their rows can be about one."""


def could_be_personal(field: models.Field) -> bool:
    """Free text, days and documents. A choice is a code, and a moment is when something was done here."""
    if field.choices or isinstance(field, models.DateTimeField | models.ForeignKey):
        return False
    return isinstance(
        field, models.CharField | models.TextField | models.DateField | models.JSONField | models.BinaryField
    )


def about(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.label}.{field.name}"


def says(model: type[models.Model], field: models.Field) -> bool:
    if model._meta.app_label in KNOW_NOBODY:
        return not isinstance(field, models.EmailField)
    return field.name in {*getattr(model, "personal", {}), *getattr(model, "impersonal", set())}


def test_every_field_says_whether_it_is_personal():
    silent = [
        about(model, field)
        for model in OURS
        for field in model._meta.concrete_fields
        if could_be_personal(field) and not says(model, field)
    ]
    assert not silent, f"Add these to the model's `personal` or `impersonal`: {', '.join(silent)}"


@pytest.mark.parametrize("model", [m for m in OURS if hasattr(m, "personal") or hasattr(m, "impersonal")])
def test_what_a_model_says_is_about_its_own_fields(model):
    personal, impersonal = getattr(model, "personal", {}), getattr(model, "impersonal", set())
    fields = {field.name for field in model._meta.concrete_fields}
    assert {*personal, *impersonal} <= fields
    assert not personal.keys() & impersonal
    assert all(isinstance(why, Personal) and why.purpose for why in personal.values())


def test_every_length_of_time_is_in_the_table():
    assert set(RETENTION) == set(Kept)
    assert all(row.days > 0 and row.counted_from for row in RETENTION.values())


def test_details_in_relations_of_the_libraries_are_known():
    """A library that brings a table of its own brings a decision about it: see npq.jobs.privacy and housekeeping."""
    theirs = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model not in OURS and not model.__module__.startswith("npq.")
    }
    assert theirs == {
        "account_emailaddress",  # goes with its account
        "account_emailconfirmation",  # unused: codes are kept in the session
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_content_type",
        "django_session",  # jobs.clear_sessions
        "mfa_authenticator",  # goes with its account
        "procrastinate_events",
        "procrastinate_jobs",  # ids and keys only; jobs.prune_jobs
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }


def test_the_longest_time_is_as_published():
    longest = max(row.days for row in RETENTION.values())
    assert timedelta(days=longest) == timedelta(days=3650)


def holds_somebody(model: type[models.Model]) -> bool:
    """Whether rows of a model are about people: by what it says, or by pointing at a person."""
    points = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return bool(getattr(model, "personal", {})) or bool(points & {Person, Registration})


def test_whoever_holds_something_about_people_is_asked():
    """What is held about a person is told by every subject and gateway that has a table about people."""
    asked = {holder.__module__.split(".")[2] for holder in HOLDERS}
    # The gateways' own: told by people.lookups and by the housekeeping of jobs.
    asked |= {"sign_in", "email"}
    assert {model._meta.app_label for model in OURS if holds_somebody(model)} <= asked

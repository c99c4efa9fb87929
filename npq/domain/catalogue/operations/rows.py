"""Making a row, or changing what differs in it, and knowing which of the two it was."""

from typing import Any
from uuid import UUID

from django.db import models

from npq.domain.catalogue.kinds import Publication
from npq.domain.catalogue.models import Cohort, Qualification
from npq.domain.organisations.models import LeadProvider
from npq.kernel.operations import step
from npq.kernel.refusals import NotFound


@step
def put_row(row: models.Model | None, model: type[models.Model], columns: dict[str, Any]) -> Publication:
    """Makes the row of `model` where there is none, else changes the columns that differ."""
    if row is None:
        model._default_manager.create(**columns)
        return Publication.ADDED
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if not changed:
        return Publication.UNCHANGED
    for name in changed:
        setattr(row, name, columns[name])
    row.save(update_fields=changed)
    return Publication.CHANGED


def the_qualification(identifier: str) -> Qualification:
    """A published qualification. Raises NotFound."""
    row = Qualification.objects.filter(pk=identifier).first()
    if row is None:
        raise NotFound(f"qualification {identifier}")
    return row


def the_cohort(identifier: str) -> Cohort:
    """A published cohort by its identifier, such as "2023a". Raises NotFound."""
    row = Cohort.objects.identified(identifier).first()
    if row is None:
        raise NotFound(f"cohort {identifier}")
    return row


def the_lead_provider(lead_provider_id: UUID) -> LeadProvider:
    """A published lead provider. Raises NotFound."""
    row = LeadProvider.objects.filter(id=lead_provider_id).first()
    if row is None:
        raise NotFound(f"lead provider {lead_provider_id}")
    return row

from datetime import datetime
from pathlib import Path

from npq.domain.catalogue.kinds import Publication
from npq.domain.catalogue.operations.cohorts import put_cohort
from npq.domain.catalogue.operations.offers import put_offer
from npq.domain.catalogue.operations.rows import the_cohort, the_qualification
from npq.domain.catalogue.reference import CohortFacts, OffersInFile, read_reference
from npq.domain.organisations.operations.providers import put_lead_provider
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer


@operation
def publish_reference(*, by: Viewer, at: datetime, folder: Path) -> Publication:
    """Publishes the lead providers, cohorts, schedules and offers described in a folder (courses/reference).

    The qualifications they name come first. Raises FileError, naming file and field; NotFound for an unknown
    qualification; Refusal(COHORT_ALREADY_OPENED) as `publish_cohort`.
    """
    reference = read_reference(folder)
    changed = False
    for provider in reference.lead_providers:
        changed |= put_lead_provider(
            by=by, at=at, lead_provider_id=provider.id, name=provider.name, status=provider.status
        )
    for cohort, offers in reference.cohorts:
        done = [put_cohort(by=by, at=at, facts=cohort), *_put_offers(by, at, cohort, offers)]
        changed |= any(one is not Publication.UNCHANGED for one in done)
    return Publication.CHANGED if changed else Publication.UNCHANGED


@step
def _put_offers(
    by: Viewer, at: datetime, cohort: CohortFacts, offers: tuple[OffersInFile, ...]
) -> list[Publication]:
    cohort_id = the_cohort(cohort.identifier).id
    return [
        put_offer(
            by=by,
            at=at,
            qualification=the_qualification(offer.qualification).pk,
            cohort_id=cohort_id,
            lead_provider_id=provider,
            terms={},
        )
        for offer in offers
        for provider in offer.lead_providers
    ]

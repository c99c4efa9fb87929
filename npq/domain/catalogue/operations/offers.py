from datetime import datetime
from typing import Any
from uuid import UUID

from npq.domain.catalogue.kinds import JournalKind, Publication, RefusalCode
from npq.domain.catalogue.models import DeliveryPartnership, Offer
from npq.domain.catalogue.operations.rows import put_row, the_cohort, the_lead_provider, the_qualification
from npq.domain.organisations.models import DeliveryPartner
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def publish_offer(
    *,
    by: Viewer,
    at: datetime,
    qualification: str,
    cohort: str,
    lead_provider_id: UUID,
    needs_approval: bool = False,
    decides_within_days: int = 10,
) -> Publication:
    """A lead provider offers a qualification in a cohort (by identifier, such as "2023a"), on these terms.

    An offer that was closed opens again. Raises NotFound where one of the three is not published.
    """
    terms = {"needs_approval": needs_approval, "decides_within_days": decides_within_days, "closed_at": None}
    return put_offer(
        by=by,
        at=at,
        qualification=the_qualification(qualification).pk,
        cohort_id=the_cohort(cohort).id,
        lead_provider_id=the_lead_provider(lead_provider_id).id,
        terms=terms,
    )


@step
def put_offer(
    *,
    by: Viewer,
    at: datetime,
    qualification: str,
    cohort_id: UUID,
    lead_provider_id: UUID,
    terms: dict[str, Any],
) -> Publication:
    """As `publish_offer`, inside another operation; terms left out stay as they are."""
    key = {"qualification_id": qualification, "cohort_id": cohort_id, "lead_provider_id": lead_provider_id}
    row = Offer.objects.select_for_update().filter(**key).first()
    done = put_row(row, Offer, {**key, **terms})
    if done is not Publication.UNCHANGED:
        offer = Offer.objects.get(**key)
        journal.record(
            JournalKind.OFFER_PUBLISHED, by=by, at=at, subject=("offer", offer.id), **_facts(offer)
        )
    return done


@operation
def close_offer(*, by: Viewer, at: datetime, qualification: str, cohort: str, lead_provider_id: UUID) -> None:
    """Nobody new may choose this offer any more. Raises NotFound, and Refusal(OFFER_ALREADY_CLOSED)."""
    offer = (
        Offer.objects.select_for_update()
        .filter(qualification=qualification, cohort=the_cohort(cohort), lead_provider=lead_provider_id)
        .first()
    )
    if offer is None:
        raise NotFound("offer")
    if offer.closed_at is not None:
        raise Refusal(RefusalCode.OFFER_ALREADY_CLOSED, closed_at=offer.closed_at)
    offer.closed_at = at
    offer.save(update_fields=["closed_at"])
    journal.record(JournalKind.OFFER_CLOSED, by=by, at=at, subject=("offer", offer.id), **_facts(offer))


@operation
def publish_delivery_partnership(
    *, by: Viewer, at: datetime, cohort: str, lead_provider_id: UUID, delivery_partner_id: UUID
) -> Publication:
    """A delivery partner works for a lead provider in a cohort. Raises NotFound where one of them is not published."""
    partner = DeliveryPartner.objects.filter(id=delivery_partner_id).first()
    if partner is None:
        raise NotFound(f"delivery partner {delivery_partner_id}")
    row, added = DeliveryPartnership.objects.get_or_create(
        cohort=the_cohort(cohort), lead_provider=the_lead_provider(lead_provider_id), delivery_partner=partner
    )
    if not added:
        return Publication.UNCHANGED
    journal.record(
        JournalKind.DELIVERY_PARTNERSHIP_PUBLISHED,
        by=by,
        at=at,
        subject=("cohort", row.cohort_id),
        lead_provider=row.lead_provider_id,
        delivery_partner=row.delivery_partner_id,
    )
    return Publication.ADDED


def _facts(offer: Offer) -> dict[str, str | int | bool | UUID | None]:
    return {
        "qualification": offer.qualification_id,
        "cohort": offer.cohort_id,
        "lead_provider": offer.lead_provider_id,
        "needs_approval": offer.needs_approval,
        "decides_within_days": offer.decides_within_days,
    }

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Lower

from npq.domain.catalogue.models import DeliveryPartnership, Offer
from npq.domain.organisations.kinds import ProviderStatus


@dataclass(frozen=True)
class PartnerRow:
    """A delivery partner; `region` is blank where it is not known."""

    id: UUID
    name: str
    region: str


@dataclass(frozen=True)
class OfferRow:
    """What a lead provider offers in a cohort. `takes_new` is False where nobody new may choose it."""

    id: UUID
    lead_provider_id: UUID
    lead_provider: str
    needs_approval: bool
    decides_within_days: int
    takes_new: bool
    delivery_partners: tuple[PartnerRow, ...]


def offers_for(qualification: str, cohort_id: UUID) -> list[OfferRow]:
    """What a participant may choose from in a cohort: offers that take new participants, in the alphabet's order."""
    return [offer for offer in approved_for(qualification, cohort_id) if offer.takes_new]


def approved_for(qualification: str, cohort_id: UUID) -> list[OfferRow]:
    """Every lead provider approved for a cohort, whether or not it still takes anyone new, in the alphabet's order."""
    offers = (
        Offer.objects.filter(qualification=qualification, cohort=cohort_id)
        .select_related("lead_provider")
        .order_by(Lower("lead_provider__name"))
    )
    partners = _partners_by_provider(cohort_id)
    return [
        OfferRow(
            id=offer.id,
            lead_provider_id=offer.lead_provider_id,
            lead_provider=offer.lead_provider.name,
            needs_approval=offer.needs_approval,
            decides_within_days=offer.decides_within_days,
            takes_new=offer.closed_at is None and offer.lead_provider.status == ProviderStatus.OPEN,
            delivery_partners=partners.get(offer.lead_provider_id, ()),
        )
        for offer in offers
    ]


def delivery_partners_of(lead_provider_id: UUID, cohort_id: UUID) -> tuple[PartnerRow, ...]:
    """Who delivers for a lead provider in a cohort, in the alphabet's order."""
    return _partners_by_provider(cohort_id, lead_provider=lead_provider_id).get(lead_provider_id, ())


def _partners_by_provider(cohort_id: UUID, **narrower: UUID) -> dict[UUID, tuple[PartnerRow, ...]]:
    rows = (
        DeliveryPartnership.objects.filter(cohort=cohort_id, **narrower)
        .select_related("delivery_partner")
        .order_by(Lower("delivery_partner__name"))
    )
    partners: dict[UUID, list[PartnerRow]] = defaultdict(list)
    for row in rows:
        partner = row.delivery_partner
        partners[row.lead_provider_id].append(PartnerRow(partner.id, partner.name, partner.region))
    return {provider: tuple(found) for provider, found in partners.items()}

"""Who delivers a course where: the delivery partners of a cohort's providers, by region."""

from dataclasses import dataclass

from npq.domain.catalogue.queries import OfferRow
from npq.web.public.words import NO_REGION


@dataclass(frozen=True)
class Place:
    """A delivery partner and the lead provider it delivers for."""

    region: str
    partner: str
    lead_provider: str


def places_of(offers: tuple[OfferRow, ...]) -> list[Place]:
    """Every delivery partner of these offers, by region and name; those without a region come last."""
    places = [
        Place(partner.region or NO_REGION, partner.name, offer.lead_provider)
        for offer in offers
        for partner in offer.delivery_partners
    ]
    return sorted(places, key=lambda place: (place.region == NO_REGION, place.region, place.partner.lower()))


def regions_of(places: list[Place]) -> list[str]:
    """The regions of these places, in their order."""
    return list(dict.fromkeys(place.region for place in places))

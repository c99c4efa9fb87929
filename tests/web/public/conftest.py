"""The public pages' world: our qualification, October 2023 as it was, and cohorts around the tests' moment."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from django.conf import settings
from django.test import Client

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.operations import (
    publish_cohort,
    publish_delivery_partnership,
    publish_offer,
    publish_qualification,
    publish_reference,
)
from npq.domain.catalogue.reference import CohortFacts
from npq.domain.funding.operations import publish_policy_period
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.kernel.period import Period
from npq.kernel.viewer import Viewer
from tests.conftest import MOMENT

BY = Viewer.system("test")
AT = MOMENT
DAY = timedelta(days=1)
OURS = "npq-executive-leadership"
COURSE = f"/courses/{OURS}"


@pytest.fixture
def page(client: Client, clock) -> Client:
    """A visitor's browser, at the tests' moment."""
    return client


@pytest.fixture
def catalogue(db) -> None:
    """Our qualification, and October 2023 with the nine providers it had and the policy it fell under."""
    publish_qualification(by=BY, at=AT, folder=settings.COURSES / OURS)
    publish_reference(by=BY, at=AT, folder=settings.COURSES / "reference")
    policies()


def policies() -> None:
    policy("national", "academic-years-2022-to-2024", date(2022, 4, 3), date(2024, 7, 1))
    policy("demonstration", "demonstration", date(2024, 7, 1))


def policy(series: str, name: str, start: date, end: date | None = None) -> None:
    publish_policy_period(
        by=BY, at=AT, series=series, name=series, policy=name, period=Period(start, end), source="For a test"
    )


def cohort(
    year: int,
    opens_at: datetime,
    closes_at: datetime | None = None,
    *,
    funding: FundingMode = FundingMode.FULL,
    series: str = "demonstration",
    starts_on: date | None = None,
) -> str:
    """A cohort in which Northlight Institute offers our qualification, with one delivery partner."""
    facts = CohortFacts(
        start_year=year,
        suffix="a",
        name=f"January {year}",
        starts_on=starts_on or date(year, 1, 10),
        registration_opens_at=opens_at,
        registration_closes_at=closes_at,
        funding=funding,
        policy_series=series,
        source="Invented for a test",
    )
    publish_cohort(by=BY, at=min(AT, opens_at - DAY), cohort=facts)
    offer(facts.identifier, "Northlight Institute", ("Vale Hub", "North East"))
    return facts.identifier


def offer(cohort: str, name: str, *partners: tuple[str, str]) -> UUID:
    provider = uuid5(UUID(int=7), name)
    publish_lead_provider(by=BY, at=AT, lead_provider_id=provider, name=name, invented=True)
    publish_offer(by=BY, at=AT, qualification=OURS, cohort=cohort, lead_provider_id=provider)
    for partner, region in partners:
        found = uuid5(UUID(int=7), partner)
        publish_delivery_partner(
            by=BY, at=AT, delivery_partner_id=found, name=partner, region=region, invented=True
        )
        publish_delivery_partnership(
            by=BY, at=AT, cohort=cohort, lead_provider_id=provider, delivery_partner_id=found
        )
    return provider

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from npq.domain.catalogue.kinds import FundingMode, Phase
from npq.domain.catalogue.operations import (
    publish_cohort,
    publish_delivery_partnership,
    publish_offer,
    publish_qualification,
    publish_reference,
)
from npq.domain.catalogue.queries import (
    approved_for,
    cohort_by_identifier,
    cohorts_of,
    course_page,
    delivery_partners_of,
    offers_for,
    open_by_qualification,
    open_cohorts,
    qualification_by_identifier,
    qualifications,
)
from npq.domain.catalogue.reference import CohortFacts
from npq.domain.organisations.kinds import ProviderStatus
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

COURSES = Path(__file__).parents[3] / "courses"
BY = Viewer.system("test")
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
OURS = "npq-executive-leadership"
NAMES = UUID(int=7)

pytestmark = pytest.mark.django_db


def provider(name: str, status: ProviderStatus = ProviderStatus.OPEN) -> UUID:
    found = uuid5(NAMES, name)
    publish_lead_provider(by=BY, at=AT, lead_provider_id=found, name=name, status=status, invented=True)
    return found


def offer(cohort: str, name: str, status: ProviderStatus = ProviderStatus.OPEN) -> UUID:
    found = provider(name, status)
    publish_offer(by=BY, at=AT, qualification=OURS, cohort=cohort, lead_provider_id=found)
    return found


def partner(cohort: str, lead_provider_id: UUID, name: str) -> None:
    found = uuid5(NAMES, name)
    publish_delivery_partner(
        by=BY, at=AT, delivery_partner_id=found, name=name, region="North", invented=True
    )
    publish_delivery_partnership(
        by=BY, at=AT, cohort=cohort, lead_provider_id=lead_provider_id, delivery_partner_id=found
    )


@pytest.fixture(autouse=True)
def world() -> None:
    """October 2023 as it was, a cohort that is open, and one to come."""
    publish_qualification(by=BY, at=AT, folder=COURSES / OURS)
    publish_reference(by=BY, at=AT, folder=COURSES / "reference")
    for year, opens_at, closes_at in [(2027, AT - DAY, AT + 30 * DAY), (2028, AT + DAY, None)]:
        publish_cohort(
            by=BY,
            at=AT - 2 * DAY,
            cohort=CohortFacts(
                start_year=year,
                suffix="a",
                name=f"January {year}",
                starts_on=date(year, 1, 10),
                registration_opens_at=opens_at,
                registration_closes_at=closes_at,
                funding=FundingMode.CAPPED,
                policy_series="demonstration",
                source="Invented for a test",
            ),
        )


def test_a_qualification_is_found_by_its_identifier():
    assert [one.identifier for one in qualifications()] == [OURS]
    assert qualification_by_identifier(OURS).short_code == "NPQEL"
    with pytest.raises(NotFound):
        qualification_by_identifier("npq-none")


def test_a_cohort_is_found_by_its_identifier():
    assert cohort_by_identifier("2023a").name == "October 2023"
    for unknown in ("2023b", "2023", "a2023", "", "²023a"):
        with pytest.raises(NotFound):
            cohort_by_identifier(unknown)


def test_a_cohort_is_open_only_in_its_time_and_where_someone_takes_new_participants():
    assert open_cohorts(OURS, AT) == []
    offer("2027a", "Closed to new", ProviderStatus.CLOSED_TO_NEW)
    assert open_cohorts(OURS, AT) == []
    offer("2027a", "Northlight Institute")
    offer("2028a", "Northlight Institute")
    assert [one.identifier for one in open_cohorts(OURS, AT)] == ["2027a"]
    assert [one.identifier for one in open_cohorts(OURS, AT + DAY)] == ["2027a", "2028a"]
    assert [one.identifier for one in open_cohorts(OURS, AT + 30 * DAY)] == ["2028a"]
    assert open_by_qualification(AT + DAY) == {OURS: open_cohorts(OURS, AT + DAY)}
    assert open_cohorts("npq-none", AT) == []
    assert [one.identifier for one in cohorts_of(OURS)] == ["2023a", "2027a", "2028a"]


def test_one_may_choose_among_providers_that_take_new_participants_in_the_alphabets_order():
    offer("2027a", "west of the river")
    offer("2027a", "Northlight Institute")
    offer("2027a", "Ebb and Flow", ProviderStatus.CLOSED_TO_NEW)
    cohort = cohort_by_identifier("2027a")
    assert [one.lead_provider for one in offers_for(OURS, cohort.id)] == [
        "Northlight Institute",
        "west of the river",
    ]
    approved = [(one.lead_provider, one.takes_new) for one in approved_for(OURS, cohort.id)]
    assert approved == [("Ebb and Flow", False), ("Northlight Institute", True), ("west of the river", True)]


def test_delivery_partners_are_those_of_the_provider_in_the_cohort():
    north = offer("2027a", "Northlight Institute")
    west = offer("2027a", "West")
    offer("2028a", "Northlight Institute")
    partner("2027a", north, "Vale Hub")
    partner("2027a", north, "Ash Hub")
    partner("2027a", west, "Mere Hub")
    partner("2028a", north, "Only Later Hub")
    cohort = cohort_by_identifier("2027a").id
    assert [one.name for one in delivery_partners_of(north, cohort)] == ["Ash Hub", "Vale Hub"]
    shown = {one.lead_provider: [p.name for p in one.delivery_partners] for one in offers_for(OURS, cohort)}
    assert shown == {"Northlight Institute": ["Ash Hub", "Vale Hub"], "West": ["Mere Hub"]}


def test_the_course_page_is_for_the_cohort_that_matters_unless_one_is_named():
    offer("2027a", "Northlight Institute")
    offer("2028a", "Northlight Institute")
    assert course_page(OURS, AT).cohort.identifier == "2027a"
    assert course_page(OURS, AT).phase is Phase.OPEN
    assert course_page(OURS, AT + 31 * DAY).cohort.identifier == "2028a"
    historic = course_page(OURS, AT, "2023a")
    assert (historic.cohort.identifier, historic.phase, len(historic.offers)) == ("2023a", Phase.CLOSED, 9)
    assert [(cohort.identifier, phase) for cohort, phase in historic.cohorts] == [
        ("2023a", Phase.CLOSED),
        ("2027a", Phase.OPEN),
        ("2028a", Phase.COMING),
    ]


def test_a_course_page_for_what_is_not_there_is_not_found():
    for identifier, cohort in [("npq-none", None), (OURS, "2027a"), (OURS, "2031a"), (OURS, "x")]:
        with pytest.raises(NotFound):
            course_page(identifier, AT, cohort)


def test_a_course_page_takes_five_queries_however_much_there_is(django_assert_num_queries):
    with django_assert_num_queries(5):
        course_page(OURS, AT)
    for number in range(20):
        partner("2027a", offer("2027a", f"Provider {number}"), f"Hub {number}")
    with django_assert_num_queries(5):
        assert len(course_page(OURS, AT, "2027a").offers) == 20

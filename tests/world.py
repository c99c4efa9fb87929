"""A small world for tests, made by real operations: organisations, a cohort, people, and what they register for.

Everything happens at AT unless another instant is given. Real commits or a test's own transaction: either will do.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from django.conf import settings

from npq.domain.catalogue.kinds import CourseGroup, DeclarationType, FundingMode, Season
from npq.domain.catalogue.models import Qualification
from npq.domain.catalogue.operations import publish_cohort, publish_offer, publish_qualification
from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.catalogue.reference import CohortFacts, ScheduleFacts
from npq.domain.funding.models import PolicyPeriod
from npq.domain.funding.operations import publish_policy_period
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.packs.check import read_pack
from npq.domain.organisations.models import RegisterImport, School, SchoolRecord
from npq.domain.organisations.operations import create_api_token, publish_lead_provider
from npq.domain.people.kinds import Issuer
from npq.domain.people.models import Person
from npq.domain.people.operations import change_details, give_role, sign_in_person
from npq.domain.registration.operations.drafts import save_answers, start_change, start_draft
from npq.domain.registration.operations.registrations import change_registration, submit_registration
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.kernel.clock import london_day
from npq.kernel.period import Period
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests.domain.learning.packs.small import small_pack

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
"""A Monday morning in term, where the tests' clock stands (tests/conftest.py)."""

BY = Viewer.system("test")
NPQEL = "npq-executive-leadership"
COHORT = "2026b"
SPRING, AUTUMN = "npq-leadership-spring", "npq-leadership-autumn"

COUNTS = ("rows", "added", "changed", "closed", "unchanged", "refused")

Json = str | int | bool | None

_numbers = count(1)


def lead_provider(name: str = "Northlight Institute") -> UUID:
    """A lead provider; the same name gives the same id."""
    provider = uuid5(UUID(int=0), name)
    publish_lead_provider(by=BY, at=AT, lead_provider_id=provider, name=name, invented=True)
    return provider


def qualification(identifier: str = NPQEL, *, group: CourseGroup = CourseGroup.LEADERSHIP) -> str:
    """A published qualification. Ours comes from its files; any other is a row without words."""
    if identifier == NPQEL:
        publish_qualification(by=BY, at=AT, folder=settings.COURSES / NPQEL)
        return identifier
    number = next(_numbers)
    Qualification.objects.get_or_create(
        identifier=identifier,
        defaults={
            "short_code": f"T{number}",
            "name": identifier.removeprefix("npq-").replace("-", " ").capitalize(),
            "group": group,
            "position": 100 + number,
            "months": 12,
            "weekly_hours_low": 1,
            "weekly_hours_high": 2,
            "word_limit": 1500,
        },
    )
    return identifier


def schedule(
    identifier: str,
    season: Season = Season.AUTUMN,
    *,
    group: CourseGroup = CourseGroup.LEADERSHIP,
    accepted_from: date | None = None,
    accepted_before: date | None = None,
) -> ScheduleFacts:
    """A cohort's schedule, as `cohort` takes it."""
    return ScheduleFacts(
        identifier=identifier,
        group=group,
        season=season,
        applies_from=date(2026, 10, 1),
        applies_to=date(2027, 3, 31),
        accepted_from=accepted_from,
        accepted_before=accepted_before,
        declaration_types=tuple(DeclarationType),
    )


def cohort(
    identifier: str = COHORT,
    *,
    funding: FundingMode = FundingMode.FULL,
    schedules: tuple[ScheduleFacts, ...] = (schedule(AUTUMN),),
    opens_at: datetime = AT - timedelta(days=30),
    policy: str = "demonstration",
) -> str:
    """A cohort open for seven months, from a month before AT unless told. `policy` decides who is funded in it."""
    if not PolicyPeriod.objects.filter(series__identifier=policy).exists():
        publish_policy_period(
            by=BY,
            at=AT,
            series=policy,
            name="Invented for a test",
            policy=policy,
            period=Period(date(2020, 9, 1)),
            source="Invented for a test",
        )
    facts = CohortFacts(
        start_year=int(identifier[:-1]),
        suffix=identifier[-1],
        name=f"Cohort {identifier}",
        starts_on=date(2027, 1, 11),
        registration_opens_at=opens_at,
        registration_closes_at=opens_at + timedelta(days=210),
        funding=funding,
        policy_series=policy,
        schedules=schedules,
        source="Invented for a test",
    )
    publish_cohort(by=BY, at=AT, cohort=facts)
    return identifier


def offer(
    provider: UUID, *, course: str = NPQEL, in_cohort: str = COHORT, needs_approval: bool = False
) -> UUID:
    """The provider offers a qualification in a cohort; gives the provider's id back."""
    publish_offer(
        by=BY,
        at=AT,
        qualification=course,
        cohort=in_cohort,
        lead_provider_id=provider,
        needs_approval=needs_approval,
    )
    return provider


def school(urn: int = 100001, *, type_code: str = "34", **facts: object) -> int:
    """A school of the register, open since 2019; an academy converter in Hertfordshire unless told otherwise."""
    record = {
        "name": "Oakfield Academy",
        "type_code": type_code,
        "type_name": "Academy converter",
        "status_code": "1",
        "status_name": "Open",
        "local_authority_code": "919",
        "local_authority_name": "Hertfordshire",
        "town": "Oakfield",
        "website": "www.oakfield.example",
        "ukprn": str(10_000_000 + urn),
        **facts,
    }
    said_by, _ = RegisterImport.objects.get_or_create(
        file_name="a test",
        defaults={"at": AT, "day": AT.date(), "headings": [], **dict.fromkeys(COUNTS, 0)},
    )
    School.objects.get_or_create(urn=urn)
    SchoolRecord.objects.create(school_id=urn, period=(date(2019, 9, 1), None), source=said_by, **record)
    return urn


def school_changes(urn: int, *, at: datetime, **facts: object) -> None:
    """From the London day of `at` the register says something else of a school."""
    record = SchoolRecord.objects.get(school_id=urn, period__endswith__isnull=True)
    begins, changes = record.period.lower, london_day(at)
    SchoolRecord.objects.filter(id=record.id).update(period=(begins, changes))
    record.id, record.period = None, (changes, None)
    for name, value in facts.items():
        setattr(record, name, value)
    record.save(force_insert=True)


def person(
    name: str = "Amina Clarke", *, email: str = "", trn: str = "", verified: bool = False, at: datetime = AT
) -> Viewer:
    """Somebody signed in, who has said who they are. Nobody can verify a number yet, so `verified` sets it."""
    address = email or f"{name.lower().replace(' ', '.')}.{next(_numbers)}@oakfield.example"
    signed_in = sign_in_person(
        by=Viewer.visitor(),
        at=at,
        issuer=Issuer.EMAIL_CODE,
        subject=str(uuid4()),
        email=address,
        email_verified=True,
    )
    assert signed_in.person_id is not None
    viewer = Viewer.person(signed_in.person_id)
    change_details(
        by=viewer, at=at, full_name=name, date_of_birth=date(1979, 4, 12), teacher_reference_number=trn
    )
    if verified:
        Person.objects.filter(id=signed_in.person_id).update(trn_verified=True)
    return viewer


def token(provider: UUID) -> str:
    """A key to the API for a lead provider's systems."""
    return create_api_token(by=BY, at=AT, lead_provider_id=provider)


def staff(provider: UUID, name: str = "Sunil Rao") -> Viewer:
    """Somebody who acts for a lead provider."""
    viewer = person(name, email=f"{name.lower().replace(' ', '.')}.{next(_numbers)}@provider.example")
    assert viewer.person_id is not None
    give_role(by=BY, at=AT, person_id=viewer.person_id, kind=RoleKind.LEAD_PROVIDER, organisation_id=provider)
    return Viewer.person(viewer.person_id, Role(RoleKind.LEAD_PROVIDER, provider))


def official(name: str = "Dora Department") -> Viewer:
    """Somebody who acts for the department."""
    viewer = person(name, email=f"{name.lower().replace(' ', '.')}.{next(_numbers)}@department.example")
    assert viewer.person_id is not None
    give_role(by=BY, at=AT, person_id=viewer.person_id, kind=RoleKind.DEPARTMENT, organisation_id=None)
    return Viewer.person(viewer.person_id, Role(RoleKind.DEPARTMENT))


def course(folder: Path) -> UUID:
    """The smallest course there can be, published; `folder` is a temporary one."""
    pack, faults = read_pack(small_pack(folder))
    assert pack is not None, faults
    return publish_course(by=BY, at=AT, pack=pack)


def registration(
    viewer: Viewer,
    provider: UUID,
    *,
    course: str = NPQEL,
    in_cohort: str = COHORT,
    workplace: int | None = None,
    at: datetime = AT,
    **answers: Json,
) -> UUID:
    """Registers somebody, who keeps the name and birthday they gave. Without a workplace they are at a school that the register lacks."""
    draft = start_draft(by=viewer, at=at)
    given = _answers(provider, course, in_cohort, workplace) | answers
    save_answers(by=viewer, at=at, draft_id=draft, question="all", answers=given, seen=0)
    return submit_registration(by=viewer, at=at, draft_id=draft)


def change(viewer: Viewer, registration_id: UUID, *, at: datetime = AT, **answers: Json) -> UUID:
    """Changes a pending registration; gives the id it has afterwards."""
    draft = start_change(by=viewer, at=at, registration_id=registration_id)
    given: dict[str, Json] = {"notice_version": NOTICE_VERSION} | answers
    save_answers(by=viewer, at=at, draft_id=draft, question="all", answers=given, seen=0)
    return change_registration(by=viewer, at=at, draft_id=draft)


def _answers(provider: UUID, course: str, in_cohort: str, workplace: int | None) -> dict[str, Json]:
    work: dict[str, Json] = {"workplace_urn": workplace, "workplace_not_listed": False}
    if workplace is None:
        work = {
            "workplace_not_listed": True,
            "employer_name": "Oakfield New School",
            "employment_role": "Executive headteacher",
        }
    return work | {
        "works_in_england": True,
        "setting": "a_school",
        "qualification": course,
        "cohort": str(cohort_by_identifier(in_cohort).id),
        "lead_provider": str(provider),
        "sponsor_role": "chair_of_trustees",
        "sponsor_name": "Grace Adeyemi",
        "sponsor_email": f"grace.adeyemi.{next(_numbers)}@oakfield.example",
        "notice_version": NOTICE_VERSION,
    }

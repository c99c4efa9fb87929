"""Thousands who sit in one assessment window that is open now, signed in, each at a browser of their own."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from npq.demo.study import study
from npq.domain.assessment.kinds import CaseKind, WindowKind
from npq.domain.assessment.models import CaseVersion
from npq.domain.assessment.operations.entering import enter_window, open_case
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.setting import publish_assessment
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.assessment.packs.pack import Assessment
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.packs.check import read_pack
from npq.domain.people import lookups
from npq.gateways.sign_in.models import Account
from npq.kernel import clock
from npq.web.shared.sign_in.store import SessionStore
from tests import world
from tests.copies import multiply

EARLIER, OPENED = timedelta(days=30), timedelta(days=3)
DAYS = 7


@dataclass(frozen=True)
class Sat:
    """Where somebody sits, the questions there, and the cookies of their session."""

    sitting: UUID
    questions: tuple[str, ...]
    cookies: Mapping[str, str]


def sat(many: int) -> list[Sat]:
    """Makes a window that opened three days ago, and as many who opened their case in it as were asked for.

    The first came there by the real operations; the others are copies of them. Sessions end with the day.
    """
    now = clock.now()
    person, registration, sitting, questions = _first(now)
    account = lookups.account_for_person(person, at=now)
    logging.disable()
    copied = [(account.id, sitting)] + [
        (one.account, one.sitting) for one in multiply(registration, many - 1) if one.sitting is not None
    ]
    keys = _signed_in(account, [one for one, _ in copied])
    name = settings.SESSION_COOKIE_NAME
    return [Sat(sitting, questions, {name: key}) for (_, sitting), key in zip(copied, keys, strict=True)]


def end_at(deadline: datetime) -> None:
    """Moves the deadline of everybody, who have no more than a quarter of an hour after it."""
    grace = deadline + timedelta(minutes=15)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_window SET closes_at = %s", [deadline])
        cursor.execute("UPDATE assessment_sitting SET deadline_at = %s, grace_until = %s", [deadline, grace])


def _first(now: datetime) -> tuple[UUID, UUID, UUID, tuple[str, ...]]:
    """The first of them: the person, their registration, their sitting, and the questions there."""
    first_day = clock.london_day(now - OPENED)
    world.qualification()
    world.cohort()
    course, faults = read_pack(settings.COURSES / world.NPQEL)
    assessment, more = read_assessment(settings.ASSESSMENTS / world.NPQEL)
    if course is None or assessment is None:
        raise RuntimeError(f"The packs have faults: {[*faults, *more][0]}")
    publish_course(by=world.BY, at=world.AT, pack=course)
    publish_assessment(by=world.BY, at=world.AT, pack=_may_be_seen(assessment, first_day))
    decide_policy(by=world.BY, at=now - EARLIER, qualification=world.NPQEL)
    provider = world.offer(world.lead_provider())
    staff = world.staff(provider)
    person = world.person()
    place = world.registration(person, provider, workplace=world.school())
    accept_registration(by=staff, at=world.AT, registration_id=place)
    opened = open_study(by=world.BY, at=world.AT, registration_id=place)
    assert opened is not None
    study(person, opened, units=sum(1 for _ in course.units), began=world.AT, every=timedelta(hours=1))
    case = CaseVersion.objects.filter(kind=CaseKind.LIVE.value).earliest("identifier")
    plan = WindowPlan(
        name="A window", opens_on=first_day, closes_on=first_day + timedelta(days=DAYS), case_id=case.id
    )
    window = make_window(
        by=staff,
        at=now - EARLIER,
        lead_provider_id=provider,
        qualification=world.NPQEL,
        kind=WindowKind.LIVE,
        plan=plan,
    )
    sitting = enter_window(by=person, at=now, registration_id=place, window_id=window)
    open_case(by=person, at=now, sitting_id=sitting)
    assert person.person_id is not None
    return person.person_id, place, sitting, tuple(question["id"] for question in case.content["questions"])


def _may_be_seen(pack: Assessment, from_day: date) -> Assessment:
    """The day of a measurement is any day, before a case's own too."""
    cases = [msgspec.structs.replace(case, not_before=case.not_before and from_day) for case in pack.cases]
    return msgspec.structs.replace(pack, cases=cases)


def _signed_in(account: Account, accounts: list[UUID]) -> list[str]:
    """The key of a session for each, as signing in makes it for the first, whose copies the others are."""
    client = Client()
    client.force_login(account)
    first = Session.objects.get(session_key=client.session.session_key)
    signed, keeper = first.get_decoded(), SessionStore()
    sessions = [
        Session(
            session_key=keeper._get_new_session_key() if number else first.session_key,
            session_data=keeper.encode({**signed, SESSION_KEY: str(one)}),
            expire_date=first.expire_date,
        )
        for number, one in enumerate(accounts)
    ]
    Session.objects.bulk_create(sessions[1:])
    return [session.session_key for session in sessions]

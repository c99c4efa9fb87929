"""A world with somebody at every stage, what may stand in the addresses of each, and who looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import include, path

from npq.domain.assessment.kinds import WindowKind
from npq.domain.assessment.models import CaseVersion, Look, SealedScript, Sitting, Window
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.looking import hold_script
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.setting import publish_assessment
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.catalogue.models import Cohort
from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.learning.models import CourseVersion, LogEntry, Message, SharedEntry, StudyChange
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.messages import send_message
from npq.domain.learning.operations.plan import make_feed
from npq.domain.learning.operations.sharing import share_entry
from npq.domain.learning.operations.upgrading import take_up_version
from npq.domain.learning.queries.messages import addressees
from npq.domain.learning.queries.provider import ProgressFilters
from npq.domain.learning.queries.sharing import coach_token
from npq.domain.learning.queries.studying import studies_of
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.operations import ask_email_change
from npq.domain.registration.models import Approval, Interest
from npq.domain.registration.operations.drafts import start_change, start_draft
from npq.domain.registration.operations.interest import ask_to_be_told
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.queries.interest import confirm_token, stop_token
from npq.domain.registration.queries.letters import sponsor_token
from npq.gateways.email.models import KeptLetter
from npq.kernel.audience import Audience
from npq.kernel.viewer import Viewer
from npq.web.participant.register.journey import JOURNEY
from tests import world
from tests.domain.assessment.looking import conftest as looking
from tests.domain.assessment.packs.small import small_assessment
from tests.domain.assessment.writing import conftest as writing
from tests.domain.learning import versions
from tests.jobs import run_queued_jobs
from tests.truth.routes import Route
from tests.web.visitor import Visitor
from tests.world import AT, NPQEL

urlpatterns = [path("", include("npq.config.urls")), path("", include("npq.demo.urls"))]
"""The service as the demonstration has it, for ROOT_URLCONF."""


@dataclass
class Peopled:
    """A world with somebody at every stage, and what may stand in the addresses of each."""

    registrations: list[UUID] = field(default_factory=list)
    drafts: list[UUID] = field(default_factory=list)
    studies: list[UUID] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    browsers: dict[str, Client] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def values(self, route: Route, part: str) -> list[Any]:
        """What may stand for one part of an address."""
        return {
            "registration_id": self.registrations,
            "lead_provider_id": [*LeadProvider.objects.values_list("id", flat=True), UUID(int=9)],
            "window_id": [*Window.objects.values_list("id", flat=True), UUID(int=9)],
            "kind": ["live", "rehearsal", "no-such"],
            "case_id": [*CaseVersion.objects.values_list("id", flat=True), UUID(int=9)],
            "opening_id": [UUID(int=9)],
            "look_id": [*Look.objects.values_list("id", flat=True), UUID(int=9)],
            "sitting_id": [*Sitting.objects.values_list("id", flat=True), UUID(int=9)],
            "branch": [1, 9],
            "file_id": [UUID(int=9)],
            "draft_id": self.drafts,
            "study_id": self.studies,
            "key": [*self.feeds, "never-was"],
            "page_id": ["tc1-opening", "tc1-case", "tc1-check", "tc1-sources", "no-such"],
            "decision": ["tc1-monday", "no-such"],
            "topic": ["trust-culture", "no-such"],
            "course_id": [*CourseVersion.objects.values_list("id", flat=True), UUID(int=9)],
            "share_id": [*SharedEntry.objects.values_list("id", flat=True), UUID(int=9)],
            "version_id": [*CourseVersion.objects.values_list("id", flat=True), UUID(int=9)],
            "cohort_id": [*Cohort.objects.values_list("id", flat=True), UUID(int=9)],
            "change_id": [*StudyChange.objects.values_list("id", flat=True), UUID(int=9)],
            "message_id": [*Message.objects.values_list("id", flat=True), UUID(int=9)],
            "entry_id": [*LogEntry.objects.values_list("id", flat=True), UUID(int=9)],
            "application_id": self.registrations,
            "name": [question.name for question in JOURNEY.questions] + ["check-answers", "no-such"],
            "qualification": [NPQEL, "npq-nonsense"],
            "token": [*_tokens(route), "forged"],
            "why": ["moved-on", "no-address", "nonsense"],
            "number": [KeptLetter.objects.latest("id").id, 0],
        }[part]

    def paths(self, route: Route) -> Iterator[str]:
        """Addresses of a route, each part filled in with all that may stand there."""
        found = [route.path.rstrip("$")]
        if "(?" in route.path or ".*" in route.path:
            found = ["/api", "/api/nothing", "/api/v3/nothing.csv"]
        for part in route.parts:
            pattern = rf"<(?:\w+:)?{part}>"
            found = [re.sub(pattern, str(value), one) for one in found for value in self.values(route, part)]
        yield from found


def _tokens(route: Route) -> list[str]:
    if route.audience == Audience.SPONSOR:
        return [sponsor_token(approval) for approval in Approval.objects.all()]
    if route.audience == Audience.COACH:
        return [coach_token(share) for share in SharedEntry.objects.values_list("id", flat=True)]
    make = confirm_token if "confirm" in route.path else stop_token
    return [make(interest.id) for interest in Interest.objects.all()]


def _sits(amina: Viewer, priya: Viewer, northlight: UUID, placed: UUID, folder: Path) -> None:
    """Somebody is entered for a rehearsal that is to come."""
    pack, faults = read_assessment(small_assessment(folder / "assessed"))
    assert pack is not None, faults
    publish_assessment(by=world.BY, at=AT, pack=pack)
    decide_policy(by=world.BY, at=AT, qualification=NPQEL)
    begins = AT.date() + timedelta(days=20)
    window = make_window(
        by=priya,
        at=AT,
        lead_provider_id=northlight,
        qualification=NPQEL,
        kind=WindowKind.REHEARSAL,
        plan=WindowPlan(
            name="Rehearsal",
            opens_on=begins,
            closes_on=begins + timedelta(days=7),
            case_id=CaseVersion.objects.get(kind="rehearsal").id,
        ),
    )
    enter_window(by=amina, at=AT, registration_id=placed, window_id=window)


def _is_held(amina: Viewer, priya: Viewer, northlight: UUID, placed: UUID) -> None:
    """A response of an earlier window is held until its writer was heard."""
    window = writing.make_window(northlight, opens=AT - timedelta(days=10), closes=AT - timedelta(days=2))
    sitting = writing.sit(placed, window)
    looking.hand_in(amina, sitting, AT - timedelta(days=9), plan="A plan.")
    seal_scripts(by=world.BY, at=AT)
    look = Look.objects.create(
        script=SealedScript.objects.get(), window=window, opened_at=AT, state_changed_at=AT
    )
    hold_script(by=priya, at=AT, look_id=look.id)


def people(folder: Path) -> Peopled:
    """Fills the database; what is written on the way, such as a course, stands in the folder."""
    world.qualification()
    world.cohort()
    northlight = world.offer(world.lead_provider())
    world.course(folder)
    school = world.school()
    amina, priya = world.person("Amina Clarke"), world.staff(northlight)
    made = Peopled()
    for number, stage in enumerate((None, accept_registration, reject_registration, withdraw_registration)):
        course = world.qualification(f"npq-course-{'abcd'[number]}")
        world.offer(northlight, course=course)
        registered = world.registration(amina, northlight, course=course, workplace=school)
        if stage is not None:
            stage(by=amina if stage is withdraw_registration else priya, at=AT, registration_id=registered)
        made.registrations.append(registered)
    placed = world.registration(amina, northlight, workplace=school)
    accept_registration(by=priya, at=AT, registration_id=placed)
    _sits(amina, priya, northlight, placed, folder)
    _is_held(amina, priya, northlight, placed)
    changing = start_change(by=amina, at=AT, registration_id=made.registrations[0])
    made.drafts += [start_draft(by=amina, at=AT), changing]
    ask_email_change(by=amina, at=AT, new_email="amina@elsewhere.example")
    ask_to_be_told(by=world.BY, at=AT, qualification=NPQEL, email="curious@oakfield.example")
    run_queued_jobs()
    made.studies += [study.id for study in studies_of(amina)]
    for study in made.studies:
        write_entry(by=amina, at=AT, study_id=study, page="tc1-known", text="For me alone.", seen=0)
        for entry in LogEntry.objects.filter(study=study):
            share_entry(
                by=amina, at=AT, study_id=study, entry_id=entry.id, name="Col", email="col@coach.example"
            )
        made.feeds.append(str(make_feed(by=amina, at=AT, study_id=study)))
    more = versions.a_page_more(folder / NPQEL)
    take_up_version(by=priya, at=AT, version_id=more, cohort_id=cohort_by_identifier(world.COHORT).id)
    run_queued_jobs()
    assert StudyChange.objects.exists()
    seen = addressees(priya, northlight, ProgressFilters(), AT).digest
    send_message(
        by=priya, at=AT, message_id=UUID(int=5), lead_provider_id=northlight, filters=ProgressFilters(), seen=seen,
        subject="Our meeting", body="It is at 4pm.", reach="01234 567 890",
    )  # fmt: skip
    made.browsers |= {"visitor": Client(), "participant": Visitor(amina), "staff": Visitor(priya)}
    made.headers["Authorization"] = f"Bearer {world.token(northlight)}"
    return made

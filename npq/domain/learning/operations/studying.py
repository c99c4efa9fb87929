from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.kinds import HowSure, JournalKind, Moment, PageKind, RefusalCode
from npq.domain.learning.models import (
    CheckAnswer,
    Confidence,
    CoursePage,
    CourseVersion,
    DecisionMade,
    PageDone,
    Study,
    UnitDone,
)
from npq.domain.learning.operations.going_on import require_going_on
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.queries.lineages import version_to_open
from npq.domain.learning.queries.versions import page_of
from npq.domain.learning.rules.checks import Given, is_right
from npq.domain.learning.rules.progress import SELF_STUDY_PERCENT, PageMinutes, is_enough, minutes_done
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

MOST_AT_ONCE = 1000
"""How many studies one sweep opens; the rest follow with the next."""


@operation
def open_study(*, by: Viewer, at: datetime, registration_id: UUID) -> UUID | None:
    """Pins an accepted place to the version of its course that its provider took up for the cohort, or else to the
    newest, and gives the id of the study.

    A repeat does nothing; None where there is no course yet. Raises NotFound where there is no such place.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("registration")
        .filter(registration=registration_id, taken_back_at=None)
        .first()
    )
    if enrolment is None:
        raise NotFound(registration_id)
    opened = Study.objects.filter(enrolment=enrolment).first()
    if opened is not None:
        return opened.id
    place = enrolment.registration
    version = version_to_open(place.qualification_id, place.lead_provider_id, place.cohort_id)
    if version is None:
        return None
    study = Study.objects.create(
        enrolment=enrolment,
        person_id=place.person_id,
        version=version,
        minutes=version.minutes,
        opened_at=at,
    )
    journal.record(
        JournalKind.STUDY_OPENED,
        by=by,
        at=at,
        subject=("registration", registration_id),
        study=study.id,
        version=version.id,
    )
    return study.id


def open_studies(*, by: Viewer, at: datetime) -> int:
    """Opens the course for every place that has none yet, as when it was published after the place was given. Says how
    many were opened. Safe to run twice or late."""
    opened = Study.objects.filter(enrolment=OuterRef("pk"))
    published = CourseVersion.objects.filter(qualification=OuterRef("registration__qualification"))
    waiting = Enrolment.objects.filter(~Exists(opened), Exists(published), taken_back_at=None)
    due = list(waiting.order_by("accepted_at").values_list("registration", flat=True)[:MOST_AT_ONCE])
    return sum(open_study(by=by, at=at, registration_id=id) is not None for id in due)


@operation
def complete_page(*, by: Viewer, at: datetime, study_id: UUID, page: str) -> None:
    """The page was studied. A repeat does nothing. Raises NotFound, and Refusal(PAGE_NOT_FINISHED) for a case with a
    decision to make or a check with a question to get right."""
    study = _held_study(by, study_id)
    row = _page(study, page)
    content = page_of(row)
    if not _is_finished(study, content):
        raise Refusal(RefusalCode.PAGE_NOT_FINISHED, page=page)
    _mark_done(study, row, at)


@operation
def make_decision(*, by: Viewer, at: datetime, study_id: UUID, page: str, decision: str, choice: str) -> str:
    """Somebody decides in a case, and hears which choice stands: the first one does, and a repeat does nothing.

    Raises NotFound, and Refusal: PAGE_NOT_FINISHED where an earlier decision of the page is still to be made.
    """
    study = _held_study(by, study_id)
    decisions = page_of(_page(study, page)).decisions
    asked = next((one for one in decisions if one.id == decision), None)
    if asked is None or choice not in {one.id for one in asked.choices}:
        raise NotFound(decision)
    made = _made(study, [one.id for one in decisions])
    before = decisions[: decisions.index(asked)]
    if any(one.id not in made for one in before):
        raise Refusal(RefusalCode.PAGE_NOT_FINISHED, page=page)
    if decision in made:
        return made[decision]
    DecisionMade.objects.create(study=study, decision=decision, choice=choice, made_at=at)
    _touch(study, page, at)
    return choice


@operation
def answer_check(*, by: Viewer, at: datetime, study_id: UUID, page: str, given: Mapping[str, Given]) -> bool:
    """Somebody answers questions of a check, and hears whether all of it is right by now, which completes the page.

    What was right before stands, and whatever was wrong may be tried again without end. Raises NotFound, also for a
    question that the check does not have.
    """
    study = _held_study(by, study_id)
    row = _page(study, page)
    questions = {question.id: question for question in page_of(row).questions}
    if not given.keys() <= questions.keys():
        raise NotFound(page)
    tried: dict[str, list[CheckAnswer]] = {}
    for answer in CheckAnswer.objects.filter(study=study, question__in=questions).order_by("number"):
        tried.setdefault(answer.question, []).append(answer)
    for id, one in given.items():
        if any(answer.right for answer in tried.get(id, [])):
            continue
        answer = CheckAnswer.objects.create(
            study=study,
            page=page,
            question=id,
            number=len(tried.get(id, [])) + 1,
            given=one,
            right=is_right(questions[id], one),
            answered_at=at,
        )
        tried.setdefault(id, []).append(answer)
    passed = all(any(answer.right for answer in tried.get(id, [])) for id in questions)
    if passed:
        _mark_done(study, row, at)
    else:
        _touch(study, page, at)
    return passed


@operation
def say_how_sure(
    *, by: Viewer, at: datetime, study_id: UUID, page: str, moment: Moment, how_sure: HowSure
) -> None:
    """Somebody says how sure they are of what a check asks. What was said first stands. Raises NotFound."""
    study = _held_study(by, study_id)
    if _page(study, page).kind != PageKind.CHECK:
        raise NotFound(page)
    Confidence.objects.get_or_create(
        study=study, page=page, moment=moment, defaults={"how_sure": how_sure, "said_at": at}
    )


@step
def _mark_done(study: Study, row: CoursePage, at: datetime) -> None:
    _, new = PageDone.objects.get_or_create(
        study=study, page=row.identifier, defaults={"version_id": study.version_id, "done_at": at}
    )
    if new:
        in_unit = CoursePage.objects.filter(unit_id=row.unit_id).values_list("identifier", flat=True)
        done = PageDone.objects.filter(study=study, page__in=list(in_unit)).count()
        if done == len(in_unit):
            UnitDone.objects.get_or_create(
                study=study,
                unit=row.unit.identifier,
                defaults={"version_id": study.version_id, "done_at": at},
            )
        study.minutes_done = minutes_studied(study)
        note_what_is_enough(study, at)
    _touch(study, row.identifier, at)


def note_what_is_enough(study: Study, at: datetime) -> None:
    """Keeps the moment when enough of the self-study was done. Nothing takes it back."""
    if study.enough_at is None and is_enough(study.minutes_done, study.minutes, SELF_STUDY_PERCENT):
        study.enough_at = at


def minutes_studied(study: Study) -> int:
    """The minutes of the pinned version that are done, added up from what was studied."""
    pages = [
        PageMinutes(page.identifier, page.unit.identifier, page.screen_minutes + page.task_minutes)
        for page in CoursePage.objects.filter(version=study.version_id)
        .select_related("unit")
        .only("identifier", "unit__identifier", "screen_minutes", "task_minutes")
    ]
    done = set(PageDone.objects.filter(study=study).values_list("page", flat=True))
    units = set(UnitDone.objects.filter(study=study).values_list("unit", flat=True))
    return minutes_done(pages, done, units)


def _touch(study: Study, page: str, at: datetime) -> None:
    study.last_page, study.last_at = page, at
    study.save(update_fields=["last_page", "last_at", "minutes_done", "enough_at"])


def _held_study(by: Viewer, study_id: UUID) -> Study:
    study = (
        Study.objects.select_for_update()
        .filter(id=study_id, person_id=by.own_id, enrolment__taken_back_at=None)
        .first()
    )
    if study is None:
        raise NotFound(study_id)
    require_going_on(study)
    return study


def _page(study: Study, identifier: str) -> CoursePage:
    page = (
        CoursePage.objects.select_related("unit")
        .filter(version=study.version_id, identifier=identifier)
        .first()
    )
    if page is None:
        raise NotFound(identifier)
    return page


def _is_finished(study: Study, page: Page) -> bool:
    decisions = [decision.id for decision in page.decisions]
    if set(decisions) != _made(study, decisions).keys():
        return False
    questions = [question.id for question in page.questions]
    right = CheckAnswer.objects.filter(study=study, question__in=questions, right=True)
    return set(right.values_list("question", flat=True)) == set(questions)


def _made(study: Study, decisions: list[str]) -> dict[str, str]:
    """The choices made, by the decision."""
    if not decisions:
        return {}
    made = DecisionMade.objects.filter(study=study, decision__in=decisions)
    return dict(made.values_list("decision", "choice"))

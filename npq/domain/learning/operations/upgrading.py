"""Going on to a later version of the course: taken up for a cohort, and studies moved to it with all that is done."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import ChangeKind, JournalKind, RefusalCode, Task
from npq.domain.learning.models import (
    AssessmentPeriod,
    CoursePage,
    CourseTakeUp,
    CourseVersion,
    PageDone,
    Study,
    StudyChange,
    UnitDone,
)
from npq.domain.learning.models.upgrades import TOLD
from npq.domain.learning.operations.studying import note_what_is_enough
from npq.domain.learning.queries.lineages import Due, change_of, circumstances, groups_in, moves_due
from npq.domain.learning.rules.progress import PageMinutes
from npq.domain.learning.rules.upgrades import move
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer

MOST_AT_ONCE = 100
"""How many studies are moved in one transaction: while it lasts, none of them can be studied."""


@operation
def take_up_version(*, by: Viewer, at: datetime, version_id: UUID, cohort_id: UUID) -> None:
    """A lead provider takes a version up for its participants of one cohort. A repeat does nothing.

    Raises NotFound where nobody of theirs in the cohort studies the course, and Refusal: NOTHING_TO_TAKE_UP where all
    of them are that far or come there by themselves, WINDOW_OPEN (closes_at) where it bears on the assessment and one
    is open.
    """
    version = CourseVersion.objects.select_related("qualification").filter(id=version_id).first()
    theirs = Study.objects.filter(
        enrolment__registration__lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER),
        enrolment__registration__cohort=cohort_id,
    )
    groups = groups_in(theirs.filter(version__qualification=version.qualification_id)) if version else []
    if version is None or not groups:
        raise NotFound(version_id)
    known = circumstances([version.qualification_id], at)
    lineage = known.lineages[version.qualification_id]
    for provider in sorted({group.lead_provider for group in groups}):
        if version_id in known.taken_up.get((provider, cohort_id), set()):
            continue
        changes = {
            lineage.heaviest(group.version, version_id) for group in groups if group.lead_provider == provider
        }
        if changes.isdisjoint(TOLD):
            raise Refusal(RefusalCode.NOTHING_TO_TAKE_UP)
        closes_at = known.closes_at(version.qualification_id, cohort_id)
        if ChangeKind.ASSESSMENT in changes and closes_at is not None:
            raise Refusal(RefusalCode.WINDOW_OPEN, closes_at=closes_at)
        _take_up(by, at, provider, cohort_id, version)


@step
def _take_up(by: Viewer, at: datetime, provider: UUID, cohort: UUID, version: CourseVersion) -> None:
    taken, new = CourseTakeUp.objects.get_or_create(
        lead_provider_id=provider, cohort_id=cohort, version=version, defaults={"taken_up_at": at}
    )
    if new:
        journal.record(
            JournalKind.VERSION_TAKEN_UP,
            by=by,
            at=at,
            subject=("course_version", version.id),
            lead_provider=provider,
            cohort=cohort,
        )
        defer(Task.MOVE_STUDIES, at=at, key=f"{Task.MOVE_STUDIES}/{taken.id}")


def move_studies_on(*, by: Viewer, at: datetime) -> int:
    """Moves every study to where it belongs by now, some at a time: to what was taken up, and to better words.

    Gives how many. Right when it runs late, twice, or was cut off halfway; `at` is now, because of open assessments.
    """
    return sum(_move_group(by, at, due) for due in moves_due(Study.objects.all(), at))


def _move_group(by: Viewer, at: datetime, due: Due) -> int:
    group, moved = due.group, 0
    while some := move_studies(
        by=by,
        at=at,
        lead_provider_id=group.lead_provider,
        cohort_id=group.cohort,
        version_id=group.version,
    ):
        moved += some
    return moved


@operation
def move_studies(
    *, by: Viewer, at: datetime, lead_provider_id: UUID, cohort_id: UUID, version_id: UUID
) -> int:
    """Moves some of a provider's studies of one cohort from a version to where they belong; gives how many.

    What holds is looked at anew: an assessment that has opened stops it.
    """
    pinned = Study.objects.filter(
        version=version_id,
        enrolment__registration__lead_provider=lead_provider_id,
        enrolment__registration__cohort=cohort_id,
        enrolment__taken_back_at=None,
    )
    due = next(iter(moves_due(pinned, at)), None)
    if due is None:
        return 0
    held = list(pinned.select_for_update(of=("self",)).order_by("id")[:MOST_AT_ONCE])
    _move(by, at, held, due)
    return len(held)


@step
def _move(by: Viewer, at: datetime, studies: Sequence[Study], due: Due) -> None:
    old, new = due.group.version, due.version
    before = list(
        CoursePage.objects.filter(version=old).order_by("position").values_list("identifier", flat=True)
    )
    pages = _minutes(new)
    total = CourseVersion.objects.values_list("minutes", flat=True).get(id=new)
    done, units = _by_study(PageDone, "page", studies), _by_study(UnitDone, "unit", studies)
    finished = []
    for study in studies:
        moved = move(before, pages, done.get(study.id, set()), units.get(study.id, set()), study.last_page)
        study.version_id, study.minutes, study.minutes_done = new, total, moved.minutes_done
        study.last_page = moved.last_page
        note_what_is_enough(study, at)
        finished += [UnitDone(study=study, unit=unit, version_id=new, done_at=at) for unit in moved.finished]
    Study.objects.bulk_update(
        studies, ["version", "minutes", "minutes_done", "last_page", "enough_at"], batch_size=MOST_AT_ONCE
    )
    UnitDone.objects.bulk_create(finished)
    if due.change in TOLD:
        _note_changes(at, studies, due)
    for study in studies:
        journal.record(
            JournalKind.STUDY_UPGRADED,
            by=by,
            at=at,
            subject=("registration", study.enrolment_id),
            study=study.id,
            before=old,
            version=new,
            change=due.change.value,
        )


@step
def _note_changes(at: datetime, studies: Sequence[Study], due: Due) -> None:
    found = change_of(due.group.version, due.version)
    StudyChange.objects.bulk_create(
        StudyChange(
            study=study,
            version_id=due.version,
            change=due.change.value,
            moved_at=at,
            added=found.added,
            rewritten=found.rewritten,
            marked=found.marked_differently,
            removed=len(found.removed),
            minutes=found.minutes,
        )
        for study in studies
    )


@operation
def note_change_seen(*, by: Viewer, at: datetime, study_id: UUID, change_id: UUID) -> None:
    """Somebody has read what changed in their course, up to a change. A repeat does nothing. Raises NotFound."""
    theirs = StudyChange.objects.filter(
        study=study_id, study__person=by.own_id, study__enrolment__taken_back_at=None
    )
    read = theirs.filter(id=change_id).first()
    if read is None:
        raise NotFound(change_id)
    theirs.filter(seen_at=None, moved_at__lte=read.moved_at).update(seen_at=at)


@step
def note_assessment_period(
    *,
    by: Viewer,
    at: datetime,
    qualification: str,
    key: str,
    opens_at: datetime,
    closes_at: datetime,
    cohort_id: UUID | None = None,
) -> None:
    """From when to when an assessment is open, for a cohort or for all: said by whoever holds it, under its own key.

    Saying it again with other times changes it; one that will not be held closes when it opens.
    """
    said = {"cohort_id": cohort_id, "opens_at": opens_at, "closes_at": closes_at}
    known = AssessmentPeriod.objects.filter(qualification=qualification, key=key)
    if known.filter(**said).exists():
        return
    AssessmentPeriod.objects.update_or_create(qualification_id=qualification, key=key, defaults=said)
    journal.record(
        JournalKind.ASSESSMENT_PERIOD_NOTED,
        by=by,
        at=at,
        subject=("qualification", qualification),
        key=key,
        cohort=cohort_id,
        opens_at=opens_at.isoformat(),
        closes_at=closes_at.isoformat(),
    )


def _minutes(version: UUID) -> list[PageMinutes]:
    """The pages of a version in order, with what they take."""
    rows = CoursePage.objects.filter(version=version).order_by("position")
    return [
        PageMinutes(page, unit, screen + task)
        for page, unit, screen, task in rows.values_list(
            "identifier", "unit__identifier", "screen_minutes", "task_minutes"
        )
    ]


def _by_study(
    model: type[PageDone] | type[UnitDone], what: str, studies: Sequence[Study]
) -> dict[UUID, set[str]]:
    """Which pages or units each study has done."""
    found: dict[UUID, set[str]] = {}
    for study, one in model.objects.filter(study__in=studies).values_list("study", what):
        found.setdefault(study, set()).add(one)
    return found

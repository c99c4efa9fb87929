"""The opening audit: somebody says how far they are in every topic, and picks three to get further in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import HowFar, JournalKind, RefusalCode
from npq.domain.learning.models import Audit, AuditAnswer, CourseTopic, Study
from npq.domain.learning.operations.going_on import require_going_on
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

PRIORITIES = 3


@operation
def take_audit(*, by: Viewer, at: datetime, study_id: UUID, answers: Mapping[str, HowFar]) -> UUID:
    """Somebody rates themselves in topics, by their ids: in some now, in others later. Gives the id of the audit.

    While its priorities are not chosen it can be corrected; after that it stands, and rating again is another one.
    Raises NotFound, also for a topic that the course does not have, and Refusal(AUDIT_EMPTY).
    """
    study = _held_study(by, study_id)
    topics = _topics(study)
    if not answers.keys() <= topics:
        raise NotFound(study_id)
    if not answers:
        raise Refusal(RefusalCode.AUDIT_EMPTY)
    audit = _latest(study)
    if audit is None or audit.priorities:
        return _add_audit(study, audit, answers, by, at).id
    if _answers(audit) != answers:
        AuditAnswer.objects.filter(audit=audit).delete()
        _add_answers(audit, answers)
        audit.taken_at = at
        audit.save(update_fields=["taken_at"])
    return audit.id


@operation
def choose_priorities(*, by: Viewer, at: datetime, study_id: UUID, topics: Sequence[str]) -> UUID:
    """Somebody picks three topics, in their order; gives the id of the audit they go with.

    A repeat does nothing. Others than were picked before are another audit with the same answers. Raises NotFound, also
    for a topic that was not rated and where nothing was, and Refusal(PRIORITIES_NOT_THREE).
    """
    study = _held_study(by, study_id)
    audit = _latest(study)
    if audit is None:
        raise NotFound(study_id)
    answers = _answers(audit)
    if not set(topics) <= answers.keys():
        raise NotFound(study_id)
    if len(topics) != PRIORITIES or len(set(topics)) != PRIORITIES:
        raise Refusal(RefusalCode.PRIORITIES_NOT_THREE)
    if audit.priorities == tuple(topics):
        return audit.id
    if audit.priorities:
        audit = _add_audit(study, audit, answers, by, at)
    audit.first, audit.second, audit.third = topics
    audit.save(update_fields=["first", "second", "third"])
    journal.record(
        JournalKind.PRIORITIES_CHOSEN,
        by=by,
        at=at,
        subject=("registration", study.enrolment_id),
        study=study.id,
        audit=audit.id,
    )
    return audit.id


@step
def _add_audit(
    study: Study, before: Audit | None, answers: Mapping[str, HowFar], by: Viewer, at: datetime
) -> Audit:
    number = before.number + 1 if before else 1
    audit = Audit.objects.create(study=study, number=number, taken_at=at)
    _add_answers(audit, answers)
    journal.record(
        JournalKind.AUDIT_TAKEN,
        by=by,
        at=at,
        subject=("registration", study.enrolment_id),
        study=study.id,
        audit=audit.id,
    )
    return audit


def _add_answers(audit: Audit, answers: Mapping[str, HowFar]) -> None:
    AuditAnswer.objects.bulk_create(
        AuditAnswer(audit=audit, topic=topic, how_far=how_far.value) for topic, how_far in answers.items()
    )


def _answers(audit: Audit) -> dict[str, HowFar]:
    said = AuditAnswer.objects.filter(audit=audit).values_list("topic", "how_far")
    return {topic: HowFar(how_far) for topic, how_far in said}


def _latest(study: Study) -> Audit | None:
    return Audit.objects.filter(study=study).order_by("-number").first()


def _topics(study: Study) -> set[str]:
    of = CourseTopic.objects.filter(version=study.version_id)
    return set(of.values_list("identifier", flat=True))


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

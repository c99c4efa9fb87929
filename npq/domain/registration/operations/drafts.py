"""Drafts: answers kept as they are given, so that a closed browser or another device loses nothing."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from npq.domain.people.models import Person
from npq.domain.people.operations.holding import held_self
from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.models import Draft, Registration
from npq.domain.registration.queries.courses import open_courses
from npq.domain.registration.queries.drafts import answers_of, last_registration
from npq.domain.registration.rules.answers import FIELDS
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

Json = str | int | bool | None

# What a second registration takes over from the last one; the rest is asked afresh.
KNOWN_FROM_BEFORE = frozenset(
    [
        "works_in_england",
        "setting",
        "nursery",
        "workplace_urn",
        "workplace_not_listed",
        "employment",
        "employer_name",
        "employment_role",
        "sponsor_role",
        "sponsor_name",
        "sponsor_email",
    ]
)


@operation
def start_draft(*, by: Viewer, at: datetime, qualification: str | None = None) -> UUID:
    """Gives the person their draft: the one they left, or a new one that already knows what earlier ones told.

    `qualification` is that of the course page the person comes from. Where only one course is left to choose, it is
    chosen: nobody is asked a question with one answer.
    """
    person = held_self(by)
    draft = Draft.objects.filter(person=person, changes=None).first()
    if draft is None:
        draft = Draft(person=person, answers=_known(person), updated_at=at)
    if draft.answers.get("cohort") is None:
        draft.answers |= _course(by, at, qualification or draft.answers.get("qualification"))
    draft.save()
    return draft.id


@operation
def start_change(*, by: Viewer, at: datetime, registration_id: UUID) -> UUID:
    """Gives the person a draft of their pending registration, to change it. Raises NotFound where it is not theirs."""
    person = held_self(by)
    registration = Registration.objects.filter(id=registration_id, person=person).first()
    if registration is None:
        raise NotFound(registration_id)
    if registration.status != "pending":
        raise Refusal(RefusalCode.NOT_PENDING, registration=registration_id)
    # Whoever gave no number when they registered is not asked for one again.
    answers = {"teacher_reference_number": "", **_stored(registration)}
    draft, _ = Draft.objects.get_or_create(
        changes=registration, defaults={"person": person, "answers": answers, "updated_at": at}
    )
    return draft.id


@operation
def save_answers(
    *, by: Viewer, at: datetime, draft_id: UUID, question: str, answers: Mapping[str, Json], seen: int
) -> None:
    """Keeps the answers to one question.

    `seen` is the question's revision when its page was shown. Raises Refusal(DRAFT_CHANGED_ELSEWHERE) when another tab
    or device has since answered it differently, and changes nothing; NotFound where the draft is not the viewer's.
    """
    draft = Draft.objects.select_for_update().filter(id=draft_id, person_id=by.own_id).first()
    if draft is None:
        raise NotFound(draft_id)
    unknown = answers.keys() - set(FIELDS)
    if unknown:
        raise ValueError(f"A draft has no {', '.join(sorted(unknown))}.")
    if all(draft.answers.get(name) == value for name, value in answers.items()):
        draft.revisions.setdefault(question, 1)
    else:
        revision = draft.revisions.get(question, 0)
        if revision != seen:
            raise Refusal(RefusalCode.DRAFT_CHANGED_ELSEWHERE, question=question)
        draft.revisions[question] = revision + 1
        draft.answers |= answers
    draft.updated_at = at
    draft.save(update_fields=["answers", "revisions", "updated_at"])


@operation
def discard_draft(*, by: Viewer, at: datetime, draft_id: UUID) -> None:
    """Throws a draft away at its writer's wish. A repeat does nothing."""
    Draft.objects.filter(id=draft_id, person_id=by.own_id).delete()


def _course(viewer: Viewer, at: datetime, meant: str | None) -> dict[str, Json]:
    """What of the course is known before anybody is asked."""
    free = [course for course in open_courses(viewer, at) if course.registration is None]
    match [course for course in free if meant in {None, course.qualification.identifier}]:
        case [only]:
            return {"qualification": only.qualification.identifier, "cohort": str(only.cohort.id)}
    return {"qualification": meant} if meant else {}


def _known(person: Person) -> dict[str, Json]:
    last = last_registration(person.id)
    before = _stored(last) if last is not None else {}
    known = {name: before[name] for name in KNOWN_FROM_BEFORE if before.get(name) is not None}
    return known | _details(person)


def _details(person: Person) -> dict[str, Json]:
    details: dict[str, Json] = {
        "full_name": person.full_name or None,
        "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else None,
        "teacher_reference_number": person.teacher_reference_number or None,
    }
    return {name: value for name, value in details.items() if value is not None}


def _stored(registration: Registration) -> dict[str, Json]:
    answers = asdict(answers_of(registration))
    return {
        name: value if isinstance(value, bool | int | None) else str(value)
        for name, value in answers.items()
        if value is not None
    } | _details(registration.person)

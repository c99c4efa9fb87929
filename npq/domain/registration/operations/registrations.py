"""The participant's own moves: submit, change, withdraw."""

from datetime import datetime
from typing import Any
from uuid import UUID

from npq.domain.funding.kinds import DecisionCause
from npq.domain.funding.operations import decide_funding
from npq.domain.people.models import Person
from npq.domain.people.operations import record_details
from npq.domain.people.operations.holding import held_self
from npq.domain.registration.kinds import REGISTRATION, JournalKind, RefusalCode, Status, Task
from npq.domain.registration.models import Draft, Registration
from npq.domain.registration.operations.approvals import (
    approval_still_stands,
    ask_sponsor,
    carry_approval_over,
    close_approval,
    sponsor_may_be_asked,
)
from npq.domain.registration.queries.requests import PlaceRequest, request_from
from npq.domain.registration.rules.answers import (
    Answers,
    asks_employer,
    asks_employment,
    asks_nursery,
    asks_payer,
    asks_setting,
    read_answers,
)
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def submit_registration(*, by: Viewer, at: datetime, draft_id: UUID, seen: int | None = None) -> UUID:
    """Turns a draft into a registration with its funding decision, asks the sponsor, and returns the registration's id.

    The same draft again returns the same id and does nothing. `seen` is the version of the draft that was read before
    it was sent. Raises what `request_from` and `sponsor_may_be_asked` raise, NotFound where the draft is not the
    viewer's, and Refusal(DRAFT_CHANGED_ELSEWHERE) where another tab has changed it since it was seen.
    """
    person = held_self(by)
    made = _made_from(draft_id, person)
    if made is not None:
        return made
    draft = _draft(draft_id, person, seen, for_change=False)
    answers = read_answers(draft.answers)
    request = request_from(answers, person.id, at)
    registration = _open_registration(by, at, person, request, draft)
    ask_sponsor(by=by, at=at, registration=registration, request=request)
    _tell(Task.TELL_SUBMITTED, registration, at)
    draft.delete()
    return registration.id


@operation
def change_registration(*, by: Viewer, at: datetime, draft_id: UUID, seen: int | None = None) -> UUID:
    """Changes a pending registration to what its draft says, and returns the id it has afterwards.

    Another provider, course or cohort closes the old record and opens a new one; a change of workplace or work stays in
    the same record. Either way the funding is decided again. Raises as `submit_registration`, and NOT_PENDING;
    NOTHING_CHANGED where the draft says what is registered already.
    """
    person = held_self(by)
    made = _made_from(draft_id, person)
    if made is not None:
        return made
    draft = _draft(draft_id, person, seen, for_change=True)
    assert draft.changes is not None
    old = draft.changes
    after = REGISTRATION.after(Status(old.status), "change_registration", refusal=RefusalCode.NOT_PENDING)
    answers = read_answers(draft.answers)
    request = request_from(answers, person.id, at, besides=old.id)
    asked_anew = not approval_still_stands(old, request)
    if not asked_anew and _is_all_the_same(old, person, request):
        raise Refusal(RefusalCode.NOTHING_CHANGED)
    if _is_same_request(old, request):
        registration = _amend(by, at, person, old, request, draft)
    else:
        _close(old, after, at)
        registration = _open_registration(by, at, person, request, draft, replaces=old)
        journal.record(
            JournalKind.REGISTRATION_CHANGED,
            by=by,
            at=at,
            subject=("registration", old.id),
            by_new=registration.id,
        )
    if asked_anew:
        close_approval(by=by, at=at, registration=old, verb="change_registration")
        ask_sponsor(by=by, at=at, registration=registration, request=request)
    else:
        carry_approval_over(from_registration=old, to_registration=registration)
    _tell(Task.TELL_CHANGED, registration, at)
    draft.delete()
    return registration.id


@operation
def withdraw_registration(*, by: Viewer, at: datetime, registration_id: UUID) -> None:
    """Ends a registration at the participant's wish, before a provider has accepted it. A repeat does nothing.

    Raises NotFound where it is not the viewer's, Refusal(NOT_PENDING) where it is no longer pending.
    """
    person = held_self(by)
    registration = Registration.objects.filter(id=registration_id, person=person).first()
    if registration is None:
        raise NotFound(registration_id)
    if registration.status == Status.WITHDRAWN:
        return
    after = REGISTRATION.after(
        Status(registration.status), "withdraw_registration", refusal=RefusalCode.NOT_PENDING
    )
    _close(registration, after, at)
    close_approval(by=by, at=at, registration=registration, verb="close_with_registration")
    Draft.objects.filter(changes=registration).delete()
    journal.record(
        JournalKind.REGISTRATION_WITHDRAWN, by=by, at=at, subject=("registration", registration.id)
    )
    _tell(Task.TELL_WITHDRAWN, registration, at)


def _made_from(draft_id: UUID, person: Person) -> UUID | None:
    return Registration.objects.filter(draft=draft_id, person=person).values_list("id", flat=True).first()


def _draft(draft_id: UUID, person: Person, seen: int | None, *, for_change: bool) -> Draft:
    draft = Draft.objects.filter(id=draft_id, person=person, changes__isnull=not for_change).first()
    if draft is None:
        raise NotFound(draft_id)
    if seen is not None and seen != draft.version:
        raise Refusal(RefusalCode.DRAFT_CHANGED_ELSEWHERE)
    return draft


def _open_registration(
    by: Viewer,
    at: datetime,
    person: Person,
    request: PlaceRequest,
    draft: Draft,
    *,
    replaces: Registration | None = None,
) -> Registration:
    sponsor_may_be_asked(person, request.answers)
    _record_details(by, at, person, request.answers)
    decision = _decide(
        by, at, person, request, DecisionCause.CHANGED if replaces else DecisionCause.SUBMITTED
    )
    registration = Registration.objects.create(
        person=person,
        qualification_id=request.offer.qualification_id,
        cohort=request.cohort,
        lead_provider_id=request.offer.lead_provider_id,
        submitted_at=at,
        status_changed_at=at,
        changed_at=at,
        replaces=replaces,
        draft=draft.id,
        decision_id=decision,
        notice_version=request.answers.notice_version or "",
        **_work(request),
    )
    journal.record(
        JournalKind.REGISTRATION_SUBMITTED,
        by=by,
        at=at,
        subject=("registration", registration.id),
        lead_provider=registration.lead_provider_id,
        cohort=registration.cohort_id,
        qualification=registration.qualification_id,
        workplace=registration.workplace_id,
        decision=decision,
        replaces=replaces.id if replaces else None,
        notice=registration.notice_version,
    )
    return registration


def _amend(
    by: Viewer, at: datetime, person: Person, old: Registration, request: PlaceRequest, draft: Draft
) -> Registration:
    sponsor_may_be_asked(person, request.answers)
    _record_details(by, at, person, request.answers)
    work = _work(request)
    before = _work_before(old, work)
    if work != before:
        old.decision_id = _decide(by, at, person, request, DecisionCause.CHANGED)
        for name, value in work.items():
            setattr(old, name, value)
        journal.record(
            JournalKind.REGISTRATION_CHANGED,
            by=by,
            at=at,
            subject=("registration", old.id),
            workplace_was=before["workplace_id"],
            workplace=old.workplace_id,
            decision=old.decision_id,
        )
    old.notice_version = request.answers.notice_version or ""
    old.changed_at = at
    old.draft = draft.id
    old.save()
    return old


def _decide(by: Viewer, at: datetime, person: Person, request: PlaceRequest, cause: DecisionCause) -> UUID:
    return decide_funding(
        by=by,
        at=at,
        person_id=person.id,
        series=request.cohort.policy_series,
        facts=request.facts,
        cause=cause,
    ).id


def _record_details(by: Viewer, at: datetime, person: Person, answers: Answers) -> None:
    record_details(
        by=by,
        at=at,
        person_id=person.id,
        full_name=answers.full_name or "",
        date_of_birth=answers.date_of_birth,
        teacher_reference_number=answers.teacher_reference_number or "",
    )


def _work(request: PlaceRequest) -> dict[str, object]:
    """The columns about work and pay; an answer to a question that is no longer asked does not count."""
    answers = request.answers
    employer = asks_employer(answers)
    pays = asks_payer(request.answer.outcome)
    return {
        "works_in_england": answers.works_in_england,
        "setting": answers.setting.value if answers.setting and asks_setting(answers) else "",
        "nursery": answers.nursery.value if answers.nursery and asks_nursery(answers) else "",
        "workplace_id": request.school.urn if request.school else None,
        "workplace_not_listed": request.facts.workplace_not_listed,
        "employment": answers.employment.value if answers.employment and asks_employment(answers) else "",
        "employer_name": answers.employer_name or "" if employer else "",
        "employment_role": answers.employment_role or "" if employer else "",
        "funding_choice": answers.funding_choice.value if answers.funding_choice and pays else None,
    }


def _is_same_request(old: Registration, request: PlaceRequest) -> bool:
    """Whether a provider would call it the same record: same provider, course and cohort."""
    return (old.lead_provider_id, old.qualification_id, old.cohort_id) == (
        request.offer.lead_provider_id,
        request.offer.qualification_id,
        request.cohort.id,
    )


def _is_all_the_same(old: Registration, person: Person, request: PlaceRequest) -> bool:
    """Whether a request, its sponsor apart, and the person's details are as they were. A blank detail is no change."""
    answers, work = request.answers, _work(request)
    told = {
        "full_name": answers.full_name,
        "date_of_birth": answers.date_of_birth,
        "teacher_reference_number": answers.teacher_reference_number,
    }
    return (
        _is_same_request(old, request)
        and work == _work_before(old, work)
        and all(getattr(person, name) == value for name, value in told.items() if value)
    )


def _work_before(old: Registration, work: dict[str, object]) -> dict[str, Any]:
    return {name: getattr(old, name) for name in work}


def _close(registration: Registration, status: Status, at: datetime) -> None:
    registration.status = status
    registration.status_changed_at = registration.changed_at = at
    registration.save(update_fields=["status", "status_changed_at", "changed_at"])


def _tell(task: Task, registration: Registration, at: datetime) -> None:
    defer(task, at=at, key=f"{task}/{registration.id}/{at.isoformat()}", registration_id=registration.id)

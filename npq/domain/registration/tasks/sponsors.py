"""Letters to the sponsor, and to the participant about the sponsor."""

from datetime import datetime
from uuid import UUID

from npq.domain.funding.kinds import Outcome
from npq.domain.organisations.queries import school_as_it_stood
from npq.domain.registration.kinds import ApprovalStatus, SponsorRole, Task
from npq.domain.registration.models import LIVE, Approval, Registration
from npq.domain.registration.operations.sponsor_reminders import give_up_on_sponsor
from npq.domain.registration.queries.letters import letter_facts, sponsor_token
from npq.domain.registration.tasks.wording import ANSWERS, ROLES, TO_THE_SPONSOR, in_a_sentence
from npq.gateways import email
from npq.gateways.email.failures import PermanentFailure
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.clock import london_day
from npq.kernel.queue import task
from npq.kernel.viewer import Viewer

_OUTCOME_LETTERS: dict[ApprovalStatus, str] = {
    ApprovalStatus.APPROVED: "sponsor-approved",
    ApprovalStatus.DECLINED: "sponsor-declined",
    ApprovalStatus.NOT_KNOWN: "sponsor-not-known",
    ApprovalStatus.NOT_REACHED: "sponsor-not-reached",
    ApprovalStatus.EXPIRED: "sponsor-expired",
}


@task(Task.ASK_SPONSOR)
def write_to_sponsor(*, at: datetime, key: str, approval_id: UUID) -> None:
    """Asks. An address that can never be reached ends the wait, so that the participant can name another."""
    approval = _awaited(approval_id)
    if approval is None:
        return
    registration = approval.registration
    try:
        email.post(
            reference=key,
            to=approval.sponsor_email,
            template="sponsor-request",
            personalisation={
                **_asking(approval),
                "workplace": _workplace(registration),
                "provider": registration.lead_provider.name,
                "who_pays": TO_THE_SPONSOR[Outcome(registration.decision.outcome)],
                "hours": f"{registration.qualification.weekly_hours_low} to "
                f"{registration.qualification.weekly_hours_high} hours",
                "months": str(registration.qualification.months),
            },
        )
    except PermanentFailure:
        give_up_on_sponsor(by=Viewer.system(Task.ASK_SPONSOR.value), at=at, approval_id=approval_id)


@task(Task.REMIND_SPONSOR)
def remind_sponsor(*, at: datetime, key: str, approval_id: UUID) -> None:
    approval = _awaited(approval_id)
    if approval is not None:
        email.post(
            reference=key,
            to=approval.sponsor_email,
            template="sponsor-reminder",
            personalisation=_asking(approval),
        )


@task(Task.THANK_SPONSOR)
def thank_sponsor(*, at: datetime, key: str, approval_id: UUID) -> None:
    approval = _approval(approval_id)
    answer = ANSWERS.get(ApprovalStatus(approval.status))
    if answer is not None and approval.answered_at is not None:
        email.post(
            reference=key,
            to=approval.sponsor_email,
            template="sponsor-receipt",
            personalisation={
                "participant": approval.registration.person.full_name,
                "qualification": in_a_sentence(approval.registration.qualification),
                "answered_on": dates.day(approval.answered_at),
                "answer": answer,
            },
        )


@task(Task.RELEASE_SPONSOR)
def release_sponsor(*, at: datetime, key: str, approval_id: UUID) -> None:
    approval = _approval(approval_id)
    if approval.sponsor_email:
        email.post(
            reference=key,
            to=approval.sponsor_email,
            template="sponsor-released",
            personalisation={
                "participant": approval.registration.person.full_name,
                "qualification": in_a_sentence(approval.registration.qualification),
            },
        )


@task(Task.TELL_SPONSOR_ENDED)
def tell_sponsor_ended(*, at: datetime, key: str, approval_id: UUID) -> None:
    """Tells a sponsor who approved that time and cover are free again, unless the person goes on some other way."""
    approval = _approval(approval_id)
    registration = approval.registration
    goes_on = Registration.objects.filter(
        LIVE,
        person=registration.person_id,
        qualification=registration.qualification_id,
        cohort=registration.cohort_id,
    ).exists()
    if approval.sponsor_email and not goes_on:
        email.post(
            reference=key,
            to=approval.sponsor_email,
            template="sponsor-registration-ended",
            personalisation={
                "participant": registration.person.full_name,
                "qualification": in_a_sentence(registration.qualification),
                "cohort": registration.cohort.name,
            },
        )


@task(Task.TELL_SPONSOR_ANSWERED)
def tell_sponsor_answered(*, at: datetime, key: str, approval_id: UUID) -> None:
    """Tells the participant what came of asking, unless another sponsor is asked by now."""
    approval = _approval(approval_id)
    facts = letter_facts(approval.registration_id)
    template = _OUTCOME_LETTERS.get(ApprovalStatus(approval.status))
    if facts.to is None or template is None:
        return
    words = {
        "qualification": in_a_sentence(facts.qualification),
        "provider": facts.provider,
        "registration_link": address("registration", registration_id=approval.registration_id),
    }
    if template == "sponsor-approved":
        words["decide_by"] = dates.day(facts.decide_by)
    if template == "sponsor-expired":
        words["ended_on"] = dates.day(approval.expires_at)
    email.post(reference=key, to=facts.to, template=template, personalisation=words)


def _asking(approval: Approval) -> dict[str, str]:
    return {
        "sponsor": approval.sponsor_name,
        "participant": approval.registration.person.full_name,
        "qualification": in_a_sentence(approval.registration.qualification),
        "role": ROLES[SponsorRole(approval.sponsor_role)],
        "reply_by": dates.day(approval.expires_at),
        "approval_link": address("sponsor-approval", token=sponsor_token(approval)),
    }


def _workplace(registration: Registration) -> str:
    if registration.workplace_id is None:
        return registration.employer_name
    school = school_as_it_stood(registration.workplace_id, london_day(registration.submitted_at))
    return school.name if school else registration.employer_name


def _awaited(approval_id: UUID) -> Approval | None:
    approval = _approval(approval_id)
    return approval if approval.status == ApprovalStatus.ASKED else None


def _approval(approval_id: UUID) -> Approval:
    return Approval.objects.select_related(
        "registration__person",
        "registration__qualification",
        "registration__cohort",
        "registration__lead_provider",
        "registration__decision",
    ).get(id=approval_id)

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.organisations.queries import SchoolFacts, school_as_it_stood
from npq.domain.registration.kinds import (
    ApprovalStatus,
    FundingChoice,
    ProviderReason,
    RejectionReason,
    SponsorRole,
    Status,
    Strength,
)
from npq.domain.registration.models import Approval, Registration
from npq.domain.registration.rules.approvals import MOST_ROUNDS
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

_ENDED = frozenset({Status.WITHDRAWN, Status.REJECTED})


@dataclass(frozen=True)
class RegistrationRow:
    """One request for a place, as a list shows it."""

    id: UUID
    status: Status
    qualification: str
    qualification_name: str
    cohort: UUID
    cohort_name: str
    starts_on: date
    lead_provider: UUID
    lead_provider_name: str
    submitted_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class ApprovalRow:
    """The sponsor who was asked, and what came of it."""

    id: UUID
    status: ApprovalStatus
    sponsor_name: str
    sponsor_email: str
    sponsor_role: SponsorRole
    strength: Strength
    asked_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    confirms_workplace: bool | None
    confirms_time: bool | None
    confirms_cover: bool | None
    recommended_provider: str
    comment: str
    may_be_sent_again: bool

    def link_is_open(self, at: datetime) -> bool:
        """Whether the sponsor's link still takes an answer."""
        return self.status is ApprovalStatus.ASKED and at < self.expires_at


@dataclass(frozen=True)
class RegistrationStory:
    """One request for a place with all that belongs to it. `workplace` is as it stood on the day of submission."""

    row: RegistrationRow
    rejection_reason: RejectionReason | None
    provider_reason: ProviderReason | None
    provider_note: str
    replaced_by: UUID | None
    works_in_england: bool
    setting: str
    workplace: SchoolFacts | None
    workplace_not_listed: bool
    employment: str
    employer_name: str
    employment_role: str
    funding_choice: FundingChoice | None
    outcome: Outcome
    reason: Reason
    policy: str
    approval: ApprovalRow | None


def registrations_of(viewer: Viewer) -> list[RegistrationRow]:
    """The viewer's own registrations, newest first, without those another has taken the place of."""
    own = _with_names(Registration.objects.filter(person_id=viewer.own_id)).exclude(status=Status.REPLACED)
    return [registration_row(registration) for registration in own.order_by("-submitted_at", "-id")]


def registration_of(viewer: Viewer, registration_id: UUID) -> RegistrationStory:
    """One of the viewer's own registrations. Raises NotFound otherwise.

    Of one that has ended, the sponsor asked last is told too, for whom nobody waits any more.
    """
    own = _with_names(Registration.objects.filter(person_id=viewer.own_id, id=registration_id))
    registration = own.select_related("decision").first()
    story = story_of(registration, registration_id)
    if registration is None or story.approval or story.row.status not in _ENDED:
        return story
    last = registration.approvals.select_related("recommended_provider").order_by("-asked_at").first()
    return replace(story, approval=_approval_row(last) if last else None)


def story_of(registration: Registration | None, registration_id: UUID) -> RegistrationStory:
    """The story of a registration that was looked up for somebody who may see it. Raises NotFound for None."""
    if registration is None:
        raise NotFound(registration_id)
    approvals = registration.approvals.select_related("recommended_provider").exclude(
        status=ApprovalStatus.REPLACED
    )
    approval = approvals.first()
    day = london_day(registration.submitted_at)
    replaced_by = Registration.objects.filter(replaces=registration).values_list("id", flat=True).first()
    return RegistrationStory(
        row=registration_row(registration),
        rejection_reason=RejectionReason(registration.rejection_reason)
        if registration.rejection_reason
        else None,
        provider_reason=ProviderReason(registration.provider_reason)
        if registration.provider_reason
        else None,
        provider_note=registration.provider_note,
        replaced_by=replaced_by,
        works_in_england=registration.works_in_england,
        setting=registration.setting,
        workplace=school_as_it_stood(registration.workplace_id, day) if registration.workplace_id else None,
        workplace_not_listed=registration.workplace_not_listed,
        employment=registration.employment,
        employer_name=registration.employer_name,
        employment_role=registration.employment_role,
        funding_choice=FundingChoice(registration.funding_choice) if registration.funding_choice else None,
        outcome=Outcome(registration.decision.outcome),
        reason=Reason(registration.decision.reason),
        policy=registration.decision.policy,
        approval=_approval_row(approval) if approval else None,
    )


def registration_row(registration: Registration) -> RegistrationRow:
    """A row from a registration whose names were loaded with it."""
    return RegistrationRow(
        id=registration.id,
        status=Status(registration.status),
        qualification=registration.qualification_id,
        qualification_name=registration.qualification.name,
        cohort=registration.cohort_id,
        cohort_name=registration.cohort.name,
        starts_on=registration.cohort.starts_on,
        lead_provider=registration.lead_provider_id,
        lead_provider_name=registration.lead_provider.name,
        submitted_at=registration.submitted_at,
        changed_at=registration.changed_at,
    )


def _with_names(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    return registrations.select_related("qualification", "cohort", "lead_provider").defer(
        "qualification__words"
    )


def _approval_row(approval: Approval) -> ApprovalRow:
    status = ApprovalStatus(approval.status)
    waiting = status in {ApprovalStatus.ASKED, ApprovalStatus.EXPIRED}
    return ApprovalRow(
        id=approval.id,
        status=status,
        sponsor_name=approval.sponsor_name,
        sponsor_email=approval.sponsor_email,
        sponsor_role=SponsorRole(approval.sponsor_role),
        strength=Strength(approval.strength),
        asked_at=approval.asked_at,
        expires_at=approval.expires_at,
        answered_at=approval.answered_at,
        confirms_workplace=approval.confirms_workplace,
        confirms_time=approval.confirms_time,
        confirms_cover=approval.confirms_cover,
        recommended_provider=approval.recommended_provider.name if approval.recommended_provider else "",
        comment=approval.comment,
        may_be_sent_again=waiting and approval.round < MOST_ROUNDS,
    )

"""What the holder of a sponsor's link may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.catalogue.queries import OfferRow, offers_for
from npq.domain.funding.kinds import Outcome
from npq.domain.organisations.queries import school_as_it_stood
from npq.domain.registration.kinds import ApprovalStatus, LinkState, RefusalCode, SponsorRole, Status
from npq.domain.registration.models import Approval, Registration, StoppedAddress
from npq.domain.registration.queries.letters import read_sponsor_token
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal


@dataclass(frozen=True)
class Asked:
    """What a sponsor is asked to approve: who, where, what, and how much of it."""

    participant: str
    workplace: str
    qualification: str
    qualification_name: str
    cohort_name: str
    starts_on: date
    lead_provider: str
    outcome: Outcome
    months: int
    weekly_hours_low: int
    weekly_hours_high: int
    sponsor_name: str
    sponsor_role: SponsorRole
    offers: tuple[OfferRow, ...]


@dataclass(frozen=True)
class SponsorLink:
    """A link as it stands now. `asked` is None once there is nothing to answer and nothing was answered.

    `stopped` says whether this link stopped all emails to its holder, and they have not allowed them again.
    """

    approval_id: UUID
    round: int
    state: LinkState
    expires_at: datetime
    answered_at: datetime | None
    answer: ApprovalStatus | None
    asked: Asked | None
    stopped: bool


def sponsor_link(token: str, at: datetime) -> SponsorLink:
    """The approval behind a link. Raises Refusal(LINK_NOT_VALID) for a link that was forged or damaged."""
    claims = read_sponsor_token(token)
    approval = (
        Approval.objects.select_related(
            "registration__person",
            "registration__qualification",
            "registration__cohort",
            "registration__lead_provider",
            "registration__decision",
        )
        .filter(id=claims[0])
        .first()
        if claims
        else None
    )
    if claims is None or approval is None:
        raise Refusal(RefusalCode.LINK_NOT_VALID)
    state = _state(approval, claims[1], at)
    told = state in {LinkState.OPEN, LinkState.ANSWERED}
    return SponsorLink(
        approval_id=approval.id,
        round=claims[1],
        state=state,
        expires_at=approval.expires_at,
        answered_at=approval.answered_at if told else None,
        answer=ApprovalStatus(approval.status) if state is LinkState.ANSWERED else None,
        asked=_asked(approval, approval.registration) if told else None,
        stopped=StoppedAddress.objects.filter(approval=approval).exists(),
    )


def _state(approval: Approval, round_: int, at: datetime) -> LinkState:
    if approval.status in {ApprovalStatus.APPROVED, ApprovalStatus.DECLINED, ApprovalStatus.NOT_KNOWN}:
        return LinkState.ANSWERED
    if approval.status == ApprovalStatus.REPLACED:
        return LinkState.NOT_NEEDED
    if approval.registration.status not in {Status.PENDING, Status.ACCEPTED}:
        return LinkState.NOT_NEEDED
    if round_ != approval.round:
        return LinkState.SUPERSEDED
    if approval.status != ApprovalStatus.ASKED or approval.expires_at <= at:
        return LinkState.EXPIRED
    return LinkState.OPEN


def _asked(approval: Approval, registration: Registration) -> Asked:
    qualification = registration.qualification
    school = (
        school_as_it_stood(registration.workplace_id, london_day(registration.submitted_at))
        if registration.workplace_id
        else None
    )
    return Asked(
        participant=registration.person.full_name,
        workplace=school.name if school else registration.employer_name,
        qualification=qualification.identifier,
        qualification_name=qualification.name,
        cohort_name=registration.cohort.name,
        starts_on=registration.cohort.starts_on,
        lead_provider=registration.lead_provider.name,
        outcome=Outcome(registration.decision.outcome),
        months=qualification.months,
        weekly_hours_low=qualification.weekly_hours_low,
        weekly_hours_high=qualification.weekly_hours_high,
        sponsor_name=approval.sponsor_name,
        sponsor_role=SponsorRole(approval.sponsor_role),
        offers=tuple(offers_for(qualification.identifier, registration.cohort_id)),
    )

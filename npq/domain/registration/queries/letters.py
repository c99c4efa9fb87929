"""What letters say about a registration, looked up when the letter is written: it tells the truth of that moment."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from npq.domain.catalogue.models import Offer, Qualification
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus
from npq.domain.registration.models import Approval, Registration
from npq.domain.registration.rules.days import decision_due
from npq.kernel.clock import london_day
from npq.kernel.signed_links import make_token, read_token

SPONSOR_LINK = "sponsor-approval"


@dataclass(frozen=True)
class LetterFacts:
    """One registration, as its letters speak of it. `to` is the participant's address, None once it is gone."""

    registration: Registration
    to: str | None
    participant: str
    qualification: Qualification
    provider: str
    cohort: str
    starts_on: date
    outcome: Outcome
    # None while the provider waits for the sponsor.
    decide_by: date | None


def letter_facts(registration_id: UUID) -> LetterFacts:
    """Everything a letter about a registration needs; three queries."""
    registration = Registration.objects.select_related(
        "person", "qualification", "cohort", "lead_provider", "decision"
    ).get(id=registration_id)
    offer = Offer.objects.filter(
        qualification=registration.qualification_id,
        cohort=registration.cohort_id,
        lead_provider=registration.lead_provider_id,
    ).first()
    approved = registration.approvals.filter(status=ApprovalStatus.APPROVED).first()
    return LetterFacts(
        registration=registration,
        to=registration.person.email,
        participant=registration.person.full_name,
        qualification=registration.qualification,
        provider=registration.lead_provider.name,
        cohort=registration.cohort.name,
        starts_on=registration.cohort.starts_on,
        outcome=Outcome(registration.decision.outcome),
        decide_by=decision_due(
            london_day(registration.submitted_at),
            offer.decides_within_days if offer else 0,
            gated=offer is not None and offer.needs_approval,
            approved_on=london_day(approved.answered_at) if approved and approved.answered_at else None,
        ),
    )


def sponsor_token(approval: Approval) -> str:
    """The signed part of the link of an approval's present round."""
    return make_token(SPONSOR_LINK, approval=str(approval.id), round=approval.round)


def read_sponsor_token(token: str) -> tuple[UUID, int] | None:
    """The approval and the round a link is for; None when it was forged or damaged."""
    claims = read_token(SPONSOR_LINK, token)
    if claims is None or set(claims) != {"approval", "round"}:
        return None
    return UUID(str(claims["approval"])), int(claims["round"])

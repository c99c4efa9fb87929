"""What letters say about a registration, looked up when the letter is written: it tells the truth of that moment."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from npq.domain.catalogue.models import Offer, Qualification
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.models import Approval, Registration
from npq.domain.registration.rules.days import working_days_after
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
    decide_by: date


def letter_facts(registration_id: UUID) -> LetterFacts:
    """Everything a letter about a registration needs; six joins, one query, and one for the terms of the offer."""
    registration = Registration.objects.select_related(
        "person", "qualification", "cohort", "lead_provider", "decision"
    ).get(id=registration_id)
    days = Offer.objects.filter(
        qualification=registration.qualification_id,
        cohort=registration.cohort_id,
        lead_provider=registration.lead_provider_id,
    ).values_list("decides_within_days", flat=True)
    return LetterFacts(
        registration=registration,
        to=registration.person.email,
        participant=registration.person.full_name,
        qualification=registration.qualification,
        provider=registration.lead_provider.name,
        cohort=registration.cohort.name,
        starts_on=registration.cohort.starts_on,
        outcome=Outcome(registration.decision.outcome),
        decide_by=working_days_after(london_day(registration.submitted_at), days.first() or 0),
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

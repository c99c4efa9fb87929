"""What invented people do, through the same operations as real ones. Every play takes the moment it happens at."""

from datetime import datetime
from uuid import UUID

from npq.demo.cast import Persona, Provider
from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.people.kinds import Issuer
from npq.domain.people.operations import change_details, give_role, sign_in_person
from npq.domain.registration.kinds import FundingChoice, SponsorRole
from npq.domain.registration.models import Approval
from npq.domain.registration.operations.drafts import Json, save_answers, start_draft
from npq.domain.registration.operations.registrations import submit_registration
from npq.domain.registration.operations.sponsor_answers import (
    Confirmations,
    approve_registration,
    decline_registration,
)
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.kernel.viewer import Role, Viewer

NPQEL = "npq-executive-leadership"


def arrive(persona: Persona, at: datetime) -> Viewer:
    """Signs in for the first time and says who they are."""
    signed_in = sign_in_person(
        by=Viewer.visitor(),
        at=at,
        issuer=Issuer.EMAIL_CODE,
        subject=str(persona.account),
        email=persona.email,
        email_verified=True,
    )
    assert signed_in.person_id is not None
    viewer = Viewer.person(signed_in.person_id)
    change_details(
        by=viewer,
        at=at,
        full_name=persona.name,
        date_of_birth=persona.born,
        teacher_reference_number=persona.trn,
    )
    return viewer


def join(persona: Persona, at: datetime) -> Viewer:
    """Arrives as a member of a lead provider's staff, or of the department."""
    assert persona.role is not None
    viewer = arrive(persona, at)
    assert viewer.person_id is not None
    role = Role(persona.role, persona.provider.id if persona.provider else None)
    give_role(
        by=Viewer.system("demonstration"),
        at=at,
        person_id=viewer.person_id,
        kind=role.kind,
        organisation_id=role.organisation_id,
    )
    return Viewer.person(viewer.person_id, role)


def answers_at(workplace: int) -> dict[str, Json]:
    """The first answers of somebody who works at a school."""
    return {
        "works_in_england": True,
        "setting": "an_academy_trust",
        "workplace_urn": workplace,
        "workplace_not_listed": False,
    }


def all_answers(persona: Persona, workplace: int, cohort: str, provider: Provider) -> dict[str, Json]:
    """Every answer of somebody who works at a school, and asks their chair of trustees."""
    return answers_at(workplace) | {
        "qualification": NPQEL,
        "cohort": str(cohort_by_identifier(cohort).id),
        "funding_choice": FundingChoice.SELF.value,
        "lead_provider": str(provider.id),
        "sponsor_role": SponsorRole.CHAIR_OF_TRUSTEES.value,
        "sponsor_name": "Chair Cheerful",
        "sponsor_email": f"chair.of.{persona.key}@trust.example",
        "full_name": persona.name,
        "date_of_birth": persona.born.isoformat(),
        "teacher_reference_number": persona.trn,
        "notice_version": NOTICE_VERSION,
    }


def register(viewer: Viewer, answers: dict[str, Json], at: datetime) -> UUID:
    """Answers every question and submits."""
    draft = start_draft(by=viewer, at=at)
    save_answers(by=viewer, at=at, draft_id=draft, question="all", answers=answers, seen=0)
    return submit_registration(by=viewer, at=at, draft_id=draft)


def sponsor_approves(registration: UUID, at: datetime) -> None:
    approval = _asked(registration)
    approve_registration(
        by=Viewer.sponsor(approval.id),
        at=at,
        approval_id=approval.id,
        round=approval.round,
        confirms=Confirmations(workplace=True, time=True, cover=True),
        comment="We are glad to support this.",
    )


def sponsor_declines(registration: UUID, at: datetime) -> None:
    approval = _asked(registration)
    decline_registration(
        by=Viewer.sponsor(approval.id),
        at=at,
        approval_id=approval.id,
        round=approval.round,
        comment="Let us talk about next year instead.",
    )


def _asked(registration: UUID) -> Approval:
    return Approval.objects.get(registration=registration, status="asked")

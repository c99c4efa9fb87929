"""Every code a person may meet has words, in every place that puts it into words."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

from npq.domain.assessment import kinds as assessment
from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.rules import identifying
from npq.domain.engagement.kinds import Party, StepKind, StepNote
from npq.domain.enrolment import kinds as enrolment
from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.people import kinds as people
from npq.domain.registration import kinds as registration
from npq.domain.registration.tasks import wording
from npq.web.department import words as department
from npq.web.participant import words as participant
from npq.web.participant.arrangements import words as arrangements
from npq.web.participant.place import words as place
from npq.web.participant.sitting import words as sitting
from npq.web.participant.writing import words as writing
from npq.web.provider import words as provider
from npq.web.provider.alike import words as alike
from npq.web.provider.training import words as training
from npq.web.shared import arrangement_terms
from npq.web.sponsor import words as sponsor

DOMAIN = Path(__file__).parents[2] / "npq" / "domain"

TABLES = [
    (participant.FUNDING, Reason),
    (participant.PAYERS, registration.FundingChoice),
    (participant.SPONSOR_ROLES, registration.SponsorRole),
    (participant.APPROVALS, registration.ApprovalStatus),
    (participant.STATUSES, registration.Status),
    (participant.STEPS, StepKind),
    (participant.PARTIES, Party),
    (participant.NOTES, StepNote),
    (participant.PROVIDER_REASONS, registration.ProviderReason),
    (provider.STATUSES, registration.Status),
    (provider.APPROVALS, registration.ApprovalStatus),
    (provider.OUTCOMES, Outcome),
    (provider.ORDERS, enrolment.Order),
    (provider.REASONS, Reason),
    (provider.PAYERS, registration.FundingChoice),
    (provider.SPONSOR_ROLES, registration.SponsorRole),
    (provider.STRENGTHS, registration.Strength),
    (provider.PROVIDER_REASONS, registration.ProviderReason),
    (provider.REJECTIONS, registration.RejectionReason),
    (provider.STEPS, StepKind),
    (provider.NEXT_MOVES, Party),
    (provider.NOTES, StepNote),
    (place.STATUSES, enrolment.TrainingStatus),
    (place.BREAKS, enrolment.DeferralReason),
    (place.LEAVING, enrolment.WithdrawalReason),
    (place.REFUSALS, enrolment.TrainingRefusal),
    (training.STATUSES, enrolment.TrainingStatus),
    (training.BREAKS, enrolment.DeferralReason),
    (training.LEAVING, enrolment.WithdrawalReason),
    (training.REFUSALS, enrolment.TrainingRefusal),
    (arrangement_terms.EFFECTS, assessment.Effect),
    (arrangement_terms.FORMATS, assessment.Format),
    (arrangements.ANSWERS, assessment.RequestState),
    (writing.KINDS_OF_WORDS, identifying.Kind),
    (alike.STATES, assessment.LookState),
    (alike.ORIGINS, Origin),
    (alike.SOURCES, assessment.SourceKind),
    (alike.ASIDE, assessment.AsideReason),
    (alike.OUTCOMES, assessment.Outcome),
    (alike.OUTCOME_WORDS, assessment.Outcome),
    (alike.RELEASES, assessment.ReleaseReason),
    (alike.QUESTIONS, assessment.TalkQuestion),
    (alike.REFUSALS | department.REFUSALS, assessment.AlikeRefusal),
    (department.SOURCES, assessment.SourceKind),
    (sitting.ORIGINS, Origin),
    (sitting.OUTCOMES, assessment.Outcome),
    (sponsor.ROLES, registration.SponsorRole),
    (wording.WHO_PAYS, Outcome),
    (wording.ROLES, registration.SponsorRole),
    (wording.REASONS, registration.ProviderReason),
]


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_words(table: dict[StrEnum, object], codes: type[StrEnum]):
    assert set(codes) <= set(table), f"{codes.__name__} without words: {set(codes) - set(table)}"


def test_every_refusal_has_words_somewhere_a_person_reads():
    spoken = set(participant.REFUSALS) | set(provider.REFUSALS) | set(sponsor.REFUSALS)
    for home in ("public", "shared", "department"):
        spoken |= set(getattr(_words(f"npq.web.{home}.words"), "REFUSALS", {}))
    unspoken = {
        code
        for kinds in (registration, enrolment, people)
        for code in kinds.RefusalCode
        if code not in spoken
    }
    assert not unspoken


def test_every_entry_about_a_registration_has_words_for_the_provider():
    kinds = set(registration.JournalKind) | set(enrolment.JournalKind)
    about_interest = {kind for kind in kinds if kind.startswith("interest")}
    assert kinds - about_interest <= set(provider.EVENTS)


def _words(name: str):
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None

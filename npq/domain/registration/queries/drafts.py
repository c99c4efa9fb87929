from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.funding.facts import Employment, Setting
from npq.domain.registration.kinds import ApprovalStatus, FundingChoice, Nursery, SponsorRole
from npq.domain.registration.models import Draft, Registration
from npq.domain.registration.rules.answers import Answers, read_answers
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class DraftRow:
    """A draft as its journey needs it. `changes` is the registration it would change."""

    id: UUID
    answers: Answers
    stored: dict[str, str | int | bool | None]
    revisions: dict[str, int]
    version: int
    changes: UUID | None
    updated_at: datetime


def draft_of(viewer: Viewer, *, changes: UUID | None = None) -> DraftRow | None:
    """The viewer's draft for a new registration, or for changing one; None while there is none."""
    draft = Draft.objects.filter(person_id=viewer.own_id, changes_id=changes).first()
    return _row(draft) if draft else None


def drafts_of(viewer: Viewer) -> list[DraftRow]:
    """All the viewer's drafts, last touched first."""
    return [_row(draft) for draft in Draft.objects.filter(person_id=viewer.own_id).order_by("-updated_at")]


def draft_by_id(viewer: Viewer, draft_id: UUID) -> DraftRow:
    """One draft of the viewer's own. Raises NotFound otherwise."""
    draft = Draft.objects.filter(person_id=viewer.own_id, id=draft_id).first()
    if draft is None:
        raise NotFound(draft_id)
    return _row(draft)


def last_registration(person_id: UUID) -> Registration | None:
    """What the person last registered for, whatever became of it."""
    return (
        Registration.objects.select_related("person")
        .filter(person_id=person_id)
        .order_by("-submitted_at", "-id")
        .first()
    )


def answers_of(registration: Registration) -> Answers:
    """A registration read back as the answers it was made from."""
    approval = registration.approvals.exclude(status=ApprovalStatus.REPLACED).first()
    return Answers(
        works_in_england=registration.works_in_england,
        setting=Setting(registration.setting) if registration.setting else None,
        nursery=Nursery(registration.nursery) if registration.nursery else None,
        workplace_urn=registration.workplace_id,
        workplace_not_listed=registration.workplace_not_listed,
        employment=Employment(registration.employment) if registration.employment else None,
        employer_name=registration.employer_name or None,
        employment_role=registration.employment_role or None,
        qualification=registration.qualification_id,
        cohort=registration.cohort_id,
        funding_seen=registration.decision.reason,
        funding_choice=FundingChoice(registration.funding_choice) if registration.funding_choice else None,
        lead_provider=registration.lead_provider_id,
        sponsor_role=SponsorRole(approval.sponsor_role) if approval else None,
        sponsor_name=approval.sponsor_name if approval else None,
        sponsor_email=approval.sponsor_email if approval else None,
        notice_version=registration.notice_version or None,
        notice_provider=registration.lead_provider_id,
    )


def _row(draft: Draft) -> DraftRow:
    return DraftRow(
        draft.id,
        read_answers(draft.answers),
        draft.answers,
        draft.revisions,
        draft.version,
        draft.changes_id,
        draft.updated_at,
    )

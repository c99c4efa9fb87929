from datetime import date, datetime
from uuid import UUID

import msgspec

from npq.domain.assessment.kinds import CaseKind, JournalKind, RefusalCode, RetirementReason
from npq.domain.assessment.models import AssessmentVersion, CaseRetirement, CaseVersion, Rubric
from npq.domain.assessment.packs.pack import Assessment, Case
from npq.domain.assessment.packs.pack import Rubric as RubricPack
from npq.domain.assessment.queries.setting import case_to_set
from npq.domain.catalogue.models import Qualification
from npq.kernel import journal
from npq.kernel.clock import london_midnight
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def publish_assessment(
    *, by: Viewer, at: datetime, pack: Assessment, embargo: date | None = None, set_by: UUID | None = None
) -> UUID:
    """Publishes a checked pack as a new version, and gives its id; the same content again changes nothing.

    A live case is seen by nobody but who sets it before its own day, or before `embargo` where that is later. `set_by`
    is the lead provider that sets it; without one it is the department. Raises NotFound where the qualification is not
    published, and Refusal: ASSESSMENT_VERSION_TAKEN where the version's name stands for another content,
    EMBARGO_STANDS (case, not_before) where a case that is published already would have to be held back for longer.
    """
    qualification = Qualification.objects.select_for_update().filter(identifier=pack.qualification).first()
    if qualification is None:
        raise NotFound(f"qualification {pack.qualification}")
    for case in pack.cases:
        _require_embargo(qualification, set_by, case, embargo)
    published = AssessmentVersion.objects.filter(qualification=qualification, set_by=set_by)
    if (same := published.filter(digest=pack.digest).first()) is not None:
        return same.id
    if published.filter(version=pack.version).exists():
        raise Refusal(RefusalCode.ASSESSMENT_VERSION_TAKEN, version=pack.version)
    for case in pack.cases:
        _store_case(qualification, set_by, case, embargo, at)
    version = AssessmentVersion.objects.create(
        qualification=qualification,
        set_by_id=set_by,
        version=pack.version,
        title=pack.title,
        digest=pack.digest,
        note=pack.note,
        framework=pack.framework,
        rubric=_stored_rubric(pack.rubric, at),
        policy=msgspec.to_builtins(pack.policy),
        cases=[case.digest for case in pack.cases],
        published_at=at,
    )
    journal.record(
        JournalKind.ASSESSMENT_PUBLISHED,
        by=by,
        at=at,
        subject=("assessment_version", version.id),
        qualification=pack.qualification,
        version=pack.version,
        digest=pack.digest,
    )
    return version.id


@operation
def retire_case(*, by: Viewer, at: datetime, case_id: UUID, reason: RetirementReason) -> None:
    """Says that a case is not set again; what is known of one variant is known of its whole family. A repeat changes
    nothing, and the first reason stands. Raises NotFound for whoever does not set it."""
    case = case_to_set(by, case_id)
    _, new = CaseRetirement.objects.get_or_create(
        case=case, defaults={"reason": reason.value, "retired_at": at}
    )
    if new:
        journal.record(
            JournalKind.CASE_RETIRED,
            by=by,
            at=at,
            subject=("case_version", case.id),
            family=case.family,
            reason=reason.value,
        )


def _embargo_of(case: Case, embargo: date | None) -> datetime | None:
    """From when candidates may see a case. A rehearsal is held back by its own day alone."""
    days = [case.not_before, embargo if case.kind is CaseKind.LIVE else None]
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else london_midnight(last)


def _require_embargo(
    qualification: Qualification, set_by: UUID | None, case: Case, embargo: date | None
) -> None:
    """A case that is out cannot be called back by publishing it again: to be told is better than to believe it."""
    wanted = _embargo_of(case, embargo)
    stored = CaseVersion.objects.filter(
        qualification=qualification, set_by=set_by, digest=case.digest
    ).first()
    if stored is None or wanted is None:
        return
    if stored.not_before is None or stored.not_before < wanted:
        raise Refusal(RefusalCode.EMBARGO_STANDS, case=case.id, not_before=stored.not_before)


def _store_case(
    qualification: Qualification, set_by: UUID | None, case: Case, embargo: date | None, at: datetime
) -> None:
    CaseVersion.objects.get_or_create(
        qualification=qualification,
        set_by_id=set_by,
        digest=case.digest,
        defaults={
            "identifier": case.id,
            "family": case.family,
            "variant": case.variant,
            "kind": case.kind.value,
            "title": case.paper.title,
            "content": msgspec.to_builtins(case.paper),
            "for_markers": msgspec.to_builtins(case.for_markers),
            "not_before": _embargo_of(case, embargo),
            "published_at": at,
        },
    )


def _stored_rubric(pack: RubricPack, at: datetime) -> Rubric:
    stored, _ = Rubric.objects.get_or_create(
        digest=pack.digest,
        defaults={
            "version": pack.version,
            "note": pack.note,
            "criteria": msgspec.to_builtins(pack.criteria),
            "published_at": at,
        },
    )
    return stored

"""Who comes to see a case: staff who set it, and the candidates of a window."""

from datetime import datetime, timedelta
from uuid import UUID

from npq.domain.assessment.kinds import OPENING_HOURS, JournalKind, OpeningPurpose, RefusalCode
from npq.domain.assessment.models import CaseExposure, CaseOpening, CaseVersion
from npq.domain.assessment.queries.setting import case_to_set, is_retired
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@operation
def open_case_as_staff(*, by: Viewer, at: datetime, case_id: UUID, purpose: OpeningPurpose) -> UUID:
    """Writes down that somebody of staff opens a case, and what for, and gives the id by which they read it: nothing
    of it is shown before this is stored. Again for the same purpose while it is open, it is the same opening.

    Raises NotFound for whoever does not set the case, and Refusal CASE_UNDER_EMBARGO (not_before) for every purpose
    but setting before its time.
    """
    case = case_to_set(by, case_id)
    if purpose is not OpeningPurpose.SETTING and case.not_before is not None and at < case.not_before:
        raise Refusal(RefusalCode.CASE_UNDER_EMBARGO, not_before=case.not_before)
    still_open = CaseOpening.objects.filter(
        case=case,
        opened_by=by.own_id,
        purpose=purpose.value,
        opened_at__gt=at - timedelta(hours=OPENING_HOURS),
        opened_at__lte=at,
    ).first()
    if still_open is not None:
        return still_open.id
    opening = CaseOpening.objects.create(
        case=case, opened_by_id=by.own_id, purpose=purpose.value, opened_at=at
    )
    journal.record(
        JournalKind.CASE_OPENED_BY_STAFF,
        by=by,
        at=at,
        subject=("case_version", case.id),
        purpose=purpose.value,
    )
    return opening.id


@step
def require_may_be_set(*, case: CaseVersion, opens_at: datetime) -> None:
    """What must hold of a case that a window is to have. Raises Refusal: CASE_RETIRED, CASE_UNDER_EMBARGO (not_before)
    where the window would open before the case's time."""
    if is_retired(case):
        raise Refusal(RefusalCode.CASE_RETIRED)
    if case.not_before is not None and opens_at < case.not_before:
        raise Refusal(RefusalCode.CASE_UNDER_EMBARGO, not_before=case.not_before)


@step
def expose_case(*, by: Viewer, at: datetime, case_id: UUID, window_id: UUID) -> None:
    """Writes down that candidates of a window know a case now. Every time after the first changes nothing."""
    _, new = CaseExposure.objects.get_or_create(case_id=case_id, window=window_id, defaults={"opened_at": at})
    if new:
        journal.record(
            JournalKind.CASE_EXPOSED, by=by, at=at, subject=("case_version", case_id), window=window_id
        )

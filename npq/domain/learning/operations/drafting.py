from datetime import datetime
from uuid import UUID

import msgspec

from npq.domain.catalogue.models import Qualification
from npq.domain.learning.kinds import JournalKind
from npq.domain.learning.models import CourseDraft
from npq.domain.learning.packs.pack import Pack
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@operation
def offer_draft(*, by: Viewer, at: datetime, pack: Pack) -> UUID:
    """Offers a checked pack to the department for preview, in the place of the draft before it, and gives the id of the
    draft. The same content again changes nothing. Raises NotFound where the qualification is not published."""
    qualification = _held_qualification(pack.qualification)
    draft = CourseDraft.objects.filter(qualification=qualification).first()
    if draft is None:
        draft = CourseDraft(qualification=qualification)
    elif draft.digest == pack.digest:
        return draft.id
    draft.digest, draft.pack, draft.offered_at = pack.digest, msgspec.to_builtins(pack), at
    draft.save()
    journal.record(
        JournalKind.COURSE_DRAFT_OFFERED,
        by=by,
        at=at,
        subject=("course_draft", draft.id),
        qualification=pack.qualification,
        digest=pack.digest,
    )
    return draft.id


@operation
def remove_draft(*, by: Viewer, at: datetime, qualification: str) -> bool:
    """Removes the draft of a qualification, and says whether there was one. Raises NotFound for no qualification."""
    draft = CourseDraft.objects.filter(qualification=_held_qualification(qualification)).first()
    if draft is None:
        return False
    journal.record(
        JournalKind.COURSE_DRAFT_REMOVED,
        by=by,
        at=at,
        subject=("course_draft", draft.id),
        qualification=qualification,
    )
    draft.delete()
    return True


def _held_qualification(identifier: str) -> Qualification:
    """The qualification, held, so that two at once come one after the other."""
    held = Qualification.objects.select_for_update().filter(identifier=identifier).first()
    if held is None:
        raise NotFound(f"qualification {identifier}")
    return held

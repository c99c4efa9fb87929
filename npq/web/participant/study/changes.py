"""What changed in one's course: read once, and put away with a button."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.operations.upgrading import note_change_seen
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect


@page(Audience.SIGNED_IN, methods=frozenset({"POST"}))
def seen(request: Request, study_id: UUID, change_id: UUID) -> HttpResponse:
    """What changed was read, up to this change."""
    note_change_seen(by=request.viewer, at=request.at, study_id=study_id, change_id=change_id)
    return redirect("study-course", study_id=study_id)

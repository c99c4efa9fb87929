"""How somebody wants to see what they write."""

from datetime import datetime

from npq.domain.assessment.kinds import Colours, Face, RefusalCode, Spacing
from npq.domain.assessment.models import WritingDisplay
from npq.domain.assessment.models.writing import LARGEST, SMALLEST
from npq.kernel.operations import operation
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@operation
def set_writing_display(
    *, by: Viewer, at: datetime, face: Face, size: int, spacing: Spacing, colours: Colours
) -> None:
    """Keeps how the viewer wants to see what they write. Raises NotFound, and Refusal: DISPLAY_OUT_OF_BOUNDS."""
    if not SMALLEST <= size <= LARGEST:
        raise Refusal(RefusalCode.DISPLAY_OUT_OF_BOUNDS, least=SMALLEST, most=LARGEST)
    WritingDisplay.objects.update_or_create(
        person_id=by.own_id,
        defaults={"face": face, "size": size, "spacing": spacing, "colours": colours},
    )

"""Access arrangements of the demonstration: one is agreed, and somebody else asks for one."""

from datetime import datetime, timedelta
from uuid import UUID

from npq.domain.assessment.kinds import Effect, Format
from npq.domain.assessment.operations.access import Agreed, agree_arrangement
from npq.domain.assessment.operations.access_requests import ask_for_access
from npq.domain.registration.models import Registration
from npq.kernel.clock import london_day
from npq.kernel.viewer import Viewer

AGREED_WITH, ASKED_BY = "Dov Underway", "Cleo Underway"


def arrange_access(staff: Viewer, *, at: datetime) -> None:
    """Northlight agreed one three weeks ago; for another it has been asked yesterday."""
    agree_arrangement(
        by=staff,
        at=at - timedelta(days=21),
        registration_id=_place(AGREED_WITH),
        agreed=Agreed(
            extra_time_percent=25,
            formats=(Format.LARGE_PRINT,),
            spelling_not_judged=True,
            review_on=london_day(at) + timedelta(days=340),
        ),
    )
    place = _place(ASKED_BY)
    ask_for_access(
        by=Viewer.person(Registration.objects.values_list("person", flat=True).get(id=place)),
        at=at - timedelta(days=1),
        registration_id=place,
        wants=(Effect.MORE_DAYS, Effect.AUDIO_FRIENDLY),
    )


def _place(name: str) -> UUID:
    return Registration.objects.values_list("id", flat=True).get(person__full_name=name)

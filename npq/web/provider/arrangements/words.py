"""Words for codes of access arrangements, as a lead provider's staff read them."""

from enum import StrEnum

from npq.domain.assessment.kinds import AccessRefusal, WindowRefusal

REFUSALS: dict[StrEnum, str] = {
    WindowRefusal.ARRANGEMENT_GIVES_NOTHING: "Enter what the arrangement gives",
    WindowRefusal.ARRANGEMENT_OUT_OF_BOUNDS: "The days must be after today",
    AccessRefusal.ARRANGEMENT_CHANGED: "Somebody changed this arrangement since you opened the page, so nothing was saved. It stands above as it is now",
    AccessRefusal.REQUEST_SETTLED: "It was taken back or answered since you opened the page",
}

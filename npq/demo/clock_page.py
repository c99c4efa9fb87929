"""The demonstration's clock: it can be moved on, so that reminders, expiries and starts can be seen to come."""

from datetime import timedelta

from django.http import HttpResponse

from npq.kernel import clock
from npq.kernel.privacy import Kept
from npq.kernel.retention import RETENTION
from npq.web.shared.access import Audience, page
from npq.web.shared.fields import RadioField
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render

STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "half-year": timedelta(days=182),
}


class MoveForm(Form):
    step = RadioField(
        label="Move the clock on by",
        choices={
            "hour": "An hour",
            "day": "A day",
            "week": "A week",
            "month": "30 days",
            "half-year": "Half a year",
        },
        errors={"required": "Select how far to move the clock"},
    )


@page(Audience.DEMONSTRATION)
def move_clock(request: Request) -> HttpResponse:
    """Shows the clock, and moves it on. It never goes back, because what happened stays happened."""
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        clock.set_to(clock.now() + STEPS[form.cleaned_data["step"]])
        return redirect("demonstration-clock")
    kept = {"letters": RETENTION[Kept.LETTER].words, "drafts": RETENTION[Kept.DRAFT].words}
    return render(request, "demo/clock.html", {"form": form, "at": request.at, **kept})

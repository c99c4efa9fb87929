"""Sharing an entry of the learning log with a coach, who is a name and an address, and reads by a link."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.operations.sharing import SHARED_FOR, share_entry, stop_sharing
from npq.domain.learning.queries.log import entry_of
from npq.domain.learning.queries.sharing import Coach, coaches_of, shares_of
from npq.kernel.refusals import Refusal
from npq.web.participant.study.said import redirect_saying
from npq.web.shared.access import Audience, page
from npq.web.shared.fields import EmailField, RadioField, TextField
from npq.web.shared.fields.choices import Choice
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, render

SENDING = frozenset({"POST"})
ANOTHER = "another"


class ShareForm(Form):
    """Whom to share with: somebody with whom one shared before, or a name and an address."""

    coach = RadioField(label="Who is your coach?", size="m", required=False, choices={})
    name = TextField(
        label="Your coach’s full name", required=False, max_length=128, autocomplete="off", spellcheck=False
    )
    email = EmailField(
        label="Your coach’s email address",
        hint="We send them a link to this entry, and write to nobody else.",
        required=False,
        autocomplete="off",
    )

    def __init__(self, *args: Any, coaches: list[Coach], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coaches = {str(number): coach for number, coach in enumerate(coaches)}
        known = {number: Choice(one.name, hint=one.email) for number, one in self.coaches.items()}
        if known:
            self.offer(
                "coach", {**known, ANOTHER: Choice("Somebody else", reveals=("name", "email"), divider="or")}
            )
        else:
            del self.fields["coach"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "coach" in self.errors:
            return given
        if self.coaches and not given.get("coach"):
            self.add_error("coach", "Select your coach, or somebody else")
        elif given.get("coach", ANOTHER) == ANOTHER:
            if "name" not in self.errors and not given.get("name"):
                self.add_error("name", "Enter your coach’s full name")
            if "email" not in self.errors and not given.get("email"):
                self.add_error("email", "Enter your coach’s email address")
        return given

    def chosen(self) -> Coach:
        """The coach that a form without a mistake names."""
        given = self.cleaned_data
        return self.coaches.get(given.get("coach") or ANOTHER) or Coach(given["name"], given["email"])


@page(Audience.SIGNED_IN)
def share(request: Request, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """Shows the whole text once more, with the warning not to name others, and asks whom to share it with."""
    found, one = entry_of(request.viewer, study_id, entry_id)
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, coaches=coaches_of(request.viewer))
    if sent is not None and form.is_valid():
        coach = form.chosen()
        try:
            share_entry(
                by=request.viewer,
                at=request.at,
                study_id=study_id,
                entry_id=entry_id,
                name=coach.name,
                email=coach.email,
            )
        except Refusal as refusal:
            typed = form.cleaned_data.get("coach") in (None, ANOTHER)
            form.refuse(refusal, "email" if typed else "coach")
        else:
            return redirect_saying("shared", "study-log", study_id=study_id)
    context = {
        "log": found,
        "entry": one,
        "form": form,
        "shares": shares_of(request.viewer, study_id, request.at),
        "days": SHARED_FOR.days,
    }
    return render(request, "participant/study/log/share.html", context)


@page(Audience.SIGNED_IN, methods=SENDING)
def stop(request: Request, study_id: UUID, share_id: UUID) -> HttpResponse:
    """The coach’s link opens nothing from now on."""
    stop_sharing(by=request.viewer, at=request.at, study_id=study_id, share_id=share_id)
    return redirect_saying("stopped", "study-log", study_id=study_id)

"""A response that is held, as its writer sees it: what it is, what happens next and by when, and their own passages."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import MOST_SAID_CHARACTERS, TalkQuestion
from npq.domain.assessment.operations.talking import say_before_talk
from npq.domain.assessment.queries.own_hold import hold_of
from npq.kernel.refusals import Refusal
from npq.web.participant.sitting import words
from npq.web.shared.access import Audience, page
from npq.web.shared.fields import LongTextField
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render


class BeforeTalkForm(Form):
    """What somebody wants to be known before the conversation."""

    text = LongTextField(
        label="What you want to say beforehand (optional)",
        hint="Whoever talks with you reads it before. You can change it until then",
        rows=8,
        max_length=MOST_SAID_CHARACTERS,
        required=False,
    )


@page(Audience.SIGNED_IN)
def hold(request: Request, sitting_id: UUID) -> HttpResponse:
    """The hold, and what one wants to say before the conversation."""
    found = hold_of(request.viewer, sitting_id)
    sent = request.POST if request.method == "POST" else None
    form = BeforeTalkForm(sent, initial={"text": found.before_talk})
    if sent is not None and form.is_valid():
        try:
            say_before_talk(
                by=request.viewer, at=request.at, sitting_id=sitting_id, text=form.cleaned_data["text"]
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            response = redirect("sitting-hold", sitting_id=sitting_id)
            response["Location"] += "#before"
            return response
    context = {
        "found": found,
        "row": found.row,
        "form": form,
        "sitting_id": sitting_id,
        "asked": list(TalkQuestion),
        "words": words,
    }
    return render(request, "participant/sitting/hold.html", context)

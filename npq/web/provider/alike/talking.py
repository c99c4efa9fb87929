"""A conversation with the writer of a held response: invited, recorded by one, confirmed by another; released."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import LookState, TalkQuestion
from npq.domain.assessment.operations.talking import (
    arrange_talk,
    confirm_outcome,
    record_conversation,
    release_hold,
)
from npq.domain.assessment.queries.look import LookShown, look_of
from npq.kernel.clock import LONDON
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.alike import words
from npq.web.provider.alike.forms import ConfirmForm, InviteForm, ReleaseForm, TalkForm
from npq.web.provider.alike.pages import decided, to_look
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, render


@page(Audience.PROVIDER)
def invite(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Says when and where the conversation is."""
    found = _held(request, window_id, look_id)
    if decided(request, found, LookState.HELD):
        return to_look(found)
    at = found.row.talk_at.astimezone(LONDON) if found.row.talk_at else None
    initial = {"day": at.date(), "time": at.time(), "where": found.talk_where} if at else {}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            arrange_talk(
                by=request.viewer,
                at=request.at,
                look_id=look_id,
                talk_at=form.talk_at,
                where=form.cleaned_data["where"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return to_look(found)
    return render(request, "provider/alike/invite.html", {"found": found, "row": found.row, "form": form})


@page(Audience.PROVIDER)
def conversation(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Writes down a conversation, or writes it down anew."""
    found = _held(request, window_id, look_id)
    if decided(request, found, LookState.HELD, LookState.TALKED):
        return to_look(found)
    form = TalkForm(request.POST if request.method == "POST" else None, initial=_known(found, request))
    if request.method == "POST" and form.is_valid():
        try:
            record_conversation(by=request.viewer, at=request.at, look_id=look_id, talk=form.talk)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return to_look(found)
    return render(request, "provider/alike/talk.html", {"found": found, "row": found.row, "form": form})


@page(Audience.PROVIDER)
def confirm(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Another member of staff reads what was recorded, and stands behind its outcome."""
    found = _held(request, window_id, look_id)
    if found.talk is None or decided(request, found, LookState.TALKED):
        return to_look(found)
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, initial={"conversation": found.talk.id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            confirm_outcome(
                by=request.viewer,
                at=request.at,
                look_id=look_id,
                conversation_id=_id(form.cleaned_data["conversation"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return to_look(found)
    context = {"found": found, "row": found.row, "form": form, "words": words}
    return render(request, "provider/alike/confirm.html", context)


@page(Audience.PROVIDER)
def release(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Ends a hold: before any conversation, or after the provider's own procedure."""
    found = _held(request, window_id, look_id)
    if decided(request, found, LookState.HELD, LookState.CONFIRMED):
        return to_look(found)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            release_hold(by=request.viewer, at=request.at, look_id=look_id)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return to_look(found)
    return render(request, "provider/alike/release.html", {"found": found, "row": found.row, "form": form})


def _held(request: Request, window_id: UUID, look_id: UUID) -> LookShown:
    """A response that is or was held. Raises NotFound for one that never was."""
    found = look_of(request.viewer, window_id, look_id)
    if found.row.state in {LookState.TO_LOOK_AT, LookState.SET_ASIDE}:
        raise NotFound(look_id)
    return found


def _known(found: LookShown, request: Request) -> dict[str, object]:
    """What is known before a conversation is written down: the arranged day, and what everybody is asked; afterwards
    what was written down."""
    talk = found.talk
    if talk is not None:
        return {
            "held_on": talk.held_on,
            "present_first": talk.present[0],
            "present_second": talk.present[1],
            "asked": list(talk.asked),
            "asked_besides": talk.asked_besides,
            "said": talk.said,
            "outcome": talk.outcome,
        }
    day: date | None = None
    if found.row.talk_at is not None and found.row.talk_at <= request.at:
        day = found.row.talk_at.astimezone(LONDON).date()
    return {"held_on": day, "asked": list(TalkQuestion)}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(text) from None

"""Why a sign-in ended before it was done, and what to do next."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse

from npq.kernel.refusals import NotFound
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render
from npq.web.shared.sign_in.sessions import safe_next


@dataclass(frozen=True)
class Words:
    """What happened, and what helps."""

    title: str
    explanation: str
    button: str = "Start again"


WORDS = {
    "tried-too-often": Words(
        "You have tried too many codes",
        "The code we sent no longer works. Nothing you entered before has been lost: ask for a new code and try again.",
        "Get a new code",
    ),
    "wait": Words(
        "Too many codes have been tried for this address",
        "Wait an hour, then start again. If it was not you who tried them, nobody has got in.",
    ),
    "too-many-codes": Words(
        "We have sent you enough codes",
        "Look for the newest one, in the spam folder too. If it is not there, wait 15 minutes and start again.",
    ),
    "expired": Words(
        "Your code no longer works",
        "Codes work once, for 15 minutes, in the browser where you asked for them. Ask for a new one.",
        "Get a new code",
    ),
    "moved-on": Words(
        "This sign-in is no longer open",
        "Something changed while you were signing in, perhaps in another window. Start again.",
    ),
    "turned-down": Words(
        "You did not sign in", "You turned back, or {provider} did not let you through. You can try again."
    ),
    "not-begun-here": Words(
        "We could not finish signing you in",
        "The page you came back with was used before, is too old, or belongs to another browser. Start again here.",
    ),
    "not-verified": Words(
        "Confirm your email address first",
        "{provider} has not checked your email address yet. Confirm it there, then sign in here again.",
    ),
    "no-address": Words(
        "We need your email address",
        "{provider} did not tell us your email address. We need it to write to you: allow it there, then try again.",
    ),
    "unavailable": Words(
        "You cannot sign in just now",
        "{provider} does not answer us as it should. We have been told. Try again in a few minutes.",
        "Try again",
    ),
}


@page(Audience.PUBLIC, methods=READING)
def show(request: Request, why: str) -> HttpResponse:
    """One of the reasons."""
    words = WORDS.get(why)
    if words is None:
        raise NotFound(why)
    explanation = words.explanation.format(provider=settings.OPENID_NAME)
    context = {"words": words, "explanation": explanation, "next": safe_next(request)}
    return render(request, "public/sign_in/stopped.html", context)

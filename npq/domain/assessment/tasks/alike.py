"""Letters to somebody whose result is held: what it is, what happens next and by when."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import LookState, Origin, Outcome, Task
from npq.domain.assessment.models import Likeness, Look
from npq.domain.assessment.operations.talking import newest_conversation
from npq.gateways import email
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task

FOLLOWS: dict[Outcome | None, str] = {
    Outcome.OWN_WORDS: "You were heard, and the words are your own.",
    Outcome.POOR_QUOTING: (
        "You were heard. It is about how words of others are marked as theirs, and you will be shown how."
    ),
    Outcome.OWN_PROCEDURE: "Its own procedure has ended, and it has told you how.",
    None: "There is nothing to talk about after all.",
}


@task(Task.TELL_HELD)
def tell_held(*, at: datetime, key: str, look_id: UUID) -> None:
    """A result is held until its writer was heard. Nobody is told so whose hold has ended meanwhile."""
    look = _look(look_id, LookState.holding())
    if look is not None and look.talk_by is not None:
        _post(look, key, "response-held", talk_by=dates.day(look.talk_by), why=_why(look))


@task(Task.TELL_TALK)
def tell_talk(*, at: datetime, key: str, look_id: UUID) -> None:
    """When and where the conversation is, as it is arranged by now."""
    look = _look(look_id, frozenset({LookState.HELD}))
    if look is not None and look.talk_at is not None:
        _post(
            look,
            key,
            "response-talk",
            window=look.window.name,
            talk_at=dates.moment(look.talk_at),
            talk_where=look.talk_where,
        )


@task(Task.TELL_RELEASED)
def tell_released(*, at: datetime, key: str, look_id: UUID) -> None:
    """A hold has ended, and what follows from the conversation."""
    look = _look(look_id, frozenset({LookState.RELEASED}))
    if look is not None:
        newest = newest_conversation(look)
        outcome = Outcome(newest.outcome) if newest else None
        _post(look, key, "response-released", window=look.window.name, what_follows=FOLLOWS[outcome])


def _why(look: Look) -> str:
    """What was found in a response: passages that stand elsewhere, or much that is quoted and so not compared."""
    alike = Q(first=look.script_id) | Q(second=look.script_id, origin=Origin.WINDOW.value)
    if Likeness.objects.filter(alike).exists():
        return f"Some passages of your response in “{look.window.name}” also stand in another text."
    return f"Much of your response in “{look.window.name}” stands in quotation marks, block quotes or references."


def _look(look_id: UUID, states: Collection[LookState]) -> Look | None:
    """A look in one of these states by now; None where it is in another, or erased."""
    return (
        Look.objects.select_related(
            "window__lead_provider", "script__submission__script__sitting__registration__person"
        )
        .defer("script__content", "script__submission__script__content")
        .filter(id=look_id, state__in=[state.value for state in states])
        .first()
    )


def _post(look: Look, key: str, template: str, **more: str) -> None:
    sitting = look.script.submission.script.sitting
    to = sitting.registration.person.email
    if to is None:
        return
    email.post(
        reference=key,
        to=to,
        template=template,
        personalisation={
            "provider": look.window.lead_provider.name,
            "hold_link": address("sitting-hold", sitting_id=sitting.id),
            **more,
        },
    )

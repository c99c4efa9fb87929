"""A person looks at a script that shares passages, and sets it aside or holds it. Nothing here decides by itself."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import (
    LOOK,
    MOST_REASON_CHARACTERS,
    AlikeRefusal,
    AsideReason,
    JournalKind,
    LookState,
    Task,
)
from npq.domain.assessment.models import Look
from npq.domain.assessment.operations.comparing import reopen
from npq.domain.assessment.operations.holding import hold_person
from npq.domain.assessment.queries.looks import looks_for
from npq.domain.assessment.rules.holds import talk_by
from npq.domain.assessment.rules.revisions import plain
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def set_aside_likeness(*, by: Viewer, at: datetime, look_id: UUID, reason: AsideReason, text: str) -> None:
    """Says that what a script shares is nothing to talk about, and why. The same again changes nothing.

    Raises NotFound, and Refusal: LOOK_MOVED_ON where somebody else decided meanwhile, REASON_MISSING, REASON_TOO_LONG
    (most).
    """
    look = held_look(by, look_id)
    text = readable(text, MOST_REASON_CHARACTERS, AlikeRefusal.REASON_TOO_LONG)
    if not text:
        raise Refusal(AlikeRefusal.REASON_MISSING)
    said = (by.own_id, reason.value, text)
    if look.state == LookState.SET_ASIDE and said == (look.aside_by_id, look.aside_reason, look.aside_text):
        return
    move(look, "set_aside_likeness", at)
    look.aside_by_id, look.aside_reason, look.aside_text = said
    look.save()
    record(JournalKind.LIKENESS_SET_ASIDE, look, by, at, reason=reason.value)


@operation
def look_again(*, by: Viewer, at: datetime, look_id: UUID) -> None:
    """What was set aside is to be looked at again. A repeat does nothing.

    Raises NotFound, and Refusal LOOK_MOVED_ON."""
    look = held_look(by, look_id)
    if look.state != LookState.TO_LOOK_AT:
        reopen(look, by, at)


@operation
def hold_script(*, by: Viewer, at: datetime, look_id: UUID) -> None:
    """Holds a script's result until its writer was heard, and writes to them. From now on staff see whose it is. A
    repeat does nothing.

    Raises NotFound, and Refusal LOOK_MOVED_ON where somebody else decided meanwhile.
    """
    look = held_look(by, look_id)
    if look.state == LookState.HELD:
        return
    move(look, "hold_script", at)
    look.held_by_id, look.held_at, look.talk_by = by.own_id, at, talk_by(london_day(at))
    look.save()
    record(JournalKind.SCRIPT_HELD, look, by, at, talk_by=look.talk_by.isoformat())
    tell(Task.TELL_HELD, look, at)


@step
def held_look(by: Viewer, look_id: UUID) -> Look:
    """A script to look at in a window of the viewer's provider, its writer and itself held. Raises NotFound, also where
    the viewer was in that window themselves."""
    seen = looks_for(by).filter(id=look_id)
    writer = seen.values_list("script__submission__script__sitting__registration__person", flat=True).first()
    if writer is None:
        raise NotFound(look_id)
    hold_person(writer)
    return seen.select_for_update(of=("self",), no_key=True).get()


@step
def tell(task: Task, look: Look, at: datetime) -> None:
    """Queues a letter to a script's writer."""
    defer(task, at=at, key=f"{task}/{look.id}/{at.isoformat()}", look_id=look.id)


def readable(text: str, most: int, refusal: AlikeRefusal) -> str:
    """Text as it is kept. Raises a Refusal (most) where it is too long."""
    said = plain(text).strip()
    if len(said) > most:
        raise Refusal(refusal, most=f"{most:,}")
    return said


def move(look: Look, verb: str, at: datetime) -> None:
    """Moves a look by a verb of its table, unsaved. Raises Refusal LOOK_MOVED_ON."""
    look.state = LOOK.after(LookState(look.state), verb, refusal=AlikeRefusal.LOOK_MOVED_ON)
    look.state_changed_at = at


@step
def record(kind: JournalKind, look: Look, by: Viewer, at: datetime, **codes: str) -> None:
    """Writes down what somebody did about a script: codes, and no text."""
    journal.record(kind, by=by, at=at, subject=("look", look.id), window=look.window_id, **codes)

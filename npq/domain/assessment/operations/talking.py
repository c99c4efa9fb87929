"""A conversation with the writer of a script that is held, and the end of the hold.

One member of staff writes down what was said and what they make of it; another one confirms it, or records it anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.assessment.kinds import (
    MOST_NAME_CHARACTERS,
    MOST_QUESTIONS_CHARACTERS,
    MOST_REASON_CHARACTERS,
    MOST_SAID_CHARACTERS,
    AlikeRefusal,
    JournalKind,
    LookState,
    Outcome,
    ReleaseReason,
    TalkQuestion,
    Task,
)
from npq.domain.assessment.models import Conversation, Look
from npq.domain.assessment.operations.holding import hold_person
from npq.domain.assessment.operations.looking import held_look, move, readable, record, tell
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A conversation: when, who of the provider was there, what was asked and said, and what is made of it."""

    held_on: date
    present: tuple[str, str]
    asked: tuple[TalkQuestion, ...]
    asked_besides: str
    said: str
    outcome: Outcome


@operation
def arrange_talk(*, by: Viewer, at: datetime, look_id: UUID, talk_at: datetime, where: str) -> None:
    """Says when and where the conversation is, and invites the writer. The same again changes nothing.

    Raises NotFound, and Refusal: LOOK_MOVED_ON, TALK_IS_PAST, REASON_MISSING, REASON_TOO_LONG (most).
    """
    look = held_look(by, look_id)
    _require(look, LookState.HELD)
    where = readable(where, MOST_REASON_CHARACTERS, AlikeRefusal.REASON_TOO_LONG)
    if not where:
        raise Refusal(AlikeRefusal.REASON_MISSING)
    if (look.talk_at, look.talk_where) == (talk_at, where):
        return
    if talk_at <= at:
        raise Refusal(AlikeRefusal.TALK_IS_PAST)
    look.talk_at, look.talk_where = talk_at, where
    look.save(update_fields=["talk_at", "talk_where"])
    record(JournalKind.TALK_ARRANGED, look, by, at, talk_at=talk_at.isoformat())
    tell(Task.TELL_TALK, look, at)


@operation
def say_before_talk(*, by: Viewer, at: datetime, sitting_id: UUID, text: str) -> None:
    """The writer says what they want to be known before the conversation; saving again takes its place.

    Raises NotFound where nothing of theirs is held, and Refusal: LOOK_MOVED_ON once it was talked over, SAID_TOO_LONG
    (most).
    """
    hold_person(by.own_id)
    own = {"sitting": sitting_id, "sitting__registration__person": by.own_id}
    look = (
        Look.objects.filter(**{f"script__submission__script__{name}": value for name, value in own.items()})
        .exclude(state__in=[LookState.TO_LOOK_AT.value, LookState.SET_ASIDE.value])
        .select_for_update(of=("self",), no_key=True)
        .first()
    )
    if look is None:
        raise NotFound(sitting_id)
    _require(look, LookState.HELD)
    said = readable(text, MOST_SAID_CHARACTERS, AlikeRefusal.SAID_TOO_LONG)
    if said != look.before_talk:
        look.before_talk, look.before_talk_at = said, at
        look.save(update_fields=["before_talk", "before_talk_at"])


@operation
def record_conversation(*, by: Viewer, at: datetime, look_id: UUID, talk: Talk) -> UUID:
    """Writes down a conversation and what the viewer makes of it; another member of staff has to confirm it. Recorded
    anew it takes the place of the one before, which stays. The same again by the same person is the same.

    Raises NotFound, and Refusal: LOOK_MOVED_ON, TALK_TO_COME, TALK_BEFORE_HOLD, TWO_WERE_THERE, NOTHING_ASKED,
    NOTHING_SAID, SAID_TOO_LONG (most).
    """
    look = held_look(by, look_id)
    said = _readable(talk, at)
    if look.held_at is not None and said.held_on < london_day(look.held_at):
        raise Refusal(AlikeRefusal.TALK_BEFORE_HOLD)
    newest = newest_conversation(look)
    if newest is not None and (newest.recorded_by_id, _says(newest)) == (by.own_id, said):
        return newest.id
    move(look, "record_conversation", at)
    look.save()
    made = Conversation.objects.create(
        look=look,
        held_on=said.held_on,
        present_first=said.present[0],
        present_second=said.present[1],
        asked=[question.value for question in said.asked],
        asked_besides=said.asked_besides,
        said=said.said,
        outcome=said.outcome.value,
        recorded_by_id=by.own_id,
        recorded_at=at,
    )
    record(JournalKind.CONVERSATION_RECORDED, look, by, at, outcome=said.outcome.value)
    return made.id


@operation
def confirm_outcome(*, by: Viewer, at: datetime, look_id: UUID, conversation_id: UUID) -> None:
    """Another member of staff than the one who recorded a conversation confirms its outcome, as they have read it. One
    that ends the matter releases the script at once. A repeat does nothing.

    Raises NotFound, and Refusal: LOOK_MOVED_ON, OUTCOME_CHANGED_MEANWHILE, ANOTHER_CONFIRMS.
    """
    look = held_look(by, look_id)
    newest = newest_conversation(look)
    if newest is None:
        raise NotFound(conversation_id)
    if newest.id != conversation_id:
        raise Refusal(AlikeRefusal.OUTCOME_CHANGED_MEANWHILE)
    if newest.recorded_by_id == by.own_id:
        raise Refusal(AlikeRefusal.ANOTHER_CONFIRMS)
    if look.state in {LookState.CONFIRMED, LookState.RELEASED}:
        return
    move(look, "confirm_outcome", at)
    look.confirmed_by_id, look.confirmed_at = by.own_id, at
    look.save()
    record(JournalKind.OUTCOME_CONFIRMED, look, by, at, outcome=newest.outcome)
    if Outcome(newest.outcome).ends_the_hold:
        _release(look, by, at, ReleaseReason.OUTCOME)


@operation
def release_hold(*, by: Viewer, at: datetime, look_id: UUID) -> None:
    """Ends a hold: before any conversation, where there is nothing to talk about after all, or once the provider's own
    procedure has ended. A repeat does nothing. Raises NotFound, and Refusal LOOK_MOVED_ON."""
    look = held_look(by, look_id)
    if look.state == LookState.RELEASED:
        return
    is_held = look.state == LookState.HELD
    _release(look, by, at, ReleaseReason.NOTHING_TO_TALK_ABOUT if is_held else ReleaseReason.PROCEDURE_ENDED)


@step
def _release(look: Look, by: Viewer, at: datetime, reason: ReleaseReason) -> None:
    move(look, "release_hold", at)
    look.released_by_id, look.released_at, look.release_reason = by.own_id, at, reason.value
    look.save()
    record(JournalKind.HOLD_RELEASED, look, by, at, reason=reason.value)
    tell(Task.TELL_RELEASED, look, at)


def newest_conversation(look: Look) -> Conversation | None:
    return look.conversations.order_by("-recorded_at", "-id").first()


def _require(look: Look, state: LookState) -> None:
    if look.state != state:
        raise Refusal(AlikeRefusal.LOOK_MOVED_ON)


def _readable(talk: Talk, at: datetime) -> Talk:
    """A conversation as it is kept. Raises Refusal where it is none."""
    first, second = (
        " ".join(readable(name, MOST_NAME_CHARACTERS, AlikeRefusal.SAID_TOO_LONG).split())
        for name in talk.present
    )
    if not first or not second or first.casefold() == second.casefold():
        raise Refusal(AlikeRefusal.TWO_WERE_THERE)
    if talk.held_on > london_day(at):
        raise Refusal(AlikeRefusal.TALK_TO_COME)
    besides = readable(talk.asked_besides, MOST_QUESTIONS_CHARACTERS, AlikeRefusal.SAID_TOO_LONG)
    if not talk.asked and not besides:
        raise Refusal(AlikeRefusal.NOTHING_ASKED)
    said = readable(talk.said, MOST_SAID_CHARACTERS, AlikeRefusal.SAID_TOO_LONG)
    if not said:
        raise Refusal(AlikeRefusal.NOTHING_SAID)
    asked = tuple(question for question in TalkQuestion if question in talk.asked)
    return Talk(
        held_on=talk.held_on,
        present=(first, second),
        asked=asked,
        asked_besides=besides,
        said=said,
        outcome=talk.outcome,
    )


def _says(row: Conversation) -> Talk:
    return Talk(
        held_on=row.held_on,
        present=(row.present_first, row.present_second),
        asked=tuple(TalkQuestion(code) for code in row.asked),
        asked_besides=row.asked_besides,
        said=row.said,
        outcome=Outcome(row.outcome),
    )

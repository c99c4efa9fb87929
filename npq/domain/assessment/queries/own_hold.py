"""A hold as the writer of a response sees it: their own passages, and nothing of anybody else's text."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import LookState, Origin, Outcome, ReleaseReason, TalkQuestion
from npq.domain.assessment.models import Conversation, Likeness, Look
from npq.domain.assessment.queries.passages import Quoted, Read, found
from npq.domain.assessment.queries.sittings import WindowRow, window_row
from npq.domain.assessment.rules.alike import own_view
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

SHOWN = (LookState.HELD, LookState.TALKED, LookState.CONFIRMED, LookState.RELEASED)


@dataclass(frozen=True, slots=True)
class HoldRow:
    """That a response is or was held, and by when its writer is heard."""

    state: LookState
    talk_by: date
    talk_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnPassageShown:
    """A passage of one's own, how many words it is, and what kind of text has it too."""

    parts: list[Quoted]
    words: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written down of the conversation. The outcome is there once two people stand behind it."""

    held_on: date
    asked: tuple[TalkQuestion, ...]
    asked_besides: str
    said: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class HoldShown:
    """A hold with all that its writer may know of it."""

    row: HoldRow
    window: WindowRow
    provider: str
    talk_where: str
    before_talk: str
    before_talk_at: datetime | None
    passages: list[OwnPassageShown]
    recorded: Recorded | None
    release_reason: ReleaseReason | None


def hold_row(viewer: Viewer, sitting_id: UUID) -> HoldRow | None:
    """Whether a response of the viewer's own is or was held; None where it never was."""
    look = Look.objects.filter(_own(viewer, sitting_id)).first()
    return _row(look) if look else None


def hold_of(viewer: Viewer, sitting_id: UUID) -> HoldShown:
    """A hold of the viewer's own response. Raises NotFound where there never was one."""
    look = (
        Look.objects.filter(_own(viewer, sitting_id))
        .select_related("script", "window__lead_provider")
        .first()
    )
    if look is None:
        raise NotFound(sitting_id)
    script = look.script_id
    likenesses = Likeness.objects.filter(Q(first=script) | Q(second=script)).order_by("found_at", "id")
    read = Read(look.script.content)
    talk = look.conversations.order_by("-recorded_at", "-id").first()
    return HoldShown(
        row=_row(look),
        window=window_row(look.window),
        provider=look.window.lead_provider.name,
        talk_where=look.talk_where,
        before_talk=look.before_talk,
        before_talk_at=look.before_talk_at,
        passages=[
            OwnPassageShown(read.quoted(one.span), one.words, one.origin)
            for one in own_view(script, map(found, likenesses))
        ],
        recorded=_recorded(talk, look) if talk else None,
        release_reason=ReleaseReason(look.release_reason) if look.release_reason else None,
    )


def _own(viewer: Viewer, sitting_id: UUID) -> Q:
    return Q(
        script__submission__script__sitting=sitting_id,
        script__submission__script__sitting__registration__person=viewer.own_id,
        state__in=[state.value for state in SHOWN],
    )


def _row(look: Look) -> HoldRow:
    assert look.talk_by is not None
    return HoldRow(LookState(look.state), look.talk_by, look.talk_at, look.released_at)


def _recorded(talk: Conversation, look: Look) -> Recorded:
    is_confirmed = look.confirmed_at is not None
    return Recorded(
        held_on=talk.held_on,
        asked=tuple(TalkQuestion(code) for code in talk.asked),
        asked_besides=talk.asked_besides,
        said=talk.said,
        outcome=Outcome(talk.outcome) if is_confirmed else None,
    )

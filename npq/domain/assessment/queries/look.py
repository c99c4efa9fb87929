"""One script to look at: what it shares, side by side, and what people made of it. By number until it is held."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.assessment.kinds import AsideReason, Origin, Outcome, ReleaseReason, SourceKind, TalkQuestion
from npq.domain.assessment.models import Conversation, Likeness
from npq.domain.assessment.queries.alike import BY_NUMBER_ALONE, LookRow, likenesses_of, looks_shown, rows_of
from npq.domain.assessment.queries.looks import looks_for, windows_to_look_into
from npq.domain.assessment.queries.passages import Quoted, Read, Stretch, spans_of
from npq.domain.assessment.queries.sittings import WindowRow, window_row
from npq.domain.assessment.rules.alike import Span
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PassageShown:
    """The same words twice: in the script looked at, and in the other text where the viewer may read that."""

    words: int
    span: Span
    parts: list[Quoted]
    other_span: Span
    other_parts: list[Quoted]


@dataclass(frozen=True, slots=True)
class AlikeShown:
    """Another text that has passages of the script. `number` and `window` are a script's, `title` and `kind` a
    source's. `other_look` is that script's own page, where there is one."""

    origin: Origin
    number: str
    window: str
    is_with_provider: bool
    other_window: UUID | None
    other_look: UUID | None
    title: str
    kind: SourceKind | None
    longest: int
    shared: int
    containment: float
    passages: list[PassageShown]


@dataclass(frozen=True, slots=True)
class TalkShown:
    """A conversation as it was recorded, and by whom."""

    id: UUID
    held_on: date
    present: tuple[str, str]
    asked: tuple[TalkQuestion, ...]
    asked_besides: str
    said: str
    outcome: Outcome
    recorded_by: UUID
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LookShown:
    """One script to look at, with all it shares and what people made of it."""

    row: LookRow
    window: WindowRow
    registration: UUID | None
    texts: list[AlikeShown]
    response: list[list[Stretch]]
    aside_reason: AsideReason | None
    aside_text: str
    aside_by: str
    held_by: str
    held_at: datetime | None
    talk_where: str
    before_talk: str
    talk: TalkShown | None
    talks: int
    confirmed_by: str
    release_reason: ReleaseReason | None
    released_by: str
    released_at: datetime | None


def look_of(viewer: Viewer, window_id: UUID, look_id: UUID) -> LookShown:
    """One script to look at, passages side by side. Raises NotFound. A constant number of queries."""
    look = (
        looks_shown(viewer)
        .defer(None)
        .defer("script__submission__script__content")
        .select_related("window", "aside_by", "held_by", "confirmed_by", "released_by")
        .filter(id=look_id, window=window_id)
        .first()
    )
    if look is None:
        raise NotFound(look_id)
    (row,) = rows_of([look])
    likenesses = likenesses_of([look.script_id], with_texts=True)[look.script_id]
    read = Read(look.script.content)
    readable = set(windows_to_look_into(viewer).values_list("id", flat=True))
    looks = dict(
        looks_for(viewer)
        .filter(script__in=[other for one in likenesses for other in (one.first_id, one.second_id)])
        .values_list("script", "id")
    )
    texts = [_shown(one, look.script_id, read, readable, looks) for one in likenesses]
    talks = list(look.conversations.select_related("recorded_by").order_by("-recorded_at", "-id"))
    return LookShown(
        row=row,
        window=window_row(look.window),
        registration=None
        if row.state in BY_NUMBER_ALONE
        else look.script.submission.script.sitting.registration_id,
        texts=sorted(texts, key=lambda text: -sum(passage.words for passage in text.passages)),
        response=read.whole(passage.span for text in texts for passage in text.passages),
        aside_reason=AsideReason(look.aside_reason) if look.aside_reason else None,
        aside_text=look.aside_text,
        aside_by=look.aside_by.full_name if look.aside_by else "",
        held_by=look.held_by.full_name if look.held_by else "",
        held_at=look.held_at,
        talk_where=look.talk_where,
        before_talk=look.before_talk,
        talk=_talk(talks[0]) if talks else None,
        talks=len(talks),
        confirmed_by=look.confirmed_by.full_name if look.confirmed_by else "",
        release_reason=ReleaseReason(look.release_reason) if look.release_reason else None,
        released_by=look.released_by.full_name if look.released_by else "",
        released_at=look.released_at,
    )


def _shown(
    row: Likeness, script: UUID, read: Read, readable: set[UUID], looks: dict[UUID, UUID]
) -> AlikeShown:
    is_first = row.first_id == script
    other = row.second if is_first else row.first
    is_readable = other is not None and other.window_id in readable
    theirs = Read(other.content) if other is not None and is_readable else None
    passages = []
    for first, second, words in spans_of(row):
        own, others = (first, second) if is_first else (second, first)
        said = theirs.quoted(others) if theirs else []
        passages.append(PassageShown(words, own, read.quoted(own), others, said))
    return AlikeShown(
        origin=Origin(row.origin),
        number=other.candidate_number if other is not None and is_readable else "",
        window=other.window.name if other is not None and is_readable else "",
        is_with_provider=is_readable,
        other_window=other.window_id if other is not None and is_readable else None,
        other_look=looks.get(other.id) if other is not None else None,
        title=row.source.title if row.source else "",
        kind=SourceKind(row.source.kind) if row.source else None,
        longest=row.longest,
        shared=row.shared,
        containment=row.containment,
        passages=sorted(passages, key=lambda passage: passage.span),
    )


def _talk(row: Conversation) -> TalkShown:
    return TalkShown(
        id=row.id,
        held_on=row.held_on,
        present=(row.present_first, row.present_second),
        asked=tuple(TalkQuestion(code) for code in row.asked),
        asked_besides=row.asked_besides,
        said=row.said,
        outcome=Outcome(row.outcome),
        recorded_by=row.recorded_by_id,
        recorder=row.recorded_by.full_name,
        recorded_at=row.recorded_at,
    )

"""Writing a response. All that was ever saved stays; what two devices saved stays twice until somebody chooses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from npq.domain.assessment.kinds import (
    MOST_SECTION_CHARACTERS,
    Choice,
    JournalKind,
    OverLimit,
    RefusalCode,
    SittingState,
)
from npq.domain.assessment.models import Revision, Script, Sitting
from npq.domain.assessment.queries.revisions import content_of
from npq.domain.assessment.rules.responses import chosen, count, pairs, sections_of
from npq.domain.assessment.rules.revisions import (
    FIRST_CHAIN,
    chained,
    change,
    digest_of,
    is_full,
    plain,
)
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.prepared import preparing_cursor
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class Saved:
    """It stands on the server, as revision `number`."""

    number: int
    words: int
    digest: str
    saved_at: datetime


@dataclass(frozen=True)
class Kept:
    """It is kept as revision `number` beside the head, which another device wrote: `sections` are what that says."""

    number: int
    saved_at: datetime
    head: int
    sections: dict[str, str]
    head_saved_at: datetime


@dataclass(frozen=True)
class Held:
    """A script as it is read and locked to be written on."""

    sitting_id: UUID
    head: int
    last: int
    sections: dict[str, str]
    digest: str
    chain: str
    words: int
    saved_at: datetime | None
    state: SittingState
    deadline_at: datetime
    grace_until: datetime
    word_limit: int
    over_limit: OverLimit


@operation
def save_revision(
    *,
    by: Viewer,
    at: datetime,
    sitting_id: UUID,
    client_key: UUID,
    parent: int,
    sections: Mapping[str, str],
    typed_at: datetime | None = None,
) -> Saved | Kept:
    """Keeps what somebody wrote on revision `parent`. What says the same as the head is the head.

    The same key again gives the answer it got before. Raises NotFound, and Refusal: WRITING_OVER, SCRIPT_HANDED_IN,
    SECTION_TOO_LONG (most). `typed_at` is when the device says it was typed; it is noted of what arrives late.
    """
    held = held_script(by, at, sitting_id)
    require_writing(held, at)
    after = readable(sections, held)
    if after == held.sections and held.saved_at is not None:
        return Saved(held.head, held.words, held.digest, held.saved_at)
    return _write(held, at, client_key, parent, after, typed_at)


@operation
def choose_version(
    *, by: Viewer, at: datetime, sitting_id: UUID, client_key: UUID, head: int, branch: int, choice: Choice
) -> Saved:
    """Goes on with the head, a branch or both, as a new revision with both for parents; neither is lost.

    A branch that was chosen from already changes nothing. Raises NotFound, and Refusal: WRITTEN_MEANWHILE where the
    head is no longer the one that was seen, WRITING_OVER, SCRIPT_HANDED_IN, SECTION_TOO_LONG (most).
    """
    held = held_script(by, at, sitting_id)
    require_writing(held, at)
    if not Revision.objects.filter(script=sitting_id, number=branch, side=True).exists():
        raise NotFound(branch)
    if Revision.objects.filter(script=sitting_id, other=branch).exists():
        assert held.saved_at is not None
        return Saved(held.head, held.words, held.digest, held.saved_at)
    if head != held.head:
        raise Refusal(RefusalCode.WRITTEN_MEANWHILE, head=held.head)
    after = chosen(held.sections, content_of(sitting_id, branch), choice)
    return write_on_head(held, at, client_key, readable(after, held), other=branch)


# One statement reads and locks; after waiting for another writer PostgreSQL reads both locked rows anew.
_HOLD = """
SELECT script.head, script.last, script.content, script.digest, script.chain, script.words, script.saved_at,
       sitting.state, sitting.deadline_at, sitting.grace_until, policy.word_limit, policy.over_limit
FROM assessment_sitting AS sitting
JOIN assessment_script AS script ON script.sitting_id = sitting.id
JOIN assessment_window AS sitting_window ON sitting_window.id = sitting.window_id
JOIN assessment_policy AS policy ON policy.id = sitting_window.policy_id
JOIN registration_registration AS registration ON registration.id = sitting.registration_id
WHERE sitting.id = %s AND registration.person_id = %s
FOR NO KEY UPDATE OF sitting, script
"""

_INSERT = """
INSERT INTO assessment_revision (script_id, number, parent, other, side, delta, "full", digest, chain, words,
                                 saved_at, typed_at, client_key)
VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s, %s)
ON CONFLICT (script_id, client_key) DO NOTHING
"""

_HEAD = """
UPDATE assessment_script
SET head = %s, last = %s, content = %s::jsonb, digest = %s, chain = %s, words = %s, saved_at = %s
WHERE sitting_id = %s
"""

_LAST = "UPDATE assessment_script SET last = %s WHERE sitting_id = %s"

_BEFORE = """
SELECT number, words, digest, saved_at, side
FROM assessment_revision WHERE script_id = %s AND client_key = %s
"""


@step
def held_script(by: Viewer, at: datetime, sitting_id: UUID) -> Held:
    """The script of one's own sitting, locked, and begun where it was not. Raises NotFound, also before that."""
    with preparing_cursor() as cursor:
        found = _held(cursor, by, sitting_id)
        if found is None:
            _begin(by, at, sitting_id)
            found = _held(cursor, by, sitting_id)
    if found is None:
        raise NotFound(sitting_id)
    return found


@step
def require_writing(held: Held, at: datetime) -> None:
    """Raises Refusal where nothing can be written any more, or not before what was handed in is taken back."""
    if held.state is SittingState.SUBMITTED:
        raise Refusal(RefusalCode.SCRIPT_HANDED_IN)
    if held.state is not SittingState.OPEN or at > held.grace_until:
        raise Refusal(RefusalCode.WRITING_OVER, deadline=held.deadline_at)


def readable(sections: Mapping[str, str], held: Held) -> dict[str, str]:
    """What was sent as it is kept, in the order of the questions. Raises NotFound where it answers other questions."""
    if sections.keys() != held.sections.keys():
        raise NotFound("question")
    kept = {name: plain(sections[name]) for name in held.sections}
    if any(len(text) > MOST_SECTION_CHARACTERS for text in kept.values()):
        raise Refusal(RefusalCode.SECTION_TOO_LONG, most=f"{MOST_SECTION_CHARACTERS:,}")
    return kept


@step
def write_on_head(
    held: Held, at: datetime, client_key: UUID, after: dict[str, str], *, other: int | None = None
) -> Saved:
    """The next revision, on the head that is held; `other` is the branch it was chosen from too."""
    answer = _write(held, at, client_key, held.head, after, None, other=other)
    assert isinstance(answer, Saved)
    return answer


@step
def _write(
    held: Held,
    at: datetime,
    client_key: UUID,
    parent: int,
    after: dict[str, str],
    typed_at: datetime | None,
    *,
    other: int | None = None,
) -> Saved | Kept:
    number, digest = held.last + 1, digest_of(after)
    words = count(after, held.word_limit).counted
    side = parent != held.head
    before = [_link(held, one) for one in (parent, other) if one is not None]
    chain = chained(*before, digest=digest)
    whole = json.dumps(pairs(after), ensure_ascii=False)
    full = side or is_full(number, parent)
    delta = None if full else json.dumps(change(held.sections, after), ensure_ascii=False)
    late = at > held.deadline_at and typed_at is not None and typed_at <= held.deadline_at
    with preparing_cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                *(held.sitting_id, number, parent, other, side, delta, whole if full else None),
                *(digest, chain, words, at, typed_at if late else None, client_key),
            ],
        )
        if not cursor.rowcount:
            return _as_before(cursor, held, client_key)
        if side:
            cursor.execute(_LAST, [number, held.sitting_id])
            return _kept(held, number, at)
        cursor.execute(_HEAD, [number, number, whole, digest, chain, words, at, held.sitting_id])
    return Saved(number, words, digest, at)


def _as_before(cursor: CursorWrapper, held: Held, client_key: UUID) -> Saved | Kept:
    """What was answered when this key first came."""
    cursor.execute(_BEFORE, [held.sitting_id, client_key])
    number, words, digest, saved_at, side = cursor.fetchone()
    return _kept(held, number, saved_at) if side else Saved(number, words, digest, saved_at)


def _kept(held: Held, number: int, saved_at: datetime) -> Kept:
    return Kept(number, saved_at, held.head, held.sections, held.saved_at or saved_at)


def _link(held: Held, number: int) -> str:
    """The chain's link at a revision; the head's is at hand. Raises NotFound for one that never was."""
    if number == held.head:
        return held.chain
    if number == 0:
        return FIRST_CHAIN
    link = (
        Revision.objects.filter(script=held.sitting_id, number=number).values_list("chain", flat=True).first()
    )
    if link is None:
        raise NotFound(number)
    return link


def _held(cursor: CursorWrapper, by: Viewer, sitting_id: UUID) -> Held | None:
    cursor.execute(_HOLD, [sitting_id, by.own_id])
    row = cursor.fetchone()
    if row is None:
        return None
    head, last, content, digest, chain, words, saved_at, state, deadline_at, grace_until, limit, over = row
    return Held(
        sitting_id,
        head,
        last,
        sections_of(json.loads(content)),
        digest,
        chain,
        words,
        saved_at,
        SittingState(state),
        deadline_at,
        grace_until,
        limit,
        OverLimit(over),
    )


@step
def _begin(by: Viewer, at: datetime, sitting_id: UUID) -> None:
    """The script of a sitting whose case was opened; nothing where there is one."""
    questions = (
        Sitting.objects.filter(
            id=sitting_id, registration__person=by.own_id, state=SittingState.OPEN, opened_at__isnull=False
        )
        .values_list("window__case__content__questions", flat=True)
        .first()
    )
    if questions is None:
        raise NotFound(sitting_id)
    nothing = {question["id"]: "" for question in questions}
    begun = Script.objects.bulk_create(
        [Script(sitting_id=sitting_id, content=pairs(nothing), digest=digest_of(nothing), chain=FIRST_CHAIN)],
        ignore_conflicts=True,
    )
    if begun:
        journal.record(JournalKind.WRITING_BEGUN, by=by, at=at, subject=("sitting", sitting_id))

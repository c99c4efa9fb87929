"""Handing a response in and taking it back. What is handed in is one revision, with a receipt for it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import (
    MOST_TOOLS_CHARACTERS,
    SITTING,
    HandedIn,
    JournalKind,
    RefusalCode,
    SittingState,
    Task,
    Tool,
)
from npq.domain.assessment.models import Script, Sitting, Submission
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.operations.writing import Held, held_script, require_writing
from npq.domain.assessment.queries.identifying import mentions_in
from npq.domain.assessment.queries.revisions import open_branches
from npq.domain.assessment.rules.responses import (
    CANDIDATE_LETTERS,
    RECEIPT_LENGTH,
    count,
    has_text,
    is_refused,
    sections_of,
)
from npq.domain.assessment.rules.revisions import Sections, plain
from npq.domain.assessment.rules.words import VERSION, Counted
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

AT_ONCE = 500
"""How many responses one run of the sweep hands in; the rest go with the next run."""


@dataclass(frozen=True)
class Statement:
    """What somebody says of how a response was written: that it is their own work, and what they used."""

    is_own: bool
    tools: Collection[Tool] = ()
    tools_text: str = ""


@operation
def submit_script(
    *,
    by: Viewer,
    at: datetime,
    sitting_id: UUID,
    seen: int,
    statement: Statement,
    keeps_identifying: bool = False,
) -> UUID:
    """Hands in the head, which the writer has seen as revision `seen`, and gives the submission; a receipt follows.
    Words that may say who they are go in where they keep them knowingly, and are counted.

    A repeat gives the one that stands. Raises NotFound, and Refusal: WRITING_OVER, NOTHING_WRITTEN, WRITTEN_MEANWHILE,
    VERSIONS_TO_CHOOSE, NOT_STATED_AS_OWN, TOOLS_TOO_LONG (most), WORDS_OVER_LIMIT (over, most), IDENTIFYING_WORDS.
    """
    held = held_script(by, at, sitting_id)
    if held.state is SittingState.SUBMITTED:
        return Submission.objects.get(script=sitting_id, withdrawn_at=None).id
    require_writing(held, at)
    words = count(held.sections, held.word_limit)
    _require_ready(held, seen, words)
    said = _readable(statement)
    sitting = Sitting.objects.select_related("window").get(id=sitting_id)
    mentions = _mentions(sitting, held.sections)
    if mentions and not keeps_identifying:
        raise Refusal(RefusalCode.IDENTIFYING_WORDS)
    return _hand_in(
        by,
        at,
        sitting,
        held.head,
        HandedIn.BY_WRITER,
        said,
        digest=held.digest,
        words=words,
        submitted_at=at,
        stated_at=at,
        identifying_kept=mentions,
    )


@operation
def withdraw_submission(*, by: Viewer, at: datetime, sitting_id: UUID) -> None:
    """Takes back what was handed in, to write on. Its receipt stays. A repeat does nothing.

    Raises NotFound, and Refusal: WRITING_OVER from the deadline on.
    """
    held = held_script(by, at, sitting_id)
    if held.state is SittingState.OPEN:
        return
    if at > held.deadline_at:
        raise Refusal(RefusalCode.WRITING_OVER, deadline=held.deadline_at)
    after = SITTING.after(held.state, "withdraw_submission", refusal=RefusalCode.WRITING_OVER)
    Submission.objects.filter(script=sitting_id, withdrawn_at=None).update(withdrawn_at=at)
    sitting = Sitting.objects.get(id=sitting_id)
    sitting.state, sitting.state_changed_at = after, at
    sitting.save(update_fields=["state", "state_changed_at"])
    journal.record(JournalKind.SUBMISSION_WITHDRAWN, by=by, at=at, subject=("sitting", sitting_id))
    say_how_far(sitting, at)


@operation
def choose_to_send_at_deadline(
    *, by: Viewer, at: datetime, sitting_id: UUID, send: bool, statement: Statement
) -> None:
    """Chooses whether what there is at the deadline goes in then, or not. A repeat does nothing.

    Raises NotFound, and Refusal: WRITING_OVER, SCRIPT_HANDED_IN, NOT_STATED_AS_OWN, TOOLS_TOO_LONG (most).
    """
    held = held_script(by, at, sitting_id)
    require_writing(held, at)
    script = Script.objects.get(sitting=sitting_id)
    said = _readable(statement) if send else Statement(is_own=False)
    facts = (send, sorted(said.tools), said.tools_text)
    if facts == (script.send_at_deadline, sorted(script.tools), script.tools_text):
        return
    script.send_at_deadline, script.tools, script.tools_text = facts
    script.stated_at = at if send else None
    script.save(update_fields=["send_at_deadline", "tools", "tools_text", "stated_at"])
    journal.record(
        JournalKind.SEND_AT_DEADLINE_CHOSEN, by=by, at=at, subject=("sitting", sitting_id), send=send
    )


def submit_at_deadline(*, by: Viewer, at: datetime) -> int:
    """Hands in what is there of those who chose so and whose deadline is past; gives how many. Each for itself."""
    due = Script.objects.filter(
        send_at_deadline=True,
        words__gt=0,
        sitting__state=SittingState.OPEN,
        sitting__grace_until__lt=at,
    ).order_by("sitting__deadline_at")[:AT_ONCE]
    sent = [
        send_script_at_deadline(by=by, at=at, sitting_id=id) for id in due.values_list("sitting", flat=True)
    ]
    return sum(sent)


@operation
def send_script_at_deadline(*, by: Viewer, at: datetime, sitting_id: UUID) -> bool:
    """Hands in the last that was saved, if its writer chose so and their deadline is past; says whether it did.

    A limit on words stops nothing here: what is over it is not read, and nobody is there to shorten it.
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("window__policy")
        .filter(id=sitting_id)
        .first()
    )
    script = Script.objects.select_for_update().filter(sitting=sitting_id).first()
    if sitting is None or script is None:
        raise NotFound(sitting_id)
    sections = sections_of(script.content)
    is_due = sitting.state == SittingState.OPEN and sitting.grace_until < at
    if not (is_due and script.send_at_deadline and script.words):
        return False
    assert script.stated_at is not None and script.saved_at is not None
    said = Statement(True, [Tool(tool) for tool in script.tools], script.tools_text)
    _hand_in(
        by,
        at,
        sitting,
        script.head,
        HandedIn.AT_DEADLINE,
        said,
        digest=script.digest,
        words=count(sections, sitting.window.policy.word_limit),
        # However late this runs, it went in at the deadline, or with what still came after it.
        submitted_at=max(sitting.deadline_at, script.saved_at),
        stated_at=script.stated_at,
        identifying_kept=_mentions(sitting, sections),
    )
    return True


@step
def _hand_in(
    by: Viewer,
    at: datetime,
    sitting: Sitting,
    revision: int,
    how: HandedIn,
    said: Statement,
    *,
    digest: str,
    words: Counted,
    submitted_at: datetime,
    stated_at: datetime,
    identifying_kept: int,
) -> UUID:
    made = Submission.objects.create(
        script_id=sitting.id,
        receipt=_receipt(),
        revision=revision,
        how=how,
        words=words.counted,
        words_excluded=words.excluded,
        word_limit=words.limit,
        word_rule=VERSION,
        digest=digest,
        submitted_at=submitted_at,
        deadline_at=sitting.deadline_at,
        stated_at=stated_at,
        tools=sorted(said.tools),
        tools_text=said.tools_text,
        identifying_kept=identifying_kept,
    )
    sitting.state = SITTING.after(
        SittingState(sitting.state), "submit_script", refusal=RefusalCode.WRITING_OVER
    )
    sitting.state_changed_at = at
    sitting.save(update_fields=["state", "state_changed_at"])
    journal.record(
        JournalKind.SCRIPT_SUBMITTED,
        by=by,
        at=at,
        subject=("sitting", sitting.id),
        how=how.value,
        revision=revision,
        words=words.counted,
        digest=digest,
    )
    say_how_far(sitting, at)
    defer(Task.SEND_RECEIPT, at=at, key=f"receipt/{made.id}", submission_id=made.id)
    return made.id


def _mentions(sitting: Sitting, sections: Sections) -> int:
    """In how many places a response may say who wrote it."""
    return len(mentions_in(sections, sitting.registration_id, sitting.window.case_id))


def _require_ready(held: Held, seen: int, words: Counted) -> None:
    if not has_text(held.sections):
        raise Refusal(RefusalCode.NOTHING_WRITTEN)
    if seen != held.head:
        raise Refusal(RefusalCode.WRITTEN_MEANWHILE, head=held.head)
    if open_branches(held.sitting_id).exists():
        raise Refusal(RefusalCode.VERSIONS_TO_CHOOSE)
    if is_refused(words, held.over_limit):
        raise Refusal(RefusalCode.WORDS_OVER_LIMIT, over=f"{words.over:,}", most=f"{words.limit:,}")


def _readable(statement: Statement) -> Statement:
    """The statement as it is kept. Raises Refusal where it is none."""
    text = plain(statement.tools_text).strip()
    if not statement.is_own:
        raise Refusal(RefusalCode.NOT_STATED_AS_OWN)
    if len(text) > MOST_TOOLS_CHARACTERS:
        raise Refusal(RefusalCode.TOOLS_TOO_LONG, most=MOST_TOOLS_CHARACTERS)
    return Statement(True, sorted(set(statement.tools)), text)


def _receipt() -> str:
    """A number to name a submission by. There are 2 to the 40th, and the database refuses a repeat."""
    letters = "".join(secrets.choice(CANDIDATE_LETTERS) for _ in range(RECEIPT_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"

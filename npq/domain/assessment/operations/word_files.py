"""A response that was written in a word processor: read, shown, and confirmed before it counts."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import JournalKind, RefusalCode
from npq.domain.assessment.models import Sitting, WordFile
from npq.domain.assessment.operations.writing import (
    Saved,
    held_script,
    readable,
    require_writing,
    write_on_head,
)
from npq.domain.assessment.rules.responses import pairs
from npq.domain.assessment.rules.word_files import Unreadable, read_word_file
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

MOST_FILES = 20
"""How many files may be kept for one response."""


@operation
def take_word_file(*, by: Viewer, at: datetime, sitting_id: UUID, content: bytes) -> UUID:
    """Keeps a file and what was read of it, and gives its id. Nothing is written by it yet. The same file is kept once.

    Raises NotFound, and Refusal: WORD_FILE_UNREADABLE (fault), TOO_MANY_FILES (most), WRITING_OVER, SCRIPT_HANDED_IN.
    """
    held = held_script(by, at, sitting_id)
    require_writing(held, at)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = WordFile.objects.filter(script=sitting_id)
    before = kept.filter(sha256=sha256).values_list("id", flat=True).first()
    if before is not None:
        return before
    if kept.count() >= MOST_FILES:
        raise Refusal(RefusalCode.TOO_MANY_FILES, most=MOST_FILES)
    questions = Sitting.objects.values_list("window__case__content__questions", flat=True).get(id=sitting_id)
    try:
        found = read_word_file(content, {one["id"]: one["ask"] for one in questions})
    except Unreadable as unreadable:
        raise Refusal(RefusalCode.WORD_FILE_UNREADABLE, fault=unreadable.fault.value) from None
    made = WordFile.objects.create(
        script_id=sitting_id,
        content=content,
        sha256=sha256,
        sections=pairs(found.sections),
        before=found.before,
        uploaded_at=at,
    )
    journal.record(
        JournalKind.WORD_FILE_TAKEN,
        by=by,
        at=at,
        subject=("sitting", sitting_id),
        file=made.id,
        sha256=sha256,
    )
    return made.id


@operation
def confirm_word_file(
    *, by: Viewer, at: datetime, sitting_id: UUID, file_id: UUID, seen: int, sections: Mapping[str, str]
) -> Saved:
    """Makes what was read of a file, as the writer put it right, the next revision. Confirming again does nothing.

    Raises NotFound, and Refusal: WRITTEN_MEANWHILE where the head is not the one that was seen, and as save_revision.
    """
    held = held_script(by, at, sitting_id)
    require_writing(held, at)
    file = WordFile.objects.defer("content").filter(id=file_id, script=sitting_id).first()
    if file is None:
        raise NotFound(file_id)
    if file.revision is not None:
        assert held.saved_at is not None
        return Saved(held.head, held.words, held.digest, held.saved_at)
    if seen != held.head:
        raise Refusal(RefusalCode.WRITTEN_MEANWHILE, head=held.head)
    # The file's own id is the key: one file becomes one revision.
    saved = write_on_head(held, at, file_id, readable(sections, held))
    file.revision = saved.number
    file.save(update_fields=["revision"])
    return saved

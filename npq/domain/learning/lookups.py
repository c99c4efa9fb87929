"""The learning log as a PDF, which another program makes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import MOST_PDF_CHARACTERS, RefusalCode
from npq.domain.learning.queries.log import Entry, log_of, statements_of
from npq.gateways import pdf
from npq.kernel import dates
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


def log_as_pdf(viewer: Viewer, study_id: UUID, at: datetime) -> bytes:
    """The whole log of a study of the viewer's own, tagged for screen readers. The same log at the same moment gives
    the same bytes. Raises NotFound, and Refusal: LOG_TOO_LONG_FOR_PDF (most)."""
    log = log_of(viewer, study_id)
    if sum(len(entry.text) for entry in log.entries) > MOST_PDF_CHARACTERS:
        raise Refusal(RefusalCode.LOG_TOO_LONG_FOR_PDF, most=f"{MOST_PDF_CHARACTERS:,}")
    statements = statements_of(viewer, study_id)
    count = f"{log.total:,} {'entry' if log.total == 1 else 'entries'}"
    told: dict[str, pdf.Told] = {
        "title": f"Learning log: {log.study.title}",
        "about": f"{count}, newest first, as they were on {dates.moment(at)}.",
        "entries": [_told(entry, statements) for entry in log.entries],
    }
    return pdf.make("learning-log", told, at=at)


def _told(entry: Entry, statements: Mapping[str, str]) -> dict[str, pdf.Told]:
    said = [f"Written on {dates.moment(entry.written_at)}."]
    if entry.changed_at != entry.written_at:
        said.append(f"Changed on {dates.moment(entry.changed_at)}.")
    if entry.unit_title:
        said.append(f"Unit: “{entry.unit_title}”.")
    if entry.topic:
        said.append(f"Topic: {entry.topic_name or entry.topic}.")
    return {
        "title": entry.heading,
        "said": " ".join(said),
        "about": [statements.get(id, id) for id in entry.statements],
        "text": entry.text,
    }

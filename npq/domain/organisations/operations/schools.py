from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from npq.domain.organisations.kinds import ImportFault, JournalKind
from npq.domain.organisations.models import RegisterImport, SearchEntry
from npq.domain.organisations.operations.register_file import Incoming, receive_file
from npq.domain.organisations.operations.school_records import Outcome, compare_rows, write_records
from npq.domain.organisations.operations.search_index import findable, index_schools, touched_schools
from npq.domain.organisations.rules.faults import ImportRefused, RefusedRow
from npq.domain.organisations.rules.import_size import too_small
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer

MOST_ROWS_LISTED = 200
# Any number of our own: whoever imports holds it until the transaction ends.
IMPORT_LOCK = 8_270_041


@dataclass(frozen=True)
class ImportReport:
    """What one extract changed. Every row of the file counts once: `rows` is the sum of the other five.

    `closed` are schools that were open and, by status or close date, no longer are; they are not among `changed`.
    """

    import_id: int
    rows: int
    added: int
    changed: int
    closed: int
    unchanged: int
    refused: tuple[RefusedRow, ...]

    def __str__(self) -> str:
        counts = (
            f"{self.rows:,} rows: {self.added:,} added, {self.changed:,} changed, {self.closed:,} closed, "
            f"{self.unchanged:,} unchanged, {len(self.refused):,} refused."
        )
        listed = [f"  {row}" for row in self.refused[:MOST_ROWS_LISTED]]
        if more := len(self.refused) - len(listed):
            listed.append(f"  and {more:,} more.")
        return "\n".join([counts, *listed])


@operation
def import_schools(*, by: Viewer, at: datetime, file: Path, allow_smaller: bool = False) -> ImportReport:
    """Takes in an extract of the schools register: a CSV, or one compressed by gzip. All of it happens, or nothing.

    A school whose row changed gets a new record from the London day of `at`; one the file does not name is left
    alone. Raises ImportRefused, a Refusal that says why in plain words, for a file that is not the extract, is damaged,
    or has so few rows that half is probably missing (unless `allow_smaller`). Single rows that cannot be read, or whose
    URN is there twice, are left out and reported.
    """
    _wait_for_other_imports()
    _refuse_going_back(at)
    incoming = receive_file(file)
    if not allow_smaller:
        _refuse_half_a_file(incoming)
    outcome = compare_rows(incoming, london_day(at))
    taken_in = _note_import(file, at, incoming, outcome)
    with ThreadPoolExecutor(max_workers=1) as meanwhile:
        # The one keeps the database busy, the other the processor.
        schools = meanwhile.submit(findable, touched_schools())
        write_records(incoming, london_day(at), source_id=taken_in.id)
    index_schools(schools.result())
    report = ImportReport(
        import_id=taken_in.id,
        rows=incoming.rows,
        added=outcome.added,
        changed=outcome.changed,
        closed=outcome.closed,
        unchanged=taken_in.unchanged,
        refused=incoming.refused,
    )
    journal.record(
        JournalKind.SCHOOLS_IMPORTED,
        by=by,
        at=at,
        subject=("register_import", taken_in.id),
        rows=report.rows,
        added=report.added,
        changed=report.changed,
        closed=report.closed,
        unchanged=report.unchanged,
        refused=len(report.refused),
    )
    return report


@step
def _wait_for_other_imports() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _refuse_going_back(at: datetime) -> None:
    """Records are dated by the day they were imported: an import dated before the last would tear them."""
    last = RegisterImport.objects.order_by("-day").values_list("day", flat=True).first()
    if last is not None and london_day(at) < last:
        raise ImportRefused(
            ImportFault.OLDER_THAN_THE_LAST,
            f"This import is dated {london_day(at):%d %B %Y}, and the last one was on {last:%d %B %Y}: "
            "what is known since then would be undone.",
            last=last,
        )


def _refuse_half_a_file(incoming: Incoming) -> None:
    last = RegisterImport.objects.filter(headings=list(incoming.headings)).order_by("-id").first()
    reason = too_small(
        rows=incoming.rows,
        open_schools=SearchEntry.objects.filter(is_open=True).count(),
        rows_last_time=last.rows if last else None,
    )
    if reason:
        raise ImportRefused(ImportFault.TOO_SMALL, reason, rows=incoming.rows)


def _note_import(file: Path, at: datetime, incoming: Incoming, outcome: Outcome) -> RegisterImport:
    touched = outcome.added + outcome.changed + outcome.closed
    return RegisterImport.objects.create(
        at=at,
        day=london_day(at),
        file_name=file.name[-200:],
        headings=list(incoming.headings),
        rows=incoming.rows,
        added=outcome.added,
        changed=outcome.changed,
        closed=outcome.closed,
        unchanged=incoming.rows - touched - len(incoming.refused),
        refused=len(incoming.refused),
    )

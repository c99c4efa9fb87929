"""`npq import-schools`: the schools register from a file."""

from pathlib import Path

from npq.config.troubles import Trouble
from npq.domain.organisations.operations import import_schools
from npq.domain.organisations.rules.faults import ImportRefused
from npq.kernel import clock
from npq.kernel.viewer import Viewer


def import_from(file: Path, *, allow_smaller: bool) -> str:
    """Takes the file in and returns the report, in words. Raises Trouble, with nothing changed, where it is refused."""
    by = Viewer.system("npq import-schools")
    try:
        return str(import_schools(by=by, at=clock.now(), file=file, allow_smaller=allow_smaller))
    except ImportRefused as refusal:
        raise Trouble(f"{refusal} Nothing was changed.") from refusal

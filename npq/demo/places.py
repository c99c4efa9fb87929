"""Where invented people work: the invented register, imported as a real one is."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from npq.demo.register import schools, write_register
from npq.domain.funding.policies.conditions import STATE_FUNDED_TYPES
from npq.domain.organisations.operations import import_schools
from npq.kernel.viewer import Viewer

INDEPENDENT = 11


@dataclass(frozen=True)
class Places:
    """URNs of open schools: state-funded academies of trusts, and one that is independent."""

    funded: list[int]
    independent: int


def import_places(*, by: Viewer, at: datetime) -> Places:
    """Imports the invented register, and says which of its schools people can work at."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "invented-register.csv"
        write_register(file)
        import_schools(by=by, at=at, file=file)
    open_ones = [row for row in schools() if row["EstablishmentStatus (code)"] == 1]
    kinds = {int(str(row["URN"])): int(str(row["TypeOfEstablishment (code)"])) for row in open_ones}
    in_trusts = [int(str(row["URN"])) for row in open_ones if row["Trusts (name)"]]
    return Places(
        funded=[urn for urn in in_trusts if kinds[urn] in STATE_FUNDED_TYPES],
        independent=next(urn for urn, kind in kinds.items() if kind == INDEPENDENT),
    )

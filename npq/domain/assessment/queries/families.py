"""What scripts on a case family are compared with, for those who set the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import SourceKind
from npq.domain.assessment.models import CaseSalt, GivenSource, ScriptFingerprint
from npq.domain.assessment.queries.comparing import Family
from npq.domain.assessment.queries.setting import case_to_set
from npq.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A text that was given: of what it says nothing is kept."""

    title: str
    kind: SourceKind
    words: int
    given_by: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class FamilyCompared:
    """How many scripts on a family can be compared, with which sources; or since when nothing can be any more."""

    family: str
    scripts: int
    sources: list[SourceRow]
    forgotten_at: datetime | None


def family_compared(viewer: Viewer, case_id: UUID) -> FamilyCompared:
    """What the family of a case is compared with. Raises NotFound for whoever does not set it. Four queries."""
    family = Family.of(case_to_set(viewer, case_id))
    salt = CaseSalt.objects.filter(family.q).first()
    sources = GivenSource.objects.filter(salt=salt).select_related("given_by").defer("numbers")
    return FamilyCompared(
        family=family.family,
        scripts=ScriptFingerprint.objects.filter(salt=salt).count() if salt else 0,
        sources=[
            SourceRow(one.title, SourceKind(one.kind), one.words, one.given_by.full_name, one.given_at)
            for one in sources.order_by("given_at", "id")
        ]
        if salt
        else [],
        forgotten_at=salt.forgotten_at if salt else None,
    )

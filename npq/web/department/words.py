"""Words for codes, as staff read them who look at a course."""

from enum import StrEnum

from npq.domain.learning.kinds import ChangeKind, RefusalCode

CHANGES: dict[ChangeKind, str] = {
    ChangeKind.FIRST: "The first version",
    ChangeKind.WORDING: "Wording",
    ChangeKind.MATERIAL: "Material",
    ChangeKind.ASSESSMENT: "Bears on the assessment",
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.PAGE_NOT_FINISHED: "There is still something to decide or to answer on this page",
}

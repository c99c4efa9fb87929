"""Words for codes, as staff read them who look at a course, or set cases."""

from enum import StrEnum

from npq.domain.assessment.kinds import (
    AlikeRefusal,
    CaseKind,
    OpeningPurpose,
    RetirementReason,
    SourceKind,
    Verdict,
)
from npq.domain.assessment.kinds import RefusalCode as AssessmentRefusal
from npq.domain.learning.kinds import ChangeKind, RefusalCode
from npq.web.shared.fields import Choice

CHANGES: dict[ChangeKind, str] = {
    ChangeKind.FIRST: "The first version",
    ChangeKind.WORDING: "Wording",
    ChangeKind.MATERIAL: "Material",
    ChangeKind.ASSESSMENT: "Bears on the assessment",
}

CASE_KINDS: dict[CaseKind, str] = {CaseKind.LIVE: "Assessment", CaseKind.REHEARSAL: "Rehearsal"}

PURPOSES: dict[OpeningPurpose, str] = {
    OpeningPurpose.SETTING: "To set it: to check it, or to mend it",
    OpeningPurpose.MARKING: "To mark, or to prepare markers",
    OpeningPurpose.MODERATION: "To moderate",
    OpeningPurpose.QUESTION: "To answer a question about it",
}

RETIREMENTS: dict[RetirementReason, str | Choice] = {
    RetirementReason.EXPOSED: Choice(
        "It became known outside its window", "Every variant of its family goes with it"
    ),
    RetirementReason.USED_ENOUGH: Choice(
        "It was set often enough", "Every variant of its family goes with it"
    ),
    RetirementReason.FAULTY: Choice(
        "Something in it is wrong", "It goes alone: a mended version can be published"
    ),
}

SOURCES: dict[SourceKind, str] = {
    SourceKind.MODEL_ANSWER: "A model answer",
    SourceKind.PUBLICATION: "A publication",
    SourceKind.WEB_PAGE: "A web page",
    SourceKind.COURSE: "From the course",
    SourceKind.OTHER: "Another text",
}

VERDICTS: dict[Verdict, str] = {Verdict.PASS: "A pass", Verdict.NOT_A_PASS: "Not a pass"}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.PAGE_NOT_FINISHED: "There is still something to decide or to answer on this page",
    AlikeRefusal.SOURCE_SAYS_TOO_LITTLE: "The text must have at least {least} runs of eight words that are its own",
    AlikeRefusal.SOURCE_TOO_LONG: "The text must be {most} characters or fewer",
    AlikeRefusal.FAMILY_IN_USE: "Somebody still writes on this case, or what they wrote has not been compared yet",
    AlikeRefusal.FAMILY_FORGOTTEN: "What made responses on this case comparable is destroyed, so nothing can be compared any more",
    AssessmentRefusal.CASE_UNDER_EMBARGO: "Before {not_before} this case is opened for setting it alone",
}

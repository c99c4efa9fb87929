"""Words for codes, as somebody who studies reads them."""

from enum import StrEnum

from npq.domain.learning.kinds import HowSure, PageKind, RefusalCode, SourceKind

PAGE_KINDS: dict[PageKind, str] = {
    PageKind.OPENING: "The problem",
    PageKind.READING: "What is known",
    PageKind.CASE: "A case",
    PageKind.CHECK: "Check what you know",
    PageKind.REFLECTION: "Reflect",
    PageKind.TASK: "Try it in your trust",
    PageKind.RECAP: "To keep",
    PageKind.SOURCES: "Sources",
}

HOW_SURE: dict[HowSure, str] = {
    HowSure.NOT_YET: "Not yet",
    HowSure.SOMEWHAT: "Somewhat",
    HowSure.FAIRLY: "Fairly",
    HowSure.VERY: "Very",
}

SOURCE_KINDS: dict[SourceKind, str] = {
    SourceKind.BOOK: "Book",
    SourceKind.RESEARCH: "Research",
    SourceKind.REVIEW: "Review of research",
    SourceKind.GUIDANCE: "Guidance",
    SourceKind.LAW: "Law",
    SourceKind.REPORT: "Report",
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.PAGE_NOT_FINISHED: "There is still something to decide or to answer on this page",
}

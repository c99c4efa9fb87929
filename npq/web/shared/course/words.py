"""Words for codes of a course, the same for whoever studies it and for staff who look at it."""

from npq.domain.learning.kinds import HowSure, Moment, PageKind, SourceKind

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

MOMENTS: dict[Moment, str] = {Moment.BEFORE: "before you answered", Moment.AFTER: "afterwards"}

SOURCE_KINDS: dict[SourceKind, str] = {
    SourceKind.BOOK: "Book",
    SourceKind.RESEARCH: "Research",
    SourceKind.REVIEW: "Review of research",
    SourceKind.GUIDANCE: "Guidance",
    SourceKind.LAW: "Law",
    SourceKind.REPORT: "Report",
}

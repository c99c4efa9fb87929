"""Words for codes of a course, the same for whoever studies it and for staff who look at it."""

from npq.domain.learning.kinds import HowSure, PageKind, SourceKind

MINUTES_A_SHEET = 1.7
"""How long one reads on screen what fills a sheet of A4, as measured on topics that were printed."""

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


def pages_on_paper(minutes: int) -> str:
    """How long a text of so many minutes on screen is on paper, in fives where there are many: "75 pages"."""
    pages = max(1, round(minutes / MINUTES_A_SHEET))
    pages = 5 * round(pages / 5) if pages > 10 else pages  # noqa: PLR2004
    return f"{pages} page{'' if pages == 1 else 's'}"

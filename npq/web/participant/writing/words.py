"""Words for codes, as somebody who writes a response reads them."""

from enum import StrEnum

from npq.domain.assessment.kinds import (
    Colours,
    Face,
    HandedIn,
    OverLimit,
    RefusalCode,
    Spacing,
    Tool,
    WordFault,
)
from npq.domain.assessment.queries.identifying import Mention
from npq.domain.assessment.queries.writing import Receipt
from npq.domain.assessment.rules.identifying import Kind

TOOLS: dict[Tool, str] = {
    Tool.NONE: "None of these",
    Tool.SPELLING: "A spelling or grammar checker",
    Tool.DICTATION: "Dictation, or a reader",
    Tool.TRANSLATION: "A translator",
    Tool.GENERATIVE_IDEAS: "Generative AI, for ideas or feedback",
    Tool.GENERATIVE_TEXT: "Generative AI, for some of the text",
    Tool.OTHER: "Something else",
}

FACES: dict[Face, str] = {
    Face.OURS: "As on the rest of this service",
    Face.SANS: "Plain letters",
    Face.SERIF: "Letters as in a book",
    Face.MONO: "Letters that are all as wide",
}

SIZES: dict[str, str] = {"100": "As it comes", "125": "Larger", "150": "Much larger", "200": "Twice as large"}

SPACINGS: dict[Spacing, str] = {
    Spacing.NORMAL: "As it comes",
    Spacing.WIDE: "Wider",
    Spacing.WIDEST: "Much wider",
}

COLOURS: dict[Colours, str] = {
    Colours.LIGHT: "Black on white",
    Colours.CREAM: "Black on cream",
    Colours.BLUE: "Black on light blue",
    Colours.DARK: "White on black",
}

OVER_LIMIT: dict[OverLimit, str] = {
    OverLimit.READ_TO_LIMIT: "You can hand in more words than that. Whoever marks it stops reading at the limit.",
    OverLimit.WARN: "You can hand in more words than that, and whoever marks it is told so.",
    OverLimit.REFUSE: "A response with more words than that cannot be handed in.",
}

HANDED_IN: dict[HandedIn, str] = {
    HandedIn.BY_WRITER: "By you",
    HandedIn.AT_DEADLINE: "By this service at the deadline, as you chose",
}

FAULTS: dict[str, str] = {
    WordFault.NOT_WORD.value: "This is not a Word file that can be read. Save it as .docx and choose it again",
    WordFault.OLD_OR_LOCKED.value: "This file is in an old format or has a password. Save it as .docx, without a password",
    WordFault.MACROS.value: "This file holds macros. Save it as .docx, which holds none",
    WordFault.TOO_LARGE.value: "This file is too large. Remove its pictures, or copy the text out of it",
    WordFault.TOO_LONG.value: "There is far more text in this file than in a response. Is it the right one?",
    WordFault.EMPTY.value: "There is no text in this file",
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.WRITING_OVER: "The deadline, {deadline}, is past, so nothing can be changed any more. What was saved before stays as it is",
    RefusalCode.SCRIPT_HANDED_IN: "You have handed your response in. To write on, take it back first",
    RefusalCode.SECTION_TOO_LONG: "An answer must be {most} characters or fewer. It is not saved yet: shorten it here",
    RefusalCode.NOTHING_WRITTEN: "There is nothing to hand in yet: your response is empty",
    RefusalCode.NOT_STATED_AS_OWN: "Confirm that this is your own work",
    RefusalCode.TOOLS_TOO_LONG: "What you say about tools must be {most} characters or fewer",
    RefusalCode.WORDS_OVER_LIMIT: "Your response is {over} words over the limit of {most}, and your provider takes none that is. Shorten it first",
    RefusalCode.VERSIONS_TO_CHOOSE: "Two versions of your response were saved on different devices. Choose first which of them to go on with",
    RefusalCode.WRITTEN_MEANWHILE: "Your response was changed in another window or on another device since you opened this page. Look at it again as it stands now",
    RefusalCode.IDENTIFYING_WORDS: "Replace the words that may say who you are, or confirm that you leave them in",
    RefusalCode.TOO_MANY_FILES: "You have uploaded {most} files, which is as many as can be. Copy the text into the boxes",
    RefusalCode.DISPLAY_OUT_OF_BOUNDS: "Choose a size from {least} to {most} per cent",
}


KINDS_OF_WORDS: dict[Kind, str] = {
    Kind.OWN: "your name",
    Kind.COLLEAGUE: "a colleague’s name",
    Kind.SCHOOL: "the name of your school",
    Kind.TRUST: "the name of where you work",
    Kind.TOWN: "the name of your town",
}


def instead_of(mention: Mention) -> str:
    """What could stand there, as its writer would say it."""
    if mention.kind is Kind.OWN:
        return "Write “I”, or leave it out"
    return f"Write “{mention.instead.replace('your ', 'my ')}”"


def words_of(receipt: Receipt) -> str:
    """How many words were handed in, how many of them are over the limit, and how many do not count."""
    said = f"{receipt.words:,}, of a limit of {receipt.word_limit:,}"
    over = receipt.words - receipt.word_limit
    if over > 0:
        said += f": {over:,} over it"
    if receipt.words_excluded:
        said += f"; and {receipt.words_excluded:,} in references, which do not count"
    return said


def said_of_file(refusal_fault: object) -> str:
    """Why a file was not read."""
    return FAULTS.get(str(refusal_fault), FAULTS[WordFault.NOT_WORD.value])

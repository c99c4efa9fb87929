"""Words for codes of the assessment, as somebody who sits reads them."""

from enum import StrEnum

from npq.domain.assessment.kinds import (
    AlikeRefusal,
    Gap,
    Ground,
    LookState,
    MoveReason,
    Origin,
    Outcome,
    OverLimit,
    SittingState,
    WindowKind,
    WindowRefusal,
)
from npq.domain.assessment.queries.own_hold import HoldShown
from npq.domain.assessment.rules.gate import Missing
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.kernel import dates
from npq.web.shared import alike_terms

KINDS: dict[WindowKind, str] = {WindowKind.LIVE: "Assessment", WindowKind.REHEARSAL: "Rehearsal"}

STATES: dict[SittingState, tuple[str, str]] = {
    SittingState.ENTERED: ("Entered", "blue"),
    SittingState.OPEN: ("You have opened the case", "orange"),
    SittingState.SUBMITTED: ("Handed in", "green"),
    SittingState.SEALED: ("Being marked", "green"),
    SittingState.MISSED: ("No response", "grey"),
    SittingState.MOVED: ("Moved to a later window", "grey"),
}

GROUNDS: dict[Ground, str] = {
    Ground.WINDOW: "The window ends",
    Ground.EXTENSION: "With the extension your provider gave you",
    Ground.ARRANGEMENT: "With the time that is agreed for you",
    Ground.INCIDENT: "With the time that was lost when something failed",
}

OVER_LIMIT: dict[OverLimit, str] = {
    OverLimit.READ_TO_LIMIT: "Whoever marks it stops reading at the limit. You see where that is before you hand it in.",
    OverLimit.REFUSE: "A response over the limit cannot be handed in.",
    OverLimit.WARN: "You are told when you are over the limit, and you can still hand it in.",
}

MOVES: dict[MoveReason, str] = {
    MoveReason.NOT_READY: "I am not ready yet",
    MoveReason.WORK: "Something at work",
    MoveReason.PERSONAL: "Something personal",
    MoveReason.OTHER: "Another reason",
}

GAPS: dict[Gap, str] = {
    Gap.NO_PLACE: "You have no place on this course any more. Ask your provider.",
    Gap.ON_A_BREAK: "You are taking a break. Come back to the course first: that is on the page of your place.",
    Gap.LEFT_THE_COURSE: "You have left the course. Your provider can bring you back.",
    Gap.NO_COURSE: "Your course has not been opened yet. Your provider does that.",
    Gap.ATTEMPTS_USED: "You have used all your attempts. Ask your provider what is possible.",
    Gap.RESULT_TO_COME: "Your response is in. The result comes first.",
    Gap.CASE_KNOWN: "You know the case of this window already, so you sit in one with another case.",
    Gap.NO_WINDOW: "Your provider has not said yet when the next window is.",
    Gap.CLOSED: "This window is over. You can sit in the next one.",
    Gap.CASE_RETIRED: "The case of this window cannot be used. Your provider chooses another.",
}


def results(terms: PolicyTerms) -> str:
    """When the result of a response comes."""
    weeks = f"{terms.release_weeks} week{'' if terms.release_weeks == 1 else 's'}"
    return f"Results come within {weeks} of the end of the window, to everybody at once."


def missing(one: Missing) -> str:
    """What is missing, and the way back in."""
    match one.gap:
        case Gap.STUDY:
            units = f"about {one.units} more unit{'' if one.units == 1 else 's'}, " if one.units else ""
            return f"You have not done enough of the self-study yet: {units}{one.minutes} minutes are left to do."
        case Gap.NOT_OPEN_YET:
            return f"It opens on {dates.moment(one.on)}."
        case Gap.CASE_UNDER_EMBARGO:
            return f"The case can be read from {dates.moment(one.on)}."
    return GAPS[one.gap]


QUESTIONS = alike_terms.QUESTIONS

ORIGINS: dict[Origin, str] = {
    Origin.WINDOW: "another response in the same window",
    Origin.EARLIER: "a response in an earlier window",
    Origin.SOURCE: "a text that was given to compare with",
}

HELD_NEXT: dict[LookState, str] = {
    LookState.HELD: "{provider} wants to hear from you before your result is released.",
    LookState.TALKED: "You were heard. Somebody else at {provider} now reads what was written down, and confirms what is made of it.",
    LookState.CONFIRMED: "You were heard. Your result waits for {provider}’s own procedure, which is not part of this service. {provider} tells you what it is and what you can do.",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.OWN_WORDS: "The words are your own.",
    Outcome.POOR_QUOTING: "It is about how words of others are marked as theirs, and you will be shown how.",
    Outcome.OWN_PROCEDURE: "Its own procedure has ended, and it tells you how.",
}


def released(found: HoldShown) -> str:
    """What a hold ended with."""
    if found.recorded is None or found.recorded.outcome is None:
        return "There was nothing to talk about after all."
    return OUTCOMES[found.recorded.outcome]


REFUSALS: dict[StrEnum, str] = {
    AlikeRefusal.LOOK_MOVED_ON: "The conversation has been held, so this stays as you saved it",
    AlikeRefusal.SAID_TOO_LONG: "What you write must be {most} characters or fewer",
    WindowRefusal.NOT_READY_TO_SIT: "Something is still missing. Your assessment page says what",
    WindowRefusal.SITS_ELSEWHERE: "You are entered for another window already",
    WindowRefusal.SITTING_OVER: "This window is over for you, so nothing in it can be changed",
    WindowRefusal.NO_LATER_WINDOW: "There is no later window yet that you could sit in. Ask your provider",
}

"""Words for codes of responses that share passages, as a lead provider's staff read them."""

from enum import StrEnum

from npq.domain.assessment.kinds import (
    AlikeRefusal,
    AsideReason,
    LookState,
    Origin,
    Outcome,
    ReleaseReason,
    SourceKind,
)
from npq.web.shared import alike_terms
from npq.web.shared.fields import Choice

QUESTIONS = alike_terms.QUESTIONS

STATES: dict[LookState, tuple[str, str]] = {
    LookState.TO_LOOK_AT: ("To look at", "blue"),
    LookState.SET_ASIDE: ("Set aside", "grey"),
    LookState.HELD: ("Held", "orange"),
    LookState.TALKED: ("Held: to confirm", "orange"),
    LookState.CONFIRMED: ("Held: procedure", "orange"),
    LookState.RELEASED: ("Released", "green"),
}

ORIGINS: dict[Origin, str] = {
    Origin.WINDOW: "this window",
    Origin.EARLIER: "an earlier window",
    Origin.SOURCE: "a given text",
}

SOURCES: dict[SourceKind, str] = {
    SourceKind.MODEL_ANSWER: "a model answer",
    SourceKind.PUBLICATION: "a publication",
    SourceKind.WEB_PAGE: "a web page",
    SourceKind.COURSE: "from the course",
    SourceKind.OTHER: "another text",
}

ASIDE: dict[AsideReason, str] = {
    AsideReason.COMMON_WORDING: "Wording that many in this work would use",
    AsideReason.GIVEN_TO_ALL: "Something that everybody was given",
    AsideReason.QUOTED: "Quoted, and said so in another way than with quotation marks",
    AsideReason.TOO_LITTLE: "Too little to matter",
    AsideReason.OTHER: "Another reason",
}

OUTCOMES: dict[Outcome, str | Choice] = {
    Outcome.OWN_WORDS: Choice(
        "Their own words after all", "Once a colleague confirms it, the response is released"
    ),
    Outcome.POOR_QUOTING: Choice(
        "Words of others, not marked as theirs: to be taught",
        "Once a colleague confirms it, the response is released. Show them how to quote",
    ),
    Outcome.OWN_PROCEDURE: Choice(
        "Your own procedure decides", "The hold goes on until you release it. This service decides nothing"
    ),
}

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.OWN_WORDS: "Their own words after all",
    Outcome.POOR_QUOTING: "Words of others, not marked as theirs: to be taught",
    Outcome.OWN_PROCEDURE: "Your own procedure decides",
}

RELEASES: dict[ReleaseReason, str] = {
    ReleaseReason.OUTCOME: "After the conversation",
    ReleaseReason.NOTHING_TO_TALK_ABOUT: "Without a conversation: there was nothing to talk about",
    ReleaseReason.PROCEDURE_ENDED: "Your own procedure has ended",
}

REFUSALS: dict[StrEnum, str] = {
    AlikeRefusal.LOOK_MOVED_ON: "Somebody has decided on this response since you opened the page, and nothing was changed now. Look at how it stands",
    AlikeRefusal.REASON_TOO_LONG: "What you write must be {most} characters or fewer",
    AlikeRefusal.REASON_MISSING: "Enter a few words",
    AlikeRefusal.TALK_IS_PAST: "The conversation must be in the future",
    AlikeRefusal.TALK_BEFORE_HOLD: "The conversation cannot have been before the response was held",
    AlikeRefusal.TALK_TO_COME: "The conversation must be today or in the past: record it once it was held",
    AlikeRefusal.TWO_WERE_THERE: "Enter the names of two different people from your organisation who were there",
    AlikeRefusal.NOTHING_ASKED: "Select what was asked, or enter your own questions",
    AlikeRefusal.NOTHING_SAID: "Enter what they said",
    AlikeRefusal.SAID_TOO_LONG: "What you write must be {most} characters or fewer",
    AlikeRefusal.ANOTHER_CONFIRMS: "You recorded this conversation, so somebody else from your organisation has to confirm the outcome",
    AlikeRefusal.OUTCOME_CHANGED_MEANWHILE: "The conversation was recorded anew since you opened the page, and nothing was confirmed now. Read it as it stands",
}

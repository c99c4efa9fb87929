"""Words of likeness: what a person looks at, and what becomes of it. No word here is a verdict."""

from enum import StrEnum

from npq.kernel.states import TransitionTable


class LookState(StrEnum):
    """How far people are with a script that shares passages with something."""

    TO_LOOK_AT = "to_look_at"
    SET_ASIDE = "set_aside"
    HELD = "held"
    TALKED = "talked"
    CONFIRMED = "confirmed"
    RELEASED = "released"

    @classmethod
    def holding(cls) -> frozenset["LookState"]:
        """Those in which no result of the script is released."""
        return frozenset({cls.HELD, cls.TALKED, cls.CONFIRMED})


LOOK = TransitionTable(
    "script to look at",
    LookState.TO_LOOK_AT,
    {
        LookState.TO_LOOK_AT: {
            "set_aside_likeness": LookState.SET_ASIDE,
            "hold_script": LookState.HELD,
        },
        LookState.SET_ASIDE: {"look_again": LookState.TO_LOOK_AT},
        LookState.HELD: {
            "record_conversation": LookState.TALKED,
            "release_hold": LookState.RELEASED,
        },
        LookState.TALKED: {
            "record_conversation": LookState.TALKED,
            "confirm_outcome": LookState.CONFIRMED,
        },
        LookState.CONFIRMED: {"release_hold": LookState.RELEASED},
    },
)


class Origin(StrEnum):
    """Where a text comes from that a script is compared with, or the script itself."""

    WINDOW = "window"
    EARLIER = "earlier"
    SOURCE = "source"


class AsideReason(StrEnum):
    """Why what two texts share is nothing to talk about."""

    COMMON_WORDING = "common_wording"
    GIVEN_TO_ALL = "given_to_all"
    QUOTED = "quoted"
    TOO_LITTLE = "too_little"
    OTHER = "other"


class Outcome(StrEnum):
    """What two members of staff make of a conversation. The last is where this service ends: it decides nothing."""

    OWN_WORDS = "own_words"
    POOR_QUOTING = "poor_quoting"
    OWN_PROCEDURE = "own_procedure"

    @property
    def ends_the_hold(self) -> bool:
        return self is not Outcome.OWN_PROCEDURE


class ReleaseReason(StrEnum):
    """Why a hold ended."""

    OUTCOME = "outcome"
    NOTHING_TO_TALK_ABOUT = "nothing_to_talk_about"
    PROCEDURE_ENDED = "procedure_ended"


class TalkQuestion(StrEnum):
    """What everybody is asked in a conversation, in this order."""

    HOW_WRITTEN = "how_written"
    PASSAGES = "passages"
    WORKED_WITH = "worked_with"
    NOTES = "notes"
    ANYTHING_ELSE = "anything_else"


class SourceKind(StrEnum):
    """What a text is that is given for a case, so that responses are compared with it."""

    MODEL_ANSWER = "model_answer"
    PUBLICATION = "publication"
    WEB_PAGE = "web_page"
    COURSE = "course"
    OTHER = "other"


MOST_NAME_CHARACTERS, MOST_REASON_CHARACTERS, MOST_QUESTIONS_CHARACTERS = 120, 500, 2_000
MOST_SAID_CHARACTERS = 10_000
MOST_SOURCE_CHARACTERS = 200_000

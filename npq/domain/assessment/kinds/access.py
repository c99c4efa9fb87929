"""Words of access arrangements: what somebody may ask for, and what became of it. Effects, never what they are for."""

from enum import StrEnum

from npq.kernel.states import TransitionTable

MOST_EXTRA_TIME, MOST_MORE_DAYS, MOST_REST_MINUTES = 100, 60, 24 * 60 - 1
"""How much can be agreed: in per cent of a window, in days, and in minutes of each of its days."""


class Effect(StrEnum):
    """One thing that an arrangement can give."""

    EXTRA_TIME = "extra_time"
    REST = "rest"
    MORE_DAYS = "more_days"
    LARGE_PRINT = "large_print"
    PLAIN = "plain"
    AUDIO_FRIENDLY = "audio_friendly"
    SPELLING_NOT_JUDGED = "spelling_not_judged"


class RequestState(StrEnum):
    """What became of what somebody asked for."""

    ASKED = "asked"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ACCESS_REQUEST = TransitionTable(
    "request for an access arrangement",
    RequestState.ASKED,
    {
        RequestState.ASKED: {
            "agree_arrangement": RequestState.ANSWERED,
            "end_arrangement": RequestState.ANSWERED,
            "decline_access_request": RequestState.DECLINED,
            "withdraw_access_request": RequestState.WITHDRAWN,
        },
    },
)

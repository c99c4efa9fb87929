"""Words for what an access arrangement gives: the same for the person it is for and for who agrees it."""

from npq.domain.assessment.kinds import Effect, Format
from npq.domain.assessment.queries.access import Arrangement
from npq.kernel import dates

FORMATS: dict[Format, str] = {
    Format.LARGE_PRINT: "large print",
    Format.PLAIN: "plain pages",
    Format.AUDIO_FRIENDLY: "pages that read well aloud",
}

EFFECTS: dict[Effect, str] = {
    Effect.EXTRA_TIME: "More time in a window",
    Effect.REST: "Time to rest on each of its days",
    Effect.MORE_DAYS: "More days after a window ends",
    Effect.LARGE_PRINT: "Papers in large print",
    Effect.PLAIN: "Papers as plain pages, without colours and pictures",
    Effect.AUDIO_FRIENDLY: "Papers that read well aloud",
    Effect.SPELLING_NOT_JUDGED: "That spelling is not judged",
}


def papers(formats: tuple[Format, ...]) -> str:
    """Formats in a sentence."""
    words = [FORMATS[one] for one in formats]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def effects_of(arrangement: Arrangement) -> list[Effect]:
    """What an arrangement gives, without how much."""
    gives = {
        Effect.EXTRA_TIME: arrangement.extra_time_percent,
        Effect.REST: arrangement.rest_minutes_a_day,
        Effect.MORE_DAYS: arrangement.more_days,
        Effect.SPELLING_NOT_JUDGED: arrangement.spelling_not_judged,
        **{Effect(one.value): True for one in arrangement.formats},
    }
    return [effect for effect in Effect if gives.get(effect)]


def rows(arrangement: Arrangement) -> list[dict[str, str]]:
    """An arrangement as the rows of a summary, without what it does not give."""
    days = arrangement.more_days
    said = {
        "Extra time": arrangement.extra_time_percent
        and f"{arrangement.extra_time_percent}% of the time a window is open",
        "Rest": arrangement.rest_minutes_a_day
        and f"{arrangement.rest_minutes_a_day} minutes for each day a window is open",
        "More days": days and f"{days} more day{'' if days == 1 else 's'} after a window ends",
        "Papers": papers(arrangement.formats).capitalize(),
        "Spelling": arrangement.spelling_not_judged and "Not judged",
        "Agreed": f"By {arrangement.agreed_by} on {dates.day(arrangement.agreed_at)}",
        "Looked at again": arrangement.review_on and f"On {dates.day(arrangement.review_on)}",
        "Last day": arrangement.ends_on and dates.day(arrangement.ends_on),
    }
    return [{"key": key, "value": str(value)} for key, value in said.items() if value]

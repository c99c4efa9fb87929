"""What is decided for the assessment of a provider, in words for everybody."""

from npq.domain.assessment.kinds import OverLimit
from npq.domain.assessment.rules.policies import PolicyTerms

OVER_LIMIT: dict[OverLimit, str] = {
    OverLimit.READ_TO_LIMIT: "Whoever marks it stops reading at the limit, and you see where that is",
    OverLimit.REFUSE: "A longer response cannot be submitted",
    OverLimit.WARN: "You are told when you are over the limit, and can still submit",
}


def terms_in_words(terms: PolicyTerms) -> dict[str, str]:
    """Each rule by what it is about, as whoever sits reads it."""
    missed = "a window you miss uses one too" if terms.missed_counts else "neither does a window you miss"
    no_zero = ", and no criterion at level 0" if terms.pass_needs_no_zero else ""
    near_zero = " or one level away from a 0" if terms.boundary_near_zero else ""
    return {
        "A window": f"{_days(terms.window_days)}, several times a year",
        "Words": f"up to {terms.word_limit:,}. {OVER_LIMIT[terms.over_limit]}",
        "Late": _late(terms.grace_minutes),
        "More time": _more_time(terms.extension_days_most),
        "Attempts": f"{terms.attempts}. Moving to a later window uses none, and {missed}",
        "To pass": f"at least {terms.pass_at_least} levels in all{no_zero}",
        "Looked at again": f"{terms.sample_percent}% of responses, and every one with {terms.boundary_from} to "
        f"{terms.boundary_to} levels{near_zero}",
        "Results": f"within {_weeks(terms.release_weeks)} of the end of the window, to everybody at once",
    }


def _late(minutes: int) -> str:
    if not minutes:
        return "Nothing counts that arrives after the deadline"
    many = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"What arrives within {many} after the deadline counts, and is recorded as late"


def _more_time(days: int) -> str:
    agreed = "What is agreed for you comes first and has no such limit"
    return f"An extension of up to {_days(days)}. {agreed}" if days else f"There are no extensions. {agreed}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _weeks(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"{weeks} weeks"

"""What staff write down of an arrangement."""

from datetime import date
from typing import Any
from uuid import UUID

from npq.domain.assessment.kinds import MOST_EXTRA_TIME, MOST_MORE_DAYS, MOST_REST_MINUTES, Effect
from npq.domain.assessment.operations.access import Agreed
from npq.domain.assessment.queries.access import AccessOf
from npq.web.shared.arrangement_terms import FORMATS
from npq.web.shared.fields import CheckboxesField, ConfirmField, DateField, HiddenField, NumberField
from npq.web.shared.forms import Form


class ArrangementForm(Form):
    """Effects, and two days. There is no room for a diagnosis, and none for a text that could hold one."""

    extra_time_percent = NumberField(
        label="Extra time",
        hint="As a share of the time a window is open: 25% of 8 days is 2 days",
        least=0,
        most=MOST_EXTRA_TIME,
        suffix="%",
        required=False,
    )
    rest_minutes_a_day = NumberField(
        label="Rest",
        hint="Minutes for each day a window is open, added at its end",
        least=0,
        most=MOST_REST_MINUTES,
        suffix="minutes",
        required=False,
    )
    more_days = NumberField(
        label="More days",
        hint="Whole days after a window ends",
        least=0,
        most=MOST_MORE_DAYS,
        suffix="days",
        required=False,
    )
    formats = CheckboxesField(
        label="Papers",
        choices={key: text.capitalize() for key, text in FORMATS.items()},
        required=False,
    )
    spelling_not_judged = ConfirmField(
        label="Spelling is not judged",
        hint="Whoever marks the response is told this of it, and nothing else",
        required=False,
    )
    review_on = DateField(
        label="When do you look at it again? (optional)", name="The day you look at it again", required=False
    )
    ends_on = DateField(
        label="Its last day, where it ends by itself (optional)", name="Its last day", required=False
    )
    seen = HiddenField(required=False)

    @property
    def agreed(self) -> Agreed:
        said = self.cleaned_data
        return Agreed(
            extra_time_percent=said["extra_time_percent"] or 0,
            rest_minutes_a_day=said["rest_minutes_a_day"] or 0,
            more_days=said["more_days"] or 0,
            formats=tuple(said["formats"]),
            spelling_not_judged=bool(said["spelling_not_judged"]),
            review_on=said["review_on"],
            ends_on=said["ends_on"],
        )


def initial_of(found: AccessOf, today: date) -> dict[str, Any]:
    """What is agreed, with the papers and the rest that was asked for, so that little is left to type. A day that is
    past is not proposed again."""
    now, wants = found.arrangement, found.asked.wants if found.asked else ()
    formats = {one for one in FORMATS if Effect(one.value) in wants}
    says: dict[str, Any] = {
        "formats": formats if found.asked else set(now.formats) if now else set(),
        "spelling_not_judged": Effect.SPELLING_NOT_JUDGED in wants
        if found.asked
        else bool(now and now.spelling_not_judged),
        "seen": str(now.id) if now else "",
    }
    if now:
        for name in ("extra_time_percent", "rest_minutes_a_day", "more_days"):
            says[name] = getattr(now, name) or None
        for name in ("review_on", "ends_on"):
            day = getattr(now, name)
            says[name] = day if day and day > today else None
    return says


def seen_in(text: str) -> UUID | None:
    """The arrangement that a form says was seen; None for none, and for nonsense."""
    try:
        return UUID(text)
    except ValueError:
        return None

"""The parts of a group, as figures of studies that know `silent_since` and `hundredfold`, what they studied in
hundredths of a minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.learning.rules.groups import DAYS, PER_CENT

WAITED_FOR = Q(minutes_done__lt=F("minutes"), enrolment__training_status=TrainingStatus.ACTIVE)
"""Whose silence means something: those with something left to study, who are not on a break."""

SHARES = {share: number for number, share in enumerate(PER_CENT, 1)}
SILENCES = {silence: number for number, silence in enumerate(DAYS, 1)}
"""How the database calls the parts."""


def share_of() -> Func:
    """The part by how much somebody has studied, one of SHARES, in per cent cut as they are shown.

    Of a course without minutes nothing is studied.
    """
    percent = Coalesce(F("hundredfold") / NullIf("minutes", 0), 0)
    return _part(percent, list(PER_CENT.values()))


def silence_of(at: datetime) -> Case:
    """The part by how many whole days before `at` somebody studied last, one of SILENCES; None for those who are not
    waited for. Whose cohort has not begun is silent from a day to come: 0, which is none of them."""
    silent = Value(at) - F("silent_since")
    return Case(When(WAITED_FOR, then=_part(silent, [timedelta(days) for days in DAYS.values()])))


def _part(figure: Combinable, begins: Sequence[object]) -> Func:
    return Func(figure, Value(begins), function="width_bucket", output_field=IntegerField())

"""The parts of a group, as conditions on studies that know `silent_since` and `hundredfold`, what they studied in
hundredths of a minute; None stands for no condition."""

from datetime import datetime, timedelta

from django.db.models import Case, F, Q, Value, When

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.learning.kinds import Share, Silence
from npq.domain.learning.rules.groups import share_bounds, silence_bounds

DAY = timedelta(days=1)
WAITED_FOR = Q(minutes_done__lt=F("minutes"), enrolment__training_status=TrainingStatus.ACTIVE)
"""Whose silence means something: those with something left to study, who are not on a break."""


def share_is(share: Share | None) -> Q:
    """Who has studied so much, in per cent cut as they are shown. Of a course without minutes nothing is studied."""
    if share is None:
        return Q()
    least, below = share_bounds(share)
    if share is Share.NOTHING:
        return Q(hundredfold__lt=F("minutes") * (below or 0)) | Q(minutes=0)
    some = Q(hundredfold__gte=F("minutes") * least, minutes__gt=0)
    return some if below is None else some & Q(hundredfold__lt=F("minutes") * below)


def silence_is(silence: Silence | None, at: datetime) -> Q:
    """Who studied last so many whole days before `at`, of those who are waited for."""
    if silence is None:
        return Q()
    least, below = silence_bounds(silence)
    # Also where no whole day is asked for: whose cohort has not begun is silent from a day to come.
    found = WAITED_FOR & Q(silent_since__lte=at - least * DAY)
    return found if below is None else found & Q(silent_since__gt=at - below * DAY)


def share_of() -> Case:
    """The part by how much somebody has studied."""
    return Case(*(When(share_is(one), then=Value(one.value)) for one in Share))


def silence_of(at: datetime) -> Case:
    """The part by how long ago somebody studied; None for those who are not waited for."""
    return Case(*(When(silence_is(one, at), then=Value(one.value)) for one in Silence))

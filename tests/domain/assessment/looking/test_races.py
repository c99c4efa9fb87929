"""Real commits: two comparisons at once find everything once, and of two who decide at once one is told."""

from functools import partial

import pytest

from npq.domain.assessment.kinds import AlikeRefusal, AsideReason, LookState
from npq.domain.assessment.models import Likeness, Look, ScriptFingerprint, WindowComparison
from npq.domain.assessment.operations.comparing import compare_windows
from npq.domain.assessment.operations.looking import hold_script, set_aside_likeness
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.kernel.refusals import Refusal
from tests import world
from tests.domain.assessment.looking.conftest import OVER, own, wrote
from tests.domain.assessment.writing.conftest import make_window
from tests.world import BY


@pytest.fixture
def sealed(real_database):
    """Two of Northlight’s staff, and a window of four with two in common, sealed."""
    world.qualification()
    world.cohort()
    northlight = world.offer(world.lead_provider())
    window = make_window(northlight)
    for number, name in enumerate(("Amina Clarke", "Bola Adeyemi", "Cleo Quiet", "Dan Quiet")):
        wrote(name, window, situation=own(1) if number < 2 else own(number), plan=own(10 + number))
    seal_scripts(by=BY, at=OVER)
    return world.staff(northlight), world.staff(northlight, "Thea Second")


def test_two_comparisons_at_once_find_everything_once(real_database, sealed):
    outcomes = real_database.at_once(*[partial(compare_windows, by=BY, at=OVER)] * 3)
    assert all(isinstance(outcome, int) for outcome in outcomes), outcomes
    assert (ScriptFingerprint.objects.count(), Likeness.objects.count(), Look.objects.count()) == (4, 1, 2)
    assert WindowComparison.objects.get().scripts == 4


def test_of_two_who_decide_at_once_one_is_told(real_database, sealed):
    compare_windows(by=BY, at=OVER)
    look = Look.objects.first()
    sunil, thea = sealed
    outcomes = real_database.at_once(
        partial(hold_script, by=sunil, at=OVER, look_id=look.id),
        partial(
            set_aside_likeness, by=thea, at=OVER, look_id=look.id, reason=AsideReason.OTHER, text="Nothing."
        ),
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [one.code for one in refused] == [AlikeRefusal.LOOK_MOVED_ON]
    assert Look.objects.get(id=look.id).state in {LookState.HELD, LookState.SET_ASIDE}

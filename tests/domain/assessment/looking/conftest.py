"""Amina and Bola have two paragraphs in common, Cleo none; their window is sealed and compared."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.assessment.kinds import SittingState
from npq.domain.assessment.models import Look, Sitting, Window
from npq.domain.assessment.operations.comparing import compare_windows
from npq.domain.assessment.operations.looking import hold_script
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.submitting import Statement, submit_script
from npq.domain.assessment.operations.writing import save_revision
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.assessment.alike import essays
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, make_window, sections, sit
from tests.world import AT, BY

OVER = CLOSES + GRACE + timedelta(seconds=1)


def own(number: int, words: int = 80) -> str:
    """A paragraph that only one writer would write."""
    return essays.passage(essays.Planted("copied", number, 0), words)


def hand_in(viewer: Viewer, sitting: UUID, at: datetime = AT, **said: str) -> None:
    save_revision(
        by=viewer, at=at, sitting_id=sitting, client_key=uuid4(), parent=0, sections=sections(**said)
    )
    submit_script(
        by=viewer, at=at, sitting_id=sitting, seen=1, statement=Statement(is_own=True), keeps_identifying=True
    )


def wrote(name: str, window: Window, **said: str) -> tuple[Viewer, UUID]:
    """Somebody who has handed in a response in a window: who, and their sitting."""
    viewer = world.person(name)
    sitting = sit(world.registration(viewer, window.lead_provider_id), window)
    hand_in(viewer, sitting, window.opens_at + timedelta(hours=1), **said)
    return viewer, sitting


def look_of(sitting: UUID) -> Look:
    return Look.objects.get(script__submission__script=sitting)


@pytest.fixture
def staff(northlight) -> Viewer:
    return world.staff(northlight)


@pytest.fixture
def second(northlight) -> Viewer:
    """Another of Northlight’s staff."""
    return world.staff(northlight, "Thea Second")


@pytest.fixture
def window(northlight) -> Window:
    return make_window(northlight)


@pytest.fixture
def written(window) -> dict[str, tuple[Viewer, UUID]]:
    """Who wrote, and their sittings, sealed. The second common paragraph stands in another answer of Bola’s."""
    return {
        "amina": wrote("Amina Clarke", window, situation=f"{own(1)}\n\n{own(2)}", plan=own(3)),
        "bola": wrote("Bola Adeyemi", window, situation=own(4), plan=own(1), account=f"{own(5)} {own(2)}"),
        "cleo": wrote("Cleo Quiet", window, situation=own(6), plan=own(7)),
    }


@pytest.fixture
def compared(written) -> dict[str, tuple[Viewer, UUID]]:
    seal_scripts(by=BY, at=OVER)
    assert set(Sitting.objects.values_list("state", flat=True)) == {SittingState.SEALED}
    compare_windows(by=BY, at=OVER)
    return written


@pytest.fixture
def look(compared) -> UUID:
    """Amina’s script, to be looked at."""
    return look_of(compared["amina"][1]).id


@pytest.fixture
def held(look, staff) -> UUID:
    hold_script(by=staff, at=OVER, look_id=look)
    return look

"""Amina writes in a sitting of hers; and what pages of writing are asked for by name."""

from datetime import timedelta
from uuid import uuid4

import pytest

from npq.domain.assessment.operations.writing import save_revision
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, make_window, sections, sit
from tests.world import AT

SAVE, HAND_IN = "Save", "Hand in my response"
OVER = CLOSES + GRACE + timedelta(seconds=1)
STATED = {"own": "true", "tools": ["spelling"]}


@pytest.fixture
def sitting(registered, northlight):
    return sit(registered, make_window(northlight))


@pytest.fixture
def at(sitting) -> str:
    return f"/assessment/{sitting}"


@pytest.fixture
def save(amina, sitting):
    def save(parent=0, *, moment=AT, **said):
        return save_revision(
            by=amina,
            at=moment,
            sitting_id=sitting,
            client_key=uuid4(),
            parent=parent,
            sections=sections(**said),
        )

    return save


def boxes(page) -> dict[str, str]:
    return {name: page.holds(f"answer-{name}")[0] for name in ("situation", "plan", "account")}

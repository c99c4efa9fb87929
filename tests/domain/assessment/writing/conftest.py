"""Amina sits in a window of eight days that opened an hour before AT, with a case of three short questions."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.assessment.kinds import CaseKind, OverLimit, SittingState, WindowKind
from npq.domain.assessment.models import CaseVersion, Policy, Rubric, Sitting, Window
from npq.domain.assessment.operations.writing import save_revision
from npq.domain.catalogue.models import Qualification
from tests import world
from tests.world import AT, NPQEL

QUESTIONS = ("situation", "plan", "account")
OPENS, CLOSES = AT - timedelta(hours=1), AT + timedelta(days=8)
GRACE = timedelta(minutes=15)


def sections(situation="", plan="", account=""):
    return {"situation": situation, "plan": plan, "account": account}


def paper() -> dict:
    return {
        "title": "One standard, two schools",
        "trust": "Stennet Bay Schools",
        "set": "autumn term 2026",
        "about": "A trust of seven schools.",
        "html": "<p>The bay.</p>",
        "documents": [],
        "questions": [{"id": name, "ask": f"What is the {name}?", "words": 10} for name in QUESTIONS],
    }


def make_window(
    provider: UUID,
    *,
    kind=WindowKind.LIVE,
    opens=OPENS,
    closes=CLOSES,
    over=OverLimit.READ_TO_LIMIT,
    limit=20,
):
    course = Qualification.objects.get(identifier=NPQEL)
    rubric, _ = Rubric.objects.get_or_create(
        digest="r" * 64, defaults={"version": "1", "note": "Ours", "criteria": [], "published_at": AT}
    )
    case = CaseVersion.objects.create(
        qualification=course,
        identifier="stennet-bay",
        family="stennet-bay",
        variant="a",
        kind=CaseKind(kind.value).value,
        title="One standard, two schools",
        digest=uuid4().hex * 2,
        content=paper(),
        for_markers={"notes": "", "answers": []},
        not_before=opens,
        published_at=AT,
    )
    policy = Policy.objects.create(
        qualification=course,
        decides_from=AT.date(),
        decided_at=AT,
        word_limit=limit,
        over_limit=over,
        window_days=8,
        grace_minutes=15,
        attempts=2,
        missed_counts=True,
        extension_days_most=28,
        sample_percent=10,
        release_after_days=60,
        rubric=rubric,
        pass_needs_no_zero=True,
        pass_at_least=10,
        boundary_from=9,
        boundary_to=11,
        boundary_near_zero=True,
    )
    return Window.objects.create(
        lead_provider_id=provider,
        qualification=course,
        kind=kind,
        name="Autumn",
        opens_at=opens,
        closes_at=closes,
        case=case,
        policy=policy,
        made_at=AT,
    )


def sit(registration: UUID, window: Window, *, state=SittingState.OPEN, deadline=None) -> UUID:
    deadline = deadline or window.closes_at
    return Sitting.objects.create(
        registration_id=registration,
        window=window,
        kind=window.kind,
        attempt=1,
        state=SittingState.ENTERED if state is SittingState.ENTERED else SittingState.OPEN,
        entered_at=OPENS,
        opened_at=None if state is SittingState.ENTERED else OPENS,
        state_changed_at=OPENS,
        deadline_at=deadline,
        grace_until=deadline + GRACE,
    ).id


@pytest.fixture
def window(northlight) -> Window:
    return make_window(northlight)


@pytest.fixture
def sitting(registered, window) -> UUID:
    return sit(registered, window)


@pytest.fixture
def save(amina, sitting):
    """Saves for Amina, and gives what is answered."""

    def save(parent=0, *, at=AT, key=None, by=None, typed_at=None, **said):
        return save_revision(
            by=by or amina,
            at=at,
            sitting_id=sitting,
            client_key=key or uuid4(),
            parent=parent,
            sections=sections(**said),
            typed_at=typed_at,
        )

    return save


@pytest.fixture
def bola(northlight):
    """Another participant in the same window."""
    return world.person("Bola Adeyemi")

"""Northlight holds windows on the small assessment; Amina has a place and has studied enough."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.assessment.kinds import WindowKind
from npq.domain.assessment.models import CaseVersion
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.setting import publish_assessment
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import Study
from npq.domain.learning.operations.studying import open_study
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.assessment.packs.small import small_assessment
from tests.world import AT, BY, NPQEL

OPENS_ON = date(2026, 12, 7)
OPENS = datetime(2026, 12, 7, tzinfo=UTC)
CLOSES = datetime(2026, 12, 14, 23, 59, 59, 999_999, tzinfo=UTC)
"""The last instant of the minute that is named to people."""
DURING = OPENS + timedelta(days=1, hours=9)


@pytest.fixture
def provider(northlight) -> Viewer:
    return world.staff(northlight)


@pytest.fixture
def assessment(tmp_path, northlight) -> None:
    """The small assessment and its course, published, with the policy it brings."""
    pack, faults = read_assessment(small_assessment(tmp_path))
    assert pack is not None, faults
    publish_assessment(by=BY, at=AT, pack=pack)
    decide_policy(by=BY, at=AT, qualification=NPQEL)


@pytest.fixture
def live(assessment) -> UUID:
    return CaseVersion.objects.get(kind="live").id


@pytest.fixture
def other(live) -> UUID:
    """A live case of another family."""
    case = CaseVersion.objects.get(id=live)
    case.id, case.family, case.identifier, case.digest = uuid4(), "stennet-bay", "stennet-bay", "o" * 64
    case.save(force_insert=True)
    return case.id


@pytest.fixture
def rehearsal(assessment) -> UUID:
    return CaseVersion.objects.get(kind="rehearsal").id


@pytest.fixture
def make(provider, northlight, live):
    """Makes a window of eight days for Northlight."""

    def make(opens_on=OPENS_ON, *, kind=WindowKind.LIVE, case=None, at=AT, by=None, days=8, **more) -> UUID:
        plan = WindowPlan(
            name="December 2026",
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=days - 1),
            case_id=case or live,
            **more,
        )
        return make_window(
            by=by or provider, at=at, lead_provider_id=northlight, qualification=NPQEL, kind=kind, plan=plan
        )

    return make


@pytest.fixture
def window(make) -> UUID:
    return make()


@pytest.fixture
def place(registered, provider) -> UUID:
    accept_registration(by=provider, at=AT, registration_id=registered)
    return registered


@pytest.fixture
def ready(place, tmp_path) -> UUID:
    """Amina's place, in which she has studied enough."""
    world.course(tmp_path / "course")
    open_study(by=BY, at=AT, registration_id=place)
    Study.objects.filter(enrolment=place).update(enough_at=AT, last_at=AT)
    return place

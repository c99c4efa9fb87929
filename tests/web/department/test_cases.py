"""Cases, for those who set them: what they say is read by an opening that was written down before."""

from datetime import timedelta

import pytest

from npq.domain.assessment.kinds import DeadlineReason, RetirementReason
from npq.domain.assessment.models import CaseOpening, CaseRetirement, CaseVersion
from npq.domain.assessment.operations.deadlines import grant_extension
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.setting import retire_case
from npq.kernel.clock import london_day
from tests import world
from tests.domain.assessment.windows.conftest import (  # noqa: F401
    CLOSES,
    OPENS,
    assessment,
    live,
    make,
    place,
    provider,
    ready,
    window,
)
from tests.web.visitor import Visitor
from tests.world import AT

pytestmark = pytest.mark.usefixtures("clock")

WHAT_IT_SAYS = "Two gates"


@pytest.fixture
def doras(db, clock) -> Visitor:
    """The browser of somebody of the department."""
    return Visitor(world.official())


@pytest.fixture
def address(live) -> str:  # noqa: F811
    return f"/staff/cases/{live}"


def test_the_list_says_what_becomes_of_cases_and_nothing_of_what_they_say(doras, address):
    page = doras.open("/staff/cases")
    rows = {row[0].split(",")[0]: row for row in page.table}
    assert "Held back 16 November 2026" in rows["quellmouth"][3]
    assert rows["quellmouth"][5] == "No candidate knows it"
    assert WHAT_IT_SAYS not in page.text
    assert page.follow("quellmouth").path == address


def test_a_case_is_opened_after_saying_what_for(doras, address):
    page = doras.open(address)
    assert WHAT_IT_SAYS not in page.text
    assert page.offered == ["To set it: to check it, or to mend it"]
    assert page.send().errors == ["Select what you open the case for"]
    assert not CaseOpening.objects.exists()
    opened = page.send(purpose="setting")
    assert opened.heading == WHAT_IT_SAYS
    assert "It is open to you until 2 November 2026 at 5:30pm" in opened.text
    assert "For markers" in opened.links
    again = doras.open(address)
    assert again.follow("Go on reading it").heading == WHAT_IT_SAYS
    assert again.table == [
        ["Dora Department", "To set it: to check it, or to mend it", "2 November 2026 at 9:30am"]
    ]


def test_an_opening_ends_after_eight_hours_and_is_nobody_elses(doras, address, clock):
    opened = doras.open(address).send(purpose="setting")
    della = Visitor(world.official("Della Department"))
    assert della.status(opened.path) == 404
    clock.move_to(AT + timedelta(hours=8))
    assert doras.status(opened.path) == 404
    assert "Go on reading it" not in doras.open(address).links


def test_from_its_day_on_it_is_opened_for_more(doras, address, clock):
    clock.move_to(OPENS)
    page = doras.open(address)
    assert len(page.offered) == 4
    assert page.send(purpose="question").heading == WHAT_IT_SAYS


def test_before_its_day_nothing_else_is_taken(doras, address):
    refused = doras.post_to(address, {"purpose": "marking"})
    assert refused.errors == ["Select what you open the case for"]
    assert not CaseOpening.objects.exists()


def test_retiring_says_first_what_it_does_to_windows(doras, address, window, live):  # noqa: F811
    page = doras.open(address).follow("Retire it")
    (row,) = page.table
    assert row[:3] == [
        "Northlight Institute, December 2026",
        "quellmouth, variant a",
        "7 December 2026 to 14 December 2026",
    ]
    assert row[3:] == ["To come", "0", "0"]
    assert page.send().errors == ["Select a reason"]
    after = page.send(reason="exposed")
    assert "Retired: not set again" in after.rows["Stands"]
    assert "It was retired on 2 November 2026: it became known outside its window." in after.text
    assert doras.open(f"{address}/retire").path == address
    page.send(reason="faulty")
    assert CaseRetirement.objects.get().reason == "exposed"


def test_a_window_in_which_somebody_can_still_write_is_not_simply_over(
    doras, address, amina, provider, ready, window, clock,  # noqa: F811
):  # fmt: skip
    sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
    last_day = london_day(CLOSES) + timedelta(days=2)
    grant_extension(by=provider, at=AT, sitting_id=sitting, last_day=last_day, reason=DeadlineReason.WORK)
    clock.move_to(CLOSES + timedelta(days=1))
    (row,) = doras.open(f"{address}/retire").table
    assert row[3] == "Over, but some can write until 16 December 2026 at 11:59pm"


def test_another_variant_of_the_family_is_shown_with_it(doras, window, live):  # noqa: F811
    case = CaseVersion.objects.get(id=live)
    case.pk, case.variant, case.digest = None, "b", "b" * 64
    case.save(force_insert=True)
    retire_case(by=world.official("Della Department"), at=AT, case_id=live, reason=RetirementReason.EXPOSED)
    page = doras.open(f"/staff/cases/{case.pk}")
    assert "Retired" in page.rows["Stands"]
    assert page.table[0][1] == "quellmouth, variant a"


@pytest.mark.parametrize("path", ["", "/retire"])
def test_nobody_else_knows_of_a_case(priyas, aminas, nobodys, address, path):
    for stranger in (priyas, aminas):
        assert stranger.status(f"{address}{path}") == 404
        assert stranger.post_to(f"{address}{path}", {"purpose": "setting", "reason": "exposed"}).status == 404
        assert stranger.status("/staff/cases") == 404
    assert nobodys.status(f"{address}{path}") == 303
    assert not CaseOpening.objects.exists()
    assert not CaseRetirement.objects.exists()

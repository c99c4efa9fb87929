from datetime import UTC, datetime

import pytest

from npq.kernel.privacy import Kept
from npq.kernel.retention import RETENTION, Retention, Then, over_at


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (90, "90 days"), (365, "1 year"), (730, "2 years"), (400, "400 days")]
)
def test_a_time_in_words(days, words):
    assert Retention(Kept.DRAFT, days, "", Then.ERASE).words == words


def test_what_began_to_count_so_long_ago_is_over():
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert RETENTION[Kept.DRAFT].days == 90
    assert over_at(Kept.DRAFT, at) == datetime(2026, 8, 4, 9, 30, tzinfo=UTC)

from datetime import date
from decimal import Decimal

import pytest

from npq.domain.learning.packs import figures
from npq.domain.learning.packs.book import ColumnKind
from npq.domain.learning.packs.expressions import CannotWorkOut


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (figures.number(1234), "1,234"),
        (figures.number(Decimal("1234.56"), 1), "1,234.6"),
        (figures.number(-5), "−5"),
        (figures.money(-48000), "−£48,000"),
        (figures.money(Decimal("0.004"), 2), "£0.00"),
        (figures.money(Decimal("-0.004"), 2), "£0.00"),
        (figures.thousands(1_234_567), "£1.2 million"),
        (figures.thousands(2_000_000), "£2 million"),
        (figures.thousands(-123_456), "−£123,000"),
        (figures.percent(Decimal("0.125")), "13%"),
        (figures.percent(Decimal("0.1234"), 1), "12.3%"),
        (figures.points(Decimal("0.021")), "2.1 percentage points"),
        (figures.points(Decimal("0.01"), 0), "1 percentage point"),
        (figures.signed(figures.number(4)), "+4"),
        (figures.signed(figures.number(-4)), "−4"),
        (figures.plural(1, "school", "schools"), "1 school"),
        (figures.plural(1200, "pupil", "pupils"), "1,200 pupils"),
        (figures.written(date(2026, 9, 1), ColumnKind.DATE), "1 September 2026"),
        (figures.written(Decimal("0.072"), ColumnKind.PERCENT), "7.2%"),
    ],
)
def test_as_people_read_them(written, read):
    assert written == read


@pytest.mark.parametrize("value", ["many", None, True, [1]])
def test_what_is_no_number(value):
    with pytest.raises(CannotWorkOut):
        figures.number(value)

import pytest

from npq.domain.organisations.rules.import_size import too_small


@pytest.mark.parametrize(
    ("rows", "open_schools", "last"),
    [
        (1, 0, None),
        (50, 100, None),
        (22_010, 27_074, None),
        (2, 3, 3),
        (46_500, 27_074, 51_572),
        (60, 60, 99),
    ],
)
def test_enough(rows, open_schools, last):
    assert too_small(rows=rows, open_schools=open_schools, rows_last_time=last) is None


@pytest.mark.parametrize(
    ("rows", "open_schools", "last"),
    [(49, 100, None), (1, 3, 3), (25_786, 27_074, 51_572), (89, 10, 100)],
)
def test_too_few(rows, open_schools, last):
    assert "rows" in too_small(rows=rows, open_schools=open_schools, rows_last_time=last)

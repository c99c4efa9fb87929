"""School terms as a file: a mistake in it is named."""

from datetime import date

import pytest

from npq.domain.catalogue.page import FileError
from npq.domain.learning.terms import read_terms

GOOD = """source = "Invented for a test"
[[years]]
year = "2026 to 2027"
halves = [{ first = 2026-09-01, last = 2026-10-23 }, { first = 2026-11-02, last = 2026-12-18 }]
"""


def test_it_is_read_as_stretches_of_the_years_it_names(tmp_path):
    file = tmp_path / "school-terms.toml"
    file.write_text(GOOD)
    terms = read_terms(file)
    assert terms.years == {2026}
    assert terms.is_school_day(date(2026, 10, 23))
    assert not terms.is_school_day(date(2026, 10, 24))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ('"2026 to 2027"', '"2026 to 2028"', "2026 to 2027"),
        ("last = 2026-10-23", "last = 2026-08-23", "last must not be before first"),
        ("first = 2026-11-02", "first = 2026-10-20", "halves must follow one another"),
        ("last = 2026-12-18", "last = 2027-12-18", "halves must lie in"),
        ("source", "sauce", "sauce"),
    ],
)
def test_a_mistake_is_named(tmp_path, good, bad, says):
    file = tmp_path / "school-terms.toml"
    file.write_text(GOOD.replace(good, bad))
    with pytest.raises(FileError, match=says):
        read_terms(file)

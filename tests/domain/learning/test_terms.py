"""School terms as a file: a mistake in it is named."""

from datetime import date, timedelta

import pytest

from npq.domain.catalogue.page import FileError
from npq.domain.learning.rules.terms import Workplace
from npq.domain.learning.terms import read_terms

GOOD = """source = "Invented for a test"
[[years]]
year = "2026 to 2027"
halves = [{ first = 2026-09-01, last = 2026-10-23 }, { first = 2026-11-02, last = 2026-12-18 }]
"""


OWN = (
    GOOD
    + """[[own]]
name = "Larkrise Trust"
trusts = ["9001"]
years = [{ year = "2026 to 2027", halves = [{ first = 2026-08-31, last = 2026-10-16 }] }]

[[own]]
name = "Larkrise Infants"
schools = [100001]
years = [{ year = "2027 to 2028", halves = [{ first = 2027-09-06, last = 2027-10-15 }] }]

[[own]]
name = "Somewhere County"
local_authorities = ["001"]
years = [{ year = "2026 to 2027", halves = [{ first = 2026-09-07, last = 2026-10-30 }] }]
"""
)


def test_it_is_read_as_stretches_of_the_years_it_names(tmp_path):
    file = tmp_path / "school-terms.toml"
    file.write_text(GOOD)
    terms = read_terms(file).usual
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
        ('trusts = ["9001"]\n', "", "own must name"),
        ('"9001"', '"Larkrise"', "trusts"),
        ('"001"', '"1"', "local_authorities"),
        ('trusts = ["9001"]', 'trusts = ["9001", "9001"]', "9001 is named again"),
        ("first = 2027-09-06", "first = 2026-09-06", "halves must lie in"),
    ],
)
def test_a_mistake_is_named(tmp_path, good, bad, says):
    file = tmp_path / "school-terms.toml"
    file.write_text(OWN.replace(good, bad))
    with pytest.raises(FileError, match=says):
        read_terms(file)


@pytest.mark.parametrize(
    ("place", "whose", "lasts"),
    [
        (Workplace(100002), "", date(2026, 10, 23)),
        (Workplace(100002, trust="9002", authority="001"), "Somewhere County", date(2026, 10, 30)),
        (Workplace(100002, trust="9001", authority="001"), "Larkrise Trust", date(2026, 10, 16)),
        # A school that tells of another year has this one as its trust does.
        (Workplace(100001, trust="9001", authority="001"), "Larkrise Infants", date(2026, 10, 16)),
    ],
)
def test_each_year_is_taken_from_what_is_nearest(tmp_path, place, whose, lasts):
    file = tmp_path / "school-terms.toml"
    file.write_text(OWN)
    terms = read_terms(file).at(place)
    assert terms.whose == whose
    assert terms.is_school_day(lasts)
    assert not terms.is_school_day(lasts + timedelta(days=1))


def test_a_year_of_ones_own_replaces_the_whole_of_the_usual_one(tmp_path):
    file = tmp_path / "school-terms.toml"
    file.write_text(OWN)
    terms = read_terms(file).at(Workplace(100001, trust="9001"))
    assert terms.years == {2026, 2027}
    assert terms.is_school_day(date(2026, 8, 31))
    assert not terms.is_school_day(date(2026, 11, 2))
    assert terms.is_school_day(date(2027, 9, 6))
    assert not terms.is_school_day(date(2027, 9, 3))

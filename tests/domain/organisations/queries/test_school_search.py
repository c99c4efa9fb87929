"""Searching an invented register: what is found, in what order, and what is not."""

import os
from datetime import date
from pathlib import Path

import pytest

from npq.domain.organisations.operations import import_schools
from npq.domain.organisations.queries import search_schools
from tests.domain.organisations.register import BY, MONDAY, OAKFIELD, TUESDAY

HEADINGS = ("URN", "EstablishmentName", "Town", "Postcode", "LA (name)", "EstablishmentStatus (code)")
SCHOOLS = [
    dict(zip(HEADINGS, row, strict=True)) | {"EstablishmentStatus (name)": ""}
    for row in (
        ("900001", "Oakfield Primary School", "Marram", "ZZ1 1AA", "Ternshire", "1"),
        ("900002", "Oakfield Church of England Primary School", "Dunlin", "ZZ1 1AB", "Ternshire", "1"),
        ("900003", "St Oswyth's Catholic Primary School", "Marram", "ZZ1 2AA", "Ternshire", "1"),
        ("900004", "Saint Oswyth CofE Academy", "Whimbrel-on-Sea", "ZZ10 3AA", "Avocet", "3"),
        ("900005", "Oakfield Primary School", "Marram", "ZZ1 1AA", "Ternshire", "2"),
        ("900006", "Newcastle High School", "Dunlin", "YY4 4AA", "Avocet", "1"),
        ("900007", "École Élise", "Marram", "", "Avocet", "1"),
        ("900008", "Lapwing Junior School", "Knot Whittington", "YY5 5AA", "Avocet", "2"),
        *((f"9001{n:02}", f"School {n}", "Marram", f"XX{n} 1AA", "Ternshire", "1") for n in range(20)),
    )
]


@pytest.fixture
def schools(register) -> None:
    register.take(*(OAKFIELD | school for school in SCHOOLS))


def urns(text: str, **how) -> list[int]:
    return [school.urn for school in search_schools(text, **how)]


@pytest.mark.usefixtures("schools")
class TestFinds:
    @pytest.mark.parametrize(
        ("text", "urn"),
        [
            ("Oakfield Primary School Marram", 900001),
            ("oakfield marram", 900001),
            ("marram oakfield", 900001),
            ("oakfield dunlin", 900002),
            ("Oakfeild Dunln", 900002),
            ("oakfield c of e", 900002),
            ("oakfield ce primary", 900002),
            ("Oakfield Church of England", 900002),
            ("st oswyths", 900003),
            ("St. Oswyth’s", 900003),
            ("saint oswyths catholic", 900003),
            ("st oswyth academy", 900004),
            ("saint oswiths whimbrel", 900004),
            ("oswyth on sea", 900004),
            ("new castle high", 900006),
            ("newcastlehigh school", 900006),
            ("n ewcastle", 900006),
            ("ecole elise", 900007),
            ("ÉCOLE", 900007),
            ("lapwing witington", 900008),
            ("oakf", 900001),
            ("900006", 900006),
            ("URN 900006", 900006),
            ("ZZ1 2AA", 900003),
            ("zz12aa", 900003),
            ("yy4", 900006),
            ("yy4 4", 900006),
            ("oakfield zz1 1ab", 900002),
            ("avocet lapwing", 900008),
        ],
    )
    def test_the_school_that_was_meant(self, text, urn):
        assert urns(text)[0] == urn

    def test_by_local_authority(self):
        assert set(urns("avocet")) == {900004, 900006, 900007, 900008}

    def test_a_urn_is_the_only_answer_to_itself(self):
        assert urns("900001") == [900001]
        assert urns("900099") == []

    def test_open_ones_first_and_closed_ones_said_to_be(self):
        found = search_schools("oakfield primary school marram")

        assert [school.closed for school in found] == sorted(school.closed for school in found)
        assert found[0].urn == 900001
        assert [school.urn for school in found if school.closed] == [900005]

    def test_what_tells_schools_apart_comes_with_them(self):
        (found,) = search_schools("ZZ10 3AA")

        assert (found.name, found.town, found.postcode) == (
            "Saint Oswyth CofE Academy",
            "Whimbrel-on-Sea",
            "ZZ10 3AA",
        )
        assert (found.local_authority_name, found.type_name, found.is_open) == (
            "Avocet",
            "Community school",
            True,
        )

    def test_no_more_than_asked_for(self):
        assert len(urns("school marram")) == 10
        assert len(urns("school marram", limit=3)) == 3

    @pytest.mark.parametrize("text", ["", " ", "%", "zzyzx", "'; --", "\x00", "x" * 10_000, "校", "&&&"])
    def test_nothing_where_nothing_fits(self, text):
        assert urns(text) == []

    @pytest.mark.parametrize(
        "text", ["the " * 5_000, "o" * 3 + " of the and a in " * 400, "a b c d e f g h i j k l m n"]
    )
    def test_long_and_empty_questions_do_no_harm(self, text):
        assert len(urns(text)) <= 10

    def test_the_same_number_of_queries_whatever_is_found(self, django_assert_num_queries):
        for text in ("oakfield", "school marram", "oakfeild prmary scool"):
            with django_assert_num_queries(3):
                search_schools(text)


def test_an_empty_register_has_no_answers(db):
    assert urns("oakfield marram zz1 1aa") == []


def test_a_close_date_that_is_past_counts_where_the_day_is_known(register):
    register.take(OAKFIELD | {"CloseDate": "31-12-2026"})

    assert search_schools("oakfield", on=date(2026, 12, 31))[0].is_open
    assert search_schools("oakfield", on=date(2027, 1, 1))[0].closed


def test_what_an_import_changes_is_found_at_once(register, schools):
    register.take(OAKFIELD | SCHOOLS[5] | {"EstablishmentName": "Kittiwake High School"}, at=TUESDAY)

    assert urns("kittiwake") == [900006]
    assert 900006 not in urns("newcastle")


@pytest.mark.extracts
def test_the_real_register_is_searched_by_its_own_names(db):
    """The measured figures are bench/school_search.py; this only tries a few famous cases."""
    folder = Path(os.environ.get("NPQ_EXTRACTS", Path(__file__).parents[5] / "shared" / "data"))
    register = folder / "schools" / "establishments-full.csv.gz"
    if not register.exists():
        pytest.skip("the official extracts are not here")
    report = import_schools(by=BY, at=MONDAY, file=register)
    assert (report.rows, report.added, report.refused) == (51_572, 51_572, ())
    assert urns("100000") == [100000]
    assert urns("Aldgate School EC3A 5DE")[0] == 100000
    assert urns("aldgat scool london")[0] == 100000

    state_funded = folder / "schools" / "edubaseallstatefunded20250717.csv.gz"
    again = import_schools(by=BY, at=TUESDAY, file=state_funded)
    assert (again.rows, again.added, again.refused) == (22_010, 0, ())
    same = import_schools(by=BY, at=TUESDAY, file=state_funded)
    assert (same.changed, same.unchanged) == (0, 22_010)

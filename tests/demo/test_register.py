"""The invented register: every kind of establishment, the same each time, and nothing that could be taken for real."""

from npq.demo.register import FIRST_URN, SCHOOLS, TRUSTS, schools, write_register
from npq.domain.organisations.operations import import_schools
from npq.domain.organisations.queries import school_now, search_schools
from npq.domain.organisations.rules.establishment_types import TYPES
from tests.domain.organisations.register import BY, MONDAY


def test_is_the_same_every_time():
    assert list(schools()) == list(schools())


def test_has_every_kind_the_register_knows_and_some_that_closed():
    rows = list(schools())

    assert SCHOOLS <= len(rows) < 500
    assert {str(row["TypeOfEstablishment (code)"]).lstrip("0") for row in rows} == {
        kind.code for kind in TYPES
    }
    assert {row["EstablishmentStatus (name)"] for row in rows} == {"Open", "Closed"}
    assert len({row["Trusts (name)"] for row in rows} - {""}) == TRUSTS


def test_is_plainly_invented():
    for row in schools():
        # The real register's numbers are in the 100,000s, and in Wales in the 400,000s.
        assert int(str(row["URN"])) >= FIRST_URN == 900001
        assert ".example" in str(row["SchoolWebsite"])
        # No post town has the area ZZ.
        assert str(row["Postcode"]).startswith("ZZ")


def test_is_imported_as_a_real_one_is(db, tmp_path):
    file = tmp_path / "register.csv"
    write_register(file)

    report = import_schools(by=BY, at=MONDAY, file=file)

    assert (report.added, report.refused) == (report.rows, ())
    first = school_now(FIRST_URN)
    assert search_schools(f"{first.name} {first.town}")[0].urn == FIRST_URN

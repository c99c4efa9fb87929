from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.people.kinds import RefusalCode
from npq.domain.people.rules import check_date_of_birth, clean_name
from npq.kernel.refusals import Refusal

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Amina Okafor", "Amina Okafor"),
        ("  Amina   Okafor ", "Amina Okafor"),
        ("Mrs Amina Okafor", "Amina Okafor"),
        ("Dr. Amina Okafor", "Amina Okafor"),
        ("Rev.Dr. Amina Okafor", "Amina Okafor"),
        ("PROF AMINA OKAFOR", "AMINA OKAFOR"),
        ("Jane O’Neill", "Jane O'Neill"),
        ("Jane O‘Neill", "Jane O'Neill"),
        ("Anne–Marie Smith", "Anne-Marie Smith"),
        ("Drake Missing", "Drake Missing"),
        ("J. R. Smith", "J. R. Smith"),
        ("Zoë Ångström", "Zoë Ångström"),
        ("Zoë", "Zoë"),
        ("李小龙", "李小龙"),
        ("Ann\u200bSmith\n", "Ann Smith"),
        ("D" * 128, "D" * 128),
    ],
)
def test_a_name_comes_out_as_the_record_has_it(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", RefusalCode.NAME_MISSING),
        ("   ", RefusalCode.NAME_MISSING),
        ("Mrs", RefusalCode.NAME_MISSING),
        ("-", RefusalCode.NAME_MISSING),
        ("D" * 129, RefusalCode.NAME_TOO_LONG),
        ("D" * 10_000, RefusalCode.NAME_TOO_LONG),
        ("amina@school.example", RefusalCode.NAME_NOT_A_NAME),
        ("https://evil.example", RefusalCode.NAME_NOT_A_NAME),
        ("<b>Amina</b>", RefusalCode.NAME_NOT_A_NAME),
        ("Agent 47", RefusalCode.NAME_NOT_A_NAME),
        ("Mr & Mrs Smith", RefusalCode.NAME_NOT_A_NAME),
    ],
)
def test_what_is_no_name_is_refused_with_a_reason(typed: str, code: RefusalCode) -> None:
    with pytest.raises(Refusal) as refusal:
        clean_name(typed)
    assert refusal.value.code is code


@given(st.text(max_size=300))
def test_a_clean_name_stays_as_it_is(typed: str) -> None:
    try:
        name = clean_name(typed)
    except Refusal:
        return
    assert clean_name(name) == name
    assert len(name) <= 128


@pytest.mark.parametrize("born", [date(2010, 11, 2), date(1980, 2, 29), date(1906, 11, 2)])
def test_somebody_of_16_to_120_may_be_born_that_day(born: date) -> None:
    check_date_of_birth(born, TODAY)


@pytest.mark.parametrize("born", [date(2010, 11, 3), date(2026, 11, 3), date(1905, 11, 2)])
def test_nobody_is_younger_or_older(born: date) -> None:
    with pytest.raises(Refusal):
        check_date_of_birth(born, TODAY)

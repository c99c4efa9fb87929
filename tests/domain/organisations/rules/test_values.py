import pytest

from npq.domain.organisations.rules.values import (
    read_code,
    read_date,
    read_grid_distance,
    read_la_code,
    read_number,
    read_postcode,
    read_text,
    read_urn,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ""),
        ("  ", ""),
        (" a  b\t c\n", "a b c"),
        ("\u00a0St Mary’s", "St Mary’s"),
        ("x" * 500, "x" * 500),
    ],
)
def test_text(written, meant):
    assert read_text(written) == meant


@pytest.mark.parametrize("written", ["x" * 501, "Saint-Andr\ufffd"])
def test_text_that_cannot_be(written):
    with pytest.raises(ValueError, match=r"holds 501 characters|has lost letters"):
        read_text(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ""),
        (" ", ""),
        ("31-08-2024", "2024-08-31"),
        ("31/08/2024", "2024-08-31"),
        ("1/9/2024", "2024-09-01"),
        ("2024-08-31", "2024-08-31"),
        ("31/08/2024 00:00", "2024-08-31"),
        ("2024-08-31T00:00:00", "2024-08-31"),
        ("01-01-1800", "1800-01-01"),
    ],
)
def test_date(written, meant):
    assert read_date(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "31-02-2024",
        "00-00-0000",
        "2024-13-01",
        "12/31/2024",
        "31-08-24",
        "today",
        "31.08.2024",
        "31-08-2024 12:30",
        "x" * 99,
    ],
)
def test_what_is_no_date(written):
    with pytest.raises(ValueError, match="which is no date"):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "meant"), [("", ""), ("0", "0"), (" 210 ", "210"), ("007", "7"), ("9999999", "9999999")]
)
def test_number(written, meant):
    assert read_number(written) == meant


@pytest.mark.parametrize("written", ["-1", "1.5", "1,200", "twelve", "10000000", "٣", "²"])
def test_what_is_no_number(written):
    with pytest.raises(ValueError, match="which is no whole number"):
        read_number(written)


def test_no_place_is_no_distance():
    assert (read_grid_distance("0"), read_grid_distance("533498")) == ("", "533498")


@pytest.mark.parametrize(("written", "meant"), [("100000", 100000), (" 0900001", 900001)])
def test_urn(written, meant):
    assert read_urn(written) == meant


@pytest.mark.parametrize("written", ["", "0", "EY123456", "-1", "12345678"])
def test_what_is_no_urn(written):
    with pytest.raises(ValueError, match="URN"):
        read_urn(written)


@pytest.mark.parametrize(
    ("written", "meant"), [("", ""), ("02", "2"), ("34", "34"), ("USC", "USC"), ("00", "0")]
)
def test_code(written, meant):
    assert read_code(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("", ""), ("201", "201"), ("0", "000"), ("7", "007"), ("0201", "201")]
)
def test_la_code(written, meant):
    assert read_la_code(written) == meant


def test_postcode():
    assert read_postcode(" Gl20  5JG") == "GL20 5JG"

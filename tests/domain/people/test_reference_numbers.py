import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.people.kinds import RefusalCode
from npq.domain.people.rules import clean_trn
from npq.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1234567", "1234567"),
        ("12345", "0012345"),
        ("123456", "0123456"),
        ("0012345", "0012345"),
        ("RP 12/34567", "1234567"),
        ("rp12/34567", "1234567"),
        ("RP/1234567", "1234567"),
        ("TRN: 12 34 567", "1234567"),
        ("TRN RP 12345", "0012345"),
        (" 12-34567 ", "1234567"),
        ("12–34567", "1234567"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_what_people_type_is_understood(typed: str, number: str) -> None:
    assert clean_trn(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1234", RefusalCode.TRN_WRONG_LENGTH),
        ("12345678", RefusalCode.TRN_WRONG_LENGTH),
        ("0000000", RefusalCode.TRN_WRONG_LENGTH),
        ("1" * 10_000, RefusalCode.TRN_WRONG_LENGTH),
        ("x" * 10_000, RefusalCode.TRN_WRONG_LENGTH),
        ("RP", RefusalCode.TRN_NOT_A_NUMBER),
        ("12A4567", RefusalCode.TRN_NOT_A_NUMBER),
        ("123RP4567", RefusalCode.TRN_NOT_A_NUMBER),
        ("I do not know", RefusalCode.TRN_NOT_A_NUMBER),
        ("١٢٣٤٥٦٧", RefusalCode.TRN_NOT_A_NUMBER),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(typed: str, code: RefusalCode) -> None:
    with pytest.raises(Refusal) as refusal:
        clean_trn(typed)
    assert refusal.value.code is code


@given(st.text(max_size=60))
def test_any_text_is_a_number_of_seven_digits_or_refused(typed: str) -> None:
    try:
        number = clean_trn(typed)
    except Refusal:
        return
    assert number == "" or (len(number) == 7 and number.isascii() and number.isdigit())
    assert clean_trn(number) == number

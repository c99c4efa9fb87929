import re

from npq.domain.people.kinds import RefusalCode
from npq.kernel.refusals import Refusal

FEWEST, MOST = 5, 7
LONGEST_TEXT = 40

# What people copy with the number: "RP 12/34567", "TRN: 1234567", "12 34567", "12-34567".
_BEFORE = re.compile(r"^(?:TRN|RP)[\s:.]*(?:RP)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/.\-–—]")
_DIGITS = re.compile(r"[0-9]+")


def clean_trn(text: str) -> str:
    """The teacher reference number in what somebody typed: seven digits, an older five or six filled up with zeros.

    "" for a blank. Raises Refusal(TRN_NOT_A_NUMBER) for anything but digits, RP and separators, and
    Refusal(TRN_WRONG_LENGTH) unless there are five to seven digits, one of them not a zero.
    """
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise Refusal(RefusalCode.TRN_WRONG_LENGTH)
    digits = _BETWEEN.sub("", _BEFORE.sub("", text))
    if not text:
        return ""
    if not _DIGITS.fullmatch(digits):
        raise Refusal(RefusalCode.TRN_NOT_A_NUMBER)
    if not FEWEST <= len(digits) <= MOST or not digits.strip("0"):
        raise Refusal(RefusalCode.TRN_WRONG_LENGTH)
    return digits.zfill(MOST)

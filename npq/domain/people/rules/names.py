import re
import unicodedata
from datetime import date

from npq.domain.people.kinds import RefusalCode
from npq.kernel.refusals import Refusal

LONGEST_NAME = 128
YOUNGEST, OLDEST = 16, 120

_TITLES = "mrs|mr|miss|ms|mx|dr|doctor|professor|prof|reverend|revd|rev|father|fr|sister|canon|sir|dame"
_TITLE = re.compile(rf"(?:{_TITLES})(?:[.,]\s*|\s+|$)", re.IGNORECASE)

# How keyboards and word processors write an apostrophe and a hyphen; the teacher record has the plain ones.
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‛ʼʹ`´′", "'") | dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys('“”„"', "")
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NEVER_IN_A_NAME = re.compile(r"[<>{}\[\]\\^|~@#$%*=_+?!/:;&0-9]|www\.")


def clean_name(text: str) -> str:
    """A name as the teacher record has it: without title, plain apostrophes, single spaces, 128 characters at most.

    Raises Refusal: NAME_MISSING where only blanks or a title are left, NAME_TOO_LONG, and NAME_NOT_A_NAME for what
    no name contains, such as digits or an address.
    """
    if len(text) > LONGEST_NAME * 2:
        raise Refusal(RefusalCode.NAME_TOO_LONG, most=LONGEST_NAME)
    visible = "".join(
        " " if unicodedata.category(c) in _INVISIBLE else c for c in unicodedata.normalize("NFC", text)
    )
    return _checked(_without_titles(" ".join(visible.translate(_PLAIN).split())))


def _without_titles(name: str) -> str:
    while title := _TITLE.match(name):
        name = name[title.end() :]
    return name


def _checked(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise Refusal(RefusalCode.NAME_TOO_LONG, most=LONGEST_NAME)
    if _NEVER_IN_A_NAME.search(name.lower()):
        raise Refusal(RefusalCode.NAME_NOT_A_NAME)
    if not any(c.isalpha() for c in name):
        raise Refusal(RefusalCode.NAME_MISSING)
    return name


def check_date_of_birth(born: date, today: date) -> None:
    """Raises Refusal(DATE_OF_BIRTH_UNLIKELY) unless somebody born that day is 16 to 120 years old today."""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if not YOUNGEST <= age <= OLDEST:
        raise Refusal(RefusalCode.DATE_OF_BIRTH_UNLIKELY)

"""What the fonts that come with typst can show, and what stands for the rest: nothing that somebody writes stops a PDF.

PDF/UA allows no character without a glyph, and some scripts outside these stop typst altogether.
"""

import re
import unicodedata
from bisect import bisect_right

MISSING = "\N{REPLACEMENT CHARACTER}"
"""What stands for letters that cannot be shown."""

LONG_WORD = re.compile(r"\S{60,}")
MAY_BREAK, PIECE = "\N{ZERO WIDTH SPACE}", 30
"""A word that is longer than a line may break after so many letters, or its end would be off the paper."""

# Latin, Greek, Cyrillic, punctuation and signs, as hexadecimal ranges: tests try every one of them.
_RANGES = """
    20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 1e00-1f15 1f18-1f1d 1f20-1f45
    1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef
    1ff2-1ff4 1ff6-1ffe 2010-2027 202f-2040 2042 2044-2052 2054-205f 2070-2071 2074-208e 2090-209c
    20a0-20c0 20d0-20f0 2100-211e 2120 2122 2124 2126-2151 2153-2184 2189 2190-23ff 2422-2423 2460-2606
    2609-262f 2638-268b 2690-269c 26a0-26a7 26aa-26af 26b2 2701-2704 2706-2709 270c-2714 2717-2726
    272a-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-27bf 2c60-2c7f a720-a727 a72d
    a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 fb00-fb06 fffd
"""

KNOWN = [
    (int(first, 16), int(last or first, 16))
    for first, _, last in (one.partition("-") for one in _RANGES.split())
]
_FIRSTS = [first for first, _ in KNOWN]


def printable(text: str, *, marks: bool = True) -> str:
    """A text with nothing in it that the fonts cannot show. Line ends and tabs stay.

    A sign that is not known is named, as [seedling]; letters of other scripts become one MISSING each run. Without
    `marks`, what combines with the letter before it is left out too.
    """
    shown: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        one = _shown(character, marks=marks)
        if one != MISSING or shown[-1:] != [MISSING]:
            shown.append(one)
    return LONG_WORD.sub(_may_break, "".join(shown))


def _may_break(word: re.Match[str]) -> str:
    return MAY_BREAK.join(re.findall(rf".{{1,{PIECE}}}", word[0]))


# Control characters, joiners and turns of direction; and marks without a letter they go with.
_UNSEEN = {"Cc", "Cf", "Cs"}
_MARKS = {"Mn", "Me", "Sk"}
_SIGNS = {"So", "Sm", "Sc"}
_BREAKS = {"Zl": "\n", "Zp": "\n", "Zs": " "}


def _shown(character: str, *, marks: bool) -> str:
    kind = unicodedata.category(character)
    if character in "\n\t" or (_is_known(character) and (marks or kind != "Mn")):
        return character
    if kind in _UNSEEN | _MARKS:
        return ""
    if kind in _SIGNS:
        return f"[{unicodedata.name(character).lower()}]"
    return _BREAKS.get(kind, MISSING)


def _is_known(character: str) -> bool:
    place = bisect_right(_FIRSTS, ord(character)) - 1
    return place >= 0 and ord(character) <= KNOWN[place][1]

"""Charts as pictures: labels that do not run into each other, and nothing in them that could be markup."""

import re
from decimal import Decimal

from npq.web.shared.charts import chart

MONTHS = [f"Autumn {number}, 2025" for number in range(1, 8)]
SERIES = [("Bay & <b>", [Decimal(number) for number in range(7)])]


def sizes(svg: str) -> set[str]:
    return set(re.findall(r'font-size="(\d+)"', svg))


def test_a_label_is_broken_between_words_where_it_has_no_room():
    svg = chart("lines", "One", MONTHS, SERIES)
    assert ">Autumn 1, 2025<" not in svg
    assert svg.count(">2025<") + svg.count(", 2025<") == 7
    assert ">Autumn 1, 2025<" in chart("lines", "One", MONTHS[:2], [("A", SERIES[0][1][:2])])


def test_in_large_print_every_letter_is_larger():
    usual, large = (chart("bars", "One", MONTHS, SERIES, large=flag) for flag in (False, True))
    assert sizes(usual) == {"13"}
    assert sizes(large) == {"19"}


def test_words_are_escaped_and_it_says_where_the_figures_are():
    svg = chart("bars", 'A "title" & more', ["<i>"], [("<b>", [Decimal(1)])])
    assert "<b>" not in svg
    assert "<i>" not in svg
    assert "A &#34;title&#34; &amp; more. The same figures are in the table." in svg

"""The text of a course on our pages."""

import re
from collections import Counter
from decimal import Decimal

from markupsafe import Markup

from npq.web.shared.course.ways import Ways

LABEL = re.compile(r'(?<=aria-label=")[^"]+')


def linked(text: str, ways: Ways) -> Markup:
    """Published HTML with the links between pages of the course as addresses. It was cleaned when it was published."""
    to = ways.page("x").removesuffix("x")
    return Markup(text.replace('href="page:', f'href="{to}'))  # noqa: S704  cleaned by nh3 when published


class Whole:
    """Texts of several pages on one: the same table may come again, and then says so in the name of its region."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._met: Counter[str] = Counter()

    def __call__(self, text: str) -> Markup:
        """The next of the texts, in the order in which they stand."""
        return Markup(LABEL.sub(self._named, linked(text, self._ways)))  # noqa: S704  as above

    def _named(self, label: re.Match[str]) -> str:
        self._met[label[0]] += 1
        times = self._met[label[0]]
        return label[0] if times == 1 else f"{label[0]} ({times})"


def figure(value: Decimal) -> str:
    """The answer of a question that asks for a number, as it is read."""
    return f"{value.normalize():,f}"

"""School terms as the folder of courses has them."""

from functools import cache
from pathlib import Path

from django.conf import settings

from npq.domain.learning.rules.terms import TermDates, terms_from
from npq.domain.learning.terms import read_terms


def school_terms() -> TermDates:
    """The terms that study is planned into, read once. Without a file no holidays are known."""
    return _read(settings.COURSES / "reference" / "school-terms.toml")


@cache
def _read(file: Path) -> TermDates:
    return read_terms(file) if file.is_file() else TermDates(terms_from([], []))

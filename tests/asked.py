"""What the database was asked, for tests that count or read it."""

from django.test.utils import CaptureQueriesContext

PREPARED = "(a statement that the connection had prepared)"


def statements(asked: CaptureQueriesContext) -> list[str]:
    """The statements in order. Of a prepared one only that there was one: its words are not sent again."""
    return [one["sql"] or PREPARED for one in asked.captured_queries]

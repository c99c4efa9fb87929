"""Days of one thing as a box in a plane, so that the database can refuse two records of one thing on one day."""

from typing import Any

from django.db.models import Func


class Stretch(Func):
    """Stretch(key, period): the box from (key, first day) to (key, last day).

    Two boxes overlap when key and days do, as `int8range(key, key, '[]')` beside the period would say; but PostgreSQL
    files a box three times as fast as two ranges, and the first import files fifty thousand.
    """

    arity = 2

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[str | int, ...]]:
        (key, _none), (period, _none) = (compiler.compile(e) for e in self.get_source_expressions())
        first = f"lower({period}) - date '2000-01-01'"
        last = f"coalesce(upper({period}) - date '2000-01-01', 1000000) - 0.5"
        return f"box(point({key}, {first}), point({key}, {last}))", ()

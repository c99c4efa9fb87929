"""Whether a file has so few rows that half of it is probably missing."""

SAMPLE = 100
"""Registers smaller than this are samples; how many rows a sample has says nothing."""
LEAST_OF_SAME_SHAPE = 0.9
LEAST_OF_OPEN = 0.5


def too_small(*, rows: int, open_schools: int, rows_last_time: int | None) -> str | None:
    """Why so many rows are too few, in plain words; None when they are enough.

    `open_schools` is how many are known; `rows_last_time` is how many the last file with the same columns had: the
    register keeps schools that closed, so such a file hardly ever shrinks.
    """
    if rows < LEAST_OF_OPEN * open_schools:
        return (
            f"The file has {rows:,} rows, and {open_schools:,} open schools are known: less than half. "
            "Either much of the file is missing, or it is meant to be smaller and you have to say so."
        )
    if rows_last_time and rows_last_time >= SAMPLE and rows < LEAST_OF_SAME_SHAPE * rows_last_time:
        return (
            f"The file has {rows:,} rows, and the last one with the same columns had {rows_last_time:,}. "
            "Either part of the file is missing, or it is meant to be smaller and you have to say so."
        )
    return None

"""Charts of a few lines or bars, drawn as SVG on the server. What they show stands beside them as a table."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 48
STEPS = 4

COLOURS = ("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#b58840", "#505a5f")
DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 5", "1 4")
"""Told apart without colour too."""

Series = Sequence[tuple[str, Sequence[Decimal]]]


def chart(kind: str, title: str, labels: Sequence[str], series: Series) -> Markup:
    """A picture of the series over the labels: "lines" or "bars"."""
    low, high = _bounds([value for _, values in series for value in values])
    parts = [*_grid(low, high), *_labels(labels)]
    drawn = _bars if kind == "bars" else _lines
    parts += drawn(labels, series, low, high)
    parts += _legend(series)
    height = HEIGHT + 20 * len(series)
    inside = "".join(parts)
    return Markup(  # noqa: S704  every text in it is escaped
        f'<svg class="npq-chart" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}. The same figures are in the table.">{inside}</svg>'
    )


def _bounds(values: Sequence[Decimal]) -> tuple[float, float]:
    """The ends of a scale of round steps that holds every value and nought."""
    low, high = min([0.0, *map(float, values)]), max([0.0, *map(float, values)])
    if high == low:
        return 0.0, 1.0
    raw = (high - low) / STEPS
    size = 10 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw)
    return floor(low / step) * step, ceil(high / step) * step


def _y(value: float, low: float, high: float) -> float:
    return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)


def _slot(count: int) -> float:
    return (WIDTH - LEFT - RIGHT) / max(count, 1)


def _grid(low: float, high: float) -> list[str]:
    found = []
    for number in range(STEPS + 1):
        value = low + (high - low) * number / STEPS
        y = _y(value, low, high)
        found.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#b1b4b6"/>')
        found.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end" font-size="13">{value:g}</text>')
    return found


def _labels(labels: Sequence[str]) -> list[str]:
    slot = _slot(len(labels))
    return [
        f'<text x="{LEFT + slot * (place + 0.5):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" '
        f'font-size="13">{escape(label)}</text>'
        for place, label in enumerate(labels)
    ]


def _lines(labels: Sequence[str], series: Series, low: float, high: float) -> list[str]:
    slot = _slot(len(labels))
    found = []
    for number, (_, values) in enumerate(series):
        points = [
            f"{LEFT + slot * (place + 0.5):.1f},{_y(float(value), low, high)}"
            for place, value in enumerate(values)
        ]
        found.append(
            f'<polyline fill="none" stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="3" '
            f'stroke-dasharray="{DASHES[number % len(DASHES)]}" points="{" ".join(points)}"/>'
        )
    return found


def _bars(labels: Sequence[str], series: Series, low: float, high: float) -> list[str]:
    slot = _slot(len(labels))
    width = slot * 0.8 / max(len(series), 1)
    zero = _y(0.0, low, high)
    found = []
    for number, (_, values) in enumerate(series):
        for place, value in enumerate(values):
            y = _y(float(value), low, high)
            x = LEFT + slot * (place + 0.1) + width * number
            found.append(
                f'<rect x="{x:.1f}" y="{min(y, zero)}" width="{width:.1f}" height="{abs(zero - y):.1f}" '
                f'fill="{COLOURS[number % len(COLOURS)]}" stroke="#ffffff"/>'
            )
    return found


def _legend(series: Series) -> list[str]:
    found = []
    for number, (name, _) in enumerate(series):
        y = HEIGHT + 20 * number
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        found.append(
            f'<line x1="{LEFT}" x2="{LEFT + 40}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="4" '
            f'stroke-dasharray="{dash}"/><text x="{LEFT + 50}" y="{y + 4}" font-size="13">{escape(name)}</text>'
        )
    return found

"""Charts of a few lines or bars, drawn as SVG on the server. What they show stands beside them as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from markupsafe import Markup, escape

WIDTH, TOP, RIGHT = 640, 16, 16
PLOT = 256
STEPS = 4
SIZE, LARGE = 13, 19
"""How large its letters are, in units of which it is WIDTH wide."""

LETTER = 0.56
"""How wide a letter is on average, of how large it is."""

COLOURS = ("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#b58840", "#505a5f")
DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 5", "1 4")
"""Told apart without colour too."""

Series = Sequence[tuple[str, Sequence[Decimal]]]


@dataclass(frozen=True)
class _Frame:
    """What is drawn in: the scale, how large its letters are, and how much room they take on the left."""

    low: float
    high: float
    size: int
    slots: int

    @property
    def left(self) -> float:
        return 4.3 * self.size

    @property
    def line(self) -> float:
        return 1.3 * self.size

    @property
    def bottom(self) -> int:
        return TOP + PLOT

    @property
    def slot(self) -> float:
        return (WIDTH - self.left - RIGHT) / max(self.slots, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - (value - self.low) / (self.high - self.low) * PLOT, 1)

    def middle(self, place: int) -> float:
        return round(self.left + self.slot * (place + 0.5), 1)


def chart(kind: str, title: str, labels: Sequence[str], series: Series, *, large: bool = False) -> Markup:
    """A picture of the series over the labels: "lines" or "bars", in large print or not."""
    low, high = _bounds([value for _, values in series for value in values])
    frame = _Frame(low, high, LARGE if large else SIZE, len(labels))
    named = [_broken(label, frame) for label in labels]
    legend = frame.bottom + frame.line * (1.5 + max(map(len, named), default=0))
    drawn = _bars if kind == "bars" else _lines
    inside = "".join(
        [*_grid(frame), *_labels(named, frame), *drawn(series, frame), *_legend(series, legend, frame)]
    )
    height = legend + 1.5 * frame.line * len(series)
    return Markup(  # noqa: S704  every text in it is escaped
        f'<svg class="npq-chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}. The same figures are in the table.">{inside}</svg>'
    )


def _broken(label: str, frame: _Frame) -> list[str]:
    """A label in lines that fit between its neighbours, broken between words."""
    lines: list[str] = []
    for word in label.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and len(longer) * LETTER * frame.size <= frame.slot:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _bounds(values: Sequence[Decimal]) -> tuple[float, float]:
    """The ends of a scale of round steps that holds every value and nought."""
    low, high = min([0.0, *map(float, values)]), max([0.0, *map(float, values)])
    if high == low:
        return 0.0, 1.0
    raw = (high - low) / STEPS
    size = 10 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw)
    return floor(low / step) * step, ceil(high / step) * step


def _grid(frame: _Frame) -> list[str]:
    found = []
    for number in range(STEPS + 1):
        value = frame.low + (frame.high - frame.low) * number / STEPS
        y, end = frame.y(value), WIDTH - RIGHT
        found.append(f'<line x1="{frame.left:.1f}" x2="{end}" y1="{y}" y2="{y}" stroke="#b1b4b6"/>')
        at = f'x="{frame.left - 6:.1f}" y="{y + frame.size / 3:.1f}"'
        found.append(f'<text {at} text-anchor="end" font-size="{frame.size}">{value:g}</text>')
    return found


def _labels(named: Sequence[Sequence[str]], frame: _Frame) -> list[str]:
    return [
        f'<text x="{frame.middle(place)}" y="{frame.bottom + frame.line * (number + 1):.1f}" '
        f'text-anchor="middle" font-size="{frame.size}">{escape(line)}</text>'
        for place, lines in enumerate(named)
        for number, line in enumerate(lines)
    ]


def _lines(series: Series, frame: _Frame) -> list[str]:
    found = []
    for number, (_, values) in enumerate(series):
        points = [f"{frame.middle(place)},{frame.y(float(value))}" for place, value in enumerate(values)]
        found.append(
            f'<polyline fill="none" stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="3" '
            f'stroke-dasharray="{DASHES[number % len(DASHES)]}" points="{" ".join(points)}"/>'
        )
    return found


def _bars(series: Series, frame: _Frame) -> list[str]:
    width = frame.slot * 0.8 / max(len(series), 1)
    zero = frame.y(0.0)
    found = []
    for number, (_, values) in enumerate(series):
        for place, value in enumerate(values):
            y = frame.y(float(value))
            x = frame.left + frame.slot * (place + 0.1) + width * number
            found.append(
                f'<rect x="{x:.1f}" y="{min(y, zero)}" width="{width:.1f}" height="{abs(zero - y):.1f}" '
                f'fill="{COLOURS[number % len(COLOURS)]}" stroke="#ffffff"/>'
            )
    return found


def _legend(series: Series, top: float, frame: _Frame) -> list[str]:
    found = []
    for number, (name, _) in enumerate(series):
        y = top + 1.5 * frame.line * number
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        found.append(
            f'<line x1="{frame.left:.1f}" x2="{frame.left + 40:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}" '
            f'stroke-width="4" stroke-dasharray="{dash}"/><text x="{frame.left + 50:.1f}" '
            f'y="{y + frame.size / 3:.1f}" font-size="{frame.size}">{escape(name)}</text>'
        )
    return found

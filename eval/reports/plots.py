"""The plots of a report as inline SVG, drawn with presentation attributes and classes only.

A content policy without inline styles holds, and the colours follow the page's light or dark.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from eval.dutch_numbers import SPACE, amount
from eval.figures import Curve, Figure, Unit

WIDTH, HEIGHT = 440, 300  # small, so that words stay readable on a phone
LEFT, RIGHT, TOP, BOTTOM = 80, 34, 18, 62
POINTS = 400  # more are not seen
BAR_WIDTH, BAR_HEIGHT = 120, 14
LATENCIES_SHOWN = 0.99  # the slowest per cent would press all others against the axis
TICKS_ACROSS, TICKS_UP = 4, 5  # or so
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis from 0 to `end` with its ticks; `words` say what it shows."""

    end: float
    ticks: tuple[tuple[float, str], ...]
    words: str


def range_bar(figure: Figure) -> str:
    """Return the interval of a share as a small bar on a scale from 0 to 100 %."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    svg = Element(
        "svg",
        {
            "class": "bar",
            "viewBox": f"0 0 {BAR_WIDTH} {BAR_HEIGHT}",
            "width": str(BAR_WIDTH),
            "height": str(BAR_HEIGHT),
            "aria-hidden": "true",
            "focusable": "false",
        },
    )
    room = BAR_WIDTH - 8

    def at(share: float) -> float:
        return 4 + room * min(1.0, max(0.0, share))

    middle = BAR_HEIGHT / 2
    _line(svg, "track", (4, middle), (BAR_WIDTH - 4, middle))
    # A certain figure still shows a mark as wide as its dot.
    _line(svg, "range", (at(figure.low), middle), (at(figure.high), middle))
    dot = {"class": "dot", "cx": _short(at(figure.value)), "cy": _short(middle), "r": "3.5"}
    SubElement(svg, "circle", dot)
    return tostring(svg, encoding="unicode")


def risk_coverage_plot(curve: Curve) -> str:
    """Return the plot of how much goes wrong when only the surest answers are given."""
    top = _ceiling(max(curve.y, default=0.0))
    x_axis = _Axis(1.0, _share_ticks(1.0, TICKS_ACROSS), "Deel van de vragen met antwoord")
    y_axis = _Axis(top, _share_ticks(top, TICKS_UP), "Deel foute antwoorden")
    return _plot(
        "risk",
        "Risico en dekking",
        risk_words(curve),
        (curve.x, curve.y),
        (x_axis, y_axis),
    )


def latency_plot(curve: Curve) -> str:
    """Return the plot of which share of the answers took at most so long."""
    last = next((x for x, y in zip(curve.x, curve.y, strict=True) if y >= LATENCIES_SHOWN), 1.0)
    end = _ceiling(last)
    marks = _marks(end, TICKS_ACROSS)
    x_axis = _Axis(end, tuple((mark, _tick(mark, "ms")) for mark in marks), "Tijd tot het antwoord")
    y_axis = _Axis(1.0, _share_ticks(1.0, TICKS_UP), "Deel van de antwoorden")
    shown = [(0.0, 0.0), *((x, y) for x, y in zip(curve.x, curve.y, strict=True) if x <= end)]
    return _plot(
        "latency",
        "Tijd tot het antwoord",
        latency_words(curve),
        tuple(zip(*shown, strict=True)),
        (x_axis, y_axis),
    )


def risk_words(curve: Curve) -> str:
    """Return in one sentence what the curve of risk and coverage shows."""
    if not curve.x:
        return "Er zijn geen antwoorden om te tonen."
    parts = [
        f"{amount(x, 'share')} van de vragen beantwoord, daarvan {amount(y, 'share')} fout"
        for x, y in sampled(curve, (0.25, 0.5, 0.75, 1.0))
    ]
    return f"Als de assistent alleen de zekerste antwoorden geeft: {'; '.join(parts)}."


def latency_words(curve: Curve) -> str:
    """Return in one sentence what the distribution of times shows."""
    if not curve.x:
        return (
            "Er zijn geen tijden om te tonen: er kwam geen antwoord, of alle antwoorden waren "
            "bewaard van een eerdere keer en zijn nu niet getimed."
        )
    half = next(x for x, y in zip(curve.x, curve.y, strict=True) if y >= 0.5)
    most = next(x for x, y in zip(curve.x, curve.y, strict=True) if y >= 0.95)
    return (
        f"De helft van de antwoorden kwam binnen {amount(half, 'ms')}, 95 % binnen "
        f"{amount(most, 'ms')}; het traagste duurde {amount(curve.x[-1], 'ms')}."
    )


def sampled(curve: Curve, places: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points of the curve nearest to these places on the x-axis, each once."""
    points = list(zip(curve.x, curve.y, strict=True))
    nearest = [min(points, key=lambda point: abs(point[0] - place)) for place in places]
    return list(dict.fromkeys(nearest))


def _plot(
    name: str,
    title: str,
    words: str,
    points: tuple[Sequence[float], ...],
    axes: tuple[_Axis, _Axis],
) -> str:
    x_axis, y_axis = axes
    svg = Element(
        "svg",
        {
            "class": "plot",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-words",
        },
    )
    SubElement(svg, "title", {"id": f"{name}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{name}-words"}).text = words

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * value / x_axis.end

    def down(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / y_axis.end

    floor = down(0)
    for value, mark in y_axis.ticks:
        _line(svg, "grid", (LEFT, down(value)), (WIDTH - RIGHT, down(value)))
        _words(svg, mark, LEFT - 8, down(value) + 4, "end")
    for value, mark in x_axis.ticks:
        _line(svg, "grid", (across(value), floor), (across(value), floor + 5))
        _words(svg, mark, across(value), floor + 22, "middle")
    _line(svg, "axis", (LEFT, floor), (WIDTH - RIGHT, floor))
    _words(svg, x_axis.words, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", "axis-words")
    turned = _words(svg, y_axis.words, 0, 0, "middle", "axis-words")
    turned.set("transform", f"translate(16 {_short((TOP + floor) / 2)}) rotate(-90)")
    if points and points[0]:
        xs, ys = points
        every = max(1, math.ceil(len(xs) / POINTS))
        kept = [*range(0, len(xs) - 1, every), len(xs) - 1]
        places = (f"{_short(across(xs[i]))},{_short(down(ys[i]))}" for i in kept)
        SubElement(svg, "polyline", {"class": "curve", "points": " ".join(places)})
        # A line of one point is not seen.
        end = {"class": "dot", "cx": _short(across(xs[-1])), "cy": _short(down(ys[-1])), "r": "3"}
        SubElement(svg, "circle", end)
    return tostring(svg, encoding="unicode")


def _line(svg: Element, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    names = ("x1", "y1", "x2", "y2")
    values = (_short(value) for value in (*start, *end))
    SubElement(svg, "line", {"class": kind, **dict(zip(names, values, strict=True))})


def _words(
    svg: Element, words: str, x: float, y: float, anchor: str, kind: str = "tick"
) -> Element:
    place = {"class": kind, "x": _short(x), "y": _short(y), "text-anchor": anchor}
    text = SubElement(svg, "text", place)
    text.text = words
    return text


def _share_ticks(end: float, number: int) -> tuple[tuple[float, str], ...]:
    return tuple((value, _tick(value, "share")) for value in _marks(end, number))


def _marks(end: float, number: int) -> list[float]:
    step = _step(end, number)
    return [step * place for place in range(math.floor(end / step + 1e-9) + 1)]


def _tick(value: float, unit: Unit) -> str:
    return amount(value, unit).replace(f",0{SPACE}", SPACE)


def _step(end: float, number: int) -> float:
    """Return a round step that parts the way to `end` in `number` or fewer."""
    rough = end / number
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in _STEPS if power * step >= rough * 0.999)


def _ceiling(value: float) -> float:
    """Return the first whole step at or above `value`; some room even for a flat zero."""
    if value <= 0:
        return 0.1
    step = _step(value, TICKS_UP)
    return step * math.ceil(value / step - 1e-9)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

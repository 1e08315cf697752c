"""Numbers as Flemish readers write them: decimal comma, a dot between thousands, hard spaces."""

import math

from eval.figures import Figure, Unit

NOTHING = "–"
SPACE = "\u00a0"
POINTS = "pt"  # percentage points
MILLISECONDS_SHOWN = 10_000.0  # longer times are easier to read in seconds


def decimal(value: float, digits: int) -> str:
    """Return a number with a decimal comma and `digits` decimals ("1.234,5")."""
    text = f"{value:,.{digits}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "\u2212")


def amount(value: float | None, unit: Unit) -> str:
    """Return a value with its unit ("71,8 %", "0,713", "12,4 ms"); a dash when there is none."""
    if value is None or not math.isfinite(value):
        return NOTHING
    if unit == "share":
        return f"{decimal(100 * value, 1)}{SPACE}%"
    if unit == "ms":
        if abs(value) >= MILLISECONDS_SHOWN:
            return f"{decimal(value / 1000, 1)}{SPACE}s"
        return f"{decimal(value, 1 if abs(value) < 100 else 0)}{SPACE}ms"
    return decimal(value, 3 if abs(value) < 10 else 1)


def interval(figure: Figure, unit: Unit) -> str:
    """Return the 95 % interval of a figure ("64,1 – 78,2 %"); a dash when there is none."""
    return between(figure.low, figure.high, unit)


def between(low: float | None, high: float | None, unit: Unit, to: str = "–") -> str:
    """Return a range with its unit once, at the end; a dash when an end is missing."""
    first, last = amount(low, unit), amount(high, unit)
    if NOTHING in (first, last):
        return NOTHING
    start, _, start_unit = first.partition(SPACE)
    if start_unit != last.partition(SPACE)[2]:
        start = first
    return f"{start}{SPACE}{to}{SPACE}{last}"


def change(value: float | None, unit: Unit) -> str:
    """Return a difference with its sign; a difference of shares is in percentage points."""
    if value is None or not math.isfinite(value):
        return NOTHING
    words = amount(value, unit).replace("%", POINTS)
    return f"+{words}" if value > 0 and any(sign in "123456789" for sign in words) else words


def change_between(low: float | None, high: float | None, unit: Unit) -> str:
    """Return the range of a difference ("−3,1 tot 0,4 pt")."""
    return between(low, high, unit, "tot").replace("%", POINTS)


def count(number: int) -> str:
    """Return a whole number with a dot between thousands."""
    return decimal(number, 0)

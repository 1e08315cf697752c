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


def amount(value: float | None, unit: Unit, beside: float = 0.0) -> str:
    """Return a value with its unit ("71,8 %", "0,713", "12,4 ms"); a dash when there is none.

    Args:
        value: None or not finite when there is none.
        unit: Of the value.
        beside: Another value it stands beside; the larger one decides on the decimals of both.
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    size = max(abs(value), abs(beside))
    if unit == "share":
        return f"{decimal(100 * value, 1)}{SPACE}%"
    if unit == "ms":
        if size >= MILLISECONDS_SHOWN:
            return f"{decimal(value / 1000, 1)}{SPACE}s"
        return f"{decimal(value, 1 if size < 100 else 0)}{SPACE}ms"
    return decimal(value, 3 if size < 10 else 1)


def interval(figure: Figure, unit: Unit) -> str:
    """Return the 95 % interval of a figure ("64,1 – 78,2 %"); a dash when there is none."""
    return between(figure.low, figure.high, unit)


def between(low: float | None, high: float | None, unit: Unit, to: str = "–") -> str:
    """Return a range with its unit once, at the end; a dash when an end is missing."""
    if low is None or high is None or not math.isfinite(low + high):
        return NOTHING
    first, last = amount(low, unit, beside=high), amount(high, unit, beside=low)
    return f"{first.partition(SPACE)[0]}{SPACE}{to}{SPACE}{last}"


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

"""Gates: the least a run must reach, kept in a file, and which of them fall.

not_judged = 0.0            # the largest share of turns that may be without an answer
must_pass = true            # whether every must-pass question has to be right

[[gate]]
metric = "section_recall@5"
slice = "language=nl"       # left out: all turns
min = 0.90                  # or max
on = "value"                # or "interval": the end of it on the wrong side counts
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.dutch_numbers import amount
from eval.figures import Figure, Slice, Summary
from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.slices import SLICE_KINDS
from ingest.errors import InputError, UnreadableFile

On = Literal["value", "interval"]

_FIELDS = frozenset({"not_judged", "must_pass", "gate"})
_GATE_FIELDS = frozenset({"metric", "slice", "min", "max", "on"})
# A figure that is a sum of shares may miss its bound by this much.
_ROUNDING = 1e-9
# No bound is larger; what is not a number is neither.
_LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound on a metric in a slice.

    Attributes:
        metric: Key of the metric.
        kind: Kind of the slice, "all" for all turns.
        name: Its name, "" for all turns.
        bound: What the figure is held against.
        side: "min" when the figure must be at least the bound, "max" when at most.
        on: Whether the value itself counts, or the end of its interval on the wrong side.
    """

    metric: str
    kind: str
    name: str
    bound: float
    side: Literal["min", "max"]
    on: On = "value"

    @property
    def title(self) -> str:
        """Metric and slice ("section_recall@5, language=nl")."""
        return self.metric if self.kind == "all" else f"{self.metric}, {self.kind}={self.name}"


@dataclass(frozen=True, slots=True)
class Gates:
    """All gates of a file.

    Attributes:
        not_judged: The largest share of turns that may be without an answer to judge.
        must_pass: Whether every must-pass question has to be right.
        gates: Bounds on metrics.
    """

    not_judged: float = 0.0
    must_pass: bool = True
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether a gate holds.

    Attributes:
        name: What the gate is about, for lists and as a test's name.
        held: None when nothing could be judged; that counts as fallen.
        line: What was found and what was asked, in one Dutch sentence.
        figure: The figure that was held against the bound, None for those without one.
        gate: The bound, None for those that are no bound on a metric.
    """

    name: str
    held: bool | None
    line: str
    figure: Figure | None = None
    gate: Gate | None = None

    @property
    def fallen(self) -> bool:
        """Whether the run is to be rejected for it."""
        return self.held is not True


def load_gates(path: Path) -> Gates:
    """Read the gates of a TOML file.

    Raises:
        UnreadableFile: The file cannot be read.
        InputError: It is not TOML, or a gate is not usable; the message says which and why.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "geen UTF-8-tekst"
        raise UnreadableFile(f"Het poortenbestand {path} is niet te lezen: {reason}.") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"Het poortenbestand {path} is geen TOML: {error}.") from error
    try:
        return _gates(values)
    except _Mistake as mistake:
        raise InputError(f"Het poortenbestand {path} is niet bruikbaar: {mistake}.") from mistake


def judge_gates(gates: Gates, summary: Summary) -> tuple[GateResult, ...]:
    """Return for each gate whether the summary holds it, in the order of the file."""
    slices = {(part.kind, part.name): part for part in summary.slices}
    results = [_judged_share(gates.not_judged, summary.whole)]
    if gates.must_pass:
        results.append(must_pass_result(summary.must_pass_failed, summary.must_pass_not_judged))
    return (*results, *(_bound(gate, slices.get((gate.kind, gate.name))) for gate in gates.gates))


def must_pass_result(failed: tuple[str, ...], not_judged: tuple[str, ...]) -> GateResult:
    """Return the result of the gate that lets no must-pass question be wrong."""
    if failed:
        line = f"must_pass: fout beantwoord: {', '.join(failed)}."
    elif not_judged:
        line = f"must_pass: niet te beoordelen: {', '.join(not_judged)}."
    else:
        line = "must_pass: geen enkele vraag die juist moet zijn, is fout."
    held = False if failed else None if not_judged else True
    return GateResult("must_pass", held, line)


class _Mistake(Exception):
    """What is wrong in a file, as a Dutch phrase."""


def _gates(values: Mapping[str, object]) -> Gates:
    _only_known(values, _FIELDS, "")
    not_judged = _number(values.get("not_judged", 0.0), "not_judged")
    if not 0 <= not_judged <= 1:
        raise _Mistake(f"not_judged is {not_judged}, een aandeel ligt tussen 0 en 1")
    must_pass = values.get("must_pass", True)
    if not isinstance(must_pass, bool):
        raise _Mistake("must_pass is true of false, zonder aanhalingstekens")
    tables = values.get("gate", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise _Mistake("schrijf elke poort onder een eigen kop [[gate]]")
    return Gates(
        not_judged, must_pass, tuple(_gate(one, place) for place, one in enumerate(tables, start=1))
    )


def _gate(table: Mapping[str, object], place: int) -> Gate:
    where = f"poort {place}: "
    _only_known(table, _GATE_FIELDS, where)
    metric = table.get("metric")
    if not isinstance(metric, str) or metric not in METRIC_BY_KEY:
        known = ", ".join(METRIC_BY_KEY)
        raise _Mistake(f"{where}metric is {metric!r}, maar moet een van deze zijn: {known}")
    kind, name = _slice_of(table.get("slice", "all"), where)
    on = table.get("on", "value")
    if on not in ("value", "interval"):
        raise _Mistake(f'{where}on is {on!r}, maar moet "value" of "interval" zijn')
    sides = [side for side in ("min", "max") if side in table]
    if len(sides) != 1:
        found = "beide" if sides else "geen van beide"
        raise _Mistake(f"{where}geef min of max; er is {found} gegeven")
    bound = _number(table[sides[0]], f"{where}{sides[0]}")
    if METRIC_BY_KEY[metric].unit == "share" and not 0 <= bound <= 1:
        raise _Mistake(f"{where}{sides[0]} is {bound}, een aandeel ligt tussen 0 en 1")
    return Gate(
        metric=metric,
        kind=kind,
        name=name,
        bound=bound,
        side="min" if sides[0] == "min" else "max",
        on="interval" if on == "interval" else "value",
    )


def _only_known(table: Mapping[str, object], known: frozenset[str], where: str) -> None:
    for name in table:
        if name not in known:
            allowed = ", ".join(sorted(known))
            raise _Mistake(f"{where}het veld {name!r} bestaat niet; mogelijk zijn {allowed}")


def _slice_of(text: object, where: str) -> tuple[str, str]:
    kind, equals, name = str(text).partition("=")
    kind, name = kind.strip(), name.strip()
    if kind not in SLICE_KINDS or bool(equals and name) != (kind != "all"):
        kinds = ", ".join(one for one in SLICE_KINDS if one != "all")
        raise _Mistake(
            f'{where}slice is {text!r}, maar moet "all" zijn of een soort met een waarde, '
            f'zoals "language=nl"; soorten zijn {kinds}'
        )
    return kind, name


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise _Mistake(f"{where} is {value!r}, maar moet een getal zijn")
    return float(value)


def _judged_share(most: float, whole: Slice) -> GateResult:
    if not whole.turns:
        return GateResult("not_judged", None, "not_judged: er is geen enkele vraag gesteld.")
    share = whole.not_judged / whole.turns
    line = (
        f"not_judged: {whole.not_judged} van {whole.turns} niet beoordeeld "
        f"({amount(share, 'share')}), hoogstens {amount(most, 'share')}."
    )
    return GateResult("not_judged", share <= most + _ROUNDING, line)


def _bound(gate: Gate, part: Slice | None) -> GateResult:
    figure = part.figures.get(gate.metric) if part else None
    found = _held_against(gate, figure)
    metric = METRIC_BY_KEY[gate.metric]
    title = f"{gate.title} ({metric.label})"
    if figure is None or found is None:
        known = figure is not None and figure.value is not None
        what = "er is geen interval om te toetsen" if known else "er was niets te beoordelen"
        line = f"{title}: {what}; dat telt als gevallen."
        return GateResult(gate.title, None, line, figure, gate)
    unit = metric.unit
    at_least = gate.side == "min"
    held = found >= gate.bound - _ROUNDING if at_least else found <= gate.bound + _ROUNDING
    what = "" if gate.on == "value" else f" ({'onder' if at_least else 'boven'}grens)"
    line = (
        f"{title}: {amount(found, unit)}{what}, "
        f"{'minstens' if at_least else 'hoogstens'} {amount(gate.bound, unit)} (n={figure.n})."
    )
    return GateResult(gate.title, held, line, figure, gate)


def _held_against(gate: Gate, figure: Figure | None) -> float | None:
    if figure is None or gate.on == "value":
        return figure.value if figure else None
    return figure.low if gate.side == "min" else figure.high

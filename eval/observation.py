"""What came back when a turn of a question set was asked; judging it is the work of the metrics."""

from dataclasses import dataclass

from assistant.answer import Answer
from eval.question_set import AskedTurn


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge model said of an answer, or why it could not.

    Attributes:
        faithful: Whether every statement is supported by the quotes, None when not judged.
        complete: Whether the question is answered, None when not judged.
        reason: The judge's words in one line, or why there is no verdict.
    """

    faithful: bool | None
    complete: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One asked turn with its answer, or with the reason why there is none to judge.

    Attributes:
        asked: The turn and what is expected.
        answer: The answer, None when the target gave none that can be judged.
        failure: Why there is no answer ("doel onbereikbaar: …"), "" when there is one.
        literal: For each quote of the answer whether it stands literally at its place, with the
            section, page and references of that place; None where the passage could not be had.
        hit_sections: The section of each found passage (`answer.explanation.hits`), best first.
        first_event_ms: Time to the first event, None when the target does not tell.
        total_ms: Time to the whole answer as the asker saw it.
        same: Whether all repetitions gave the same bytes, timings and conversation aside; None
            when it was asked once.
        cached: Whether the answer was kept from an earlier run.
        verdict: What the judge model said, None when none was asked.
    """

    asked: AskedTurn
    answer: Answer | None
    failure: str = ""
    literal: tuple[bool | None, ...] = ()
    hit_sections: tuple[str, ...] = ()
    first_event_ms: float | None = None
    total_ms: float | None = None
    same: bool | None = None
    cached: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class RunHead:
    """What a run was: enough to know with which other runs it may be compared.

    Attributes:
        set_name: Name of the question set.
        set_digest: Its hash.
        target: "local", "first-paragraph" or the address of a server.
        generation: Id of the index that answered, "" when the target does not tell.
        program: Hash of the program and settings that answered, "" for a server.
        selection: What was asked of the set, such as "split test, tag tabel"; "" for all.
        repeat: How often each question was asked.
        started: ISO time with its offset.
    """

    set_name: str
    set_digest: str
    target: str
    generation: str
    program: str
    selection: str
    repeat: int
    started: str

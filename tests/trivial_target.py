"""A target that answers at once with what it was asked, and the questions to ask it."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.answer import (
    Answer,
    DocumentLabel,
    Explanation,
    Note,
    Question,
    Quote,
    RankedPassage,
)
from eval.question_set import Expectation, SetQuestion, Turn
from eval.runs.run import RunOptions, run_set
from eval.targets.target import Asked, PassageText

TEXT = "In 2030 wordt Leuven één van de nieuwe titeldragers."
EXPECTED = Expectation(
    status=("answered",),
    facts=(("Leuven", "Louvain"), ("/20(30|31)/",)),
    forbidden=("Brugge",),
    sections=(("5.1.1", "samenvatting"),),
    passages=(("s5.1.1-p6",),),
    references=(("departement-cultuur-jeugd-media-zdc",),),
    short_answers=("Leuven",),
    max_words=60,
)


def an_answer(question: str = "Welke stad?", generation: str = "g-1") -> Answer:
    """Return an answer in which nothing is empty."""
    return Answer(
        question=question,
        language="nl",
        status="answered",
        short_answer="Leuven",
        text=f"{TEXT} [1]",
        quotes=(
            Quote(
                marker=1,
                passage="s5.1.1-p6",
                document="dossier",
                section="5.1.1",
                section_title="Europees niveau",
                section_path=("Multilateraal", "Europees niveau"),
                page=29,
                page_basis="inferred",
                kind="paragraph",
                quote=TEXT,
                start=0,
                end=len(TEXT),
                url="/dossier#s5.1.1-p6",
            ),
        ),
        document=DocumentLabel("Een proeftuin", "2026"),
        generation=generation,
        confidence=0.97,
        notes=(Note("quote_shortened", (("waarde", "1"),)),),
        explanation=Explanation(
            ("leuv",), (RankedPassage("s5.1.1-p6", 0.9, (("stems", 1.5),), TEXT),), 0.5, 0.14
        ),
        total_ms=3.5,
    )


@dataclass
class TrivialTarget:
    """Answers whatever is asked with the same answer, unless `before` raises or changes it.

    Attributes:
        before: Hears each question first; what it returns becomes the answer.
        asked: All questions so far.
    """

    before: Callable[[Question, Answer], Answer] = lambda _, answer: answer
    name: str = "proef"
    program: str = "p-1"
    generation: str = "g-1"
    asked: list[Question] = field(default_factory=list)
    remembers: bool = True

    def ask(self, question: Question) -> Asked:
        """Return an answer to this question."""
        if self.remembers:
            self.asked.append(question)
        answer = an_answer(question.text, self.generation)
        answer = replace(answer, conversation=question.conversation, id=question.id)
        return Asked(self.before(question, answer), 1.0, 2.0)

    def passage(self, passage_id: str) -> PassageText | None:
        """Return the one passage there is."""
        return PassageText("5.1.1", TEXT) if passage_id == "s5.1.1-p6" else None

    def close(self) -> None:
        """Nothing is held open."""


def questions(count: int, draft: bool = False) -> Iterator[SetQuestion]:
    """Yield single questions: "vraag 1", "vraag 2" and so on."""
    for number in range(1, count + 1):
        turn = Turn(f"vraag {number}", EXPECTED)
        yield SetQuestion(id=f"q{number}", turns=(turn,), language="nl", draft=draft)


def dialogue(id_: str, *texts: str) -> SetQuestion:
    """Return a dialogue of these questions."""
    turns = tuple(Turn(text, EXPECTED) for text in texts)
    return SetQuestion(id=id_, turns=turns, language="nl", tags=("dialoog",))


def silent(_):
    """Hear, and say nothing."""
    pass


def ran(asked, target, **options):
    """Run questions; return how it ended and what was observed."""
    kept = []
    end = run_set(asked, target, RunOptions(**options), kept.append, silent)
    return end, kept


def fails_on(error, *texts):
    """Raise an error for the questions of these texts, for all when there are none."""

    def before(question, answer):
        if not texts or question.text in texts:
            raise error
        return answer

    return before


def busy(question, answer):
    """Answer later ones earlier than those before them."""
    time.sleep(0.002 * (-int(question.text.split()[1]) % 5))
    return answer


def interrupts_at(text):
    """Do what Ctrl-C does, once, in the main thread, at the question of that text."""
    left = [text]

    def before(question, answer):
        if question.text in left:
            left.clear()
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            time.sleep(0.05)
        return answer

    return before

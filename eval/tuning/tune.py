"""Everything that is learnt, one thing after another: each uses the weights learnt before it."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.abstaining.abstention import Calibration, judgement_of
from assistant.answer import Language
from assistant.tuning import Tuning
from eval.tuning.asked import Asked, Progress, asked_of
from eval.tuning.calibration import Calibrated, Example, calibrated, examples_of
from eval.tuning.channels import DEPTH, Heard, heard_for, held_out_ranks, learnt_channels
from eval.tuning.labelled import LabelledQuestion, labelled_questions
from eval.tuning.measured import (
    Columns,
    TuningFigure,
    groups_of,
    mean_figure,
    refusal_figures,
)
from eval.tuning.sentences import (
    FoundSentences,
    found_sentences,
    held_out_outcomes,
    learnt_sentences,
    outcomes_with,
)

if TYPE_CHECKING:
    from assistant.documents.rebuild import Reporter
    from assistant.settings import Settings
    from index.store import Index

# Share of the time that each part takes, in order.
_PARTS = {
    "ask": 0.05,
    "channels": 0.15,
    "sentences": 0.15,
    "examples": 0.25,
    "new sentences": 0.15,
    "new examples": 0.25,
}


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was learnt.

    Attributes:
        tuning: The new weights and thresholds.
        figures: How good they are, against those there were.
        answerable: For each group of questions how many have an answer.
        unanswerable: For each group how many have none.
    """

    tuning: Tuning
    figures: tuple[TuningFigure, ...]
    answerable: Mapping[str, int]
    unanswerable: Mapping[str, int]


def tuned_on_dossier(settings: "Settings", shipped: Tuning, reporter: "Reporter") -> Tuned:
    """Learn from the gold set's split "dev" and the table, on an index of the shipped dossier.

    Args:
        settings: Of them only where the program may write; documents and embeddings of the user
            take no part.
        shipped: The weights there are.
        reporter: Hears how it goes on.

    Raises:
        StorageFailure: The index cannot be built.
        UnusableText: The table is damaged.
    """
    from eval.sets.set_reading import shipped_set

    with dossier_index(settings, reporter) as index:
        questions = labelled_questions(shipped_set(), index.passages)
        return tuned(questions, index, shipped, lambda share: reporter("tune", share))


@contextmanager
def dossier_index(settings: "Settings", reporter: "Reporter") -> "Iterator[Index]":
    """Build an index of the shipped dossier alone, in a directory that is removed again."""
    from assistant.documents.rebuild import rebuild
    from index.embeddings import DEFAULT
    from index.opening import open_index

    with tempfile.TemporaryDirectory(prefix="dossierwijzer-") as folder:
        directory = Path(folder)
        rebuild(
            settings.model_copy(update={"data_directory": directory, "embeddings": DEFAULT}),
            reporter,
        )
        with closing(open_index(directory)) as index:
            yield index


def tuned(
    questions: Sequence[LabelledQuestion], index: "Index", shipped: Tuning, progress: Progress
) -> Tuned:
    """Learn channel weights, then sentence weights, then when to answer.

    Args:
        questions: Questions with and without an answer.
        index: What is searched.
        shipped: The weights there are, to compare with.
        progress: Told the share that is done, 0..1.
    """
    part = _parts_of(progress)
    asked = asked_of(questions, index, part("ask"))
    heard = heard_for(asked, index, part("channels"))
    before = found_sentences(asked, index, shipped, part("sentences"))
    old = examples_of(asked, index, shipped, part("examples"))
    learnt = replace(shipped, channels=learnt_channels(heard))
    after = found_sentences(asked, index, learnt, part("new sentences"))
    learnt = replace(learnt, sentences=learnt_sentences(after))
    new = examples_of(asked, index, learnt, part("new examples"))
    when = calibrated(new)
    learnt = replace(learnt, calibration=when.calibration)
    figures = (
        *_search_figures(asked, heard, shipped, learnt),
        *_sentence_figures((before, shipped), (after, learnt)),
        *refusal_figures(asked, _margins(old, shipped.calibration, new, when)),
    )
    return Tuned(learnt, figures, _counts(asked, True), _counts(asked, False))


def _search_figures(
    asked: Sequence[Asked], heard: Mapping[Language, Heard], shipped: Tuning, learnt: Tuning
) -> tuple[TuningFigure, ...]:
    """How high the channels put the right passage."""
    answerable = [one for one in asked if one.question.answerable]
    ranks = Columns(*(np.zeros(len(answerable)) for _ in range(3)))
    for language, of_language in heard.items():
        own = np.array([one.language == language for one in answerable])
        ranks.shipped[own] = of_language.ranks(shipped.channels[language])
        ranks.fitted[own] = of_language.ranks(learnt.channels[language])
        ranks.held_out[own] = held_out_ranks(of_language)
    parts = (ranks.shipped, ranks.fitted, ranks.held_out)
    in_ten = Columns(*((part <= DEPTH).astype(float) for part in parts))
    reciprocal = Columns(*(1 / part for part in parts))
    return (
        mean_figure("passage_in_ten", answerable, in_ten),
        mean_figure("reciprocal_rank", answerable, reciprocal),
    )


def _sentence_figures(
    before: tuple[Sequence[FoundSentences], Tuning], after: tuple[Sequence[FoundSentences], Tuning]
) -> tuple[TuningFigure, ...]:
    """How often a sentence that answers comes first."""
    shipped = outcomes_with(before[0], before[1].sentences)
    fitted = outcomes_with(after[0], after[1].sentences)
    held_out = held_out_outcomes(after[0])
    asked = [one.asked for one in after[0]]
    keys = ("sentence_first", "sentence_in_three", "section_first")
    return tuple(
        mean_figure(key, asked, Columns(shipped[:, at], fitted[:, at], held_out[:, at]))
        for at, key in enumerate(keys)
    )


def _margins(
    old: Sequence[Example], shipped: Calibration, new: Sequence[Example], when: Calibrated
) -> Columns:
    """How far the chance of each question lies above the threshold of its language."""
    there_were = np.array([shipped.thresholds[one.asked.language] for one in old])
    there_are = np.array([when.calibration.thresholds[one.asked.language] for one in new])
    fitted = [
        0.0
        if one.features is None
        else judgement_of(one.features, 0.0, when.calibration).answerability
        for one in new
    ]
    return Columns(
        np.array([one.chance for one in old]) - there_were,
        np.array(fitted) - there_are,
        when.chances - there_are,
    )


def _counts(asked: Sequence[Asked], answerable: bool) -> dict[str, int]:
    wanted = np.array([one.question.answerable is answerable for one in asked])
    return {name: int((own & wanted).sum()) for name, own in groups_of(asked).items()}


def _parts_of(progress: Progress) -> Callable[[str], Progress]:
    """Return what makes of the share of one part the share of the whole."""
    starts = dict(zip(_PARTS, accumulate(_PARTS.values(), initial=0.0), strict=False))
    return lambda part: lambda share: progress(starts[part] + share * _PARTS[part])

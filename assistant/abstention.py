"""Whether the evidence answers the question at all, and where to look when it does not.

A first, simple judgement: how much of the question's own weight one passage carries, and whether
the names and numbers of the question stand anywhere in what was found.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from assistant.answer import Language, NearSection
from assistant.asked_properties import missing_properties
from assistant.evidence_span import Evidence, without_citations
from assistant.expectation import holds_expected
from assistant.glossary import known_words
from assistant.place_names import places_in
from assistant.question import Analysis
from assistant.question_kinds import QuestionKind
from index.hit import Hit
from index.store import Index
from ingest.address import section_address

# Answerability below which the dossier is taken not to hold the answer, per language: questions
# in another language than the passages share fewer words with them.
THRESHOLDS: Mapping[Language, float] = {"nl": 0.14, "en": 0.12, "fr": 0.12}
PASSAGES_JUDGED = 3
# What each sign costs. A year or a sum of money that was asked for and is not there weighs most;
# a name that is nowhere in the dossier often is only the asker's own situation.
MISSING_NUMBER = 1.2
MISSING_VALUE: Mapping[QuestionKind, float] = {"how_many": 0.35, "when": 0.7}
MISSING_PROPERTY = 1.0
# Kinds that ask for a value; the year of a citation is none.
VALUE_KINDS = frozenset(MISSING_VALUE)
MISSING_AMOUNT = 1.2
OTHER_PLACE = 1.0
NAME_ELSEWHERE = 0.45
NAME_NOWHERE = 0.1
# A figure, year or city of another country is no answer; who helps in another country may be.
PLACED_KINDS = frozenset({"when", "how_many"})
# Words at the start of a question in which a place says of what is asked: "Welke Waalse steden".
OPENING_WORDS = 3
# Passages that hold a name before it is too common to tell anything.
COMMON_NAME = 20
STEEPNESS = 5.0
NEAREST = 3

_AMOUNT = re.compile(
    r"[€$£]|\b(?:euro|euro's|euros|eur|dollar|miljoen|miljard|millions?|milliards?|billion)\b",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_SPELLED_NUMBER = re.compile(
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd\w*|duizend\w*|"
    r"helft|kwart|\w*jaarlijkse?|maandelijkse?|keren|keer)\b"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure it is that the dossier answers.

    Attributes:
        answerability: About 0..1, rounded.
        threshold: Below it, there is no answer.
    """

    answerability: float
    threshold: float

    @property
    def answers(self) -> bool:
        """Whether an answer is given."""
        return self.answerability >= self.threshold

    @property
    def confidence(self) -> float:
        """How sure the judgement is, 0.5..1, by a logistic curve around the threshold."""
        distance = abs(self.answerability - self.threshold)
        return round(1 / (1 + exp(-STEEPNESS * distance)), 2)


def judge(
    analysis: Analysis,
    query: str,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    index: Index,
) -> Judgement:
    """Judge whether the evidence answers the question.

    Args:
        analysis: The question taken apart.
        query: The words passages were sought with.
        hits: Passages found, best first.
        evidence: The spans chosen from them.
        index: Judges relevance, and finds a name elsewhere.
    """
    threshold = THRESHOLDS[analysis.language]
    texts = [f"{hit.passage.context} {hit.passage.text}" for hit in hits[:PASSAGES_JUDGED]]
    if not texts or not evidence:
        return Judgement(0.0, threshold)
    carried = max(index.relevance(query, texts))
    cost = _cost_of_values(analysis, evidence) + _cost_of_names(analysis, evidence, index)
    return Judgement(round(carried - cost, 6), threshold)


def _cost_of_values(analysis: Analysis, evidence: Sequence[Evidence]) -> float:
    """What it costs that a number asked about, or a value asked for, is not in the evidence."""
    quoted = " ".join(without_citations(piece) for piece in evidence)
    around = quoted + " ".join(piece.passage.context for piece in evidence)
    if analysis.kind not in VALUE_KINDS:
        # "De conceptnota van 2025" may name a source by its year.
        around += " ".join(piece.text for piece in evidence)
    missing = [number for number in analysis.numbers if number not in around]
    cost = MISSING_NUMBER * len(missing) / max(1, len(analysis.numbers))
    if analysis.wants_amount and not _AMOUNT.search(quoted):
        cost += MISSING_AMOUNT
    spelled = analysis.kind == "how_many" and _SPELLED_NUMBER.search(quoted)
    if not holds_expected(analysis, quoted) and not spelled:
        cost += MISSING_VALUE.get(analysis.kind, 0.0)
    opening = " ".join(analysis.text.split()[:OPENING_WORDS])
    placed = analysis.text if analysis.kind in PLACED_KINDS else opening
    if places_in(placed) - places_in(around):
        cost += OTHER_PLACE
    if missing_properties(analysis.text, around):
        cost += MISSING_PROPERTY
    return cost


def _cost_of_names(analysis: Analysis, evidence: Sequence[Evidence], index: Index) -> float:
    """What it costs that names of the question are not in the passages quoted.

    Only its last sentence asks; those before it say who asks, and from where.
    """
    passages = " ".join(
        f"{' '.join(piece.passage.section_path)} {piece.passage.context} {piece.passage.text}"
        for piece in evidence
    )
    translated = known_words(analysis.text, analysis.language)
    asking = _SENTENCE_END.split(analysis.text)[-1]
    names = [name for name in analysis.names if name in asking and name.lower() not in translated]
    missing = [name for name in names if not _stands_in(name, passages)]
    if any(_is_telling(name, index) for name in missing):
        return NAME_ELSEWHERE
    return NAME_NOWHERE * len(missing) / max(1, len(names))


def _is_telling(name: str, index: Index) -> bool:
    """Whether a name stands in the dossier, but not all over it ("Vlaanderen")."""
    hits = index.retrieve(name, COMMON_NAME)
    return 0 < sum(_stands_in(name, hit.passage.text) for hit in hits) < COMMON_NAME


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE) is not None


def nearest_sections(hits: Iterable[Hit]) -> tuple[NearSection, ...]:
    """Return up to three sections that come closest; a reference list only when nothing else."""
    found: dict[tuple[str, str], NearSection] = {}
    for hit in sorted(hits, key=lambda one: one.passage.kind == "reference"):
        passage = hit.passage
        if passage.section:
            url = f"/{passage.document}#{section_address(passage.section)}"
            near = NearSection(passage.document, passage.section, passage.section_title, url)
            found.setdefault((passage.document, passage.section), near)
    return tuple(found.values())[:NEAREST]

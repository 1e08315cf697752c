"""What is said per language of follow-ups: how they open, what points back, what joins.

The tables are in `follow_up_nl`, `follow_up_en` and `follow_up_fr`, gathered in `follow_up_words`.
Patterns are searched without regard to case.
"""

from dataclasses import dataclass
from typing import Literal

# What a word that points back may stand for; "proposition" is all that was asked.
Sort = Literal["organisation", "person", "thing", "place", "work", "proposition"]
# How what it stands for is put in its place.
Form = Literal["replace", "keep", "after", "keep"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points back.

    Attributes:
        pattern: The word with what must stand around it; a group "here" holds the word alone, a
            group "with", "met" or "tot" means a preposition before what takes its place.
        sorts: What it may stand for, the likeliest first; empty when anything will do.
        form: How that is put in.
        light: Whether it often points at nothing, so that it counts only in a short question.
        owner: Whether anything named before it in the question may be what it stands for, also what
            is asked for ("Welke musea tonen hun ...").
        free: Whether it points back even after something new was said.
    """

    pattern: str
    sorts: tuple[Sort, ...]
    form: Form = "replace"
    light: bool = False
    owner: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one language.

    Attributes:
        opening: How a follow-up opens.
        about: Ways to ask the same of something else ("what about").
        new_subject: Openings that say that something else comes.
        more: A question for more of the same.
        tell_more: A request for more about the same.
        telling: That request with a hole for the subject.
        interrogative: The words that open a question, with their preposition.
        counting: Those that stand before a noun.
        verbs: Words that show a whole clause.
        prepositions: Sets of prepositions of one meaning, separated by "/".
        articles: Articles and the like that a phrase may open with.
        afterthought: Words that a phrase may end with and that say nothing.
        relational: Nouns that are of something ("budget"), as a pattern of whole words.
        demonstrative: Words that point back before a noun.
        ordinals: First, second, ... and last in the end.
        pointers: Words that point back by themselves.
        belonging: What joins a relational noun and its owner.
    """

    opening: str
    about: str
    new_subject: str
    more: str
    tell_more: str
    telling: str
    interrogative: str
    counting: str
    verbs: str
    prepositions: str
    articles: str
    afterthought: str
    relational: str
    demonstrative: str
    ordinals: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    belonging: str


# What the usual words that point back stand for.
ANIMATE: tuple[Sort, ...] = ("organisation", "person")
THING: tuple[Sort, ...] = ("thing", "organisation", "proposition")
PLACE: tuple[Sort, ...] = ("place", "thing", "organisation", "proposition")
ANYTHING: tuple[Sort, ...] = ()

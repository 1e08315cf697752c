"""Names and acronyms: what is capitalised and not merely the start of a sentence."""

import re
from collections.abc import Iterable, Iterator

from ingest.citing.reference_names import folded

_WORD = re.compile(r"[^\W\d_](?:[\w+]|[.&/’'-](?=\w))*\+?")
# Lower-case words that may stand inside a name: "Raad van de Europese Unie", "Jan van der Elst".
_INSIDE = frozenset(
    "van de der den het ten ter te voor of the for du des la le les l' d' op on".split()
)
_LONGEST_INSIDE = 2
_GAPS = frozenset({" ", " & ", "\n"})
# What starts a sentence without being a name, in the three languages.
_OPENERS = frozenset(
    """de het een en in op aan bij met naar om over per te tot uit van via voor vanaf vanuit door
    dit dat deze die er hier daar waar wie wat hoe wanneer welke waarom als ook nog maar of zo want
    omdat hoewel terwijl indien wij we ze zij ik je jij u hij men hun haar hen ons onze niet geen
    naast binnen buiten tussen tegen tijdens sinds volgens daarnaast daarbij daarmee hiermee hierbij
    daarvoor hiervoor verder bovendien tegelijk tevens eveneens tenslotte ten tot slot vaak soms
    toen dan eens intussen ondertussen inmiddels sindsdien alleen zelfs vooral mogelijk zo'n
    veel meer enkele verschillende beide elke elk alle andere zowel noch enerzijds anderzijds
    the a an of at by for from on to with this that these those it its they we our there here when
    where who what which how why if and but or as also in many some most more all each both
    le la les un une des du au aux à dans sur pour par avec ce cet cette ces il elle on nous vous
    ils elles et mais ou donc comme qui que quand où comment pourquoi quel quelle tout
    tous""".split()
)
# Capitalised because of a country or language, but no name unless another capital follows.
_ADJECTIVES = frozenset(
    """vlaams vlaamse europees europese belgisch belgische nederlands nederlandse nederlandstalig
    nederlandstalige frans franse franstalig franstalige duits duitse duitstalig duitstalige brits
    britse engels engelse brussels brusselse waals waalse spaans spaanse amerikaans amerikaanse
    italiaans italiaanse portugees portugese oostenrijks oostenrijkse niet-europese niet-westerse
    baltische congolese vlaams-nederlands vlaams-nederlandse noord-amerikaanse pan-europees
    flemish european belgian dutch french german british english american""".split()
)
# "Leuven." as a whole answer, "Leuven, Gent" or "Janssens en Boogaarts" at a sentence's start
_LISTED = re.compile(r"[.!]?\s*$|(?:,| en| and| et)\s[A-ZÀ-Þ]|\s\(\d{4}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•]|\n)[\s\"“‘'(«–-]*$")


def find_names(text: str, known: frozenset[str] = frozenset()) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and comparable form of every name in `text`.

    A run of capitalised words is one name, small words between them included ("Raad van Europa",
    "Departement Cultuur, Jeugd & Media"). The first word of a sentence only counts when something
    shows it to be a name: another capital follows, it holds a capital or digit inside, it stands
    capitalised elsewhere in the middle of a sentence, or it is one of the `known` words. An
    adjective of a country or language is no name by itself.
    """
    words = list(_WORD.finditer(text))
    inside = known | {word[0] for word in _capitalised_inside(text, words)}
    position = 0
    while position < len(words):
        run = _run(text, words, position)
        if not run:
            position += 1
            continue
        position += len(run)
        kept = _without_opener(text, run, inside)
        if kept:
            start, end = kept[0].start(), kept[-1].end()
            yield start, end, comparable_name(text[start:end])


def words_of_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that some text capitalises inside a sentence and none writes small."""
    capitalised: set[str] = set()
    small: set[str] = set()
    for text in texts:
        words = list(_WORD.finditer(text))
        capitalised.update(word[0] for word in _capitalised_inside(text, words))
        small.update(word[0] for word in words if not _is_capitalised(word[0]))
    return frozenset(word for word in capitalised if word.lower() not in small)


def _capitalised_inside(text: str, words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    for word in words:
        if _is_capitalised(word[0]) and not _starts_sentence(text, word.start()):
            yield word


def comparable_name(name: str) -> str:
    """Return a name in lower case, without accents, leading article or particle.

    "De Raad van Europa" is "raad van europa", "Van Gucht" is "gucht".
    """
    plain = re.sub(r"[’‘]", "'", folded(name)).replace(" en ", " & ").replace(" and ", " & ")
    return re.sub(r"^(?:(?:de|het|een|the|le|la|les|van|den|der|ten|ter|du|des)\s+|l')+", "", plain)


def is_acronym(name: str) -> bool:
    """Whether a name is one word mostly of capitals: "UNESCO", "VI.BE", "ECoC"."""
    letters = [character for character in name if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return (
        " " not in name
        and 2 <= len(letters) <= 12
        and capitals >= 2
        and capitals * 2 > len(letters)
    )


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or any(character.isupper() for character in word[1:])


def _starts_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text, max(0, start - 12), start))


def _run(text: str, words: list[re.Match[str]], position: int) -> list[re.Match[str]]:
    """Return the words from `position` on that form one run of capitalised words."""
    if not _is_capitalised(words[position][0]):
        return []
    run = [words[position]]
    small: list[re.Match[str]] = []
    for index in range(position + 1, len(words)):
        word = words[index]
        last = small[-1] if small else run[-1]
        gap = text[last.end() : word.start()]
        if _is_capitalised(word[0]) and (gap in _GAPS or (gap == ", " and _lists_on(text, word))):
            run += [*small, word]
            small = []
        elif gap == " " and word[0] in _INSIDE and len(small) < _LONGEST_INSIDE:
            small.append(word)
        else:
            break
    return run


def _lists_on(text: str, word: re.Match[str]) -> bool:
    """Whether "Cultuur, Jeugd" goes on to "& Media": then the comma is part of the name."""
    return bool(re.match(r"(?:,\s[A-ZÀ-Þ][\w-]+)*\s&\s[A-ZÀ-Þ]", text[word.end() :][:80]))


def _without_opener(
    text: str, run: list[re.Match[str]], inside: frozenset[str]
) -> list[re.Match[str]]:
    """Drop what is capitalised only because a sentence starts there."""
    if _starts_sentence(text, run[0].start()):
        while run and run[0][0].lower() in _OPENERS:
            run = run[1:]
            while run and not _is_capitalised(run[0][0]):
                run = run[1:]
        starts = run and _starts_sentence(text, run[0].start())
        if len(run) == 1 and starts and not _shown(text, run[0], inside):
            return []
    if len(run) == 1 and run[0][0].lower() in _ADJECTIVES:
        return []
    return run


def _shown(text: str, word: re.Match[str], inside: frozenset[str]) -> bool:
    """Whether the text shows a sentence's first word to be a name."""
    marked = any(c.isupper() or c.isdigit() or c == "+" for c in word[0][1:])
    return marked or word[0] in inside or _LISTED.match(text, word.end()) is not None

"""Signs by which a question leans on the one before it, and what nouns name; data only.

`standalone` and its neighbours read them. Patterns are searched without regard to case.
"""

from assistant.answer import Language
from assistant.follow_ups import dutch, english, french
from assistant.follow_ups.signs import Signs, Sort

SIGNS: dict[Language, Signs] = {
    "nl": dutch.SIGNS,
    "en": english.SIGNS,
    "fr": french.SIGNS,
}

# A question that sets something beside what was asked before.
COMPARES = (
    r"\bverschilt? (?:het |dat |dit |er )?(?:met|van)\b|\bdiffer(?:ence|s)? (?:with|from|to)\b|"
    r"\bcompared (?:to|with)\b|\bdifférence avec\b|\bpar rapport à\b"
)

# Forms of verbs, that look like nouns after a word that points back ("werd die vervangen").
PARTICIPLES = r"(?:ge|be|ver|ont|her)\w+(?:d|t|en)|\w+(?:ed|ing|ée?s?)"

# Nouns by what they name, as beginnings or ends of words in nl, en and fr.
SORT_OF_NOUN: tuple[tuple[Sort, str], ...] = (
    (
        "work",
        r"référence\w*|reference\w*|referentie\w*|artikel\w*|boek\w*|stud(?:ie|y|ies)\w*|rapport\w*|onderzoek\w*|publicat\w*|tijdschrift\w*|"
        r"article\w*|book\w*|report\w*|research|publication\w*|étude\w*|livre\w*|recherche\w*|"
        r"bronnen|bron|source\w*|nota|beleidsnota|conceptnota|veldtekening",
    ),
    (
        "organisation",
        r"\w*organisat\w*|\w*vereniging\w*|\w*netwerk\w*|\w*steunpunt\w*|\w*instelling\w*|\w*fonds\w*|"
        r"\w*gezelschap\w*|\w*huis|\w*huizen|\w*centrum|\w*centra|\w*koepel\w*|bedrij\w+|"
        r"departement\w*|partner\w*|projectleider\w*|museum|musea|organi[sz]ation\w*|association\w*|"
        r"network\w*|institution\w*|funds?|compan(?:y|ies)|cent(?:er|re)s?|partenaire\w*|réseaux?|"
        r"compagnie\w*|musée\w*|collectie\w+|collective\w*|collectif\w*|ngo\w*|groep\w*|agency|"
        r"agentschap|ministère|department\w*",
    ),
    (
        "person",
        r"minister\w*|kunstenaar\w*|auteurs?|persoon|personen|mensen|man|vrouw|artiest\w*|makers?|"
        r"ministre\w*|artist\w*|artiste\w*|author\w*|person\w*|people|personne\w*|schrijver\w*|"
        r"onderzoeker\w*|directeur|director",
    ),
    (
        "place",
        r"stad|steden|land|landen|regio\w*|gemeente\w*|plaats\w*|plek\w*|cit(?:y|ies)|towns?|"
        r"countr(?:y|ies)|regions?|places?|villes?|pays|régions?|lieux?|communes?|endroit\w*|hoofdstad",
    ),
    (
        "thing",
        r"\w*projec?t\w*|\w*program\w*|\w*initiatie\w*|\w*conventie\w*|\w*charter\w*|\w*verdrag\w*|"
        r"\w*traject\w*|\w*decreet|\w*decreten|\w*subsidie\w*|\w*kader\w*|\w*voorstelling\w*|shows?|"
        r"\w*residenti\w*|residenc\w*|résidence\w*|festival\w*|convention\w*|treat(?:y|ies)|traités?|"
        r"instrument\w*|platform\w*|plan|werkplan|label\w*|titel|title|titre|beurs|beurzen|grants?|"
        r"bourses?|tabel|table|tableau|strateg\w*|agenda|kompas|initiative\w*|spectacle\w*|toolbox|"
        r"lijn|maatregel\w*|trend\w*|probleem|problemen|uitdaging\w*|decree\w*|décret\w*|systeem|"
        r"akkoord\w*|overeenkomst\w*|agreement\w*|accord\w*|congres\w*|conference\w*|evenement\w*",
    ),
)

# A question that asks again in the same words of something else, and its shortest form.
REPEATS: dict[Language, tuple[str, str]] = {
    "nl": (
        r"(?:en\s+)?(?P<asking>welke?\s+[\w-]+|wie|wat)\s+"
        r"(?:was|waren|is|zijn|wordt|werd|worden)\s+(?:dat|het|dit|die)\s+(?:dan\s+)?"
        r"(?P<rest>(?:in|voor|van|bij|op|met)\s[^?]+?)\s*\??$",
        "En {}?",
    ),
    "en": (
        r"(?:and\s+)?(?P<asking>(?:which|what)\s+[\w-]+|who|what)\s+(?:was|is|were|are)\s+"
        r"(?:it|that|this|they)\s+(?:then\s+)?"
        r"(?P<rest>(?:in|for|of|at|on|with)\s[^?]+?)\s*\??$",
        "And {}?",
    ),
    "fr": (
        r"(?:et\s+)?(?P<asking>quel(?:le)?s?\s+[\w-]+|qui)\s+"
        r"(?:était-ce|est-ce|c'était|c'est)\s+(?P<rest>(?:en|pour|de|à|avec)\s[^?]+?)\s*\??$",
        "Et {} ?",
    ),
}

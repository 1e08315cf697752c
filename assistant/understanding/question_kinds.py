"""Ways of asking in Dutch, English and French, as patterns on lower-case text; data only."""

from typing import Literal

QuestionKind = Literal[
    "source",
    "place_in_dossier",
    "table",
    "how_many",
    "when",
    "who",
    "where",
    "why",
    "name",
    "list",
    "definition",
    "which",
    "yes_no",
    "how",
    "other",
]

# First match wins, so the narrow kinds stand before the wide ones.
KINDS: dict[str, tuple[tuple[QuestionKind, str], ...]] = {
    "nl": (
        (
            "place_in_dossier",
            r"\bwaar (ergens )?in (het|dit|de|jullie) (feiten)?(dossier|document|tekst|rapport)\b|"
            r"\b(in )?welke? (hoofdstuk|sectie|paragraaf|deel|pagina|bladzijde)|"
            r"\bwaar (lees|vind|staat|vinden|lezen) (ik|we|men|je|er|het)?\b",
        ),
        (
            "source",
            r"\bbron(nen)?\b|\bwaar haalt\b|\bwaar ?vandaan\b|\bwaar komt .* vandaan\b|"
            r"\bwaarop (steunt|baseert|is|zijn)\b|\bvolgens wie\b|"
            r"\bwie (heeft|hebben) .*onderzocht|"
            r"\bwelke? (onderzoek|studie|publicatie|rapport|auteur|referentie|boek|artikel)|"
            r"\bwie (zegt|schreef|schrijft|publiceerde|stelt(?!.*\bvoor\b)|concludeert)\b|"
            r"\bverwijzing(en)?\b|"
            r"\bauteurs? van\b|"
            r"\b(wie|welke) .*\b(schreef|schreven|publiceerden?)\b|\btijdschrift\b",
        ),
        ("table", r"\btabel(len)?\b"),
        ("why", r"\bwaarom\b|\bwat is de reden\b|\bom welke reden"),
        (
            "how_many",
            r"\bhoeveel\b|%|\bprocent\b|\bpercentage\b|\bhoe (groot|vaak|hoog|veel|sterk)\b|"
            r"\bwelke? (percentage|aandeel|aantal|bedrag|procent)\b|"
            r"\bwat is het (percentage|aantal)",
        ),
        (
            "when",
            r"\bwanneer\b|\bjaartal\b|\bhoe ?lang\b|"
            r"\b(welke?|wat voor) (jaar|jaren|datum|periode|maand)\b",
        ),
        ("who", r"\bwie\b|\bwiens\b|\bwelke (minister|persoon|kunstenaar|auteur)\b"),
        ("where", r"\bwaar\b|\bwelke? (\w+ ){0,2}(stad|land|regio|plaats|gemeente)\b"),
        ("name", r"\bhoe (heet|heten|heette|noem\w*)\b|\bwat is de naam\b|\bwelke naam\b"),
        (
            "list",
            r"^(noem|geef|som|lijst)\b|\bopsomming\b|\bwat zijn de\b|\boverzicht van\b|"
            r"\bwelke (\w+ ){0,3}?(zijn|bestaan|worden|staan|onderscheid|noemt|vermeldt|schuif)|"
            r"\bwelke (\w+ ){0,3}?\w+(en|'?s)\b",
        ),
        (
            "definition",
            r"\bwat (is|betekent|houdt|wordt .*bedoeld|bedoel|verstaa)|\bwaarvoor staat\b|"
            r"\bdefinitie\b|\bomschr[ij]+v|\bverstaan (we|ze|men) onder\b",
        ),
        ("which", r"\bwelke?\b"),
        (
            "yes_no",
            r"^(is|zijn|was|heeft|hebben|kan|kunnen|wordt|worden|bestaat|bestaan|krijgt|krijgen|"
            r"mag|mogen|moet|moeten|doet|doen|staat|staan|gaat|zal|werkt|werken|komt|speelt|klopt|"
            r"neemt|levert|biedt|geeft|helpt|steunt)\b",
        ),
        ("how", r"\bhoe\b"),
    ),
    "en": (
        (
            "place_in_dossier",
            r"\bwhere in (the|this|your) (dossier|document|text|report)\b|"
            r"\b(which|what) (chapter|section|page|part|paragraph)\b|"
            r"\bwhere (can|do|could) (i|we|you) (read|find)",
        ),
        (
            "source",
            r"\bsources?\b|\bwhere does .*(get|come from)|\baccording to (whom|which)|"
            r"\b(which|what) (study|research|publication|report|author|reference|book|article)|"
            r"\bwho (says|wrote|published|states|claims|researched|studied)\b|\breferences?\b|"
            r"\bjournal\b|\bwhich .*\b(wrote|published)\b|\bauthors? of\b",
        ),
        ("table", r"\btables?\b"),
        ("why", r"\bwhy\b|\bwhat is the reason\b|\bfor what reason"),
        (
            "how_many",
            r"%|\bper ?cent\b|\bpercentage\b|\bhow (many|much|large|often|big|high)\b|"
            r"\b(which|what) (percentage|share|proportion|number|amount|per ?cent)\b",
        ),
        ("when", r"\bwhen\b|\b(which|what) (year|years|date|period|month)\b|\bhow long\b"),
        ("who", r"\bwho\b|\bwhose\b|\bwhom\b|\bwhich (minister|person|artist|author)\b"),
        ("where", r"\bwhere\b|\b(which|what) (\w+ ){0,2}(city|town|country|region|place)\b"),
        ("name", r"\bwhat (is|was|are) .*\b(called|named)\b|\bwhat'?s? (is )?the name\b"),
        (
            "list",
            r"^(name|list|give|enumerate)\b|\bwhat are the\b|\boverview of\b|"
            r"\bwhich (\w+ )?\w+(?<!s)s\b|\bwhat (?!is|was|does|has)(\w+ )?\w+(?<!s)s\b",
        ),
        (
            "definition",
            r"\bwhat (is|does .* mean|is meant)\b|\bstand for\b|\bdefin|\bmeaning of\b",
        ),
        ("which", r"\bwhich\b"),
        (
            "yes_no",
            r"^(is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|may)\b",
        ),
        ("how", r"\bhow\b"),
    ),
    "fr": (
        (
            "place_in_dossier",
            r"\boù dans (le|ce|votre) (dossier|document|texte|rapport)\b|"
            r"\bquel(le)? (chapitre|section|page|partie|paragraphe)\b|"
            r"\boù (puis-je|peut-on|trouve|lire|lit)",
        ),
        (
            "source",
            r"\bsources?\b|\bd'où (vient|provient|viennent|tire)|\bselon (qui|quel)|"
            r"\bquel(le)?s? (étude|recherche|publication|rapport|auteur|référence|livre|article)|"
            r"\bqui (dit|affirme|a écrit|a publié)\b|\bréférences?\b|\brevue\b|"
            r"\bauteurs? d",
        ),
        ("table", r"\btableaux?\b"),
        ("why", r"\bpourquoi\b|\bpour quelle raison"),
        (
            "how_many",
            r"%|\bpour ?cent\b|\bpourcentage\b|\bcombien\b|"
            r"\bquel(le)? (est (le|la) )?(pourcentage|part|nombre|proportion|montant)\b",
        ),
        (
            "when",
            r"\bquand\b|\bquel(le)?s? (est l')?(année|années|date|période|mois)\b|\bdepuis quand\b",
        ),
        ("name", r"\bcomment (s'appel|se nomm)|\bquel(le)? est le nom\b"),
        (
            "list",
            r"^(nommez|citez|énumérez|donnez|listez|nomme|cite)\b|\bquel(le)?s\b|\baperçu d",
        ),
        ("where", r"\boù\b|\bquel(le)? (est (le|la) )?(ville|pays|région|lieu)\b"),
        ("definition", r"\bqu'est-ce (que|qu)|\bque signifie|\bdéfini|\bc'est quoi\b"),
        ("which", r"\bquel(le)?\b|\blaquelle\b|\blequel\b"),
        ("who", r"\bqui\b"),
        ("yes_no", r"^(est-ce|existe|y a-t-il|peut-on|le |la |les )|\w-t-(il|elle|on)\b"),
        ("how", r"\bcomment\b"),
    ),
}

# A question for a sum of money.
AMOUNTS = (
    r"\b(hoeveel|wat) (kost|verdien|bedraagt|betaal)|"
    r"\bhoeveel (euro|geld|subsidie|budget|middelen)|"
    r"\b(totaal|totale|jaarlijkse?|total|annual) ?budget\b|\bbudget (total|annuel)\b|"
    r"\bkost(te|en)?\b.*\?|\b(salaris|wedde)\b|"
    r"\b(welk|hoe (groot|hoog) is (het|de)|wat is (het|de)) (\w+ )?"
    r"(budget|bedrag|prijs|tarief|loon)|"
    r"\bsalary\b|\bhow much (does|did|do|money|funding|is|was|are|will)\b|"
    r"\bhow much\b.{0,30}\b(money|funding|cost|budget)\b|"
    r"\b(what is|how (big|large|high) is) the (\w+ )?(budget|amount|price|cost|fee)|"
    r"\bsalaire\b|\bcombien (coûte|gagne|d'argent|d'euros)|"
    r"\bquel(le)? est le (\w+ )?(budget|montant|prix|tarif)"
)

# Things that go by a name; "welke rol" does not ask for one.
NAMED_THINGS = (
    r"\b(?:welke?|which|what|quel\w*) (?:[\w-]+ ){0,3}?[\w-]*"
    r"(?:stad|steunpunt|land|regio|programma|project|organisatie|vereniging|netwerk|instelling|"
    r"fonds|"
    r"festival|museum|partner|gezelschap|radio|zender|initiatief|conventie|charter|departement|"
    r"minister|centrum|huis|platform|kunstenaar|hogeschool|congres|"
    r"city|town|country|region|program|organi[sz]ation|association|network|institution|fund|"
    r"company|station|initiative|convention|department|cent(er|re)|artist|university|conference|"
    r"ville|pays|région|projet|association|réseau|fonds|musée|partenaire|compagnie|ministère|"
    r"centre|artiste|université)"
)

# Questions with "wie" or "waar" that one name does not answer: for more than one, for a group of
# people, for what somebody is ("Wie is Jan Fabre?").
MORE_THAN_A_NAME = (
    r"\b(?:wie|who|qui) (?:\w+en|zijn|are|were|sont|étaient)\b|\bc'est qui\b|"
    r"\b(?:voor|aan|bij|for|to|pour|chez) (?:wie|whom|who|qui)\b|"
    r"\b(?:wie|who|qui) (?:is|was|est|était) (?!de |het |een |the |a |le |la |l')|"
    r"\bwaar\b.*\b(?:aan|op|over|mee|voor|tegen|om|door|bij)[ ?.!]*$"
)

# Words that ask; a question with two of them asks two things.
INTERROGATIVES = (
    r"\b(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|who|what|where|when|how|which|why|"
    r"qui|où|quand|combien|quel\w*|comment|pourquoi)\b"
)

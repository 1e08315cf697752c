"""Signs of a follow-up in Dutch; data only, explained in `follow_up_signs`."""

from assistant.follow_ups.signs import ANIMATE, ANYTHING, PLACE, THING, Pointer, Signs

_VERBS = (
    "is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon|zal|zullen|"
    "zou|moet|moeten|mag|mogen|wil|willen|doet|doen|deed|gaat|gaan|ging|komt|komen|kwam|staat|"
    "staan|zit|zitten|ligt|krijgt|krijgen|kreeg|kregen|bestaat|bestaan|betekent|heet|heten|hoort|"
    "geldt|gelden|blijft|maakt|maken|maakte|gebeurt|loopt|lopen|duurt|duren|begon|begint|kost|"
    "steunt|werkt|werken|werkte|vindt|vinden|geeft|geven|neemt|nemen|biedt|bieden|helpt|speelt|"
    "helpen|spelen|zegt|zeggen|leren|leert|krijg|ben|werken|organiseert|financiert|betaalt|betalen|"
    "noemt|noemen|richt|omvat|levert|lezen|lees|verloopt|liep|kom|doe|leidt|leidde|beheert"
)
_PARTICIPLE = (
    r"\w*ge\w+(?:d|t|en)|(?:be|ver|ont|her)\w+(?:d|t|en)|over|ook|nog|dan|precies|eigenlijk"
)
_END = rf"(?=\s*(?:[?.!,)]|$)|\s+(?:{_VERBS}|{_PARTICIPLE})\b)"
_BEFORE = (
    rf"(?:^|(?<=\s))(?<!\bom )(?:(?:{_VERBS}|met|van|voor|bij|aan|in|op|over|tegen|door|uit|"
    r"en|of|dan|ook|wie|wat|waarom|wanneer|hoe|sinds)\s+)"
)
_AFTER_ER = (
    "achter|van|mee|over|in|op|aan|bij|voor|tegen|uit|naar|toe|door|om|rond|onder|tussen|na|toe"
)

SIGNS = Signs(
    opening=r"(?:(?:en|maar|oké|ok|ja|goed|dus|of)\b[, ]*)+",
    about=r"(?:wat (?:dan )?(?:met|over)|hoe (?:zit|staat) (?:het|dat)(?: dan)?(?: met)?|"
    r"(?:geldt|kan|bestaat|mag|klopt) (?:dat|dit)(?: dan)?(?: ook| eveneens)?|"
    r"is (?:dat|dit|er)(?: dan)? (?:ook|eveneens)(?: (?:zo|iets|het geval|waar))?)\b",
    new_subject=r"(?:nu )?(?:(?:nog )?iets (?:heel |helemaal |totaal )?anders|"
    r"(?:een |nog een )?(?:andere|nieuwe) vraag|ander onderwerp|los daarvan|overigens)\b",
    more=r"^(?:(?:zijn|bestaan|staan|is|heb je|heeft u|ken je|geef|noem|welke|wie|wat)\b.{0,8}"
    r"\s*)?(?:er )?(?:nog )?(?:nog\b(?! (?:niet|steeds|altijd))|(?:een )?andere|meer|verder|"
    r"daarna)\b",
    tell_more=r"^(?:(?:kan|kun|kunt|wil) (?:je|u|jij) (?:dat|dit|het|daar|er)\b.*"
    r"(?:uitleg|toelicht|verduidelijk|meer)\w*|vertel\b.*\bmeer\b.*|ga (?:verder|door)|"
    r"(?:meer|geef meer|graag meer|wat meer) (?:uitleg|info\w*|details?|toelichting)\b.*|"
    r"leg (?:dat |dit )?(?:eens )?uit|(?:kan|kun) (?:je|u) meer\b.*)[?.! ]*$",
    telling="Wat zegt het dossier over {}?",
    interrogative=r"(?:(?:over|van|voor|met|in|op|bij|aan|door|uit|sinds|tot|tegen|onder|naar) )?"
    r"(?:welke?|hoeveel|wat voor(?: een)?|hoe (?:lang|vaak|groot|veel|hoog|ver|oud)|hoe\w*|"
    r"wie|wat|waar\w*|wanneer)\b",
    counting=r"(?:welke?|hoeveel|wat voor(?: een)?)\b",
    verbs=_VERBS,
    prepositions="voor/in te binnen/van/met/bij/op/rond over/naar/uit/aan/door/tegen/na/sinds",
    articles=r"(?:de|het|een|dat|die|deze|dit|dat van|die van|enkel|alleen)\b",
    afterthought=r"[, ]+(?:dan|ook|precies|eigenlijk|toch|dan ook|zeg)$",
    relational=r"partners?|basis|pagina(?:'s)?|bladzijden?|hoofdstuk|sectie|afkorting|"
    r"projectpartners?|projectleiders?|leiders?|budget|bedrag|doel|doelen|"
    r"doelstelling(?:en)?|looptijd|duur|voorwaarden?|leden|lidstaten|deelnemers?|bron(?:nen)?|"
    r"referenties?|voorbeelden|voorbeeld|resultaat|resultaten|gevolg(?:en)?|oorzaken|oorzaak|"
    r"reden(?:en)?|nadelen|nadeel|voordelen|voordeel|criteria|website|adres|oprichters?|"
    r"initiatiefnemers?|directeur|naam|inhoud|thema(?:'s)?|taken|taak|rol|functie|kosten|prijs|"
    r"deadline|cijfers?|percentage|aandeel|aantal|auteurs?|makers?|financiering|subsidies?|"
    r"kernfocus|focus|drempels?|werking|activiteiten|organisator(?:en)?|coördinator|"
    r"contactpersoon|betekenis|verschil|oplossing(?:en)?|definitie|opvolger|opdrachtgever|"
    r"doelgroep(?:en)?",
    demonstrative=r"(?:die|dat|deze|dit)",
    ordinals=("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "laatste"),
    pointers=(
        Pointer(
            r"\b(?:er|daar|hier)(?P<with>achter|van|over|in|op|aan|bij|tegen|uit|door|rond|"
            r"onder|na)\b(?!\s+(?:dat|te|om)\b)",
            ANYTHING,
        ),
        Pointer(r"\b(?:er|daar|hier)(?P<met>mee)\b", ANYTHING),
        Pointer(r"\b(?:er|daar|hier)(?P<tot>toe)\b", ANYTHING),
        Pointer(r"\b(?:daar|hier|er)(?P<with>voor)\b(?!\s+(?:dat|te|om)\b)", ANYTHING, "keep"),
        Pointer(rf"\b(?:daar|er)\b(?=.*\s(?:{_AFTER_ER})\s*[?.!]*$)", ANYTHING, "after"),
        Pointer(r"\b(?:hun|haar)\s+\w+", ANIMATE, "keep", owner=True),
        Pointer(r"^[^,]*\b(?<!en )(?P<here>daar)\s*[?.!]*$", PLACE, "keep", free=True),
        Pointer(r"\bdaar\b", PLACE, "keep"),
        Pointer(r"\b(?:zij|hij|hen)\b", ANIMATE, "keep"),
        Pointer(r"\bze\b", ANIMATE, "keep", light=True),
        Pointer(rf"{_BEFORE}(?P<here>die|deze){_END}", ANYTHING, "keep"),
        Pointer(rf"{_BEFORE}(?P<here>dat|dit){_END}", ("proposition",), "keep"),
        Pointer(rf"\b(?:{_VERBS}) (?P<here>het){_END}", THING, light=True),
        Pointer(
            r"\b\w+t (?P<here>dat)(?=\s*(?:[?.!,]|$)|\s+(?:sinds|in|op|bij|voor|nu|ook)\b)",
            ("proposition",),
            "keep",
            light=True,
        ),
        Pointer(
            r"\b(?:de|het) (?:nieuwe|oude|huidige|vorige|volgende|andere)\s*[?.!]*$",
            ("proposition",),
            "keep",
            light=True,
        ),
        Pointer(
            rf"\b(?:{_VERBS}) (?P<here>dat|dit)(?=\s+\w+\s*[?.!]*$)",
            ("proposition",),
            "keep",
            light=True,
        ),
        Pointer(r"\bdezelfde\b|\bhetzelfde\b|\bzo'n\b", ("proposition",), "keep", light=True),
    ),
    belonging="van",
)

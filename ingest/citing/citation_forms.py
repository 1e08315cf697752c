"""What names, years and pages look like inside a citation, in Dutch, English and French."""

import re

from ingest.literal_kinds.dates import MONTH

YEAR = re.compile(
    r"(?<![\w–/-])(?P<year>(?:1[5-9]|20)\d\d[a-z]?(?![\w%])(?!\s?[–/-]\s?\d)"
    r"|[zns]\.\s?d\b\.?(?:\s?-)?(?:[a-z](?!\w))?)"
    rf"(?P<day>,?\s(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s)?{MONTH}(?:\s\d{{1,2}}(?!\d))?)?",
    re.IGNORECASE,
)
PINPOINT = re.compile(
    r"\s*(?:[,:]\s*)?(?P<pinpoint>"
    r"(?:pp?|blz|pag|par|para|hfst|hoofdstuk|sectie|chap|chapter|section|ch|art)\.?\s?\d+[a-z]?"
    r"(?:\s?[–-]\s?\d+)?(?:\s?(?:,|en|and|&)\s?\d+(?:[–-]\d+)?)*|§+\s?\d[\d.]*)"
    r"|:\s?(?P<page>\d{1,4}(?:[–-]\d+)?)",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(r"\s*(?:Bron(?:nen)?|Sources?)\s*:\s*", re.IGNORECASE)
CAPITAL = r"(?:[ld]['’])?[A-ZÀ-Þ][\w.’'-]*"
LINK = r"(?:van|de|der|den|het|ten|ter|voor|of|for|the|and|en|du|des|la|le|et|&|et\sal\.?)"
CAPITALISED_RUN = re.compile(
    rf"{CAPITAL}(?:,?\s+(?:{LINK}\s+){{0,3}}{CAPITAL}|\s+&\s+{CAPITAL})*(?:\s+et\s+al\.?)?$"
)
LEADING = re.compile(
    r"(?:zie|ook|cf|vgl|o\.a|onder|meer|andere|bijv|bijvoorbeeld|bv|e\.g|see|also|voir|aussi"
    r"|naar|uit|in|van|door|bij|volgens|onderzoek|studie|rapport|cijfers|analyse|bijdragen"
    r"|verschillende|de|het|een|by|from|according|to|selon|geciteerd|aangehaald|cited|as|;|,|\.|:|\s)*",
    re.IGNORECASE,
)
OPENING_WORDS = re.compile(
    r"(?:(?:Het|In|Op|Ook|Volgens|Zie|Met|Bij|Uit|Door|Aldus|Cf\.|Vgl\.|Bijv\.|Bv\.|See|The|Selon"
    r"|Voir)\s+)+"
)
NOT_A_NAME = re.compile(
    rf"(?:tabel|figuur|hoofdstuk|sectie|artikel|art\.|bijlage|table|figure|chapter|{MONTH})\b",
    re.IGNORECASE,
)
JOINT = re.compile(
    rf"{CAPITAL}(?:\s{CAPITAL}){{0,2}}\s(?:en|&|and|et)\s{CAPITAL}(?:\s{CAPITAL}){{0,2}}$"
)
REPORTS = re.compile(
    r"\s+(?:stel(?:t|len)|to(?:ont|nen)|onderscheid(?:t|en)|beschrij(?:ft|ven)|wij(?:st|zen)"
    r"|benadruk(?:t|ken)|conclude(?:ert|ren)|vind(?:t|en)|identific(?:eert|eren)|spre(?:ekt|ken)"
    r"|pleit(?:en)?|argue|state|show|find|found|describe|distinguish|constatent|montrent)s?\b"
)
OTHERS_END = re.compile(r"(?:\bal|\be\.\s?a)\.[,\s]*$")
AFTER_NAME = " ,;:\n\"'”’»*_"
UNCLOSED_END = re.compile(r"[()]|\.\s+[A-Z]|\.$")
LONGEST = 600
# An institution has no year of its own: "de Verenigde Naties (2024)" cites, "Brugge (2002)" not.
_INSTITUTION_NOUN = (
    r"(?:Raad|Commissie|Regering|Naties|Unie|Parlement|Ministerie|Departement|Agentschap|Federatie"
    r"|Vereniging|Instituut|Universiteit|Hogeschool|Rekenhof|Council|Commission|Government|Nations"
    r"|Union|Parliament|Ministry|Department|Agency|Institute|University|Conseil|Gouvernement"
    r"|Ministère|Université)"
)
INSTITUTION = re.compile(rf"{_INSTITUTION_NOUN}(?!\w)[^\d]*|[^\d]*\s{_INSTITUTION_NOUN}")
INTRODUCED = re.compile(r"(?:volgens|aldus|according to|selon)\s+$", re.IGNORECASE)
JOINER_ONLY = re.compile(r"(?:[;,.&\s]|\ben\b|\band\b|\bet\b)*", re.IGNORECASE)
ABBREVIATION = re.compile(r"\[[^\[\]]{1,20}\]")

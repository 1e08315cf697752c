"""Tables of words of questions in Dutch, English and French; data only.

`question` reads them; the ways of asking are in `question_kinds` and `question_manners`.
"""

FUNCTION_WORDS: dict[str, str] = {
    "nl": (
        "de het een en of van in op te ten ter met voor aan bij door uit om als dan dat die dit "
        "deze er hier daar is zijn was waren wordt worden werd werden heeft hebben had hadden kan "
        "kunnen kon konden zal zullen zou zouden moet moeten mag mogen wil willen doet doen deed "
        "gaat gaan ging komt komen kwam staat staan stond zit zitten ligt liggen blijft krijgt "
        "krijgen wie wat waar wanneer waarom hoe hoeveel welk welke wiens waarvoor waarover "
        "waarmee waarin waarop waarvan hoelang ik jij je jullie u we wij ze zij hij men mij me "
        "ons onze hun haar hem mijn jouw uw zich elkaar niet geen wel ook nog al maar want dus "
        "toch eens even eigenlijk precies juist zo zoal over naar tot tussen tijdens volgens "
        "sinds onder tegen binnen buiten vanuit via om rond daarvan hiervan daarmee hierover "
        "daarover eruit erin erover ervan iets alles niets iemand niemand meer veel zeer heel "
        "graag alsjeblieft alstublieft zeg zegt zeggen vertel vertellen noem geef bestaat bestaan "
        "bedoel bedoelt bedoelen betekent betekenen nu nou toen geven gegeven bepaalde zulke "
        "altijd vaak soms nooit ergens nergens ooit gewoon echt beetje allemaal zoiets zoals zelf "
        "zelfs misschien ongeveer eigen vooral enkel alleen alle ander andere anders ivm mbt bv "
        "krijg kreeg kregen raak raakt geraak geraakt heet heten heette noemde hoort horen zoek "
        "zoekt zoeken weet weten wist vraag vraagt uitleg uitleggen leg legt collega vriend "
        "vriendin iedereen zoveel soort soorten ding dingen zaken manier wilde wilden wou ermee "
        "ertegen daarbij daartegen erbij erna ben bent heb hebt laat laten maakt maken zouden "
        "klopt waar wordt gebeurt gebeuren telt gebruik gebruikt mogelijk bijvoorbeeld momenteel "
        "alvast dien dient hoef hoeft vanwaar hoezo elke elk ieder iedere veelal mensentaal kort "
        "vind vindt vinden lees leest lezen terecht zitten bezig mee jullie jouwe ervoor daarvoor "
        "hiervoor"
    ),
    "en": (
        "the a an and or of in on at to for with by from as than that this these those there here "
        "is are was were be been being do does did has have had having can could will would shall "
        "should may might must who whom whose what where when why how which many much long i you "
        "he she it we they me him her us them my your his its our their not no nor yes also too "
        "very just only so but if then about into over between during according since under "
        "against within outside through around after before any some all each every other more "
        "most such please tell give say says mean means exist exists exactly get gets got let "
        "know go goes going anything something nothing anyone someone everyone really ever even "
        "want wants need needs like also else thing things kind kinds sort called name names tell "
        "explain happen happens run runs take takes make makes made look looks colleague friend "
        "still already yet again lot lots am im whats whos against such both either without "
        "stand stands find found"
    ),
    "fr": (
        "le la les l un une des du de d et ou où à a au aux en dans sur sous par pour avec sans "
        "ce cet cette ces cela ça c qui que qu quoi quel quelle quels quelles quand comment "
        "pourquoi combien dont est sont était étaient être été ont avait avoir fait font faire "
        "peut peuvent pouvoir doit doivent va vont je j tu il elle on nous vous ils elles me m te "
        "se s lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos ne n pas non "
        "plus aussi très si mais donc car y selon depuis entre vers chez lequel laquelle lesquels "
        "lesquelles dit dites donner donnez exactement quelque chose rien tout tous toute toutes "
        "t ci là afin lors appelle appeler appelé nomme existe existent sait savoir dire parle "
        "parler veut veulent dois encore déjà jamais toujours souvent autre autres même mêmes "
        "chaque sorte sortes façon manière trouver trouve trouvent expliquer sera seront étaient "
        "date passe passer prendre rien lieu"
    ),
}

# Words about the document as such; they help finding only when nothing else was said.
FRAME_WORDS: dict[str, str] = {
    "nl": "dossier feitendossier document tekst rapport nota noemt noemen vermeldt vermelden staat "
    "beschrijft bespreekt volgens auteurs genoemd vermeld voorbeeld voorbeelden",
    "en": "dossier document text report mention mentions mentioned describe describes described "
    "discuss discusses authors according list name example examples",
    "fr": "dossier document texte rapport mentionne mentionnés mentionnées décrit décrits cite "
    "citez nommez auteurs exemple exemples",
}

# Letter groups that are common in one language and rare in the other two.
CHARACTER_HABITS: dict[str, tuple[str, ...]] = {
    "nl": ("ij", "aa", "oe", "sch", "ee", "uu", "eu", "heid", "cht", "gen ", "vl", "zo"),
    "en": ("th", "wh", "sh", "ing", "ow", "y ", "ould", "tion", "wr", "ck"),
    "fr": ("é", "è", "ê", "ç", "à", "l'", "d'", "qu'", "eux", "ogn", "ille", "aux", "ique", "tion"),
}

# From two upwards, in order.
NUMBER_WORDS: dict[str, str] = {
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "en": "two three four five six seven eight nine ten eleven twelve",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
}

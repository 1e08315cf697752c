"""Questions that are none to a dossier, as patterns on lower-case text; data only."""

# What a question that is no question to a dossier looks like; the whole text must match.
SMALL_TALK = (
    r"(hallo|hoi|hey|hei|dag|goei?e(n)?(morgen|middag|avond|dag)|goede(morgen|middag|avond)|"
    r"hello|hi|good (morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|"
    r"(heel )?(erg )?(hartelijk )?(bedankt|dank ?(je|u)( ?wel)?)|merci( beaucoup)?|"
    r"thanks?( you)?( very| so)?( much)?|"
    r"tot (ziens|later|straks)|bye|goodbye|au revoir|doei|"
    r"(hoe gaat het|alles goed|alles ok|hoe is het)( met (je|jou|jullie|u))?( vandaag)?|"
    r"(je|jij|u) bent (geweldig|super|top)|"
    r"you('re| are) (great|awesome|amazing)|how are you( doing)?( today)?|(comment )?ça va|"
    r"(wie|wat) ben (je|jij)|who are you|qui es-tu|qui êtes-vous|"
    r"allemaal|iedereen|daar|there|everyone|voor je hulp|voor de hulp|for your help|"
    r"ok|oké|okay|super|top|tof|fijn|prima|great)"
)

# Orders to make something that a dossier cannot hold.
ORDERS = (
    r"\b(schrijf|maak|verzin|dicht|componeer|teken|vertel|zing|programmeer)\b.{0,60}"
    r"\b(gedicht|brief|mail|e-mail|verhaal(tje)?|essay|lied(je)?|speech|toespraak|mop|grap|recept|"
    r"rap|haiku|sonnet|persbericht|code|script|programma voor|sollicitatie\w*|motivatie\w*|"
    r"tekening|subsidieaanvraag|(project)?voorstel|opstel|limerick|blog\w*|tweet)\b|"
    r"\b(write|compose|draft|make up|draw|sing|tell|generate|create)\b.{0,60}"
    r"\b(poem|letter|e-?mail|story|essay|song|speech|joke|recipe|rap|haiku|sonnet|press release|"
    r"code|script|cover letter|drawing|application|proposal|limerick|blog|tweet)\b|"
    r"\b(écri(s|vez|re)|compose[rz]?|rédige[rz]?|invente[rz]?|dessine[rz]?|raconte[rz]?)\b.{0,60}"
    r"\b(poème|lettre|courriel|mail|histoire|essai|chanson|discours|blague|recette|rap|haïku|"
    r"sonnet|communiqué|code|script|demande|candidature)\b|"
    r"^(?:please |graag |s'il (?:vous|te) plaît,? )?(schrijf|vertaal|write|draft|translate|"
    r"écris|écrivez|rédige[rz]?|tradui(s|sez))\b|"
    r"^(kan|kun|kunt|wil|zou) (je|jij|u|ge|gij)\b.{0,60}\b(mij|me|ons|brief|mail|tekst|gedicht|"
    r"verslag|voorstel|aanvraag\w*|formulier)\b.{0,60}"
    r"\b(schrijven|opstellen|invullen|vertalen|maken)\b|"
    r"^(can|could|will|would) you\b.{0,60}\b(write|draft|fill (in|out)|translate)\b|"
    r"^(peux-tu|pouvez-vous|pourriez-vous)\b.{0,60}\b(écrire|rédiger|remplir|traduire)\b|"
    r"^(negeer|vergeet|ignore[rz]?|disregard|forget|oublie[rz]?)\b|"
    r"\b(antwoord|zeg) (alleen|enkel|gewoon|altijd|nu)?\s?(met:|dat|ja\b|nee\b)|\[/?inst\]|<\||"
    r"\b(negeer|vergeet)\b.{0,40}\b(instructies|regels|opdracht)|"
    r"\b(ignore|forget|disregard)\b.{0,40}\b(instructions|rules|prompt)|"
    r"\b(ignore[rz]?|oublie[rz]?)\b.{0,40}\b(instructions|règles|consignes)"
)

# The weather of the day, whatever else is said with it.
WEATHER = (
    r"\b(weer|regent|regenen|warm|koud|graden|zonnig)\b.{0,40}\b(morgen|vandaag|overmorgen)\b|"
    r"\b(morgen|vandaag|overmorgen)\b.{0,40}\b(weer|regent|regenen|warm|koud|graden|zonnig)\b|"
    r"\bweersvoorspelling\b|\bweather (forecast|today|tomorrow|like)\b|\bmétéo\b|"
    r"\bquel temps (fait|fera)\b"
)

ABUSE = (
    r"\b(klootzak|idioot|eikel|trut|hoer|kut\w*|lul|debiel|mongool|sukkel|smeerlap|kankerlijer|"
    r"(stom(me)?|dom(me)?) (machine|ding|bot|computer|programma)|pot op|stupid (machine|bot)|"
    r"hou je (bek|muil|bakkes)|rot op|fuck\w*|asshole|bitch|bastard|moron|idiot|shut up|cunt|"
    r"connard|connasse|salope|putain|enculé|imbécile|ta gueule|crétin)\b"
)

PERSONAL_DATA = (
    r"\b(telefoon|gsm|mobiele?)[- ]?nummers?\b|\b(thuis|privé|huis|woon)[- ]?adres\b|"
    r"\brijksregister\w*|\bbankrekening\w*|\bgeboortedatum\b|\bwachtwoord\w*|"
    r"\b(waar|straat|adres|gemeente|stad)( \w+){0,3} woont\b|\bwoont\b.{0,30}\b(waar|straat)\b|"
    r"\bhoe oud (is|zijn|ben) (de minister|minister|hij|zij|ze|jij|je|u)\b|"
    r"\bis .{0,40}\bgetrouwd\b|"
    r"\b(privé|persoonlijke?|private|personal)[- ]?e-?mail\w*|"
    r"\b(phone|mobile|telephone|cell) ?number|\b(home|private) address\b|\bdate of birth\b|"
    r"\bbank account\b|\bpassword\b|\bwhere does .{0,40} live\b|"
    r"\bhow old (is|are) (the minister|minister|he|she|you)\b|"
    r"\bnuméro (de )?(téléphone|gsm|portable)|\badresse (e-?mail )?(privée|personnelle)\b|"
    r"\bdate de naissance\b|\bmot de passe\b|\boù habite\b|\bquel âge a\b"
)

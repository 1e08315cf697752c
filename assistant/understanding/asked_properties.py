"""Properties that a text gives by their own word or not at all, in nl, en and fr."""

import re

# A question for a director is not answered where none is spoken of. First how a question asks for
# a property, then how a text speaks of it; one pattern serves for both where the two are alike.
_PROPERTIES = (
    (r"directeur|directrice|zaakvoerder|bestuurder|director\b", ""),
    (r"voorzitter|voorzitster|chair(?:man|woman|person)\b|président", ""),
    (r"burgemeester|mayor\b|bourgmestre|maire\b", ""),
    (r"oprichter|stichter|opgericht|gesticht|founded|founder|fondateur|fondatrice", ""),
    (
        r"(?:hoeveel|aantal) (?:bezoekers|toeschouwers)|bezoekersaantal|bezoekerscijfer|"
        r"how many (?:visitors|spectators)|combien de (?:visiteurs|spectateurs)",
        r"bezoeker|bezocht|toeschouwer|visitor|visiteur|spectat",
    ),
    (
        r"(?:hoeveel|aantal) (?:werknemers|personeel\w*)|how many (?:employees|staff)|"
        r"combien d'employés",
        r"werknemer|personeel|medewerker|employee|employé|staff",
    ),
    (
        r"(?:hoeveel|aantal) inwoners|how many inhabitants|combien d'habitants",
        r"inwoner|inhabitant|habitant",
    ),
    (r"deadline|uiterste datum|uiterlijk|indiendat|closing date|date limite", ""),
    (r"slaagkans|slaagpercentage|success rate|taux de (?:réussite|succès)", ""),
    (r"btw|vat\b|tva\b", ""),
    (r"openingsu|opening hours|heures d'ouverture", ""),
    (r"winnaar|wint\b|gewonnen|winner|gagnant|lauréat", ""),
    (r"ticketprijs|toegangsprijs|inkomprijs|admission|prix d'entrée", ""),
)


def missing_properties(question: str, text: str) -> frozenset[int]:
    """Return which properties a question asks for that a text does not speak of.

    Args:
        question: A question in any of the three languages.
        text: The words that are to answer it.

    Returns:
        Numbers of the table.
    """
    return frozenset(
        number
        for number, (asked, spoken) in enumerate(_PROPERTIES)
        if _holds(asked, question) and not _holds(spoken or asked, text)
    )


def _holds(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})", text.lower()) is not None

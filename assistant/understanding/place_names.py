"""Countries and regions other than Flanders, as beginnings of words in nl, en and fr."""

import re

# One pattern a place; the longer forms of a name share its beginning ("waals", "waalse").
_PLACES = (
    r"waal|wallon",
    r"nederland(?!stal)|dutch|netherlands|pays-bas|néerlandais|holland",
    r"duits|german|deutsch|allem",
    r"frankrijk|franse? |france|french|français",
    r"verenigd koninkrijk|brits|britt|united kingdom|british|royaume-uni|engeland|engels[ e]",
    r"spanje|spaans|spain|spanish|espagn",
    r"itali",
    r"portug",
    r"pools|polen|poland|polish|pologne|polonais",
    r"griek|greece|greek|grèce|grec",
    r"ierland|iers|ireland|irish|irland",
    r"zwits|switz|swiss|suisse",
    r"zweden|zweeds|swed|suède|suédois",
    r"noorwegen|noors|norw|norvège|norvég",
    r"denemarken|deens|denmark|danish|danemark|danois",
    r"oostenrijk|austria|autrich",
    r"luxemb",
    r"hongaar|hongarije|hungar|hongr",
    r"tsjech|czech|tchèque",
    r"turk|turq",
    r"marok|morocc|maroc",
    r"zuid-afrika|south africa|afrique du sud",
    r"oekraï|ukrain",
    r"rusland|russisch|russia|russie|russe",
    r"china|chine|chinees",
    r"japan|japon",
    r"verenigde staten|amerika|united states|america|états-unis|améric",
    r"canad",
    r"austral",
    r"brazil|brésil|bresil",
    r"india|inde\b|indien",
)


def places_in(text: str) -> frozenset[int]:
    """Return which places a text names, as numbers of the table."""
    lowered = text.lower()
    return frozenset(
        number for number, names in enumerate(_PLACES) if re.search(rf"(?<!\w)(?:{names})", lowered)
    )

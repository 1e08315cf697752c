"""Signs of a follow-up in French; data only, explained in `follow_up_signs`."""

from assistant.follow_ups.signs import ANIMATE, ANYTHING, PLACE, Pointer, Signs

_VERBS = (
    "est|sont|était|étaient|sera|seront|a|ont|avait|fait|font|faire|peut|peuvent|doit|doivent|va|"
    "vont|soutient|soutiennent|existe|existent|signifie|coûte|dure|commence|finance|financent|"
    "aide|aident|donne|donnent|veut|veulent|travaille|travaillent|organise|organisent|s'agit|"
    "reçoit|reçoivent|propose|proposent|participe|participent|concerne"
)

SIGNS = Signs(
    opening=r"(?:(?:et|mais|ok|oui|donc|ou|alors|d'accord)\b[, ]*)+",
    about=r"(?:qu'en est-il (?:de |d'|du |des |pour )?|quid (?:de |d'|du |des )?|"
    r"(?:est-ce|c'est)(?: que)?(?: aussi)? (?:pareil|la même chose|le même cas|le cas|vrai)|"
    r"(?:cela|ça) (?:vaut|s'applique|compte)(?:-t-il)?|(?:est-ce que )?(?:cela|ça) (?:vaut|"
    r"s'applique|compte))(?: aussi)?",
    new_subject=r"(?:(?:passons à )?autre chose|(?:une )?(?:autre|nouvelle) question|"
    r"changeons de sujet|sinon|par ailleurs)\b",
    more=r"^(?:(?:y a-t-il|est-ce qu'il y a|il y a|avez-vous|as-tu|donne\w*|cite\w*|quels?|"
    r"quelles?|qui)\b.{0,8}\s*)?(?:encore|d'autres?|autres?|plus)\b",
    tell_more=r"^(?:(?:peux-tu|pouvez-vous|pourriez-vous)\b.{0,12}(?:expliquer|préciser|"
    r"développer|dire plus)\b.*|dis-m'en plus|dites-m'en plus|continue[rz]?|expliqu\w+|"
    r"(?:plus|davantage) (?:de |d')(?:détails?|informations?|explications?|précisions?))"
    r"(?: s'il (?:te|vous) plaît)?[?.! ]*$",
    telling="Que dit le dossier sur {} ?",
    interrogative=r"(?:(?:dans|sur|de|pour|avec|à|par|depuis|en|contre|chez) )?"
    r"(?:quel(?:le)?s?|combien(?: de| d')?|qui(?: est-ce qui)?|qu'est-ce (?:que |qu'|qui )"
    r"(?:c'est que )?|que|quoi|où|quand|comment|d'où)\b(?: est-ce (?:que |qu'))?",
    counting=r"(?:(?:dans|sur|de|pour|avec|à|par|en) )?(?:quel(?:le)?s?|combien (?:de |d'))",
    verbs=_VERBS,
    prepositions="pour/à au aux dans en chez/de du des d'/avec/par/sur/contre/après/depuis",
    articles=r"(?:(?:le|la|les|un|une|des|celui|celle|ceux|seulement)\b|l')",
    afterthought=r"[, ]+(?:alors|aussi|également|exactement|donc|précisément)$",
    relational=r"partenaires?|base|pages?|chapitre|section|sigle|abréviation|chef de file|budget|"
    r"montant|buts?|objectifs?|durée|conditions?|"
    r"membres?|participants?|sources?|références?|exemples?|résultats?|conséquences?|causes?|"
    r"raisons?|inconvénients?|avantages?|critères?|site|adresse|fondateurs?|initiateurs?|"
    r"directeur|directrice|nom|contenu|thèmes?|tâches?|rôle|fonction|coûts?|prix|"
    r"date limite|chiffres?|pourcentage|part|nombre|auteurs?|financement|subsides?|"
    r"subventions?|obstacles?|activités|organisat(?:eur|rice)s?|coordinateur|sens|différence|"
    r"définition|successeur|public cible",
    demonstrative=r"(?:ce|cet|cette|ces)",
    ordinals=(
        "premi[eè]re?",
        "deuxième|seconde?",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "derni[eè]re?",
    ),
    pointers=(
        Pointer(r"\b(?:son|sa|ses|leurs?)\s+\w+", (*ANIMATE, "thing"), "keep", owner=True),
        Pointer(r"(?<![-\w])(?:ils|elles|eux)\b", ANIMATE, "keep"),
        Pointer(r"-(?:ils|elles)\b(?! (?:des|un|une|ce|le|la|les) )", ANIMATE, "keep", light=True),
        Pointer(
            r"(?<![-\w])(?:il|elle|lui)\b(?!\s+(?:y|faut|existe|s'agit|est (?:vrai|possible))"
            r"\b)",
            (*ANIMATE, "thing"),
            "keep",
            light=True,
        ),
        Pointer(
            r"(?<!-)\b(?!(?:existe|faut|agit|a)-)\w+-(?:t-)?(?:il|elle)\b(?!\s+(?:des|un|une|d'))",
            (*ANIMATE, "thing"),
            "keep",
            light=True,
        ),
        Pointer(r"^[^,]*\b(?P<here>là)(?:-bas)?\s*[?.!]*$", PLACE, "keep", free=True),
        Pointer(r"\blà(?:-bas)?\b|(?<![-\w'])y\b(?!\s+(?:a|avait|aura)\b)", PLACE, "keep"),
        Pointer(r"\best-ce (?:écrit|vrai|dit|tout)\b", ("proposition",), "keep"),
        Pointer(r"\b(?:cela|ça)\b|\bceci\b", ("proposition",), "keep"),
        Pointer(
            r"\b(?:la|le|l')\s?(?:nouve(?:au|lle)|ancien(?:ne)?|prochaine?|autre)\s*[?.!]*$",
            ("proposition",),
            "keep",
            light=True,
        ),
        Pointer(r"\b(?:celui|celle|ceux|celles)-(?:ci|là)\b", ANYTHING),
        Pointer(
            r"(?<![-\w'])en\b(?=\s+(?:est|sont|fait|font|a|ont|parle\w*|profite\w*)\b)",
            ANYTHING,
            "keep",
            light=True,
        ),
    ),
    belonging="de",
)

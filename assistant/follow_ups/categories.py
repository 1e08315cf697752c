"""Words of one kind, that take each other's place in a follow-up ("voor circus", "en voor dans").

Data only: one pattern a kind, of beginnings of words in nl, en and fr.
"""

CATEGORIES: tuple[str, ...] = (
    # Disciplines and sectors.
    r"circus|cirque|dans(?!\s)|dance|danse|theater|theatre|théâtre|podiumkunsten|podium|"
    r"performing arts|arts de la scène|muziek|muzikant|music|musique|musicien|bands?\b|literatuur|"
    r"letteren|literature|littérature|auteurs|schrijvers|writers|écrivains|films?|cinema|cinéma|"
    r"audiovisue|audiovisual|cultureel[- ]erfgoed|cultural heritage|patrimoine(?: culturel)?|"
    r"erfgoed|heritage|beeldende kunst(?:en|enaars)?|visual arts?|visual artists|arts plastiques|"
    r"arts visuels|plasticiens|straatkunst|street arts?|arts de la rue|amateurkunst(?:en|enaars)?|"
    r"amateur arts|arts amateurs|amateurs|sociaal-cultureel (?:volwassenen)?werk|"
    r"sociaal-culturele (?:sector|organisaties)|socio-cultural|socioculturel|musea|"
    r"museums?|musées?|"
    r"archieven|archives?|bibliothe|libraries|games|gaming|architectuur|architecture|design|opera|"
    r"kunsten|geluidskunst|klankkunst|jeugd|youth|jeunesse|volwassenenwerk",
    # Cities, countries and regions.
    r"leuven|louvain|brugge|bruges|brussel|bruxelles|antwerpen|antwerp|anvers|bergen\b|mons\b|"
    r"gent\b|"
    r"ghent|gand\b|eupen|marseille|kortrijk|oostende|mechelen|hasselt|genk|londen|london|londres|"
    r"parijs|paris|berlijn|berlin|nederland(?!s)|netherlands|pays-bas|duitsland|germany|allemagne|"
    r"frankrijk|france(?!\w)|verenigd koninkrijk|united kingdom|royaume-uni|groot-brittannië|"
    r"ierland|ireland|irlande|italië|italy|italie|oostenrijk|austria|autriche|spanje|spain|espagne|"
    r"catalonië|catalonia|catalogne|baskenland|basque country|pays basque|schotland|scotland|"
    r"écosse|"
    r"wales|pays de galles|scandinavië|scandinavia|scandinavie|zuid-afrika|south africa|"
    r"afrique du sud|marokko|morocco|maroc|wallonië|wallonia|wallonie|vlaanderen|flanders|flandre|"
    r"portugal|polen|poland|pologne|griekenland|greece|grèce|oekraïne|ukraine|afrika|africa|"
    r"afrique|"
    r"azië|asia|asie|noord-amerika|north america|amérique|luxemburg|luxembourg|denemarken|denmark|"
    r"zweden|sweden|finland|noorwegen|norway|congo|canada|bulgarije|roemenië|hongarije",
    # Levels on which is worked together.
    r"sectoraal|sectorale|sectoral|sectoriel|bilatera|bilatéra|multilatera|multilatéra",
    r"europe(?:es|se)|europa\b|européen|european|mondiaal|mondiale|mondial|global|wereldwijd|"
    r"wereldniveau|worldwide|nationaal|nationale|national|lokaal|lokale|local|regionaal|regional",
    # Aims of policy.
    r"culturele democratie|cultural democracy|démocratie culturelle|internationale solidariteit|"
    r"international solidarity|solidarité internationale|capaciteitsopbouw|capacity[- ]building|"
    r"renforcement des capacités",
    # Who does or undergoes it.
    r"kunstenaars?|artiesten?|makers?|artists?|artistes?|organisaties|organi[sz]ations?|"
    r"steunpunten|bezoekers|publiek|audiences?|jongeren|young people|jeunes|studenten|students|"
    r"étudiants|leerkrachten|overheid|overheden|government|vrijwilligers|volunteers|bénévoles",
    # Where something is done: at home or not.
    r"(?:in )?(?:het )?buitenland|binnenland|abroad|à l'étranger",
    # Digits that count.
    r"tabel \d|table \d|tableau \d|hoofdstuk \d|chapter \d|chapitre \d|dossier \d",
)

"""Signs of a follow-up in English; data only, explained in `follow_up_signs`."""

from assistant.follow_ups.signs import ANIMATE, PLACE, THING, Pointer, Signs

_VERBS = (
    "is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|should|must|may|might|"
    "makes|made|gets|got|runs|run|works|work|worked|goes|go|went|takes|took|takes|comes|came|"
    "supports|support|costs|cost|lasts|last|means|mean|stands|started|starts|begins|began|ends|"
    "ended|apply|applies|help|helps|fund|funds|funded|pays|pay|offers|offer|gives|give|exist|exists"
)

SIGNS = Signs(
    opening=r"(?:(?:and|but|ok|okay|so|yes|or|right)\b[, ]*)+",
    about=r"(?:(?:what|how) about|what of|how (?:is|are) things (?:with|in)|"
    r"(?:does|is) (?:that|this|it|the same)(?: also)? (?:apply|hold|go|count|true|the case)"
    r"(?: also| too| as well)?|is there (?:also )?(?:one|something)|same question)\b",
    new_subject=r"(?:now )?(?:something (?:else|different)|(?:a |one )?(?:different|new|another) "
    r"(?:question|topic|subject)|on another (?:note|topic)|by the way|unrelated)\b",
    more=r"^(?:(?:are there|is there|do you have|give me|name|which|what|who|can you give)\b"
    r".{0,8}\s*)?(?:any |some |a few )?(?:more|others?|another|else|further)\b",
    tell_more=r"^(?:(?:please )?(?:can|could) you (?:please )?(?:explain|elaborate|clarify|"
    r"say more|"
    r"tell me more)\b.*|tell me more\b.*|go on|continue|explain(?: that| this| it)?|"
    r"(?:more|further) (?:details?|information|info|explanation)\b.*|say more)"
    r"(?: please)?[?.! ]*$",
    telling="What does the dossier say about {}?",
    interrogative=r"(?:(?:in|on|of|for|with|at|by|from|since|until|to|under|through) )?"
    r"(?:which|what|how (?:many|much|long|often|large|big|high|old)|how|who(?:m|se)?|where|"
    r"when)\b",
    counting=r"(?:(?:in|on|of|for|with|at|by|from|to|through) )?(?:which|what|how (?:many|much))\b",
    verbs=_VERBS,
    prepositions="for/in within at inside/of/with/by/on about/to/from/against/after/since",
    articles=r"(?:the|a|an|that|those|the one|only)\b",
    afterthought=r"[, ]+(?:then|too|as well|also|exactly|please)$",
    relational=r"partners?|basis|pages?|chapter|section|acronym|abbreviation|"
    r"leaders?|lead partner|budget|amount|goals?|aims?|objectives?|purpose|"
    r"duration|conditions?|members?|participants?|sources?|references?|examples?|results?|"
    r"consequences?|effects?|causes?|reasons?|disadvantages?|drawbacks?|advantages?|benefits?|"
    r"criteria|website|address|founders?|initiators?|director|name|contents?|themes?|tasks?|"
    r"role|function|costs?|price|deadline|figures?|percentage|share|number|authors?|makers?|"
    r"funding|subsid(?:y|ies)|focus|barriers?|activities|organi[sz]ers?|coordinator|contact|"
    r"meaning|difference|definition|successor|target groups?",
    demonstrative=r"(?:this|that|these|those)",
    ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "last"),
    pointers=(
        Pointer(r"\b(?:its|their|his)\s+\w+", (*ANIMATE, "thing"), "keep", owner=True),
        Pointer(
            r"\b(?:they|them|he|she|him)\b(?!\s+(?:mean|say|call|write|think|name)\b)",
            ANIMATE,
            "keep",
        ),
        Pointer(r"^[^,]*\b(?<!out )(?P<here>there)\s*[?.!]*$", PLACE, "keep", free=True),
        Pointer(
            r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?!\s+(?:is|are|was|any|a)\b)",
            PLACE,
            "keep",
        ),
        Pointer(
            r"\bit\b(?!\s+\w+ (?:to|that|for|when)\b)(?!\s+(?:is |be )?(?:true|possible|"
            r"important|necessary|that|to)\b)",
            THING,
        ),
        Pointer(
            rf"(?:^|\b(?:{_VERBS}|of|for|with|in|on|about|to|from|by|and|why|how|behind)\s+)"
            rf"(?P<here>that|this|these|those)(?=\s*(?:[?.!,]|$)|\s+(?:{_VERBS}|in|on|by|"
            r"for|based|from|said|stated|happen\w*|called|done|organi[sz]ed|held|founded)\b)",
            ("proposition",),
            "keep",
        ),
        Pointer(
            r"\bthe (?:new|old|current|previous|next|other)(?: ones?)?\s*[?.!]*$",
            ("proposition",),
            "keep",
            light=True,
        ),
        Pointer(r"\b(?P<here>that|this)\s*[?.!]*$", ("proposition",), "keep", light=True),
        Pointer(r"\bthe same\b|\bsuch an?\b", ("proposition",), "keep", light=True),
    ),
    belonging="of",
)

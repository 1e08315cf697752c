"""Words too common to find anything with, per language.

Short on purpose: niet, geen, moet, zonder and tegen change what a question asks, and words that
mean something in one of the other languages (Dutch "les", "plus", "son") are left in.
"""

_DUTCH = """
de het een en of in op te ten ter van voor met aan bij als dat die dit deze dan door er om tot uit
is was zijn waren wordt worden werd werden ben bent heb hebt heeft hebben had hadden
ik je jij jou jouw u uw hij hem zij ze haar hun wij we wie wat welk welke waar wanneer hoe waarom
ook nog naar daar hier toch maar zo al wel men mijn ons onze zal zullen zou zouden kan kunnen
via per
"""

_ENGLISH = """
the of an and or in on at to by for from with as is are was were be been being
what which who whom whose when where why how does do did has have had it its this that these those
there their they he she his her we our you your will would can could should about into
"""

_FRENCH = """
le la un une et ou du des de en au aux dans sur pour par avec est sont sera été
que qui quoi quel quelle quels quelles quand où comment pourquoi
ce cette ces il elle ils elles nous vous leur leurs sa ses se
"""

# What is left of "regio's", "l'art", "'t" once words are cut at the apostrophe.
_REMAINS = "s t n m l d z"

STOP_WORDS = frozenset(f"{_DUTCH} {_ENGLISH} {_FRENCH} {_REMAINS}".split())

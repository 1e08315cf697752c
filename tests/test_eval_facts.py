"""When a text states a fact: spelling does not count, value and whole words do."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fact_pattern import compiled, pattern_mistake
from eval.facts import holds_fact, holds_group


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Leuven", "De stad LEUVEN, in 2030."),
        ("“samen” – sterk", 'Wij zijn "samen" - sterk'),
        ("gebrek aan speelplekken", "het gebrek\n  aan\u00a0speelplekken"),
        ("één", "e\u0301e\u0301n dag"),
        ("(2023)", "Culture for Europe. (2023). Verslag"),
        ("kunst", "kunst- en cultuurbeleid"),
        ("het oeuvre", "het \u0153uvre"),
        ("IJsland", "\u0132sland"),
        ("financiering", "de \ufb01nanciering"),
        ("/[[(]2015/", "Bergen (2015)"),
        ("1.250,50", "dat kost 1250,5 euro"),
        ("€ 1.250", "voor 1250 euro"),
        ("70,6%", "dat is 70,6 procent van het geheel"),
        ("70,6 procent van het geheel", "(70,6 % van het geheel)"),
        ("2 procent", "twee procent"),
        ("70,6", "goed voor 70,6%"),
        ("1 januari 2027", "vanaf 1-1-2027"),
        ("1-1-2027", "op 1 januari 2027"),
        ("20 miljoen", "een bedrag van 20.000.000 euro"),
        ("20.000.000", "ongeveer 20 miljoen"),
        ("twaalf steden", "in 12 steden"),
        ("2021-2025", "van 2021 tot en met 2025"),
        ("2025", "in de periode 2021-2025"),
        ("2024", "op 5 mei 2024"),
        ("mei 2024", "op 5 mei 2024"),
        ("5 mei", "op 5 mei 2024"),
        ("5 mei 2024", "van 3 tot 5 mei 2024"),
        ("miljoen euro", "voor 20 miljoen euro"),
        ("Horizon 2020", "het programma Horizon 2020 (2014-2020)"),
        ("/leu.en/", "in Leuven"),
        ("/steun van \\d+ euro/", "een Steun\nvan 400 euro"),
    ],
)
def test_a_fact_is_stated_whatever_its_spelling(fact, text):
    assert holds_fact(text, fact)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Leuven", "de Leuvense stad"),
        ("2", "2,5 keer"),
        ("2", "in 12 landen"),
        ("2", "2.442 bezoekers"),
        ("20", "20 miljoen"),
        ("5", "op 5 mei 2024"),
        ("5.1", "zie sectie 5.1.1"),
        ("1.1", "zie sectie 5.1.1"),
        ("2025", "20250 stuks"),
        ("2023", "in de periode 2021-2025"),
        ("2024", "https://voorbeeld.be/2024/verslag"),
        ("70,6%", "70,5%"),
        ("20%", "20 landen"),
        ("1 januari 2027", "op 1 januari"),
        ("1-1-2027", "1 januari 2028"),
        ("20 miljoen", "20 miljard"),
        ("3 tot 5 mei 2024", "op 3 mei 2024"),
        ("15 mei", "op 5 mei 2024"),
        ("twaalf steden", "12 landen"),
        ("gebrek aan speelplekken", "gebrek aan goede speelplekken"),
        ("/leu.en$/", "Leuven ligt hier"),
        ("Leuven", ""),
    ],
)
def test_another_value_or_a_part_of_a_word_states_nothing(fact, text):
    assert not holds_fact(text, fact)


def test_a_later_place_counts_when_the_first_says_otherwise():
    assert holds_fact("eerst 2,5 en dan 2 keer", "2")
    assert holds_fact("de kunstenaar maakt kunst", "kunst")


def test_separators_of_the_language_of_the_text_count_beside_dutch_ones():
    assert holds_fact("1,250 people", "1.250", "en")
    assert not holds_fact("1,250 people", "1.250")
    assert holds_fact('The dossier says: "1.250 mensen"', "1250", "en")


def test_one_alternative_of_a_fact_is_enough():
    text = "Bergen kreeg in 2015 de titel."
    assert holds_group(text, ("Mons", "Bergen"))
    assert not holds_group(text, ("Mons", "Brugge"))


@given(st.integers(0, 10**9), st.sampled_from(["{} mensen", "{} euro", "wel {}.", "({})"]))
def test_a_number_is_found_in_either_grouping_and_no_other_number_is(number, frame):
    grouped = f"{number:,}".replace(",", ".")
    for fact, written in ((str(number), grouped), (grouped, str(number))):
        assert holds_fact(frame.format(written), fact)
    assert not holds_fact(frame.format(number + 1), str(number))


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_looking_for_any_fact_in_any_text_just_answers(text, fact):
    if not pattern_mistake(fact):
        assert holds_fact(text, fact) in (True, False)


@given(st.lists(st.from_regex(r"[a-z]{1,8}|[0-9]{1,4}", fullmatch=True), min_size=1, max_size=6))
def test_a_fact_stands_in_itself_and_between_other_words(words):
    fact = " ".join(words)
    assert holds_fact(fact, fact.upper())
    assert holds_fact(f"Dus: {fact}; zo is het.", fact)


@pytest.mark.parametrize(
    ("fact", "because"),
    [
        ("/(/", "klopt niet bij teken 2 (er ontbreekt een haakje ))"),
        ("/a)/", "bij teken 3 (er staat een haakje ) te veel)"),
        ("/[a/", "er ontbreekt een haakje ]"),
        ("/*a/", "er staat niets dat herhaald kan worden"),
        ("/\\p{L}/", "achter \\ staat een teken dat daar niet kan"),
        ("/(?P<a>b)(?P<a>b)/", "kijk de haakjes"),
        ("/(?<=a+)b/", "niet (na (?<="),
        ("/a{99999999999999}/", "niet (het getal in { } is te groot"),
        ("/x*/", "lege tekst"),
        (f"/{'a' * 201}/", "200 tekens"),
        ("/(?i)leuven/", "instellingen"),
        ("/(a+)+b/", "te lang zoeken"),
        ("/(a+)+b|c/", "te lang zoeken"),
        ("/\\d{30}(a+)+b/", "te lang zoeken"),
        ("/(a|aa)+$/", "te lang zoeken"),
        ("/(\\w+\\s?)+x/", "te lang zoeken"),
        ("/.*.*x/", "te lang zoeken"),
        ("/(a{0,50}){0,50}b/", "te lang zoeken"),
        ("/(.*)\\1x/", "te lang zoeken"),
        ("/a{,}b{,}c{,}d{,}e/", "te lang zoeken"),
        ("/(?P<n>a+)+(?P=n)/", "te lang zoeken"),
        ("/[^.]*[^.]*zz/", "te lang zoeken"),
        ("/e[^.]*e[^.]*zz/", "te lang zoeken"),
        ("/.{0,80}e.{0,80}zz/", "te lang zoeken"),
        ("/(?:.*)zz/", "te lang zoeken"),
        ("/a|.*zz/", "te lang zoeken"),
    ],
)
def test_a_regex_that_is_wrong_or_slow_is_refused(fact, because):
    assert because in pattern_mistake(fact)


@pytest.mark.parametrize(
    "fact",
    [
        "/Interreg.{1,30}Structuurfonds/",
        "/Gielen, P\\. \\(2003\\)/",
        "/\\d+ .{0,40} euro/",
        "/(?:\\w+ ){0,3}euro/",
        "/[^.]*steun[^.]*euro/",
        "/70,6 ?(?:%|procent)/",
        "/.*x/",
        "/\\w{1,30}\\w{1,30}\\w{1,30}x/",
    ],
)
def test_a_regex_that_is_accepted_is_quick_even_where_it_does_not_match(fact):
    assert pattern_mistake(fact) == ""
    text = ("aaaa1111 bbbb steun " * 60)[:1000]
    start = time.perf_counter()
    holds_fact(text, fact)
    assert time.perf_counter() - start < 2


SENSIBLE = (
    r"/\d+\stalen/ /in\s(2015|2030)/ /Leuven.*titeldragers/ /[^.]*steun[^.]*euro/ /de.{0,40}en/"
)
TORTURE = (
    r"/.*zz/ /.+zz/ /.*?zz/ /[^.]*zz[^.]*qq/ /[^.]*e[^.]*zz/ /[^.]*[^.]*zz/ /.*.*zz/ /e.*e.*zz/"
    r" /e[^.]*e[^.]*zz/ /(?:a|e).*zz/ /(?:.*)zz/ /(.*)zz/ /(?=.*zz)q/ /.{5,}zz/ /.{0,80}zz/"
    r" /.{0,80}e.{0,80}zz/ /e.{0,40}e.{0,40}zz/ /[aeiou].*[aeiou]zz/ /\b\w+\b.*zz/ /[a-z].*zz/"
    r" /\w{1,30}\w{1,30}\w{1,30}zz/ /(?:\w+\s){0,3}zz/ /\w*\w*zz/ /[^,]*,[^,]*,zz/ /a|.*zz/"
)


@pytest.mark.parametrize("fact", [*SENSIBLE.split(), *TORTURE.split()])
def test_a_regex_is_refused_or_quick_over_the_whole_dossier(passages, fact):
    if pattern_mistake(fact):
        assert fact not in SENSIBLE.split()
        return
    texts = [" ".join(passage.text.split()) for passage in passages.values()]
    pattern = compiled(fact)
    start = time.process_time()
    for text in texts:
        pattern.search(text)
    assert time.process_time() - start < 0.4  # half of that on a machine that does nothing else


@pytest.mark.parametrize(
    "inside",
    ["[^.]*ab", ".+ab", r".*?\bab", ".*(a)b", r"\w+b", ".*a|b", ".*+ab", "[]x]*b", ".{2}*"],
)
@given(text=st.text("ab. ]x", max_size=8))
def test_what_a_regex_needlessly_begins_with_changes_nothing(inside, text):
    try:
        written = re.compile(inside, re.IGNORECASE)
    except re.error:
        return
    assert bool(compiled(f"/{inside}/").search(text)) == bool(written.search(text))

"""The synthetic corpus of the benchmark."""

from collections import Counter

from eval.bench_index import WORDS_PER_PASSAGE, synthetic_passages, synthetic_texts


def test_the_synthetic_texts_are_always_the_same_and_a_smaller_set_is_their_beginning():
    assert synthetic_texts(50) == synthetic_texts(50) == synthetic_texts(80)[:50]


def test_they_have_45_words_with_a_few_common_and_many_rare_ones():
    texts = synthetic_texts(300)
    assert {len(text.split()) for text in texts} == {WORDS_PER_PASSAGE}
    counts = Counter(word for text in texts for word in text.split()).most_common()
    once = sum(count == 1 for _, count in counts)
    assert counts[0][1] > 300 and once > len(counts) / 2


def test_their_passages_have_unique_addresses():
    passages = synthetic_passages(synthetic_texts(700))
    assert len({passage.id for passage in passages}) == 700

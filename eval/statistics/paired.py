"""Whether two systems differ on the same questions, from the questions they disagree on."""


def mcnemar_exact(worse: int, better: int) -> float:
    """Return the two-sided p of McNemar's test in its exact form (McNemar, 1947).

    Without a difference, either direction is as likely: a binomial test with share 1/2.

    Args:
        worse: Questions only the first system gets right.
        better: Questions only the second gets right.
    """
    changed = worse + better
    tail, ways = 0, 1
    for count in range(min(worse, better) + 1):
        tail += ways
        ways = ways * (changed - count) // (count + 1)
    return float(min(1.0, 2 * tail / (1 << changed)))

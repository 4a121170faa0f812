"""Comparing texts in numbers: every statistic against a published value, another implementation, or arithmetic by hand."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosummits.articles import load_articles
from twosummits.keyness import (
    adjust,
    cumulative_share,
    first_mention,
    keyness,
    log_likelihood,
    log_odds,
    log_ratio,
    paragraph_hits,
    permutation_test,
    two_by_two,
)
from twosummits.words import token_table, tokenise, word_counts

TEXTS = pd.DataFrame(
    {"article": ["a", "b"], "text": ["Meddling, meddled.\n\nNo.\n\nMeddling again now", "All is well.\n\nAll is meddled"]}
)
COUNTS = pd.DataFrame({"x": [10, 2, 0, 8], "y": [3, 5, 6, 6]}, index=list("abcd"))


# --- keyness


def test_g2_by_hand():
    """a = 10, b = 5, c = d = 1000: E1 = E2 = 7.5, so G2 = 2 (10 ln 4/3 + 5 ln 2/3) = 2 (2.876821 - 2.027326) = 1.698990.

    scipy 1.13.1: power_divergence([10, 5], [7.5, 7.5], lambda_=0) gives 1.6989903679539724.
    """
    assert log_likelihood(10, 5, 1000, 1000) == pytest.approx(1.6989903679539724)


def test_g2_as_dunning_published_it():
    """The pair “the swiss” in Dunning 1993: 110 and 2442 against 111 and 29114 gives 270.72.

    scipy 1.13.1, chi2_contingency of these four with correction=False and lambda_="log-likelihood": 270.721876936225.
    """
    found = log_likelihood(110, 111, 110 + 2442, 111 + 29114, four_cells=True)
    assert round(found, 2) == 270.72
    assert found == pytest.approx(270.721876936225)


def test_g2_of_a_word_that_one_text_lacks():
    """a = 0, b = 4, c = 100, d = 300: E2 = 3, so G2 = 2 × 4 ln 4/3 = 2.301457. By hand."""
    assert log_likelihood(0, 4, 100, 300) == pytest.approx(2.301457, abs=1e-6)
    assert log_likelihood(3, 9, 100, 300) == 0


def test_log_ratio_by_hand():
    """8 of 1000 against 2 of 1000 doubles twice; 4 of 1000 against 0 counts as 4 against 0.5, three times."""
    assert log_ratio(8, 2, 1000, 1000) == pytest.approx(2)
    assert log_ratio(4, 0, 1000, 1000) == pytest.approx(3)
    assert log_ratio(1, 1, 2000, 1000) == pytest.approx(-1)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(51, 5000), st.integers(51, 5000))
def test_g2_is_symmetric_and_never_negative(a, b, c, d):
    assert log_likelihood(a, b, c, d) == pytest.approx(log_likelihood(b, a, d, c), abs=1e-9)
    assert log_likelihood(a, b, c, d) >= 0


def test_keyness_table():
    table = keyness(COUNTS)
    assert table.columns.tolist() == [
        *["word", "target", "reference", "target_rate", "reference_rate", "more_in", "g2", "p", "p_holm", "p_bh", "log_ratio"]
    ]
    assert table["g2"].is_monotonic_decreasing
    row = table.set_index("word").loc["c"]
    # Both texts have 20 words and E = 3 for c: G2 = 2 × 6 ln 2 = 8.317766. Its p is chi2.sf(8.317766, 1) of scipy 1.13.1.
    assert row["g2"] == pytest.approx(8.317766, abs=1e-6)
    assert row["p"] == pytest.approx(0.003926, abs=1e-6)
    assert (row["more_in"], row["reference_rate"]) == ("reference", 300)


def test_columns_can_be_added_up():
    counts = COUNTS.assign(z=[1, 1, 1, 1])
    both = keyness(counts, ["x", "z"], "y").set_index("word")
    assert both["target"].to_dict() == {"a": 11, "b": 3, "c": 1, "d": 9}


@pytest.mark.parametrize(
    ("counts", "names", "message"),
    [
        (COUNTS[["x"]], (), "needs two texts"),
        (COUNTS.assign(z=1), (), "name target and reference"),
        (COUNTS, ("x", None), "name both"),
        (COUNTS, ("x", "q"), "no column 'q'"),
        (COUNTS, ("x", ["x", "y"]), "different texts"),
        (COUNTS.assign(y=0), (), "texts with words"),
    ],
)
@pytest.mark.parametrize("function", [keyness, log_odds])
def test_what_cannot_be_compared(function, counts, names, message):
    with pytest.raises(ValueError, match=message):
        function(counts, *names)
    for bad in ((1, 1, 0, 10), (3, 1, 2, 10)):
        with pytest.raises(ValueError, match="G2 needs"):
            log_likelihood(*bad)
    with pytest.raises(ValueError, match="neither text"):
        log_ratio(0, 0, 10, 10)


# --- log-odds


def test_log_odds_as_another_implementation_published_it():
    """The example in the README of the Python package fightin_words (after J. Hessel's script): two sentences, prior 0.05 a word.

    It states z = -0.6894227886807968 for “donkey” and 0.0 for “jumps”; by hand for “donkey”, with 9 words each and 11 types:
    (ln(0.05 / 9.5) - ln(1.05 / 8.5)) / sqrt(1 / 0.05 + 1 / 1.05) = -3.15568 / 4.57738 = -0.68941.
    """
    first = tokenise("the quick brown fox jumps over the lazy pig")
    second = tokenise("the lazy purple pig jumps over the lazier donkey")
    counts = pd.DataFrame({"a": pd.Series(first).value_counts(), "b": pd.Series(second).value_counts()}).fillna(0)
    table = log_odds(counts, prior=dict.fromkeys(counts.index, 0.05)).set_index("word")
    assert table.loc["donkey", "z"] == pytest.approx(-0.6894227886807968)
    assert table.loc["brown", "z"] == pytest.approx(0.6894227886807968)
    assert table.loc["jumps", "z"] == 0


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        (None, [1.0867355923445534, -0.6117204273622782, -1.5153384191904713, 0.2635083079246371]),
        (10, [1.9559634823492764, -1.06599545276214, -1.8697638534682521, 0.5185941098633331]),
    ],
)
def test_log_odds_against_scattertext(strength, expected):
    """z of scattertext 0.2.2, LogOddsRatioInformativeDirichletPrior with scale_type "none" and "word" (sigma 10).

    It adds two terms 1 / (n + α0 - y - α) to the variance, which the approximation leaves out; here they are put back.
    """
    prior = {"a": 20, "b": 10, "c": 5, "d": 65}
    table = log_odds(COUNTS, prior=prior, strength=strength).set_index("word").loc[list("abcd")]
    total = 20 + table["prior"].sum()
    rest = sum(1 / (total - table[side] - table["prior"]) for side in ("target", "reference"))
    assert (table["log_odds"] / np.sqrt(table["se"] ** 2 + rest)).tolist() == pytest.approx(expected)


def test_prior():
    free = log_odds(COUNTS).set_index("word")
    assert free["prior"].to_dict() == {"a": 13, "b": 7, "c": 6, "d": 14}
    strong, weak = (log_odds(COUNTS, strength=s).set_index("word")["log_odds"].abs() for s in (4000, 4))
    assert (strong < weak).all(), "a stronger prior pulls towards no difference"
    assert (free["low"] < free["log_odds"]).all()
    assert free.loc["a", "p"] == pytest.approx(math.erfc(free.loc["a", "z"] / math.sqrt(2)))
    for prior in ({"a": 1}, {"a": 1, "b": 1, "c": 1, "d": 0}):
        with pytest.raises(ValueError, match="prior needs a count above 0"):
            log_odds(COUNTS, prior=prior)
    with pytest.raises(ValueError, match="strength"):
        log_odds(COUNTS, strength=0)
    with pytest.raises(ValueError, match="two different words"):
        log_odds(COUNTS.loc[["a"]])


# --- many tests


def test_corrections():
    """statsmodels 0.15.0: multipletests, "holm" and "fdr_bh". By hand: Holm 5 × 0.005, 4 × 0.01, 3 × 0.03, then never less."""
    p = [0.01, 0.04, 0.03, 0.005, 0.2]
    assert adjust(p).tolist() == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2])
    assert adjust(p, "bh").tolist() == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.2])
    assert adjust([0.6, 0.9]).tolist() == [1, 1]
    assert len(adjust([])) == 0
    with pytest.raises(ValueError, match="method"):
        adjust(p, "bonferroni")
    for bad in (1.1, -0.1, float("nan")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust([0.1, bad])


# --- permutation


HITS = pd.DataFrame(
    {
        "article": ["a"] * 3 + ["b"] * 4,
        "paragraph": [1, 2, 3, 1, 2, 3, 4],
        "words": [20, 30, 25, 40, 35, 30, 20],
        "hits": [2, 1, 1, 0, 0, 1, 0],
    }
)


def test_permutation_against_all_ways_of_dealing():
    """All 35 ways to deal 3 of 7 paragraphs to the first text, counted one by one: 3 are at least as extreme, p = 3/35."""
    hits, words = HITS["hits"].to_numpy(), HITS["words"].to_numpy()

    def difference(first):
        rest = [n for n in range(7) if n not in first]
        return 1000 * (hits[list(first)].sum() / words[list(first)].sum() - hits[rest].sum() / words[rest].sum())

    every = [difference(first) for first in itertools.combinations(range(7), 3)]
    seen = difference((0, 1, 2))
    exact = np.mean([abs(d) >= abs(seen) - 1e-9 for d in every])
    assert exact == pytest.approx(3 / 35)
    found = permutation_test(HITS)
    assert found.difference == pytest.approx(1000 * (4 / 75 - 1 / 125)) == pytest.approx(seen)
    assert found.p == pytest.approx(3 / 35, abs=0.01)
    assert found.groups == ("a", "b")


def test_permutation_of_means():
    """Means of 3, 4, 5 against 1, 2, 2, 6 differ by 1.25; of all 35 ways (itertools), 15 differ by as much either way."""
    table = pd.DataFrame({"article": ["x"] * 3 + ["y"] * 4, "hits": [3, 4, 5, 1, 2, 2, 6]})
    found = permutation_test(table, per=None)
    assert found.difference == 1.25
    assert found.p == pytest.approx(15 / 35, abs=0.02)


def test_permutation_has_a_fixed_seed_and_is_never_nought():
    first, second = permutation_test(HITS, draws=200), permutation_test(HITS, draws=200)
    assert first == second
    assert first.drawn.tolist() == second.drawn.tolist()
    assert permutation_test(HITS, draws=200, seed=1).drawn.tolist() != first.drawn.tolist()
    assert first.p == (1 + first.extreme) / 201
    far = pd.DataFrame({"article": ["x"] * 20 + ["y"] * 20, "words": 100, "hits": [9] * 20 + [0] * 20})
    assert permutation_test(far, draws=99).p == 0.01


def test_equal_texts_do_not_differ():
    same = HITS.assign(hits=1, words=10)
    assert permutation_test(same, draws=99).p == 1


def test_permutation_within():
    """Labels never leave their event; here each event has one paragraph a side, so there are 4 ways, 2 of them as extreme."""
    table = pd.DataFrame({"article": list("xyxy"), "event": list("aabb"), "hits": [3, 1, 5, 4]})
    found = permutation_test(table, per=None, within="event", draws=4000)
    assert set(np.round(found.drawn, 6)) == {1.5, 0.5, -0.5, -1.5}
    assert found.p == pytest.approx(0.5, abs=0.03)


def test_permutation_that_cannot_be_done():
    with pytest.raises(ValueError, match="there are 1"):
        permutation_test(HITS[HITS["article"] == "a"])
    with pytest.raises(ValueError, match="at least one draw"):
        permutation_test(HITS, draws=0)
    with pytest.raises(ValueError, match="at least one word"):
        permutation_test(HITS.assign(words=0))


# --- placement


def test_paragraph_hits():
    table = paragraph_hits(TEXTS, "meddl*")
    assert table.columns.tolist() == ["article", "paragraph", "words", "hits"]
    assert table["hits"].tolist() == [2, 0, 1, 0, 1]
    assert table["words"].tolist() == [2, 1, 3, 3, 3]
    assert paragraph_hits(TEXTS, "meddl*", "*meddled")["hits"].tolist() == [2, 0, 1, 0, 1], "a token counts once"
    assert paragraph_hits(TEXTS, "zebra")["hits"].sum() == 0
    with pytest.raises(ValueError, match="at least one word"):
        paragraph_hits(TEXTS)


def test_a_word_that_comes_twice_in_the_same_words_counts_twice():
    text = pd.DataFrame({"article": ["a"], "text": ["so it meddled, so it meddled, so it meddled"]})
    assert paragraph_hits(text, "meddl*")["hits"].tolist() == [3]


def test_first_mention():
    table = first_mention(paragraph_hits(TEXTS, "again", "zebra")).set_index("article")
    assert table.loc["a", ["paragraphs", "hits", "first", "words_before"]].tolist() == [3, 1, 3, 3]
    assert table.loc["a", "place"] == 1
    assert pd.isna(table.loc["b", "first"])


def test_cumulative_share():
    table = cumulative_share(paragraph_hits(TEXTS, "meddl*"))
    a, b = (table[table["article"] == name] for name in "ab")
    assert a["paragraph"].tolist() == [0, 1, 2, 3]
    assert a["met"].tolist() == pytest.approx([0, 2 / 3, 2 / 3, 1])
    assert a["read"].tolist() == pytest.approx([0, 2 / 6, 3 / 6, 1])
    assert b["met"].tolist() == [0, 0, 1]
    assert cumulative_share(paragraph_hits(TEXTS, "again")).query("article == 'b'")["met"].isna().all()


# --- two by two


def test_two_by_two_by_hand():
    """Cells 10, 14 (first outlet) and 16, 28 (second): outlet 22 - 12 = 10, event 21 - 13 = 8, interaction 14 - 6 = 8."""
    table = pd.DataFrame({"outlet": list("AABB"), "meeting": list("xyxy"), "n": [10, 14, 16, 28]})
    found = two_by_two(table, "n")
    assert found["size"].tolist() == [10, 8, 8]
    assert found["effect"].tolist() == ["outlet", "event", "interaction"]
    assert found["contrast"].tolist() == ["B minus A", "y minus x", "B minus A, y minus x"]
    for bad in (table.iloc[:3], table.assign(meeting="x"), table.assign(n=[1, 2, 3, None]), table.assign(meeting=list("xxyx"))):
        with pytest.raises(ValueError, match="two by two needs"):
            two_by_two(bad, "n")


# --- the shipped articles: what lesson 06 rests on


def test_mr_is_the_one_word_that_survives():
    """G2 by scipy 1.13.1 from counts of 1 and 11 in 875 and 457 tokens: 17.49093846067244, p 2.8868032479992588e-05."""
    counts = word_counts(token_table(load_articles()))
    table = keyness(counts)
    assert table.loc[0, ["word", "target", "reference", "more_in"]].tolist() == ["mr", 1, 11, "reference"]
    assert table.loc[0, "g2"] == pytest.approx(17.49093846067244)
    assert table.loc[0, "p"] == pytest.approx(2.8868032479992588e-05)
    assert table.loc[table["p_holm"] < 0.05, "word"].tolist() == ["mr"]
    odds = log_odds(counts)
    assert odds.loc[(odds["low"] > 0) | (odds["high"] < 0), "word"].tolist() == ["mr"]


def test_meddling_differs_in_place_and_not_in_rate():
    hits = paragraph_hits(load_articles(), "*meddl*", "*interfer*")
    assert first_mention(hits)["first"].tolist() == [1, 7]
    assert permutation_test(hits).p > 0.5

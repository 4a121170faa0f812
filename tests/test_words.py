"""Words: the tokeniser's rule, counts, rates, measures of variety, concordance."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosummits.articles import load_articles
from twosummits.words import concordance, mattr, rate, token_table, tokenise, type_token_ratio, word_counts

ARTICLES = pd.DataFrame({"article": ["a", "b"], "text": ["The cat’s cat sat.\n\nIt sat.", "A dog. Non-cats? The CAT!"]})


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("US-Russian ties", ["us-russian", "ties"]),
        ("people and/or countries", ["people", "and", "or", "countries"]),
        ("the U.S. said", ["the", "u.s.", "said"]),
        ("Putin’s denial, the US’ court", ["putin", "denial", "the", "us", "court"]),
        ("It’s what’s ‘his’", ["it's", "what's", "his"]),
        ("We’ve 12,000.5 of 2016.", ["we've", "12,000.5", "of", "2016"]),
        ("G20, 21st – 4pm", ["g20", "21st", "4pm"]),
        ("co-operation—now", ["co-operation", "now"]),
        ("showcase… Russia", ["showcase", "russia"]),
        ("al-Assad Müller naïve", ["al-assad", "müller", "naïve"]),
        ("  \n … – “”", []),
    ],
)
def test_tokens(text, tokens):
    assert tokenise(text) == tokens


def test_token_table():
    table = token_table(ARTICLES)
    assert list(table.columns) == ["article", "paragraph", "position", "token"]
    assert table[table["article"] == "a"]["token"].tolist() == ["the", "cat", "cat", "sat", "it", "sat"]
    assert table["paragraph"].tolist() == [1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1]
    assert table["position"].tolist() == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5]


def test_word_counts_are_sorted_and_complete():
    counts = word_counts(token_table(ARTICLES))
    assert list(counts.columns) == ["a", "b"]
    assert counts.index.tolist() == ["cat", "sat", "the", "a", "dog", "it", "non-cats"]
    assert counts.loc["cat"].tolist() == [2, 1]
    assert counts.sum().tolist() == [6, 5]


def test_rate():
    assert rate(9, 900) == 10
    assert rate(1, 50, per=100) == 2
    for total in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="at least one word"):
            rate(1, total)


def test_type_token_ratio():
    assert type_token_ratio(["a", "b", "a", "c"]) == 0.75
    with pytest.raises(ValueError, match="at least one token"):
        type_token_ratio([])


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=60), st.data())
def test_mattr_is_the_mean_over_windows(tokens, data):
    window = data.draw(st.integers(1, len(tokens)))
    stretches = [tokens[i : i + window] for i in range(len(tokens) - window + 1)]
    assert mattr(tokens, window) == pytest.approx(sum(len(set(s)) / window for s in stretches) / len(stretches))


@pytest.mark.parametrize("window", [0, 5, -1])
def test_mattr_needs_room(window):
    with pytest.raises(ValueError, match="does not fit"):
        mattr(["a", "b", "c", "d"], window)


def test_concordance():
    table = concordance(ARTICLES, "cat", width=6)
    assert table["hit"].tolist() == ["cat’s", "cat", "CAT"]
    assert table["left"].tolist() == ["  The ", "cat’s ", "? The "]
    assert table["paragraph"].tolist() == [1, 1, 1]
    assert concordance(ARTICLES, "*cat*")["hit"].tolist() == ["cat’s", "cat", "Non-cats", "CAT"]
    assert concordance(ARTICLES, "zebra").empty
    for word in ("", "*", " "):
        with pytest.raises(ValueError, match="word to look for"):
            concordance(ARTICLES, word)


def test_meddling_in_the_shipped_articles():
    """Counted by reading: nine words of the family in one article, five in the other."""
    articles = load_articles()
    hits = pd.concat([concordance(articles, word) for word in ("*meddl*", "*interfer*")])
    assert hits.groupby("article").size().to_dict() == {"hamburg-2017": 9, "helsinki-2018": 5}


@given(st.text(max_size=200))
def test_any_text_has_tokens_without_space(text):
    assert all(token and not any(c.isspace() for c in token) for token in tokenise(text))

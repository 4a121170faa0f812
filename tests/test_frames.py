"""Frames: the codebook, coded paragraphs, Krippendorff's alpha against published values, word lists, and the planted set."""

import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from twosummits import frames
from twosummits.articles import load_articles, split_paragraphs
from twosummits.frames import (
    agreement,
    code_by_words,
    compare_coding,
    disagreements,
    frame_hits,
    frame_matrix,
    frame_rates,
    krippendorff_alpha,
    load_codebook,
    load_coded,
    load_frame_words,
    reliability,
)
from twosummits.keyness import first_mention, keyness, log_odds, paragraph_hits, permutation_test, two_by_two
from twosummits.words import token_table, word_counts

PLANTED = ROOT / "data" / "planted"
X = None
# The worked examples of K. Krippendorff, “Computing Krippendorff's Alpha-Reliability”: two observers and ten dichotomous values;
# four observers and twelve units with missing values (also the example of the R package irr).
TWO = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
    [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
]
# Drawn at random once; values by the package krippendorff 0.9.0.
THREE = [
    [0, 0, 1, 2, -2, -2, 2, X, -1, -1, 2, 0, X, 2, -1, 0, 1, 0, -2, -2, 2, 1, X, 0, X],
    [0, 0, 1, X, -2, X, 0, 2, X, -1, 2, 2, -1, 0, -1, -2, 1, 0, -1, X, 0, 1, 2, X, 2],
    [-2, 1, X, 0, 2, -1, 1, -2, -1, 2, 0, 0, -1, X, 0, 1, 0, 1, -1, 1, 1, 2, 0, -2, 1],
]


def table(values, code="c", article="a"):
    rows = [(article, n, code, value) for n, value in enumerate(values, 1)]
    return pd.DataFrame(rows, columns=["article", "paragraph", "code", "value"]).astype({"value": "Int64"})


# --- alpha


@pytest.mark.parametrize(
    ("data", "level", "published"),
    [(TWO, "nominal", 0.095), (FOUR, "nominal", 0.743), (FOUR, "ordinal", 0.815), (FOUR, "interval", 0.849)],
)
def test_alpha_as_published(data, level, published):
    assert round(krippendorff_alpha(data, level), 3) == published


@pytest.mark.parametrize(
    ("data", "level", "expected"),
    [
        (TWO, "nominal", 0.09523809523809534),
        (FOUR, "nominal", 0.743421052631579),
        (FOUR, "ordinal", 0.8153875037548814),
        (FOUR, "interval", 0.8491071428571428),
        (THREE, "nominal", 0.08384900990099009),
        (THREE, "ordinal", 0.13769383509833588),
        (THREE, "interval", 0.11757215619694394),
    ],
)
def test_alpha_by_the_krippendorff_package(data, level, expected):
    """Values printed by krippendorff 0.9.0, `alpha(reliability_data=..., level_of_measurement=...)`."""
    assert krippendorff_alpha(data, level) == pytest.approx(expected, abs=1e-12)
    assert krippendorff_alpha(np.array(data, dtype=float), level) == pytest.approx(expected, abs=1e-12)


def test_alpha_by_hand():
    """Two coders, four units: 1 1, 1 1, 0 0, 1 0. Coincidences: 1-1 four, 0-0 two, 1-0 and 0-1 one each; n1 = 5, n0 = 3, n = 8.

    Observed disagreement 2 / 8; expected 2 × 5 × 3 / (8 × 7) = 30 / 56; alpha = 1 - (2 / 8) / (30 / 56) = 1 - 14 / 30 = 0.5333.
    """
    assert krippendorff_alpha([[1, 1, 0, 1], [1, 1, 0, 0]]) == pytest.approx(16 / 30)


@given(st.lists(st.lists(st.sampled_from([0, 1, 2, None]), min_size=8, max_size=8), min_size=2, max_size=4))
def test_alpha_against_the_package_on_any_data(data):
    package = pytest.importorskip("krippendorff")
    shown = np.array(data, dtype=float)
    pairable = shown[:, (~np.isnan(shown)).sum(axis=0) > 1]
    if len(set(pairable[~np.isnan(pairable)])) < 2:
        return
    for level in frames.LEVELS:
        expected = package.alpha(reliability_data=shown, level_of_measurement=level)
        assert krippendorff_alpha(data, level) == pytest.approx(expected, abs=1e-9)


def test_alpha_at_its_ends():
    assert krippendorff_alpha([[1, 0, 1], [1, 0, 1]]) == 1
    assert krippendorff_alpha([[1, 0], [0, 1]]) < 0
    assert np.isnan(krippendorff_alpha([[0, 0, 0], [0, 0, 0]])), "nothing varies"
    assert krippendorff_alpha([["a", "b", "a"], ["a", "b", None]]) == 1


@pytest.mark.parametrize(
    ("data", "level", "message"),
    [
        ([[1, 2]], "nominal", "two coders"),
        ([[1, None], [None, 2]], "nominal", "no unit"),
        ([[1], [1]], "ratio", "level is one of"),
        ([["a"], ["b"]], "ordinal", "have to be numbers"),
    ],
)
def test_alpha_that_cannot_be_had(data, level, message):
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(data, level)


def test_agreement():
    first, second = table([1, 1, 0, 1]), table([1, 1, 0, 0])
    row = agreement(first, second).iloc[0]
    assert row[["code", "level", "units"]].tolist() == ["c", "nominal", 4]
    assert row["agreed"] == 0.75
    assert row["present"] == 5 / 8
    assert row["alpha"] == pytest.approx(16 / 30)
    third = table([1, 1, 0])
    assert agreement(first, second, third).iloc[0]["units"] == 4
    assert agreement(first, third).iloc[0]["units"] == 3
    assert agreement(table([-2, 0, X]), table([-2, 1, 2]), levels={"c": "ordinal"}).iloc[0]["level"] == "ordinal"
    assert reliability("c", first, third).shape == (2, 4)
    assert disagreements(first, second)[["paragraph", "first", "second"]].to_numpy().tolist() == [[4, 1, 0]]


def test_agreement_that_cannot_be_had():
    first = table([1, 0])
    with pytest.raises(ValueError, match="at least two coders"):
        agreement(first)
    with pytest.raises(ValueError, match="no code stands in two"):
        agreement(first, table([1, 0], code="d"))
    with pytest.raises(ValueError, match="value is missing"):
        agreement(first, first.drop(columns="value"))
    with pytest.raises(ValueError, match="more than one value"):
        agreement(first, pd.concat([first, first]))
    with pytest.raises(ValueError, match="no code 'q'"):
        reliability("q", first)
    with pytest.raises(ValueError, match="and not 'c'"):
        load_coded("c")


# --- codebook and coded paragraphs


def test_codebook():
    book = load_codebook()
    assert book["code"].is_unique
    assert book.notna().all(axis=None)
    schemes = book.groupby("scheme", sort=False)["code"].apply(list)
    assert schemes["entman"] == ["problem", "cause", "judgement", "remedy"]
    assert len(schemes["generic"]) == 5
    articles = " ".join(load_articles()["text"])
    for example in book["example"]:
        assert example not in articles


@pytest.mark.parametrize("reading", ["a", "b", "settled"])
def test_every_paragraph_has_one_value_for_each_code(reading):
    coded, book = load_coded(reading), load_codebook()
    paragraphs = split_paragraphs(load_articles())
    wanted = {(a, p, c) for a, p in zip(paragraphs["article"], paragraphs["paragraph"], strict=True) for c in book["code"]}
    assert set(coded[["article", "paragraph", "code"]].itertuples(index=False, name=None)) == wanted
    assert len(coded) == len(wanted)
    tone = coded["code"] == "tone"
    assert set(coded.loc[~tone, "value"]) == {0, 1}
    assert set(coded.loc[tone, "value"].dropna()) <= {-2, -1, 0, 1, 2}


def test_settled_values_come_from_a_reading_and_have_reasons():
    both = disagreements(load_coded("a"), load_coded("b"))
    settled = load_coded()
    keys = ["article", "paragraph", "code"]
    reasons = settled[settled["reason"].notna()]
    assert set(map(tuple, reasons[keys].to_numpy())) == set(map(tuple, both[keys].to_numpy()))
    joined = settled.merge(load_coded("a"), on=keys, suffixes=("", "_a")).merge(load_coded("b"), on=keys, suffixes=("", "_b"))
    same = (joined["value"] == joined["value_a"]) | (joined["value"] == joined["value_b"])
    assert (same.fillna(False) | joined["value"].isna()).all()
    assert len(both) > 0, "two readings that never differ would teach nothing"


def test_alpha_in_the_data_card(capsys):
    frames.main()
    card = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(load_codebook())
    for line in lines:
        assert line in card


def test_frame_matrix():
    coded = pd.concat([table([1, 0, 1, 1]), table([0, 0, 0, 1], "d"), table([-2, 1, 0, X], "tone")])
    assert frame_matrix(coded)["a"].to_dict() == {"c": 0.75, "d": 0.25}
    by = frame_matrix(coded, "paragraph")
    assert by.columns.tolist() == [1, 2, 3, 4]
    assert by.loc["c"].tolist() == [1, 0, 1, 1]
    two = pd.concat([coded, table([1, 1], article="b")])
    assert frame_matrix(two).loc["c"].to_dict() == {"a": 0.75, "b": 1}
    assert frame_matrix(two, "paragraph", "b").shape == (1, 2)
    for arguments, message in {
        (None,): "name the article",
        ("q",): "no article 'q'",
    }.items():
        with pytest.raises(ValueError, match=message):
            frame_matrix(two, "paragraph", *arguments)
    with pytest.raises(ValueError, match="by 'article' or by 'paragraph'"):
        frame_matrix(two, "outlet")
    with pytest.raises(ValueError, match="no code with values 0 and 1"):
        frame_matrix(table([-2, 2], "tone"))


def test_the_absent_frame():
    """Neither article speaks of anybody's economy; the word list finds two words, and the concordance shows what they are."""
    shares = frame_matrix(load_coded())
    assert (shares.loc["economic"] == 0).all()
    assert (frame_rates(load_articles()).loc["economic"] > 0).all()
    hits = frame_hits(load_articles(), frame="economic")
    assert hits["hit"].tolist() == ["economies", "business-like"]


# --- word lists


def test_word_lists():
    words = load_frame_words()
    assert words.notna().all(axis=None)
    assert words["pattern"].is_unique, "no word counts for two frames"
    assert set(words["frame"]) <= set(load_codebook()["code"])
    assert words["pattern"].str.fullmatch(r"\*?[a-z]+(?:-[a-z]+)?\*?").all()


def test_hits_of_own_lists():
    articles = pd.DataFrame({"article": ["a", "b"], "text": ["Cats fight.\n\nNo more FIGHTS", "A dog’s day"]})
    words = pd.DataFrame({"frame": ["f", "g"], "pattern": ["fight*", "dog"]})
    hits = frame_hits(articles, words, width=5)
    assert hits[["article", "paragraph", "frame", "pattern", "left", "hit"]].to_numpy().tolist() == [
        ["a", 1, "f", "fight*", "Cats ", "fight"],
        ["a", 2, "f", "fight*", "more ", "FIGHTS"],
        ["b", 1, "g", "dog", "   A ", "dog’s"],
    ]
    assert frame_rates(articles, words).loc["f"].tolist() == [400, 0]
    coded = code_by_words(articles, words)
    assert coded["value"].tolist() == [1, 0, 1, 0, 0, 1]
    assert frame_matrix(coded).loc["f"].to_dict() == {"a": 1, "b": 0}
    with pytest.raises(ValueError, match="no word list for 'q'"):
        frame_hits(articles, words, frame="q")
    with pytest.raises(ValueError, match="at least one word"):
        frame_rates(pd.DataFrame({"article": ["a"], "text": ["…"]}), words)
    nothing = frame_rates(articles, words.assign(pattern=["zebra", "gnu"]))
    assert (nothing == 0).all(axis=None)


def test_compare_coding():
    found = compare_coding(table([1, 1, 0, 0]), table([1, 0, 1, 0])).iloc[0]
    assert found[["both", "only_found", "only_truth", "precision", "recall"]].tolist() == [1, 1, 1, 0.5, 0.5]
    assert np.isnan(compare_coding(table([0, 0]), table([0, 1])).iloc[0]["precision"])
    with pytest.raises(ValueError, match="in common"):
        compare_coding(table([1]), table([1], "d"))


# --- the planted set


@pytest.fixture(scope="module")
def planted():
    return load_articles("planted")


@pytest.fixture(scope="module")
def cells(planted):
    return planted.set_index("article")[["outlet", "meeting"]]


def test_the_planted_set_loads(planted):
    assert planted["article"].tolist() == ["bell-bridge", "bell-water", "lantern-bridge", "lantern-water"]
    assert planted.groupby(["outlet", "meeting"]).size().tolist() == [1, 1, 1, 1]
    assert planted["paragraphs"].between(8, 10).all()
    assert planted["text"].str.split().str.len().between(250, 350).all()
    assert (planted["published_basis"] == "stated").all()
    assert planted["furniture"].map(len).sum() == 0
    for file in PLANTED.glob("*.txt"):
        assert "Invented for the Two Summits kit." in file.read_text("utf-8").split("---")[1]


def test_no_real_name_is_in_the_planted_set(planted):
    """As far as the kit can tell: no alias of its register stands in the texts, and no entity found has a name from it."""
    from twosummits.annotate import make_docs

    aliases = pd.read_csv(ROOT / "data" / "aliases.csv")
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, aliases['alias']))})\b")
    assert not planted["headline"].str.contains(known).any()
    assert [found for text in planted["text"] for found in known.findall(text)] == []
    names = {ent.kb_id_ for doc in make_docs(planted).values() for ent in doc.ents}
    assert not names & set(aliases["name"])


def test_planted_truth_is_written_down(planted, cells):
    truth = load_coded("planted")
    said = (PLANTED / "answers" / "WHAT-WAS-PLANTED.md").read_text(encoding="utf-8")
    counts = (frame_matrix(truth) * planted.set_index("article")["paragraphs"]).round().astype(int)
    for code, row in counts.iterrows():
        assert f"| `{code}` | {' | '.join(str(row[article]) for article in cells.index)} |" in said
    listed = pd.read_csv(PLANTED / "answers" / "planted.csv")
    assert set(listed.loc[listed["kind"] == "frame", "feature"]) == set(truth["code"])


def test_two_by_two_tells_outlet_from_event(cells):
    table = cells.join(frame_matrix(load_coded("planted")).T)
    effect = {code: two_by_two(table, code).set_index("effect")["size"].abs() for code in table.columns[2:]}
    for code in ("conflict", "repair"):
        assert effect[code]["outlet"] > 0.4
        assert effect[code]["event"] < 0.1
    for code in ("economic", "responsibility"):
        assert effect[code]["event"] > 0.4
        assert effect[code]["outlet"] < 0.01
    for code in ("human_interest", "morality"):
        assert effect[code]["interaction"] >= 2 * max(effect[code]["outlet"], effect[code]["event"]) - 1e-9


def test_word_lists_recover_the_planted_frames_in_part(planted, cells):
    rates = cells.join(frame_rates(planted).T)
    size = {
        code: two_by_two(rates, code)["size"].tolist()
        for code in ("conflict", "repair", "economic", "responsibility", "morality")
    }
    assert size["conflict"][0] > 30
    assert size["repair"][0] < -15
    assert size["economic"][1] < -30
    assert size["responsibility"][1] > 15
    assert size["morality"] == [0, 0, 0], "the list is blind to it"
    found = compare_coding(code_by_words(planted), load_coded("planted")).set_index("code")
    assert found.loc["conflict", "precision"] < 0.8
    assert found.loc["morality", "recall"] == 0


def test_battle_house_misleads_the_word_list(planted, cells):
    words = load_frame_words()
    with_it, without = (
        two_by_two(cells.join(frame_rates(planted, part).T), "conflict")["size"][1]
        for part in (words, words[words["pattern"] != "battle*"])
    )
    assert with_it > 8
    assert abs(without) < 3
    hits = frame_hits(planted, frame="conflict").query("pattern == 'battle*'")
    assert hits["right"].str.startswith(" House").all()
    assert hits.groupby("article").size().to_dict() == {"bell-water": 4, "lantern-water": 4}


def test_keyness_finds_house_style_first(planted):
    counts = word_counts(token_table(planted))
    lantern, bell = ["lantern-bridge", "lantern-water"], ["bell-bridge", "bell-water"]
    found = keyness(counts, lantern, bell)
    assert found.loc[0, "word"] == "mayor"
    assert found.loc[found["p_holm"] < 0.05, "word"].tolist() == ["mayor"]
    odds = log_odds(counts, lantern, bell)
    assert odds.loc[0, "word"] == "mayor"
    assert {"disputed", "denied", "fight", "hostile"} <= set(odds.head(12)["word"])


def test_permutation_finds_the_outlets_apart(planted):
    patterns = load_frame_words().query("frame == 'conflict'")["pattern"]
    hits = paragraph_hits(planted, *patterns).merge(planted[["article", "outlet", "meeting"]])
    assert permutation_test(hits, group="outlet", within="meeting", draws=999).p <= 0.005
    assert permutation_test(hits, group="meeting", within="outlet", draws=999).p > 0.05


def test_the_leak_differs_in_place_alone(planted):
    table = first_mention(paragraph_hits(planted, "leak*"))
    assert table["hits"].tolist() == [4, 4, 4, 4]
    assert table["first"].tolist() == [7, 8, 1, 1]

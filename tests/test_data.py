"""The data: checksums, every offset against the text it points at, the facts the lessons rest on, and nothing copied."""

import hashlib
import re
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT

from twosummits.articles import iter_articles, load_articles
from twosummits.gold import WHAT, agreement, load_gold, main, stored_text

DATA = ROOT / "data"
CARD = (DATA / "README.md").read_text(encoding="utf-8")


def test_checksums_in_the_data_card():
    listed = dict(re.findall(r"^\| `([\w./-]+)` \| `([0-9a-f]{64})` \|$", CARD, re.M))
    files = [*DATA.glob("articles/*"), *DATA.glob("gold/**/*.csv"), *DATA.glob("codebook/*.csv")]
    files += [file for file in DATA.glob("planted/**/*") if file.is_file()]
    assert listed == {str(f.relative_to(DATA).as_posix()): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_counts_in_the_data_card():
    table = load_articles().set_index("article")
    for article, paragraphs in table["paragraphs"].items():
        words = len(table.loc[article, "text"].split())
        assert re.search(rf"`articles/{article}\.txt` .* {paragraphs} paragraphs, {words} words", CARD)
    assert f"{len(load_gold('mentions'))} mentions" in CARD
    assert f"{len(load_gold('quotations'))} quotations" in CARD


def test_agreement_in_the_data_card(capsys):
    for what, columns in WHAT.items():
        figures = agreement(load_gold(what, "a"), load_gold(what, "b"), columns)
        row = next(line for line in CARD.splitlines() if line.startswith(f"| {what} |"))
        assert [float(n) for n in re.findall(r"\d\.\d{3}", row)] == [round(value, 3) for value in figures.values()]
    main()
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_agreement_is_less_than_one_when_readings_differ():
    gold = load_gold("mentions")
    other = gold.drop(gold.index[:2])
    other.loc[other.index[0], "label"] = "ORG" if other.iloc[0]["label"] != "ORG" else "GPE"
    found = agreement(gold, other, ["label"])
    n = len(gold)
    assert found["spans"] == pytest.approx(2 * (n - 2) / (2 * n - 2))
    assert found["label"] == pytest.approx((n - 3) / (n - 2))


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("reading", [None, "a", "b"])
def test_offsets(what, reading):
    """Each stretch reads as the table says, stands in the paragraph it names, and is listed once and in order."""
    table = load_gold(what, reading)
    places = {item.article: item for item in iter_articles()}
    for row in table.itertuples():
        text = stored_text(row.article)
        assert text[row.start : row.end] == row.text, (row.article, row.start)
        if not pd.isna(row.paragraph):
            block = [b for b in places[row.article].blocks if b.kind == "body"][row.paragraph - 1]
            assert block.start <= row.start < row.end <= block.end
        if what == "quotations" and not pd.isna(row.cue):
            assert text[row.cue_start : row.cue_end] == row.cue
            assert not (row.start <= row.cue_start < row.end), "a cue stands outside its quotation"
    assert not table.duplicated(["article", "start", "end"]).any()
    assert table.equals(table.sort_values(["article", "start", "end"], ascending=[True, True, False], ignore_index=True))


def test_mentions_are_whole_names():
    for row in load_gold("mentions").itertuples():
        text = stored_text(row.article)
        assert row.text == row.text.strip()
        assert not re.search(r"[’']s?$", row.text)
        assert not re.match(r"(?:the|mr|mrs|president|senator)\b", row.text, re.I)
        around = text[row.start - 1 : row.start] + text[row.end : row.end + 1]
        assert not re.search(r"\w", around), (row.text, around)


def test_labels_and_kinds_are_those_of_the_guide():
    guide = (DATA / "gold" / "GUIDE.md").read_text(encoding="utf-8")
    assert set(load_gold("mentions")["label"]) <= set(re.findall(r"^\| `([A-Z]+)` \|", guide, re.M))
    assert set(load_gold("quotations")["kind"]) <= set(re.findall(r"^\| `([a-z]+)` \|", guide, re.M))


def test_every_mark_belongs_to_a_quotation():
    """Read independently of the annotations: each opening mark in the files starts a gold quotation, and nothing else does."""
    gold = load_gold("quotations").groupby("article")["start"].apply(set)
    for article, starts in gold.items():
        text = stored_text(article)
        curly = {found.start() for found in re.finditer("[“‘]", text)}
        straight = {found.start() for found in list(re.finditer('"', text))[::2]}
        assert starts == curly | straight


def test_what_the_lessons_rest_on():
    """The features for which these texts were chosen, each found in the text itself."""
    hamburg, helsinki = load_articles()["text"]
    first = [next(n for n, p in enumerate(text.split("\n\n"), 1) if "meddling" in p) for text in (hamburg, helsinki)]
    assert first == [1, 7]
    assert not re.search(r"\bMr (?:Trump|Putin)\b", hamburg)
    assert len(re.findall(r"\bMr (?:Trump|Putin)\b", helsinki)) >= 10
    speakers = load_gold("quotations").groupby("article")["speaker"].nunique()
    assert speakers.tolist() == [5, 2]
    assert "criticism" in helsinki.split("\n\n")[0]
    family = r"\b\w*-?(?:meddl|interfer)\w*"
    rates = [1000 * len(re.findall(family, text)) / len(text.split()) for text in (hamburg, helsinki)]
    assert rates[0] == pytest.approx(rates[1], abs=1), "level per 1,000 words"
    assert len(re.findall(family, hamburg)) > 1.5 * len(re.findall(family, helsinki))


def test_length_is_that_of_the_sources(source_articles):
    shipped, sources = load_articles(), load_articles(source_articles)
    assert shipped["paragraphs"].tolist() == sources["paragraphs"].tolist()
    for name in ("hamburg-2017", "helsinki-2018"):
        ours, theirs = (
            len((folder / f"{name}.txt").read_text("utf-8").split()) for folder in (DATA / "articles", source_articles)
        )
        assert 0.85 <= ours / theirs <= 1.15


def test_nothing_is_copied_from_the_sources(source_articles):
    tool = source_articles.parent / "tools" / "overlap.py"
    if not tool.is_file():
        pytest.skip("the tool that looks for copied runs of words is not at hand")
    found = subprocess.run([sys.executable, tool, ROOT], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout

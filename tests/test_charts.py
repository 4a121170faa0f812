"""Charts: the numbers drawn, the twin in words, colours, and what is shown where scripts do not run."""

import json
import re

import pandas as pd
import plotly.io as pio
import pytest

from twosummits.charts import (
    COLOURS,
    MIME,
    KitRenderer,
    agreement_chart,
    bar_chart,
    cumulative_chart,
    first_place,
    hit_table,
    in_words,
    leader,
    log_odds_chart,
    matrix_chart,
    placement_chart,
)
from twosummits.keyness import cumulative_share, first_mention, log_odds

TABLE = pd.DataFrame({"Hamburg": [15, 13], "Helsinki": [8.0, float("nan")]}, index=["A & B", "C"])


def bundle(figure):
    return KitRenderer().to_mimebundle(figure.to_dict())


def test_bars_hold_the_table():
    figure = bar_chart(TABLE, "A leads", "mentions")
    assert [list(bar.x) for bar in figure.data] == [[15, 13], [8, None]]
    assert [bar.name for bar in figure.data] == ["Hamburg", "Helsinki"]
    assert [bar.marker.color for bar in figure.data] == list(COLOURS[:2])
    assert figure.layout.xaxis.title.text == "mentions"


def test_numbers_are_rounded_alike_in_bars_and_words():
    figure = bar_chart(pd.DataFrame({"x": [54.545, 11.9]}, index=["a", "b"]), "t", "v")
    assert [*figure.data[0].x] == [55, 12]
    assert list(figure.data[0].text) == ["55", "12"]
    assert "a 55, b 12" in in_words(figure)


def test_words_and_table_come_from_the_same_numbers():
    shown = bundle(bar_chart(TABLE, "A leads", "mentions"))
    assert shown["text/plain"] == "A leads. Mentions: Hamburg: A & B 15, C 13; Helsinki: A & B 8, C no value."
    assert re.findall(r"<td>(.*?)</td>", shown["text/html"]) == ["15", "8", "13", "no value"]
    assert "A &amp; B" in shown["text/html"]
    assert in_words(bar_chart(TABLE, "A leads", "mentions")) == shown["text/plain"]


def test_stored_figure_is_plain_json_and_small():
    spec = bundle(bar_chart(TABLE, "A leads", "mentions"))[MIME]
    text = json.dumps(spec)
    assert "bdata" not in text
    assert len(text) < 4000
    assert bundle(bar_chart(TABLE, "A leads", "mentions"))[MIME] == spec
    assert pio.renderers.default == "twosummits"


def test_title_states_the_finding():
    assert leader(TABLE[["Hamburg"]]) == "A & B is named most in Hamburg (15 to 13)"
    level = pd.DataFrame({"x": [2.04, 2.04]}, index=["a", "b"])
    assert leader(level, digits=1) == "a and b are level in x (2.0 each)"


def test_any_number_of_articles():
    many = pd.DataFrame({f"article {n}": [n] for n in range(9)}, index=["word"])
    figure = bar_chart(many, "Nine", "count", digits=1, unit="per 1,000 words")
    assert len({bar.marker.color for bar in figure.data}) == len(COLOURS)
    assert figure.data[1].text == ("1.0",)


def test_nothing_to_draw():
    with pytest.raises(ValueError, match="nothing to draw"):
        bar_chart(TABLE.iloc[:0], "t", "v")


# --- charts of lessons 05 to 07


HITS = pd.DataFrame(
    {"article": ["a", "a", "a", "b", "b"], "paragraph": [1, 2, 3, 1, 2], "words": [10, 10, 20, 5, 5], "hits": [2, 0, 1, 0, 3]}
)
COUNTS = pd.DataFrame({"x": [30, 2, 0, 8], "y": [1, 5, 6, 6]}, index=["mr", "b", "c", "d"])
MATRIX = pd.DataFrame({"a": [0.5, 0.0], "b": [0.25, float("nan")]}, index=["conflict", "economic"])
ALPHAS = pd.DataFrame(
    {
        "code": ["p", "q", "r", "s"],
        "level": "nominal",
        "units": 44,
        "present": 0.5,
        "agreed": 0.9,
        "alpha": [0.9, 0.7, -0.1, float("nan")],
    }
)


def figures():
    return {
        "placement": placement_chart(HITS, "Title", what="words"),
        "cumulative": cumulative_chart(cumulative_share(HITS), "Title"),
        "log-odds": log_odds_chart(log_odds(COUNTS), "Title", target="first", reference="second"),
        "matrix": matrix_chart(MATRIX, "Title", column_title="article"),
        "agreement": agreement_chart(ALPHAS, "Title"),
    }


@pytest.mark.parametrize("name", list(figures()))
def test_each_chart_has_title_axes_words_and_table(name):
    figure = figures()[name]
    assert figure.layout.title.text == "Title"
    assert figure.layout.xaxis.title.text
    shown = bundle(figure)
    assert in_words(figure).startswith("Title. ")
    assert shown["text/plain"] == in_words(figure)
    assert "<table" in shown["text/html"]
    assert "bdata" not in json.dumps(shown[MIME])


def test_placement_chart():
    figure = placement_chart(HITS, "Title", what="words")
    assert [list(row) for row in figure.data[0].z] == [[2, 0, 1], [0, 3, None]]
    assert list(figure.data[1].text) == ["2", "1", "3"]
    assert in_words(figure) == (
        "Title. Paragraphs with words, their number in brackets: a (3 paragraphs): 1 (2), 3 (1); b (2 paragraphs): 2 (3)."
    )
    mentions = first_mention(HITS.assign(hits=[0, 0, 1, 0, 0]))
    assert first_place(mentions, "It") == "It comes first in paragraph 3 of 3 in a; nowhere in b"
    assert first_place(mentions.tail(1), "It") == "It: not a word of it in b"
    long = pd.DataFrame({"article": "a", "paragraph": range(1, 201), "words": 9, "hits": 1})
    figure = placement_chart(long, "Title")
    assert len(figure.data) == 1, "no numbers in tiles too narrow for them"
    assert figure.layout.xaxis.dtick == 10


def test_cumulative_chart():
    figure = cumulative_chart(cumulative_share(HITS), "Title", what="words")
    assert [line.name for line in figure.data] == ["even spread", "a", "b"]
    assert list(figure.data[1].x) == [0, 25, 50, 100]
    assert list(figure.data[1].y) == [0, 66.7, 66.7, 100]
    assert len({line.line.dash for line in figure.data[1:]}) == 2, "told apart without colour"
    assert "a: 25% after 25%, 50% after 25%, 75% after 100%, 100% after 100%; b: 25% after 100%" in in_words(figure)
    without = cumulative_chart(cumulative_share(HITS.assign(hits=[0, 0, 0, 0, 3])), "Title")
    assert "a: none; b: 25% after 100%" in in_words(without)
    assert [line.name for line in without.data] == ["even spread", "b"]
    assert without.data[1].line.color == figure.data[2].line.color, "an article keeps its colour"
    assert "a: none; b: none" in in_words(cumulative_chart(cumulative_share(HITS.assign(hits=0)), "Title"))


def test_log_odds_chart():
    table = log_odds(COUNTS)
    figure = log_odds_chart(table, "Title", target="first", reference="second", top=1)
    assert [list(dots.y) for dots in figure.data] == [["mr"], ["c"]]
    assert figure.data[0].x[0] == round(table.loc[0, "log_odds"], 3)
    assert figure.data[0].marker.symbol == ("circle",), "filled, for the interval leaves 0 out"
    assert figure.data[0].name == "more in first"
    row = table.loc[0]
    assert f"mr {row['log_odds']:.2f} ({row['low']:.2f} to {row['high']:.2f}, z {row['z']:.1f})" in in_words(figure)


def test_matrix_chart():
    figure = matrix_chart(MATRIX, "Title")
    assert [list(row) for row in figure.data[0].z] == [[0.5, 0.25], [0, None]]
    assert list(figure.data[1].text) == ["0.50", "0.25", "0.00"]
    assert in_words(figure) == "Title. Share of paragraphs: a: conflict 0.50, economic 0.00; b: conflict 0.25, economic no value."
    present = pd.DataFrame([[1, 0, 1], [0, 0, 0]], index=["c", "d"], columns=[1, 2, 3])
    assert in_words(matrix_chart(present, "T", column_title="paragraph")) == "T. Present, by paragraph: c: 1, 3; d: nowhere."


def test_letters_can_be_read_on_their_tiles():
    """White on dark and black on light: contrast of at least 4.5 to 1 (WCAG 2) at every shade of the scale."""

    def luminance(colour):
        parts = [c / 255 for c in colour]
        return sum(
            w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4)
            for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    shades = pd.DataFrame([[n / 50 for n in range(51)]])
    colours = matrix_chart(shades, "T").data[1].textfont.color
    for n, colour in enumerate(colours):
        tile = [0xF2 + (end - 0xF2) * n / 50 for end in (0x00, 0x46, 0x6F)]
        light, dark = sorted([luminance(tile), 1.0 if colour == "white" else 0.0], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, n


def test_agreement_chart():
    figure = agreement_chart(ALPHAS, "Title")
    assert {dots.name: list(dots.y) for dots in figure.data} == {
        "0.8 or more": ["p"],
        "0.667 to 0.8": ["q"],
        "below 0.667": ["r"],
    }
    assert len({dots.marker.symbol for dots in figure.data}) == 3
    assert "no variation, so no alpha: s" in figure.layout.xaxis.title.text
    assert in_words(figure).endswith(
        "p 0.90 (44 paragraphs); q 0.70 (44 paragraphs); r -0.10 (44 paragraphs); s no value (44 paragraphs)."
    )


def test_hit_table():
    hits = pd.DataFrame({"article": ["a"], "paragraph": [2], "left": ["   <so> "], "hit": ["they"], "right": [" said"]})
    shown = hit_table(hits, "One & all")
    assert in_words(shown) == repr(shown) == "One & all. 1 line.\na, paragraph 2: <so> [they] said"
    page = shown._repr_html_()
    assert "One &amp; all" in page
    assert "&lt;so&gt; " in page
    assert page.count('scope="row"') == 1
    assert hit_table(hits.assign(frame="f"), "T").words.endswith("a, paragraph 2, f: <so> [they] said")


@pytest.mark.parametrize("chart", [placement_chart, cumulative_chart, log_odds_chart, matrix_chart, agreement_chart, hit_table])
def test_no_chart_without_rows(chart):
    with pytest.raises(ValueError, match="nothing to draw"):
        chart(pd.DataFrame(), "Title")

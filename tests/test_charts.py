"""Charts: the numbers drawn, the twin in words, colours, and what is shown where scripts do not run."""

import json
import re

import pandas as pd
import plotly.io as pio
import pytest

from twosummits.charts import COLOURS, MIME, KitRenderer, bar_chart, in_words, leader

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

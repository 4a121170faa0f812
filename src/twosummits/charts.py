"""Plotly figures for the kit's tables: drawn offline in JupyterLab, a table elsewhere, and each with its twin in words."""

import base64
import html
import json
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from plotly.io.base_renderers import MimetypeRenderer

MIME = "application/vnd.plotly.v1+json"
# Okabe and Ito's palette ("Color Universal Design", 2008): told apart with any colour vision, the first two also in grey.
# The first two belong to the first and the second article in every chart of the kit.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
INK, GRID = "#222222", "#DDDDDD"


class KitRenderer(MimetypeRenderer):
    """Display for figures: interactive in JupyterLab; where scripts do not run, a table of the same numbers."""

    def to_mimebundle(self, fig_dict: dict) -> dict[str, object]:
        spec = _plain(json.loads(pio.to_json(fig_dict, validate=False, remove_uids=False)))
        meta = spec.get("layout", {}).get("meta") or {}
        words = meta.get("words") or spec.get("layout", {}).get("title", {}).get("text") or "A chart"
        shown = f"<p>{html.escape(words)}</p>{meta.get('table', '')}"
        return {MIME: spec, "text/html": shown, "text/plain": words}


def _plain(value: object) -> object:
    """Plotly's packed arrays as lists, so that numbers can be read in the stored notebook and in a diff."""
    if isinstance(value, dict):
        if "bdata" in value and "dtype" in value:
            numbers = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            shape = [int(n) for n in str(value.get("shape", numbers.size)).split(",")]
            return numbers.reshape(shape).tolist()
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def use_kit_style() -> None:
    """Make the kit's renderer and template Plotly's defaults in this process; importing this module does it once."""
    axis = {"gridcolor": GRID, "zerolinecolor": INK, "linecolor": INK, "automargin": True, "title": {"standoff": 10}}
    pio.templates["twosummits"] = go.layout.Template(
        layout={
            "colorway": list(COLOURS),
            "height": 380,
            "font": {"size": 14, "color": INK},
            "title": {
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": 14},
                "font": {"size": 16},
            },
            "paper_bgcolor": "white",
            "plot_bgcolor": "white",
            "xaxis": axis,
            "yaxis": axis,
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
            "margin": {"t": 90, "r": 20},
        }
    )
    pio.templates.default = "twosummits"
    pio.renderers["twosummits"] = KitRenderer()
    pio.renderers.default = "twosummits"


use_kit_style()


def bar_chart(
    table: pd.DataFrame, title: str, value_title: str, *, unit: str = "", digits: int = 0, category_title: str = ""
) -> go.Figure:
    """Bars for a table with one row a category and one column an article, as `count_mentions` and `word_counts` give.

    Columns take the kit's colours in order; the first row stands on top. `title` states the finding, `value_title` is the title
    of the value axis with its unit, `unit` follows each number in the words. Raises ValueError if the table is empty.
    """
    if table.empty:
        raise ValueError("there is nothing to draw: the table has no rows")
    names = [str(name) for name in table.index]
    figure = go.Figure()
    for place, column in enumerate(table.columns):
        values = [None if pd.isna(v) else round(float(v), digits or None) for v in table[column]]
        figure.add_bar(
            y=names,
            x=values,
            name=str(column),
            orientation="h",
            marker_color=COLOURS[place % len(COLOURS)],
            text=[_number(v, digits) for v in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate=f"%{{y}}: %{{x}}{' ' + unit if unit else ''}<extra>{html.escape(str(column))}</extra>",
        )
    figure.update_layout(
        barmode="group",
        title_text=_wrapped(title),
        xaxis_title=value_title,
        xaxis_rangemode="tozero",
        yaxis_title=category_title,
        yaxis_autorange="reversed",
        legend_traceorder="normal",
        height=max(280, 170 + (16 + 20 * len(table.columns)) * len(table)),
    )
    return with_words(figure, table, title, value_title, unit=unit, digits=digits)


def with_words(
    figure: go.Figure, table: pd.DataFrame, title: str, value_title: str, *, unit: str = "", digits: int = 0
) -> go.Figure:
    """Give a figure its twin in words and its table, both made from the numbers it was drawn from."""
    columns = []
    for column in table.columns:
        numbers = ", ".join(f"{name} {_number(value, digits)}" for name, value in table[column].items())
        columns.append(f"{column}: {numbers}")
    words = f"{title}. {value_title[:1].upper()}{value_title[1:]}: {'; '.join(columns)}."
    shown = table.map(lambda value: _number(value, digits)) if len(table) else table
    # A title of several lines pushes the plot down, so that it does not run into the legend.
    lines = (figure.layout.title.text or "").count("<br>") + 1
    figure.update_layout(meta={"words": words, "table": shown.to_html(border=0)}, margin_t=60 + 22 * lines)
    return figure


def in_words(figure: go.Figure) -> str:
    """The twin of a figure in words: its finding, and every number in it."""
    return (figure.layout.meta or {}).get("words", "")


def leader(table: pd.DataFrame, verb: str = "named", digits: int = 0) -> str:
    """A title that states a finding: which row leads in each column, with the numbers of the two highest rows.

    For a table as `bar_chart` takes it, such as *Donald Trump is named most in hamburg-2017 (15 to 13)*.
    """
    parts = []
    for column in table.columns:
        top = table[column].sort_values(ascending=False, kind="stable")
        if len(top) > 1 and top.iloc[0] == top.iloc[1]:
            parts.append(f"{top.index[0]} and {top.index[1]} are level in {column} ({_number(top.iloc[0], digits)} each)")
        else:
            numbers = " to ".join(_number(value, digits) for value in top.iloc[:2])
            parts.append(f"{top.index[0]} is {verb} most in {column} ({numbers})")
    return "; ".join(parts)


def _number(value: float | None, digits: int) -> str:
    if value is None or pd.isna(value):
        return "no value"
    return f"{value:,.{digits}f}"


def _wrapped(title: str, width: int = 75) -> str:
    """A title broken into lines that fit the figure."""
    lines: Sequence[str] = [""]
    for word in html.escape(title, quote=False).split():
        if len(lines[-1]) + len(word) >= width and lines[-1]:
            lines = [*lines, ""]
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()]
    return "<br>".join(lines)

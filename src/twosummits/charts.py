"""Plotly figures for the kit's tables: drawn offline in JupyterLab, a table elsewhere, and each with its twin in words."""

import base64
import html
import json
import math
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
# Beside the colours, so that lines are told apart in grey as well.
QUARTERS = {"25%": 0.25, "50%": 0.5, "75%": 0.75, "100%": 1.0}
MOST_LABELS = 60  # columns of a heat map that still carry numbers
DASHES, SYMBOLS = ("solid", "dash", "dot", "dashdot"), ("circle", "diamond", "square", "triangle-up", "x")


class KitRenderer(MimetypeRenderer):
    """Display for figures: interactive in JupyterLab; where scripts do not run, a table of the same numbers."""

    def to_mimebundle(self, fig_dict: dict) -> dict[str, object]:
        spec = _plain(json.loads(pio.to_json(fig_dict, validate=False, remove_uids=False)))
        meta = spec.get("layout", {}).get("meta") or {}
        words = meta.get("words") or spec.get("layout", {}).get("title", {}).get("text") or "A chart"
        shown = f"<p>{html.escape(words)}</p>{meta.get('table', '')}"
        spec["config"] = {"displayModeBar": False}  # the row of buttons would cover the title
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


def in_words(figure: "go.Figure | HitTable") -> str:
    """The twin of a figure in words: its finding, and every number in it."""
    if isinstance(figure, HitTable):
        return figure.words
    return (figure.layout.meta or {}).get("words", "")


def placement_chart(hits: pd.DataFrame, title: str, *, what: str = "hits") -> go.Figure:
    """Each article as a strip of its paragraphs, darker where the words looked for stand, with their number.

    `hits` is a `paragraph_hits` table (or any with `article`, `paragraph` and `hits`); `title` states the finding (`first_place`
    makes one), `what` says what was counted. Raises ValueError if the table is empty.
    """
    _something(hits)
    strips = hits.pivot(index="article", columns="paragraph", values="hits").reindex(list(dict.fromkeys(hits["article"])))
    top = max(int(hits["hits"].max()), 1)
    labels = strips.map(lambda n: str(int(n)) if n > 0 else "").to_numpy()
    figure = _heat(strips.astype(float), labels, top)
    hover = f"%{{y}}, paragraph %{{x}}: %{{z}} {html.escape(what)}<extra></extra>"
    figure.update_traces(selector={"type": "heatmap"}, hovertemplate=hover)
    figure.update_layout(
        xaxis={
            "title": "paragraph (number, from 1)",
            "showgrid": False,
            "zeroline": False,
            "range": [0.5, max(strips.columns) + 0.5],
            "tick0": 1,
            "dtick": _step(max(strips.columns)),
        },
        yaxis={"autorange": "reversed", "showgrid": False, "title": ""},
        height=100 + 52 * len(strips),
    )
    _headed(figure, title)
    parts = []
    for article, part in hits.groupby("article", sort=False):
        found = part[part["hits"] > 0]
        places = ", ".join(f"{row.paragraph} ({row.hits})" for row in found.itertuples()) or "none"
        parts.append(f"{article} ({len(part)} paragraphs): {places}")
    shown = strips.map(lambda n: "" if pd.isna(n) else str(int(n)))
    return _twin(figure, f"{title}. Paragraphs with {what}, their number in brackets: {'; '.join(parts)}.", shown)


def first_place(mentions: pd.DataFrame, what: str) -> str:
    """A title that states where words first occur, from a `first_mention` table.

    Such as *Meddling comes in paragraph 1 of 29 in hamburg-2017; in paragraph 7 of 15 in helsinki-2018*.
    """
    rows = mentions.itertuples()
    places = [
        f"nowhere in {row.article}" if pd.isna(row.first) else f"in paragraph {row.first} of {row.paragraphs} in {row.article}"
        for row in rows
    ]
    if mentions["first"].isna().all():
        return f"{what}: not a word of it in {' or '.join(mentions['article'])}"
    return f"{what} comes first {'; '.join(places)}"


def cumulative_chart(shares: pd.DataFrame, title: str, *, what: str = "hits") -> go.Figure:
    """How much of what was counted a reader has met after each paragraph: one line an article, against how much has been read.

    `shares` is a `cumulative_share` table. Lines differ in colour, dash and marker; the thin line is an even spread. An article
    without hits has no line, and the words say so. Raises ValueError if the table is empty.
    """
    _something(shares)
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 100], y=[0, 100], mode="lines", line={"color": "#767676", "width": 1}, name="even spread", hoverinfo="skip"
    )
    parts, table = [], {}
    for place, (article, part) in enumerate(shares.groupby("article", sort=False)):
        if part[["read", "met"]].isna().any(axis=None):
            table[str(article)] = dict.fromkeys(QUARTERS, float("nan"))
            parts.append(f"{article}: none")
            continue
        figure.add_scatter(
            x=(100 * part["read"]).round(1).tolist(),
            y=(100 * part["met"]).round(1).tolist(),
            mode="lines+markers",
            name=str(article),
            line={"color": COLOURS[place % len(COLOURS)], "dash": DASHES[place % len(DASHES)], "width": 2.5},
            marker={"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 7},
            customdata=part["paragraph"].tolist(),
            hovertemplate="after paragraph %{customdata}: %{x}% read, %{y}% met<extra>" + html.escape(str(article)) + "</extra>",
        )
        values = {name: _read_when(part, share) for name, share in QUARTERS.items()}
        table[str(article)] = values
        lines = ", ".join(f"{q} after {_number(v, 0)}%" for q, v in values.items())
        parts.append(f"{article}: {lines}")
    figure.update_layout(
        xaxis={"title": "words read (% of the article)", "range": [-1, 102]},
        yaxis={"title": f"{what} met (% of all)", "range": [-3, 104]},
        height=350,
    )
    _headed(figure, title, legend=True)
    shown = pd.DataFrame(table).map(lambda v: "no hits" if pd.isna(v) else f"{v:.0f}%").rename_axis(f"{what} met")
    words = f"{title}. How much of the article has been read when so much of the {what} has been met: {'; '.join(parts)}."
    return _twin(figure, words, shown)


def _read_when(part: pd.DataFrame, share: float) -> float:
    """Per cent of the words read when that share has been met."""
    return float(100 * part.loc[part["met"] >= share - 1e-9, "read"].iloc[0])


def log_odds_chart(
    table: pd.DataFrame, title: str, *, target: str = "target", reference: str = "reference", top: int = 8
) -> go.Figure:
    """Words with their log-odds and 95 per cent intervals: the `top` words each way by z, from a `log_odds` table.

    Dots stand for words of the target, diamonds for those of the reference, filled where the interval leaves 0 out; `target` and
    `reference` are the names to show. The title states the finding. Raises ValueError if the table is empty.
    """
    _something(table)
    ranked = table.sort_values("z", ascending=False, kind="stable")
    shown = pd.concat([ranked[ranked["z"] > 0].head(top), ranked[ranked["z"] <= 0].tail(top)])
    figure = go.Figure()
    for place, (name, part) in enumerate({target: shown[shown["z"] > 0], reference: shown[shown["z"] <= 0]}.items()):
        if part.empty:
            continue
        sure = ((part["low"] > 0) | (part["high"] < 0)).tolist()
        shape = ("circle", "diamond")[place]
        figure.add_scatter(
            x=part["log_odds"].round(3).tolist(),
            y=part["word"].tolist(),
            mode="markers",
            name=f"more in {name}",
            error_x={
                "type": "data",
                "array": (1.96 * part["se"]).round(3).tolist(),
                "thickness": 1.5,
                "width": 4,
                "color": "#555555",
            },
            marker={
                "color": COLOURS[place],
                "size": 11,
                "symbol": [shape if s else f"{shape}-open" for s in sure],
                "line": {"width": 2, "color": COLOURS[place]},
            },
            customdata=part["z"].round(2).tolist(),
            hovertemplate="%{y}: %{x} (z %{customdata})<extra></extra>",
        )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_layout(
        xaxis_title="log-odds ratio (natural log) with 95% interval; filled where it leaves 0 out",
        yaxis={"autorange": "reversed", "title": "", "type": "category", "categoryarray": shown["word"].tolist()},
        height=90 + 26 * len(shown),
    )
    _headed(figure, title, legend=True)
    lines = [f"{r.word} {r.log_odds:.2f} ({r.low:.2f} to {r.high:.2f}, z {r.z:.1f})" for r in shown.itertuples()]
    sides = f"above 0 more in {target}, below 0 more in {reference}"
    words = f"{title}. Log-odds ratio with 95% interval, {sides}: {'; '.join(lines)}."
    numbers = shown.set_index("word")[["log_odds", "low", "high", "z"]].map(lambda v: f"{v:.2f}")
    return _twin(figure, words, numbers.rename(columns={"log_odds": "log-odds", "low": "from", "high": "to"}))


def matrix_chart(matrix: pd.DataFrame, title: str, *, unit: str = "share of paragraphs", column_title: str = "") -> go.Figure:
    """A frame matrix as a heat map in one hue, with its numbers: rows are codes, columns are articles or paragraphs.

    `matrix` is a `frame_matrix`, or any table with one row a code; `unit` says what a cell holds. Shares are written with two
    digits, whole numbers with none. The hue runs from white at 0, so it reads in grey too. Raises ValueError if the matrix is
    empty.
    """
    _something(matrix)
    matrix = matrix.rename(index=str, columns=str).astype(float)
    values = matrix.to_numpy()
    whole = bool((np.isnan(values) | (values == np.round(values))).all())
    digits = 0 if whole else 2 if np.nanmax(values) <= 1 else 1
    labels = matrix.map(lambda v: "–" if pd.isna(v) else f"{v:.{digits}f}").to_numpy()
    figure = _heat(matrix, labels, float(np.nanmax(np.append(values, 0))) or 1.0)
    hover = f"%{{y}}, %{{x}}: %{{z:.{digits}f}} ({html.escape(unit)})<extra></extra>"
    figure.update_traces(selector={"type": "heatmap"}, hovertemplate=hover)
    axis = f"{column_title} (in the cells: {unit})" if column_title else f"in the cells: {unit}"
    figure.update_layout(
        xaxis={"type": "category", "showgrid": False, "title": axis},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False, "title": ""},
        height=100 + 27 * len(matrix),
    )
    _headed(figure, title)
    with_words(figure, matrix, title, unit, digits=digits)
    if whole and np.nanmax(values) <= 1:  # where a code is present says as much as a row of ones and noughts, and sooner
        present = {code: [str(c) for c in matrix.columns if row[c] == 1] for code, row in matrix.iterrows()}
        lines = "; ".join(f"{code}: {', '.join(places) or 'nowhere'}" for code, places in present.items())
        figure.layout.meta["words"] = f"{title}. Present, by {column_title or 'column'}: {lines}."
    return figure


def agreement_chart(table: pd.DataFrame, title: str) -> go.Figure:
    """Krippendorff's alpha of each code as a dot, with the two lines at which coders usually draw the line, 0.667 and 0.8.

    `table` is an `agreement` table. A code without variation has no alpha; it is named beneath, and no dot is drawn.
    Krippendorff (“Content Analysis”) advises 0.8, and 0.667 as the lowest for tentative conclusions. Raises ValueError if the
    table is empty.
    """
    _something(table)
    known = table.dropna(subset=["alpha"]).sort_values("alpha", ascending=False, kind="stable")
    unknown = table.loc[table["alpha"].isna(), "code"].tolist()
    bands = [(0.8, "0.8 or more", "circle", COLOURS[0]), (0.667, "0.667 to 0.8", "diamond", COLOURS[1])]
    bands += [(-math.inf, "below 0.667", "x", COLOURS[5])]
    figure, above = go.Figure(), math.inf
    for lowest, name, symbol, colour in bands:
        part = known[(known["alpha"] >= lowest) & (known["alpha"] < above)]
        above = lowest
        figure.add_scatter(
            x=part["alpha"].round(3).tolist(),
            y=part["code"].tolist(),
            mode="markers",
            name=name,
            marker={"color": colour, "symbol": symbol, "size": 11},
            hovertemplate="%{y}: %{x:.3f}<extra></extra>",
        )
    for line in (0.667, 0.8):
        figure.add_vline(x=line, line={"color": INK, "width": 1, "dash": "dash"})
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    lowest = min([0.0, *known["alpha"]])
    note = f"; no variation, so no alpha: {', '.join(unknown)}" if unknown else ""
    figure.update_layout(
        xaxis={"title": f"Krippendorff's alpha (0 chance, 1 full agreement){note}", "range": [lowest - 0.05, 1.05]},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "title": "",
            "categoryarray": known["code"].tolist(),
            "tickvals": known["code"].tolist(),
            "ticktext": [f"{row.code}  {_number(row.alpha, 2)}" for row in known.itertuples()],
        },
        height=90 + 26 * len(known),
    )
    _headed(figure, title, legend=True)
    ordered = pd.concat([known, table[table["alpha"].isna()]]).set_index("code")
    lines = [f"{row.Index} {_number(row.alpha, 2)} ({row.units} paragraphs)" for row in ordered.itertuples()]
    numbers = ordered[["alpha", "agreed", "units"]].map(lambda v: v if isinstance(v, int) else _number(v, 2))
    return _twin(figure, f"{title}. Krippendorff's alpha: {'; '.join(lines)}.", numbers)


class HitTable:
    """A concordance to read: in a notebook a table with the hits beneath each other, elsewhere lines of text."""

    def __init__(self, hits: pd.DataFrame, title: str):
        self.hits, self.title = hits, title

    @property
    def words(self) -> str:
        """The twin in words: the title, and each line in full."""
        lines = [f"{self._place(row)}: {row.left.strip()} [{row.hit}] {row.right.strip()}" for row in self.hits.itertuples()]
        return "\n".join([f"{self.title}. {len(lines)} {'line' if len(lines) == 1 else 'lines'}.", *lines])

    @staticmethod
    def _place(row: object) -> str:
        frame = f", {row.frame}" if hasattr(row, "frame") else ""
        return f"{row.article}, paragraph {row.paragraph}{frame}"

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        cell = "padding:2px 6px;white-space:pre;text-align"
        rows = [
            f'<tr><th scope="row" style="{cell}:left;font-weight:normal">{html.escape(self._place(row))}</th>'
            f'<td style="{cell}:right">{html.escape(row.left.lstrip())}</td>'
            f'<td style="{cell}:center"><strong>{html.escape(row.hit)}</strong></td>'
            f'<td style="{cell}:left">{html.escape(row.right.rstrip())}</td></tr>'
            for row in self.hits.itertuples()
        ]
        heads = "".join(
            f'<th scope="col" style="{cell}:{side}">{name}</th>'
            for name, side in {"where": "left", "before": "right", "hit": "center", "after": "left"}.items()
        )
        caption = f'<caption style="text-align:left;font-size:16px;padding:4px 6px">{html.escape(self.title)}</caption>'
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def hit_table(hits: pd.DataFrame, title: str) -> HitTable:
    """A concordance as a table to read, from `concordance` or `frame_hits`. Raises ValueError if there are no hits."""
    _something(hits)
    return HitTable(hits, title)


def _something(table: pd.DataFrame) -> None:
    if table.empty:
        raise ValueError("there is nothing to draw: the table has no rows")


def _heat(matrix: pd.DataFrame, labels: np.ndarray, top: float) -> go.Figure:
    """Tiles from light grey to dark blue, with labels black on light and white on dark; missing tiles stay empty."""
    columns, rows = list(matrix.columns), [str(name) for name in matrix.index]
    values = [[None if pd.isna(v) else round(float(v), 3) for v in row] for row in matrix.to_numpy()]
    figure = go.Figure()
    figure.add_heatmap(
        z=values,
        x=columns,
        y=rows,
        zmin=0,
        zmax=top,
        colorscale=[[0, "#F2F2F2"], [1, "#00466F"]],
        showscale=False,
        hoverongaps=False,
        xgap=2,
        ygap=3,
    )
    if len(columns) <= MOST_LABELS:  # in narrower tiles numbers run into each other
        tiles = [(x, y, str(labels[r][c]), values[r][c]) for r, y in enumerate(rows) for c, x in enumerate(columns)]
        tiles = [tile for tile in tiles if tile[2] and tile[3] is not None]
        figure.add_scatter(
            x=[x for x, _, _, _ in tiles],
            y=[y for _, y, _, _ in tiles],
            text=[label for _, _, label, _ in tiles],
            mode="text",
            textfont={
                "size": 11 if len(columns) > 20 else 13,
                "color": ["white" if value > 0.69 * top else "black" for _, _, _, value in tiles],
            },
            hoverinfo="skip",
            showlegend=False,
        )
    return figure


def _headed(figure: go.Figure, title: str, *, legend: bool = False) -> None:
    """Put the title at the top, with as much room as its lines need, and the legend beneath it."""
    text = _wrapped(title, 95)
    room = 30 + 22 * (text.count("<br>") + 1) + (30 if legend else 0)
    figure.update_layout(
        title={"text": text, "yref": "container", "y": 1, "yanchor": "top", "pad": {"t": 14}},
        margin_t=room,
        height=(figure.layout.height or 380) + room,
    )


def _step(many: int) -> int:
    """The distance of the marks on an axis with so many paragraphs."""
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, many) if many / step <= 30)


def _twin(figure: go.Figure, words: str, shown: pd.DataFrame) -> go.Figure:
    figure.update_layout(meta={"words": words, "table": shown.to_html(border=0)})
    return figure


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

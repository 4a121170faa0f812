"""Frames: the codebook, coded paragraphs, how far coders agree, and word lists with their hits in context.

`python -m twosummits.frames` prints how far the two shipped readings agree, code by code.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from twosummits.paths import data_dir
from twosummits.words import _tokens, rate, token_pattern

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

UNIT = ["article", "paragraph"]
CODED = [*UNIT, "code", "value"]
LEVELS = ("nominal", "ordinal", "interval")


# --- the codebook and what was coded with it


def load_codebook() -> "pd.DataFrame":
    """The codebook, one row a code: `code`, `scheme`, `level`, `values`, `definition`, `include`, `exclude`, `example`, `source`.

    `scheme` is `entman` (the four functions of Entman, “Framing: Toward Clarification of a Fractured Paradigm”, Journal of
    Communication 43 (4), 1993), `generic` (the five frames of Semetko and Valkenburg, “Framing European Politics”, Journal of
    Communication 50 (2), 2000), `issue` (frames of these two events) or `relations` (one variable with an order).
    """
    import pandas as pd

    return pd.read_csv(data_dir() / "codebook" / "codebook.csv")


def load_coded(reading: str = "settled") -> "pd.DataFrame":
    """Coded paragraphs: one row a paragraph and code, with `article`, `paragraph` (from 1), `code`, `value`.

    `reading` is `"a"` or `"b"` (the two coders, as they left them), `"settled"` (one value each, with the column `reason` where
    the two differed) or `"planted"` (the planted set; it gives the answers away). A code is 1 where it is present and 0 where
    not; `tone` runs from -2 to 2 and is missing where it does not apply. Raises ValueError for any other reading.
    """
    import pandas as pd

    folder = data_dir()
    files = {
        "settled": folder / "codebook" / "coded.csv",
        "a": folder / "codebook" / "coded-a.csv",
        "b": folder / "codebook" / "coded-b.csv",
        "planted": folder / "planted" / "answers" / "coded.csv",
    }
    if reading not in files:
        raise ValueError(f"there are the readings {', '.join(map(repr, files))}, and not {reading!r}")
    return pd.read_csv(files[reading]).astype({"value": "Int64"})


def frame_matrix(coded: "pd.DataFrame", by: str = "article", article: str | None = None) -> "pd.DataFrame":
    """Which codes are present where: one row a code, one column an article or a paragraph.

    With `by="article"` a cell is the share of the article's paragraphs in which the code is present (0 to 1); with
    `by="paragraph"` a cell is 1 or 0, and the columns are the paragraph numbers of `article`, which may be left out if the table
    holds one article only. Codes with other values than 0 and 1 (such as `tone`) are left out; a paragraph without a value is
    missing and no 0. Raises ValueError if the table is no table of coded paragraphs or holds nothing to show.
    """
    coded = _checked(coded)
    binary = coded.groupby("code", sort=False)["value"].transform(lambda values: values.dropna().isin([0, 1]).all())
    coded = coded[binary.astype(bool)].dropna(subset=["value"])
    if coded.empty:
        raise ValueError("there is no code with values 0 and 1 in this table")
    if by not in UNIT:
        raise ValueError(f"a frame matrix is by 'article' or by 'paragraph', not by {by!r}")
    if by == "paragraph":
        coded = _one_article(coded, article)
    matrix = coded.assign(value=coded["value"].astype(float)).pivot_table("value", "code", by, sort=False)
    matrix = matrix.loc[list(dict.fromkeys(coded["code"]))]
    return matrix if by == "article" else matrix.sort_index(axis=1)


def _one_article(coded: "pd.DataFrame", article: str | None) -> "pd.DataFrame":
    names = list(dict.fromkeys(coded["article"]))
    if article is None and len(names) > 1:
        raise ValueError(f"name the article to show by paragraph: one of {', '.join(names)}")
    if article is not None and article not in names:
        raise ValueError(f"there is no article {article!r} in this table, but {', '.join(names)}")
    return coded[coded["article"] == (article or names[0])]


def _checked(coded: "pd.DataFrame") -> "pd.DataFrame":
    """The four columns of a table of coded paragraphs. Raises ValueError if it is none."""
    missing = [column for column in CODED if column not in coded]
    if missing:
        raise ValueError(f"a table of coded paragraphs has the columns {', '.join(CODED)}; here {', '.join(missing)} is missing")
    twice = coded[coded.duplicated([*UNIT, "code"])]
    if len(twice):
        row = twice.iloc[0]
        raise ValueError(f"paragraph {row['paragraph']} of {row['article']} has more than one value for {row['code']!r}")
    return coded[CODED]


# --- agreement


def krippendorff_alpha(reliability_data: "pd.DataFrame | np.ndarray | Sequence", level: str = "nominal") -> float:
    """Krippendorff's alpha: 1 where coders agree throughout, 0 where they agree no more than by chance, below 0 where less.

    `reliability_data` has one row a coder and one column a unit, any number of each; None or NaN stands for a missing value, and
    a unit with fewer than two values is left out. `level` is `nominal` (values are the same or not), `ordinal` (they have an
    order) or `interval` (their distances count). NaN if all values are the same: then there is no variation to agree on.

    Method: K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), by way of coincidences; A. F. Hayes and K.
    Krippendorff, “Answering the Call for a Standard Reliability Measure for Coding Data”, Communication Methods and Measures 1
    (1), 2007. Raises ValueError if the level is unknown, if there are fewer than two coders, if no unit has two values, or if
    values with an order are no numbers.
    """
    import numpy as np

    units, values = _units(reliability_data, level)
    together = np.zeros((len(values), len(values)))  # how often each value stands beside each in one unit
    for unit in units:
        count = np.array([unit.count(value) for value in values], dtype=float)
        together += (np.outer(count, count) - np.diag(count)) / (len(unit) - 1)
    total = together.sum(axis=0)
    apart = _distances(values, total, level)
    observed = (together * apart).sum()
    expected = (np.outer(total, total) * apart).sum() / (total.sum() - 1)
    return float(1 - observed / expected) if expected > 0 else float("nan")


def _units(reliability_data: object, level: str) -> tuple[list[list], list]:
    """The values of each unit that has at least two, and the different values in order."""
    import pandas as pd

    if level not in LEVELS:
        raise ValueError(f"the level is one of {', '.join(LEVELS)}, and not {level!r}")
    table = pd.DataFrame(reliability_data)
    if len(table) < 2:
        raise ValueError("agreement needs at least two coders: one row each")
    columns = ([value for value in table[column] if not pd.isna(value)] for column in table.columns)
    units = [unit for unit in columns if len(unit) > 1]
    if not units:
        raise ValueError("no unit has values from two coders")
    values = set().union(*units)
    if level != "nominal" and any(isinstance(value, str) for value in values):
        raise ValueError(f"values at the {level} level have to be numbers")
    return units, sorted(values, key=str if level == "nominal" else None)


def _distances(values: list, total: "np.ndarray", level: str) -> "np.ndarray":
    """How far apart each two values count as being: the square of their difference at the level of measurement."""
    import numpy as np

    if level == "nominal":
        return 1 - np.eye(len(values))
    # The place of a rank in line is its middle: all values below it, and half of its own.
    scale = np.array(values, dtype=float) if level == "interval" else np.cumsum(total) - total / 2
    return (scale[:, None] - scale[None, :]) ** 2


def reliability(code: str, *tables: "pd.DataFrame") -> "pd.DataFrame":
    """The values of one code as `krippendorff_alpha` takes them: one row a table (a coder), one column a paragraph.

    A paragraph that a coder left out is missing there. Raises ValueError if none of the tables has the code.
    """
    import pandas as pd

    rows = [_checked(table).query("code == @code").set_index(UNIT)["value"] for table in tables]
    if not sum(map(len, rows)):
        raise ValueError(f"there is no code {code!r} in these tables")
    return pd.DataFrame([row.astype("object") for row in rows], index=range(1, len(rows) + 1)).sort_index(axis=1)


def agreement(*tables: "pd.DataFrame", levels: dict[str, str] | None = None) -> "pd.DataFrame":
    """How far two or more coders agree, one row a code that at least two of them used.

    Columns: `code`; `level`; `units` (paragraphs with two values or more); `present` (share of these values that are not 0,
    missing at other levels than nominal); `agreed` (share of pairs of coders with the same value, 0 to 1); `alpha`
    (`krippendorff_alpha`, NaN where nothing varies). Levels are those of the codebook, nominal for codes it does not hold, unless
    `levels` says otherwise. Raises ValueError for fewer than two tables, or if no code stands in two.
    """
    import pandas as pd

    if len(tables) < 2:
        raise ValueError("agreement needs the tables of at least two coders")
    book = load_codebook()
    levels = dict(zip(book["code"], book["level"], strict=True)) | (levels or {})
    used = [code for table in tables for code in dict.fromkeys(_checked(table)["code"])]
    shared = [code for code in dict.fromkeys(used) if used.count(code) > 1]
    if not shared:
        raise ValueError("no code stands in two of these tables")
    rows = [_agreement_row(code, levels.get(code, "nominal"), reliability(code, *tables)) for code in shared]
    return pd.DataFrame(rows, columns=["code", "level", "units", "present", "agreed", "alpha"])


def _agreement_row(code: str, level: str, data: "pd.DataFrame") -> tuple:
    units, _ = _units(data, level)
    values = [value for unit in units for value in unit]
    present = sum(value != 0 for value in values) / len(values) if level == "nominal" else float("nan")
    same = sum(unit.count(value) - 1 for unit in units for value in unit)
    pairs = sum(len(unit) * (len(unit) - 1) for unit in units)
    return code, level, len(units), present, same / pairs, krippendorff_alpha(data, level)


def disagreements(first: "pd.DataFrame", second: "pd.DataFrame") -> "pd.DataFrame":
    """Where two coders differ: `article`, `paragraph`, `code`, `first`, `second`; a value against a missing one counts."""
    both = _checked(first).merge(_checked(second), on=[*UNIT, "code"], suffixes=("_1", "_2"))
    both = both.rename(columns={"value_1": "first", "value_2": "second"})
    same = (both["first"] == both["second"]).fillna(False).astype(bool) | (both["first"].isna() & both["second"].isna())
    return both[~same].reset_index(drop=True)


# --- word lists


def load_frame_words() -> "pd.DataFrame":
    """The word lists, one row a pattern: `frame`, `pattern` (a `*` stands for any letters), `reason`.

    A reason says why the pattern is there, and what else it may catch. The lists are the kit's own and free of rights (CC0);
    frames have the names of the codes in the codebook.
    """
    import pandas as pd

    return pd.read_csv(data_dir() / "lexicons" / "frames.csv")


def frame_hits(
    articles: "pd.DataFrame", words: "pd.DataFrame | None" = None, frame: str | None = None, width: int = 40
) -> "pd.DataFrame":
    """Every hit of the word lists in its context: `article`, `paragraph`, `frame`, `pattern`, `left`, `hit`, `right`.

    `articles` is a table from `load_articles`; `words` has the columns `frame` and `pattern` (without it, the kit's lists); with
    `frame`, only hits of that one are given. Raises ValueError if the lists do not hold the frame.
    """
    import pandas as pd

    words = load_frame_words() if words is None else words
    if frame is not None:
        if frame not in set(words["frame"]):
            raise ValueError(f"there is no word list for {frame!r}, but for {', '.join(dict.fromkeys(words['frame']))}")
        words = words[words["frame"] == frame]
    find = _finder(tuple(zip(words["frame"], words["pattern"], strict=True)))
    rows = []
    for article, text in zip(articles["article"], articles["text"], strict=True):
        for number, paragraph in enumerate(text.split("\n\n"), 1):
            for token, start, end in _tokens(paragraph):
                left, right = paragraph[max(0, start - width) : start].rjust(width), paragraph[end : end + width]
                rows += [(article, number, *found, left, paragraph[start:end], right) for found in find(token)]
    return pd.DataFrame(rows, columns=["article", "paragraph", "frame", "pattern", "left", "hit", "right"])


def _finder(patterns: tuple[tuple[str, str], ...]):
    """A function from a token to the frames and patterns that it meets; each different token is looked up once."""
    compiled = [(frame, pattern, token_pattern(pattern)) for frame, pattern in patterns]

    @cache
    def find(token: str) -> list[tuple[str, str]]:
        return [(frame, pattern) for frame, pattern, wanted in compiled if wanted.fullmatch(token)]

    return find


def frame_rates(articles: "pd.DataFrame", words: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """Hits of each word list per 1,000 tokens: one row a frame, one column an article. A frame without hits has 0.

    Raises ValueError if an article has no words.
    """
    import pandas as pd

    words = load_frame_words() if words is None else words
    hits = frame_hits(articles, words)
    counts = pd.crosstab(hits["frame"], hits["article"]) if len(hits) else pd.DataFrame()
    counts = counts.reindex(index=list(dict.fromkeys(words["frame"])), columns=list(articles["article"]), fill_value=0)
    length = {a: sum(1 for _ in _tokens(text)) for a, text in zip(articles["article"], articles["text"], strict=True)}
    rates = pd.DataFrame({a: [rate(n, length[a]) for n in counts[a]] for a in counts}, index=counts.index)
    return rates.rename_axis("frame").rename_axis(None, axis=1)


def code_by_words(articles: "pd.DataFrame", words: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """The word lists as if they were a coder: coded paragraphs, 1 where the paragraph holds a word of the frame's list."""
    import pandas as pd

    words = load_frame_words() if words is None else words
    found = set(frame_hits(articles, words)[[*UNIT, "frame"]].itertuples(index=False, name=None))
    rows = [
        (article, number, frame, int((article, number, frame) in found))
        for article, text in zip(articles["article"], articles["text"], strict=True)
        for number in range(1, len(text.split("\n\n")) + 1)
        for frame in dict.fromkeys(words["frame"])
    ]
    return pd.DataFrame(rows, columns=CODED).astype({"value": "Int64"})


def compare_coding(found: "pd.DataFrame", truth: "pd.DataFrame") -> "pd.DataFrame":
    """How well one coding (of word lists, say) finds what another holds, one row a code that stands in both.

    Columns: `code`; `both`, `only_found`, `only_truth` (paragraphs); `precision` (share of what was found that is true), `recall`
    (share of what is true that was found), both 0 to 1, NaN where there is nothing to divide by. Paragraphs that either table
    lacks are left out. Raises ValueError if the two have no code in common.
    """
    import pandas as pd

    pairs = _checked(found).merge(_checked(truth), on=[*UNIT, "code"], suffixes=("_f", "_t")).dropna()
    pairs = pairs[pairs["value_f"].isin([0, 1]) & pairs["value_t"].isin([0, 1])]
    if pairs.empty:
        raise ValueError("the two tables have no code and paragraph in common")
    rows = []
    for code, part in pairs.groupby("code", sort=False):
        f, t = part["value_f"] == 1, part["value_t"] == 1
        both, only_f, only_t = int((f & t).sum()), int((f & ~t).sum()), int((~f & t).sum())
        rows.append((code, both, only_f, only_t, _share(both, both + only_f), _share(both, both + only_t)))
    return pd.DataFrame(rows, columns=["code", "both", "only_found", "only_truth", "precision", "recall"])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def main() -> None:
    """Print the agreement of the two shipped readings, as the data card has it."""
    for row in agreement(load_coded("a"), load_coded("b")).itertuples():
        present, alpha = (f"{value:.3f}" if value == value else "–" for value in (row.present, row.alpha))
        print(f"| `{row.code}` | {row.level} | {row.units} | {present} | {row.agreed:.3f} | {alpha} |")


if __name__ == "__main__":
    main()

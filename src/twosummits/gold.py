"""The gold annotations: load them, and report how far two readers agree. `python -m twosummits.gold` prints the report."""

from pathlib import Path
from typing import TYPE_CHECKING

from twosummits.paths import data_dir

if TYPE_CHECKING:
    import pandas as pd

WHAT = {"mentions": ["label", "name"], "quotations": ["kind", "speaker", "cue"]}


def load_gold(what: str, reading: str | None = None) -> "pd.DataFrame":
    """The gold table of `"mentions"` or `"quotations"`, or one reader's (`reading` `"a"` or `"b"`) before they were settled.

    Columns of mentions: `article`, `start`, `end` (code points into the file as stored, end excluded), `text`, `label`, `name`,
    `part`, `paragraph`. Of quotations: `article`, `start`, `end` (marks included), `text`, `kind`, `speaker`, `cue`,
    `cue_start`, `cue_end`, `paragraph`. What does not apply is missing.
    """
    import pandas as pd

    if what not in WHAT:
        raise ValueError(f"there are gold 'mentions' and 'quotations', not {what!r}")
    folder = data_dir() / "gold"
    table = pd.read_csv(folder / "readings" / f"{reading}-{what}.csv" if reading else folder / f"{what}.csv")
    whole = [column for column in ("paragraph", "cue_start", "cue_end") if column in table]
    return table.astype(dict.fromkeys(whole, "Int64"))


def stored_text(article: str, folder: Path | None = None) -> str:
    """The text of a shipped article exactly as stored, which the offsets count in."""
    with ((folder or data_dir() / "articles") / f"{article}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def agreement(first: "pd.DataFrame", second: "pd.DataFrame", columns: list[str]) -> dict[str, float]:
    """How far two readings agree on where something is marked and on what is said of it.

    `spans` is F1 of the exact stretches, one reading taken as the truth (it is the same either way round), as Hripcsak and
    Rothschild (2005) advise for marks whose number of true negatives is unknown; each of `columns` is the share of stretches
    marked by both that carry the same value. All between 0 and 1.
    """
    keys = ["article", "start", "end"]
    both = first.merge(second, on=keys, suffixes=("_a", "_b"))
    result = {"spans": 2 * len(both) / (len(first) + len(second))}
    for column in columns:
        a, b = both[f"{column}_a"], both[f"{column}_b"]
        result[column] = float(((a == b) | (a.isna() & b.isna())).mean())
    return result


def main() -> None:
    """Print the agreement of the two readings, and of each with the settled annotations."""
    for what, columns in WHAT.items():
        gold, a, b = load_gold(what), load_gold(what, "a"), load_gold(what, "b")
        for names, pair in {"reader a, reader b": (a, b), "reader a, settled": (a, gold), "reader b, settled": (b, gold)}.items():
            figures = ", ".join(f"{name} {value:.3f}" for name, value in agreement(*pair, columns).items())
            print(f"{what:<11} {len(pair[0]):>4} and {len(pair[1]):>3}  {names:<19} {figures}")


if __name__ == "__main__":
    main()

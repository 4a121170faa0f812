"""Comparing texts in numbers: keyness, log-odds with a prior, permutation test, many tests at once, placement, two by two."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosummits.words import rate, token_pattern, tokenise

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Columns = str | Sequence[str] | None


# --- two word counts


def log_likelihood(a: float, b: float, c: float, d: float, *, four_cells: bool = False) -> float:
    """G2 for a word that occurs `a` times among `c` words of one text and `b` times among `d` of another; 0 for equal rates.

    G2 = 2 (a ln(a / E1) + b ln(b / E2)) with E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d); a count of 0 adds nothing.
    That is the form of P. Rayson and R. Garside, “Comparing corpora using frequency profiling” (Workshop on Comparing Corpora,
    2000). With `four_cells` the words that are not this one count as well, as in T. Dunning, “Accurate methods for the
    statistics of surprise and coincidence”, Computational Linguistics 19 (1), 1993; for all but very frequent words the two are
    nearly the same. Raises ValueError if a text has no words, or fewer words than hits.
    """
    if not (c > 0 and d > 0 and 0 <= a <= c and 0 <= b <= d):
        raise ValueError("G2 needs two texts with words, and no more hits than words")
    share = (a + b) / (c + d)
    cells = [(a, c * share), (b, d * share)]
    if four_cells:
        cells += [(c - a, c * (1 - share)), (d - b, d * (1 - share))]
    return max(0.0, 2 * sum(n * math.log(n / expected) for n, expected in cells if n))


def log_ratio(a: float, b: float, c: float, d: float) -> float:
    """How often the rate doubles from the second text to the first: 1 is twice as high, -1 half as high, 0 equal.

    The binary logarithm of the ratio of the two rates; a count of 0 is taken as 0.5, so that the ratio stays finite. Method: A.
    Hardie, “Log Ratio – an informal introduction” (CASS, Lancaster, 2014). Raises ValueError if the word occurs in neither text.
    """
    if not (a or b):
        raise ValueError("a word that occurs in neither text has no ratio")
    return math.log2((a or 0.5) / c) - math.log2((b or 0.5) / d)


def keyness(counts: "pd.DataFrame", target: Columns = None, reference: Columns = None) -> "pd.DataFrame":
    """Which words set one text apart from another: one row a word, the largest G2 first.

    `counts` is a `word_counts` table; `target` and `reference` name a column each, or several that are added up (without them,
    the first and the second of two). Columns: `word`; `target`, `reference` (counts); `target_rate`, `reference_rate` (per 1,000
    words); `more_in` (`target`, `reference` or `neither`); `g2` (`log_likelihood`); `p` (chi-square with one degree of freedom;
    it takes words for independent draws, which they are not, so it is too small); `p_holm`, `p_bh` (`adjust` over all rows);
    `log_ratio` (how many times the rate doubles). Raises ValueError if it is not clear what to compare, or a text has no words.
    """
    pair = _pair(counts, target, reference)
    c, d = pair["target"].sum(), pair["reference"].sum()
    both = list(zip(pair["target"], pair["reference"], strict=True))
    table = pair.reset_index(names="word")
    for name, total in {"target": c, "reference": d}.items():
        table[f"{name}_rate"] = [rate(n, total) for n in pair[name]]
    difference = table["target_rate"] - table["reference_rate"]
    table["more_in"] = ["target" if x > 0 else "reference" if x < 0 else "neither" for x in difference]
    table["g2"] = [log_likelihood(a, b, c, d) for a, b in both]
    table["p"] = [math.erfc(math.sqrt(g2 / 2)) for g2 in table["g2"]]  # the tail of chi-square with one degree of freedom
    table = table.assign(p_holm=adjust(table["p"], "holm"), p_bh=adjust(table["p"], "bh"))
    table["log_ratio"] = [log_ratio(a, b, c, d) for a, b in both]
    return table.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def log_odds(
    counts: "pd.DataFrame",
    target: Columns = None,
    reference: Columns = None,
    *,
    prior: "Mapping[str, float] | pd.Series | None" = None,
    strength: float | None = None,
) -> "pd.DataFrame":
    """Log-odds ratio of each word with an informative Dirichlet prior: one row a word, those of the target first.

    `counts`, `target` and `reference` are as in `keyness`. `prior` gives a count above 0 for each word, such as a larger
    collection has them; without it the counts of all columns together are taken, which pulls every word towards no difference.
    `strength` scales the prior to so many words in all: the more, the stronger the pull, above all on rare words.

    Columns: `word`; `target`, `reference` (counts); `prior`; `log_odds` (natural logarithm; above 0 for the target); `se`;
    `low`, `high` (log_odds ± 1.96 se); `z` (log_odds / se); `p` (two-sided, normal); `p_holm`, `p_bh`. Like those of `keyness`,
    the p-values take words for independent draws. Method: B. L. Monroe, M. P. Colaresi and K. M. Quinn, “Fightin' Words”,
    Political Analysis 16 (4), 2008, with their approximate variance 1 / (y1 + α) + 1 / (y2 + α). Raises ValueError if it is not
    clear what to compare, if a text has no words, or if a word has no prior above 0.
    """
    import numpy as np

    pair = _pair(counts, target, reference)
    if len(pair) < 2:
        raise ValueError("log-odds need at least two different words")
    alpha = _prior(counts, pair, prior, strength)
    all_alpha = alpha.sum()
    logits = []
    for name in ("target", "reference"):
        y, n = pair[name] + alpha, pair[name].sum() + all_alpha
        logits.append(np.log(y / (n - y)))
    se = np.sqrt(1 / (pair["target"] + alpha) + 1 / (pair["reference"] + alpha))
    table = pair.assign(prior=alpha, log_odds=logits[0] - logits[1], se=se)
    table = table.assign(low=table["log_odds"] - 1.96 * se, high=table["log_odds"] + 1.96 * se, z=table["log_odds"] / se)
    table["p"] = [math.erfc(abs(z) / math.sqrt(2)) for z in table["z"]]
    table = table.assign(p_holm=adjust(table["p"], "holm"), p_bh=adjust(table["p"], "bh")).reset_index(names="word")
    return table.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def _pair(counts: "pd.DataFrame", target: Columns, reference: Columns) -> "pd.DataFrame":
    """The counts to compare, as two columns, without words that neither text has. Raises ValueError."""
    import pandas as pd

    if (target is None) != (reference is None):
        raise ValueError("name both the target and the reference")
    if target is None:
        if len(counts.columns) != 2:
            shown = f"the {len(counts.columns)} here ({', '.join(map(str, counts.columns))})"
            raise ValueError(f"a comparison needs two texts; name target and reference among {shown}")
        target, reference = counts.columns
    sides = [[side] if isinstance(side, str) else list(side) for side in (target, reference)]
    absent = [name for side in sides for name in side if name not in counts]
    if absent:
        raise ValueError(f"there is no column {absent[0]!r} in these counts")
    if set(sides[0]) & set(sides[1]) or not all(sides):
        raise ValueError("target and reference have to be different texts")
    pair = pd.DataFrame({name: counts[side].sum(axis=1) for name, side in zip(("target", "reference"), sides, strict=True)})
    if not (pair.sum() > 0).all():
        raise ValueError("a comparison needs two texts with words")
    return pair[pair.sum(axis=1) > 0]


def _prior(counts: "pd.DataFrame", pair: "pd.DataFrame", prior: object, strength: float | None) -> "pd.Series":
    """A pseudo-count above 0 for each word of the pair."""
    import pandas as pd

    alpha = (counts.sum(axis=1) if prior is None else pd.Series(prior, dtype=float)).reindex(pair.index).astype(float)
    lacking = alpha.index[~(alpha > 0)]
    if len(lacking):
        raise ValueError(f"the prior needs a count above 0 for every word; {lacking[0]!r} has none ({len(lacking)} such words)")
    if strength is not None and not strength > 0:
        raise ValueError("the strength of a prior is above 0")
    return alpha if strength is None else alpha / alpha.sum() * strength


# --- many tests at once


def adjust(p: Sequence[float], method: str = "holm") -> "np.ndarray":
    """p-values corrected for their number, in the order given.

    `holm` keeps the chance of even one false alarm at the level chosen (S. Holm, Scandinavian Journal of Statistics 6, 1979);
    `bh` keeps the expected share of false alarms among the findings there, for independent tests (Y. Benjamini and Y. Hochberg,
    Journal of the Royal Statistical Society B 57, 1995). Raises ValueError for another method, or values that are no
    probabilities.
    """
    import numpy as np

    p = np.asarray(p, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("p-values lie between 0 and 1")
    order, many = np.argsort(p, kind="stable"), len(p)
    ordered = p[order]
    if method == "holm":
        ordered = np.maximum.accumulate(ordered * (many - np.arange(many)))
    elif method == "bh":
        ordered = np.minimum.accumulate((ordered * many / np.arange(1, many + 1))[::-1])[::-1]
    else:
        raise ValueError(f"the method is 'holm' or 'bh', and not {method!r}")
    adjusted = np.empty(many)
    adjusted[order] = np.minimum(ordered, 1)
    return adjusted


# --- paragraphs


def paragraph_hits(articles: "pd.DataFrame", *patterns: str) -> "pd.DataFrame":
    """How often words of a family occur in each paragraph: `article`, `paragraph` (from 1), `words` (tokens), `hits`.

    Patterns are those of `concordance`, such as `"*meddl*", "*interfer*"`; a token that meets two of them counts once. Raises
    ValueError without a pattern, or for an empty one.
    """
    import pandas as pd

    if not patterns:
        raise ValueError("name at least one word to look for")
    wanted = [token_pattern(pattern) for pattern in patterns]
    rows = []
    for article, text in zip(articles["article"], articles["text"], strict=True):
        for number, paragraph in enumerate(text.split("\n\n"), 1):
            tokens = tokenise(paragraph)
            hits = sum(any(pattern.fullmatch(token) for pattern in wanted) for token in tokens)
            rows.append((article, number, len(tokens), hits))
    return pd.DataFrame(rows, columns=["article", "paragraph", "words", "hits"])


@dataclass(frozen=True)
class Permutation:
    """What a permutation test found.

    `groups` are the two groups; `difference` is first minus second; `p` two-sided; `extreme` of `draws` shuffles gave a
    difference at least as large either way; `drawn` holds the differences of all shuffles.
    """

    groups: tuple[str, str]
    difference: float
    p: float
    extreme: int
    draws: int
    drawn: "np.ndarray" = field(repr=False, compare=False)


def permutation_test(
    paragraphs: "pd.DataFrame",
    value: str = "hits",
    per: str | None = "words",
    *,
    group: str = "article",
    within: str | None = None,
    draws: int = 9999,
    seed: int = 2018,
) -> Permutation:
    """Do two texts differ by more than shuffling their paragraphs would make them differ?

    The statistic is the difference, first group minus second, of the sum of `value` per 1,000 of `per` (hits per 1,000 words), or
    of the mean of `value` where `per` is None. **The null hypothesis**: which of the two groups a paragraph belongs to has
    nothing to do with its words, so that every way of dealing the same paragraphs out, with as many to each group as now, was
    equally likely (dealt out separately for each value of `within`, if given). Paragraphs are kept whole, so words need not be
    independent within them; but paragraphs must be exchangeable, and the test says nothing of other texts, nor why two texts
    differ.

    p = (1 + shuffles with a difference at least as large either way) / (1 + `draws`), never 0 (B. Phipson and G. K. Smyth,
    Statistical Applications in Genetics and Molecular Biology 9, 2010). The same `seed` gives the same result. Raises ValueError
    if there are not exactly two groups, if one has no words, or if `draws` is below 1.
    """
    import numpy as np
    import pandas as pd

    names = tuple(dict.fromkeys(paragraphs[group]))
    if len(names) != 2:
        raise ValueError(f"a permutation test compares two groups; there are {len(names)} in {group!r}")
    if draws < 1:
        raise ValueError("a permutation test needs at least one draw")
    top = paragraphs[value].to_numpy(float)
    bottom = paragraphs[per].to_numpy(float) / 1000 if per else np.ones(len(top))
    first = (paragraphs[group] == names[0]).to_numpy()
    if not (bottom[first].sum() > 0 and bottom[~first].sum() > 0):
        raise ValueError("a rate needs texts with at least one word")

    def difference(labels: "np.ndarray") -> "np.ndarray":
        return labels @ top / (labels @ bottom) - ~labels @ top / (~labels @ bottom)

    seen = float(difference(first))
    strata = [np.arange(len(top))] if within is None else list(pd.RangeIndex(len(top)).groupby(paragraphs[within]).values())
    rng = np.random.default_rng(seed)
    drawn = np.empty(draws)
    for draw in range(draws):
        labels = first.copy()
        for place in strata:
            labels[place] = rng.permutation(first[place])
        with np.errstate(invalid="ignore", divide="ignore"):
            drawn[draw] = difference(labels)
    # A shuffle that leaves one side without words has no rate; it counts as extreme, which errs on the careful side.
    extreme = int((~(np.abs(drawn) < abs(seen) - 1e-9 * max(1.0, abs(seen)))).sum())
    return Permutation(names, seen, (1 + extreme) / (1 + draws), extreme, draws, drawn)


def first_mention(hits: "pd.DataFrame") -> "pd.DataFrame":
    """Where a family of words first occurs, one row an article of a `paragraph_hits` table.

    Columns: `article`, `paragraphs` (how many there are), `hits`, `first` (paragraph, missing if the words do not occur),
    `place` (first / paragraphs, 0 to 1), `words_before` (tokens in the paragraphs before it).
    """
    import pandas as pd

    rows = []
    for article, part in hits.groupby("article", sort=False):
        found = part.loc[part["hits"] > 0, "paragraph"]
        first = int(found.min()) if len(found) else pd.NA
        before = int(part.loc[part["paragraph"] < first, "words"].sum()) if len(found) else pd.NA
        rows.append(
            (article, len(part), int(part["hits"].sum()), first, first / len(part) if len(found) else float("nan"), before)
        )
    table = pd.DataFrame(rows, columns=["article", "paragraphs", "hits", "first", "place", "words_before"])
    return table.astype({"first": "Int64", "words_before": "Int64"})


def cumulative_share(hits: "pd.DataFrame") -> "pd.DataFrame":
    """What share of all hits a reader has met after each paragraph of a `paragraph_hits` table.

    Columns: `article`, `paragraph` (0 is the start), `read` (share of the article's words read so far), `met` (share of its hits
    met so far), both 0 to 1; `met` is NaN in an article without hits, `read` in one without words.
    """
    import pandas as pd

    parts = []
    for article, part in hits.sort_values("paragraph", kind="stable").groupby("article", sort=False):
        start = pd.DataFrame({"paragraph": [0], "words": [0], "hits": [0]})
        sums = pd.concat([start, part[["paragraph", "words", "hits"]]], ignore_index=True)
        read, met = (sums[name].cumsum() / (sums[name].sum() or float("nan")) for name in ("words", "hits"))
        parts.append(pd.DataFrame({"article": article, "paragraph": sums["paragraph"], "read": read, "met": met}))
    order = {article: place for place, article in enumerate(dict.fromkeys(hits["article"]))}
    parts.sort(key=lambda part: order[part["article"].iloc[0]])
    return pd.concat(parts, ignore_index=True)


# --- two outlets on two events


def two_by_two(table: "pd.DataFrame", value: str, outlet: str = "outlet", event: str = "meeting") -> "pd.DataFrame":
    """What goes with the outlet, what with the event, and what with neither alone, in a table of two outlets on two events.

    `table` has one row for each outlet and event, with a number in `value`. Rows of the answer, in order: `outlet` (mean of the
    second outlet minus mean of the first, over both events), `event` (likewise), `interaction` (by how much more the second
    outlet exceeds the first on the second event than on the first). Columns: `effect`, `contrast` (what was taken from what),
    `size` (in the unit of `value`). First and second are as they come in the table. With one text in each cell there is nothing
    left over to judge chance by.

    Raises ValueError if there are not exactly two outlets, two events, and one number for each of the four.
    """
    import pandas as pd

    outlets, events = (list(dict.fromkeys(table[column].dropna())) for column in (outlet, event))
    if len(outlets) != 2 or len(events) != 2:
        raise ValueError(f"two by two needs two outlets and two events; there are {len(outlets)} and {len(events)}")
    if len(table) != 4 or table.duplicated([outlet, event]).any() or table[[outlet, event, value]].isna().any(axis=None):
        raise ValueError("two by two needs one number for each outlet on each event")
    cell = table.set_index([outlet, event])[value].astype(float)
    gap = {e: cell[outlets[1], e] - cell[outlets[0], e] for e in events}
    change = {o: cell[o, events[1]] - cell[o, events[0]] for o in outlets}
    by_outlet, by_event = f"{outlets[1]} minus {outlets[0]}", f"{events[1]} minus {events[0]}"
    rows = [
        ("outlet", by_outlet, sum(gap.values()) / 2),
        ("event", by_event, sum(change.values()) / 2),
        ("interaction", f"{by_outlet}, {by_event}", gap[events[1]] - gap[events[0]]),
    ]
    return pd.DataFrame(rows, columns=["effect", "contrast", "size"])

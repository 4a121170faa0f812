"""Words: tokens by one stated rule, counts and rates, measures of variety, and keywords in context."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# A token is an initialism with its full stops, a number with its points and commas, or a run of letters and digits that may hold
# single apostrophes and hyphens. Everything else parts tokens.
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’-][^\W_]+)*")
# The ending 's is a possessive and is cut off, except after these words, where it is short for a verb or for "us".
CONTRACTING = {"he", "she", "it", "that", "this", "there", "here", "what", "who", "where", "when", "why", "how", "let", "one"}


def tokenise(text: str) -> list[str]:
    """The tokens of a text, in small letters, by the rule of this module.

    `US-Russian` is one token, `and/or` two, `U.S.` one; *Putin's* gives `putin`, *it's* stays; apostrophes become straight.
    """
    return [token for token, _, _ in _tokens(text)]


def _tokens(text: str) -> Iterable[tuple[str, int, int]]:
    """Tokens with their place in the text."""
    for found in TOKEN.finditer(text):
        token = found[0].lower().replace("’", "'")
        if token.endswith("'s") and token[:-2] not in CONTRACTING:
            token = token[:-2]
        yield token, found.start(), found.end()


def token_table(articles: "pd.DataFrame") -> "pd.DataFrame":
    """One row a token of each body: `article`, `paragraph` (from 1), `position` (in the article, from 1), `token`.

    `articles` has the columns `article` and `text`, as `load_articles` gives them.
    """
    import pandas as pd

    rows = [
        (article, number, token)
        for article, text in zip(articles["article"], articles["text"], strict=True)
        for number, paragraph in enumerate(text.split("\n\n"), 1)
        for token in tokenise(paragraph)
    ]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "token"])
    table.insert(2, "position", table.groupby("article").cumcount() + 1)
    return table


def word_counts(tokens: "pd.DataFrame") -> "pd.DataFrame":
    """How often each word occurs: one row a word, one column an article, the commonest first.

    `tokens` is a `token_table`. Words that an article does not use count 0 there.
    """
    import pandas as pd

    counts = pd.crosstab(tokens["token"], tokens["article"])
    counts = counts[list(dict.fromkeys(tokens["article"]))]
    order = counts.sum(axis=1).rename("n").reset_index().sort_values(["n", "token"], ascending=[False, True])["token"]
    return counts.loc[order].rename_axis("word").rename_axis(None, axis=1)


def rate(count: float, total: float, per: int = 1000) -> float:
    """How often something occurs per so many words: `count` / `total` × `per`. Raises ValueError if there are no words."""
    if not total > 0:
        raise ValueError("a rate needs a text with at least one word")
    return count / total * per


def type_token_ratio(tokens: list[str]) -> float:
    """Different words (types) divided by all words (tokens); between 0 and 1, and lower the longer the text.

    Raises ValueError if there are no tokens.
    """
    if not tokens:
        raise ValueError("a type-token ratio needs at least one token")
    return len(set(tokens)) / len(tokens)


def mattr(tokens: list[str], window: int = 100) -> float:
    """The moving-average type-token ratio: the mean ratio of all stretches of `window` tokens, so that length does not matter.

    Method: Covington and McFall, “Cutting the Gordian knot: The moving-average type–token ratio (MATTR)”, Journal of
    Quantitative Linguistics 17 (2), 2010. Raises ValueError if the text is shorter than the window.
    """
    if not 0 < window <= len(tokens):
        raise ValueError(f"the window of {window} tokens does not fit a text of {len(tokens)}")
    seen: dict[str, int] = {}
    total = 0
    for place, token in enumerate(tokens):
        seen[token] = seen.get(token, 0) + 1
        if place >= window:
            gone = tokens[place - window]
            seen[gone] -= 1
            if not seen[gone]:
                del seen[gone]
        if place >= window - 1:
            total += len(seen)
    return total / window / (len(tokens) - window + 1)


def token_pattern(word: str) -> re.Pattern:
    """What a whole token has to look like to match a word, with `*` for any letters. Raises ValueError if the word is empty."""
    if not word.strip(" *"):
        raise ValueError("a concordance needs a word to look for")
    return re.compile(".*".join(re.escape(part) for part in word.strip().lower().replace("’", "'").split("*")))


def concordance(articles: "pd.DataFrame", word: str, width: int = 40) -> "pd.DataFrame":
    """Keyword in context: one row a hit, with `article`, `paragraph`, `left`, `hit` and `right` (`width` characters each side).

    `word` matches whole tokens without regard to capitals; a `*` in it stands for any letters, so that `interfer*` finds
    *interfered*, and `*interfer*` *non-interference* as well. Raises ValueError if `word` is empty.
    """
    import pandas as pd

    wanted = token_pattern(word)
    rows = []
    for article, text in zip(articles["article"], articles["text"], strict=True):
        for number, paragraph in enumerate(text.split("\n\n"), 1):
            for token, start, end in _tokens(paragraph):
                if wanted.fullmatch(token):
                    left, right = paragraph[max(0, start - width) : start], paragraph[end : end + width]
                    rows.append((article, number, left.rjust(width), paragraph[start:end], right))
    return pd.DataFrame(rows, columns=["article", "paragraph", "left", "hit", "right"])

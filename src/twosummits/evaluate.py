"""How right are the counts? Precision, recall and F1 against the gold annotations; `make evaluate` prints the table."""

import importlib.util
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from twosummits.annotate import make_doc, view
from twosummits.articles import Article, iter_articles
from twosummits.gold import load_gold

LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "EVENT")
TASKS = ("entities", "people", "quotations", "attribution")


@dataclass(frozen=True)
class Score:
    """Right, found and expected items, and what follows from them: precision, recall and F1, between 0 and 1."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float("nan")

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else float("nan")

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else float("nan")


def score(found: Iterable, expected: Iterable) -> Score:
    """Compare what was found with what should be, two collections of hashable items; one that comes twice counts twice."""
    found, expected = Counter(found), Counter(expected)
    return Score((found & expected).total(), found.total(), expected.total())


def kit(article: Article) -> dict[str, list]:
    """What the kit finds in an article, for each task a list of items as `gold_items` gives them."""
    from twosummits.nlp import load_pipeline

    seen = view(article)
    doc = make_doc(load_pipeline(), seen.text)
    entities = [ent for ent in doc.ents if ent.label_ in LABELS]
    return {
        "entities": [(*seen.stored(ent.start_char, ent.end_char), ent.label_) for ent in entities],
        "people": [ent.kb_id_ or ent.text for ent in entities if ent.label_ == "PERSON"],
        "quotations": [seen.stored(quote.start, quote.end) for quote in doc._.quotes],
        "attribution": [(*seen.stored(quote.start, quote.end), quote.speaker) for quote in doc._.quotes],
    }


def stock(article: Article) -> dict[str, list]:
    """What the model alone finds: its entities, each named as it stands in the text. It finds no quotations."""
    from twosummits.nlp import load_model

    seen = view(article)
    entities = [ent for ent in make_doc(load_model(), seen.text).ents if ent.label_ in LABELS]
    return {
        "entities": [(*seen.stored(ent.start_char, ent.end_char), ent.label_) for ent in entities],
        "people": [ent.text for ent in entities if ent.label_ == "PERSON"],
    }


def textacy(article: Article) -> dict[str, list]:
    """What textacy's `direct_quotations` finds; a text it refuses has none.

    It names a speaker as the text does (*Mr Putin*). To be fair to it, such a name stands for the person of that surname.
    """
    from textacy.extract import direct_quotations

    from twosummits.nlp import load_model

    seen = view(article)
    try:
        quotes = list(direct_quotations(make_doc(load_model(), seen.text)))
    except ValueError:  # it refuses a text whose marks it cannot pair
        quotes = []
    places = [seen.stored(quote.content.start_char, quote.content.end_char) for quote in quotes]
    surnames = {name.split()[-1]: name for name in reversed(gold_items(article.article)["people"])}
    speakers = [surnames.get(quote.speaker[-1].text) if quote.speaker else None for quote in quotes]
    return {"quotations": places, "attribution": [(*place, who) for place, who in zip(places, speakers, strict=True)]}


SYSTEMS: dict[str, Callable[[Article], dict[str, list]]] = {"the kit": kit, "the model alone": stock, "textacy": textacy}


def gold_items(article: str) -> dict[str, list]:
    """What should be found in a shipped article, page furniture left out.

    entities: (start, end, label); people: canonical names, one a mention; quotations: (start, end); attribution: (start, end,
    speaker). A quotation counts as attributed if it was found and the speaker is the right person.
    """
    mentions, quotes = (table[table["article"] == article] for table in (load_gold("mentions"), load_gold("quotations")))
    mentions = mentions[mentions["part"] != "furniture"]
    return {
        "entities": list(mentions[["start", "end", "label"]].itertuples(index=False, name=None)),
        "people": mentions.loc[mentions["label"] == "PERSON", "name"].tolist(),
        "quotations": list(quotes[["start", "end"]].itertuples(index=False, name=None)),
        "attribution": list(quotes[["start", "end", "speaker"]].itertuples(index=False, name=None)),
    }


def evaluate(systems: Iterable[str] = ("the kit", "the model alone")) -> pd.DataFrame:
    """One row a system and task, both shipped articles together.

    Columns: `system`, `task`, `right`, `found`, `expected` (numbers of items), `precision`, `recall`, `f1` (0 to 1).

    Tasks that a system does not attempt are left out.
    """
    rows = []
    articles = list(iter_articles("articles"))
    expected = [gold_items(article.article) for article in articles]
    for system in systems:
        found = [SYSTEMS[system](article) for article in articles]
        for task in [task for task in TASKS if task in found[0]]:
            scores = [score(one[task], all_[task]) for one, all_ in zip(found, expected, strict=True)]
            total = Score(*(sum(getattr(s, part) for s in scores) for part in ("right", "found", "expected")))
            figures = [total.right, total.found, total.expected, total.precision, total.recall, total.f1]
            rows.append([system, task, *figures])
    return pd.DataFrame(rows, columns=["system", "task", "right", "found", "expected", "precision", "recall", "f1"])


def main() -> None:
    """Print the table for every system that is installed."""
    systems = [name for name in SYSTEMS if name != "textacy" or importlib.util.find_spec("textacy")]
    print(evaluate(systems).round(3).to_string(index=False))
    if "textacy" not in systems:
        print("(textacy is not installed; `make evaluate` installs it)")


if __name__ == "__main__":
    main()

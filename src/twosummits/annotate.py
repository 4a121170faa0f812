"""Annotate articles with the kit's pipeline: mentions and quotations, with offsets into each file's text as stored."""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosummits.articles import Article, ArticleError
from twosummits.page import BODY, HEADLINE, STANDFIRST

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

PARTS = (HEADLINE, STANDFIRST, BODY)
LONG = 100_000  # characters; the model's memory grows with the text, so a longer one is read in pieces
CHUNK = 16  # articles handed to a worker at a time


@dataclass(frozen=True)
class View:
    """What the pipeline reads of an article (headline, standfirst and body), and the way back to the stored text."""

    text: str
    places: tuple[int, ...]

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the stored text for offsets into the view, end excluded."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def view(article: Article) -> View:
    """The text of an article for the pipeline: its parts with an empty line between them, furniture left out."""
    pieces, places = [], []
    for block in article.blocks:
        if block.kind in PARTS:
            if pieces:
                places += [places[-1] + 1] * 2
            pieces.append(block.text)
            places += _places(block.text, article.raw, block.start, block.end)
    return View("\n\n".join(pieces), (*places, len(article.raw)))


def _places(text: str, raw: str, start: int, end: int) -> list[int]:
    """For each character of a block, its place in the stored text; lines may have been joined and markup taken out."""
    if end - start == len(text):
        return list(range(start, end))
    places, place = [], start
    for char in text:
        found = place if char.isspace() else raw.find(char, place, end)
        found = place if found < 0 else found
        places.append(min(found, end - 1))
        place = min(found + (not char.isspace() or raw[found : found + 1].isspace()), end - 1)
    return places


def make_doc(nlp: "Language", text: str) -> "Doc":
    """Run the pipeline on a text of any length; a very long one goes through the model in pieces."""
    if len(text) <= LONG:
        return nlp(text)
    from spacy.tokens import Doc

    from twosummits.nlp import COMPONENTS

    pieces, place = [], 0
    while place < len(text):
        end = place + LONG
        if end < len(text):
            cut = max(text.rfind("\n", place, end), text.rfind(" ", place + LONG // 2, end))
            end = cut + 1 if cut > place else end
        pieces.append(text[place:end])
        place = end
    doc = Doc.from_docs(list(nlp.pipe(pieces, disable=list(COMPONENTS))), ensure_whitespace=False)
    for name in COMPONENTS:
        if nlp.has_pipe(name):
            doc = nlp.get_pipe(name)(doc)
    return doc


def make_docs(articles: "pd.DataFrame", nlp: "Language | None" = None) -> dict[str, "Doc"]:
    """A Doc for the body of each article in a table from `load_articles`, by its name, made by the kit's pipeline or another."""
    if nlp is None:
        from twosummits.nlp import load_pipeline

        nlp = load_pipeline()
    return {name: make_doc(nlp, text) for name, text in zip(articles["article"], articles["text"], strict=True)}


def tables_of(docs: dict[str, "Doc"], make: "Callable[[Doc], pd.DataFrame]") -> "pd.DataFrame":
    """One table for several Docs: what `make` (`mention_table`, `quote_table`) gives for each, with `article` as first column."""
    import pandas as pd

    tables = {name: make(doc) for name, doc in docs.items()}
    together = pd.concat([table.assign(article=name) for name, table in tables.items()], ignore_index=True)
    return together[["article", *(column for column in together.columns if column != "article")]]


def annotate(article: Article) -> dict:
    """One article's annotations: `id`, `entities` and `quotes`, the latter two as lists of dictionaries.

    An entity has `start`, `end`, `text`, `label` and `name`; a quotation `start`, `end`, `text`, `speaker`, `cue` and `kind`.
    Offsets are code points into `article.raw`, end excluded; names are canonical, None where unknown.
    """
    return next(annotate_all([article]))


def annotate_all(
    items: Iterable[Article | ArticleError], jobs: int = 1, aliases: str | None = None
) -> Iterator[dict | ArticleError]:
    """Annotate articles one after another, in order, holding only a few at a time; errors among them are passed on.

    With `jobs` above 1, so many processes work side by side, each with a pipeline of its own (0.4 GB). `aliases` is a CSV file of
    your own aliases, as for `load_pipeline`.
    """
    source = iter(items)
    chunks = iter(lambda: list(itertools.islice(source, CHUNK)), [])
    if jobs <= 1:
        for chunk in chunks:
            yield from _annotate_chunk(chunk, aliases)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = deque(pool.submit(_annotate_chunk, chunk, aliases) for chunk in itertools.islice(chunks, 2 * jobs))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_annotate_chunk, chunk, aliases) for chunk in itertools.islice(chunks, 1))


def _annotate_chunk(items: list[Article | ArticleError], aliases: str | None) -> list[dict | ArticleError]:
    """A few articles together, so that the model works on them in batches."""
    from twosummits.nlp import load_pipeline

    nlp = load_pipeline(aliases)
    views = [None if isinstance(item, ArticleError) else view(item) for item in items]
    batch = nlp.pipe([seen.text for seen in views if seen and len(seen.text) <= LONG])
    return [
        item if seen is None else _annotations(item, seen, next(batch) if len(seen.text) <= LONG else make_doc(nlp, seen.text))
        for item, seen in zip(items, views, strict=True)
    ]


def _annotations(article: Article, seen: View, doc: "Doc") -> dict:
    def place(start: int, end: int) -> dict:
        start, end = seen.stored(start, end)
        return {"start": start, "end": end, "text": article.raw[start:end]}

    return {
        "id": article.article,
        "entities": [place(e.start_char, e.end_char) | {"label": e.label_, "name": e.kb_id_ or None} for e in doc.ents],
        "quotes": [place(q.start, q.end) | {"speaker": q.speaker, "cue": q.cue, "kind": q.kind} for q in doc._.quotes],
    }

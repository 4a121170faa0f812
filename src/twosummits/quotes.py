"""Direct quotations with speaker, cue and kind: the spaCy component `twosummits_quotes` and its tables."""

import re
from bisect import bisect_right
from dataclasses import asdict, astuple, dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from twosummits.cues import lexicon
from twosummits.marks import Stretch, blocks, find_stretches, paragraphs
from twosummits.speakers import Attribution, Verdict

if TYPE_CHECKING:
    import pandas as pd

QUOTES = "twosummits_quotes"  # the key of a Doc's quotations in `doc.user_data`, as plain lists, so that a Doc can be stored
KINDS = ("full", "fragment", "nested", "scare")
COLUMNS = ("start", "end", "text", "kind", "speaker", "cue", "cue_start", "cue_end", "paragraph", "words")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_SCARE = 3  # words; longer stretches without a speaker are fragments of something said


@dataclass(frozen=True)
class Quote:
    """One quotation: offsets into `doc.text` with its marks, speaker and cue where the text tells them, kind, paragraph."""

    start: int
    end: int
    text: str
    speaker: str | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    kind: str
    paragraph: int


@Language.factory("twosummits_quotes")
def make_quotes(nlp: Language, name: str):
    """The component: sets `doc._.quotes` (list of Quote) and `doc.spans["quotes"]`; text, tokens and entities stay as they are.

    Put it behind `twosummits_entities`, whose canonical names (`ent.kb_id_`) and register of people it reads; without them,
    or without a parser, it still finds every quotation and fewer speakers. Each Span of the group has `_.speaker`, `_.cue`,
    `_.quote_kind` and `_.paragraph` (from 1). A speaker is one name: where *X and Y said* it, the first of them. How speakers
    are found, and in which order: `speakers.Attribution`.
    """
    for extension in ("speaker", "cue", "quote_kind", "paragraph"):
        if not Span.has_extension(extension):
            Span.set_extension(extension, default=None)
    if not Doc.has_extension("quotes"):
        Doc.set_extension("quotes", getter=read_quotes)
    return find_quotes


def read_quotes(doc: Doc) -> list[Quote] | None:
    """`doc._.quotes`: the quotations of a document in order of start; None before the component ran."""
    stored = doc.user_data.get(QUOTES)
    return None if stored is None else [Quote(*row) for row in stored]


def find_quotes(doc: Doc) -> Doc:
    """Find and attribute the quotations of one Doc; see `make_quotes`."""
    text = doc.text
    lines = paragraphs(text)
    spans = blocks(text, lines)
    stretches = find_stretches(text, spans)
    if not any(stretches):
        doc.user_data[QUOTES], doc.spans["quotes"] = [], []
        return doc
    reading = Attribution(doc, spans, stretches)
    quotes = _quotes(reading, stretches, lines)
    doc.user_data[QUOTES] = [list(astuple(quote)) for quote in quotes]
    group = []
    for quote in quotes:
        span = Span(doc, *reading.token_range(quote.start, quote.end), label=quote.kind)
        span._.speaker, span._.cue, span._.quote_kind, span._.paragraph = quote.speaker, quote.cue, quote.kind, quote.paragraph
        group.append(span)
    doc.spans["quotes"] = group
    return doc


def _quotes(reading: Attribution, stretches: list[list[Stretch]], lines: list[tuple[int, int]]) -> list[Quote]:
    verdicts = iter(reading.run())
    quotes: list[Quote] = []
    outer: Quote | None = None
    starts = [start for start, _ in lines]
    for row in stretches:
        for stretch in row:
            paragraph = bisect_right(starts, stretch.start)
            if stretch.depth == 0:
                quote = outer = _quote(reading, stretch, next(verdicts), paragraph)
            else:
                quote = _nested(reading.text, stretch, outer, paragraph)
            quotes.append(quote)
    return quotes


def _quote(reading: Attribution, stretch: Stretch, verdict: Verdict | None, paragraph: int) -> Quote:
    doc = reading.doc
    speaker = verdict.ref.name if verdict else None
    cue = verdict.cue if verdict else None
    cue_span = doc[cue.i : cue.end] if cue else None
    return Quote(
        start=stretch.start,
        end=stretch.end,
        text=reading.text[stretch.start : stretch.end],
        speaker=speaker,
        cue=cue_span.text if cue_span else None,
        cue_start=cue_span.start_char if cue_span else None,
        cue_end=cue_span.end_char if cue_span else None,
        kind=_kind(reading, stretch, verdict),
        paragraph=paragraph,
    )


def _nested(text: str, stretch: Stretch, outer: Quote, paragraph: int) -> Quote:
    """A quotation in another: whoever speaks the words around it speaks it."""
    return Quote(
        stretch.start, stretch.end, text[stretch.start : stretch.end], outer.speaker, None, None, None, "nested", paragraph
    )


def _kind(reading: Attribution, stretch: Stretch, verdict: Verdict | None) -> str:
    """full: a sentence, or a clause that could be one; fragment: part of one; scare: a word or label nobody is said to say."""
    if not stretch.closed:
        return "full"
    text = reading.text[stretch.start : stretch.end]
    words = _WORD.findall(text)
    attributed = verdict is not None and not verdict.label
    speech = words[0][:1].isupper() and _ends(text) and len(words) > 2 if words else False
    if not attributed and not (speech and verdict is None) and (len(words) <= _SCARE or _is_title(words)):
        return "scare"
    return "full" if _is_clause(reading, stretch, words, verdict) else "fragment"


def _is_title(words: list[str]) -> bool:
    """Written like a title: every longer word with a capital."""
    return len(words) <= 12 and all(word[0].isupper() or word[0].isdigit() for word in words if len(word) > 3)


def _is_clause(reading: Attribution, stretch: Stretch, words: list[str], verdict: Verdict | None) -> bool:
    upper = bool(words) and not words[0][0].islower()
    if upper and verdict is not None and verdict.score >= 94:
        return True
    finite = _has_subject(reading.doc[slice(*reading.token_range(stretch.start, stretch.end))])
    if upper:
        return (
            finite
            or len(words) > 3
            or (
                _ends(reading.text[stretch.start : stretch.end])
                and (len(words) > 1 or (verdict is not None and verdict.score <= 50))
            )
        )
    return finite and len(words) > 2


def _has_subject(span: Span | None) -> bool:
    """Whether the first finite verb of a stretch has its subject in the stretch."""
    for token in span or ():
        if token.tag_ in {"VBZ", "VBP", "VBD", "MD"}:
            verb = token.head if token.tag_ == "MD" or token.dep_ in {"aux", "auxpass"} else token
            if verb.dep_ in {"relcl", "acl"}:
                continue
            return any(c.dep_ in _SUBJECTS and span.start <= c.i < span.end for c in verb.children)
    return False


def _ends(text: str) -> bool:
    """Whether a quotation ends as direct speech does: with the sign of a sentence, or the comma before *he said*."""
    return text.rstrip("\"“”„«»‹›‘’'`″ ")[-1:] in {".", "?", "!", "…", ","}


# --- tables


def quote_table(doc: Doc) -> "pd.DataFrame":
    """One row a quotation, in order of start: `start`, `end` (offsets, marks included), `text`, `kind`, `speaker`, `cue`,
    `cue_start`, `cue_end`, `paragraph` (from 1), `words` (in the quotation, marks not counted).

    Raises ValueError if the Doc has not been through `twosummits_quotes`.
    """
    import pandas as pd

    quotes = read_quotes(doc)
    if quotes is None:
        raise ValueError("This Doc holds no quotations yet: make it with load_pipeline(), or add the component twosummits_quotes")
    rows = [asdict(quote) | {"words": len(_WORD.findall(quote.text))} for quote in quotes]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"cue_start": "Int64", "cue_end": "Int64", "speaker": "str", "cue": "str", "text": "str", "kind": "str"})


def share_of_voice(quotes: "pd.DataFrame") -> "pd.DataFrame":
    """Who is quoted how much: `speaker`, `quotations`, `words`, `share` (of all quoted words, 0 to 1), most words first.

    `quotes` is a `quote_table`, or several under each other. Nested quotations lie inside others and are not counted again;
    scare quotes are nobody's words and are left out; quotations whose speaker the text does not tell stand under a missing name.
    """
    counted = quotes[~quotes["kind"].isin(["nested", "scare"])]
    table = counted.groupby("speaker", dropna=False, sort=True)["words"].agg(quotations="size", words="sum").reset_index()
    total = table["words"].sum()
    table["share"] = table["words"] / total if total else 0.0
    return table.sort_values(["words", "quotations"], ascending=False, kind="stable", ignore_index=True)


def reporting_verbs() -> "pd.DataFrame":
    """The list of reporting verbs: `verb`, `class` (neutral, doubting or endorsing), `reason`, `strength` (strong or weak).

    The classes say what a verb lets the reader think of the words' truth; strong verbs are said of speaking itself.
    """
    import pandas as pd

    return pd.DataFrame(lexicon("reporting_verbs.csv"), columns=["verb", "class", "reason", "strength"]).astype("str")

"""Mentions of people, places, organisations, nationalities and events, with canonical names: a spaCy component and its tables.

The model proposes; rules decide. A register of the people in the whole document is built first (`people.py`), so that every
bare surname after it counts for the right person, whatever the model made of it. Places, bodies and nationalities get their
canonical names from `data/aliases.csv`, which users can extend (`load_aliases`).
"""

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from twosummits.lexicon import LABELS, Alias, AliasError, fold, load_aliases, load_lexicon
from twosummits.marks import paragraphs
from twosummits.people import Person, describe
from twosummits.register import Register, plain_case
from twosummits.resolver import Mention, Resolver
from twosummits.view import HYPHENS, View

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Alias",
    "AliasError",
    "EntityFinder",
    "Person",
    "count_mentions",
    "load_aliases",
    "mention_table",
    "paragraph_spans",
]

COLUMNS = ("start", "end", "text", "label", "name", "paragraph", "quoted")
PEOPLE = "twosummits_people"
# Tokens in which something stands glued to a name: ”Trump, U.S.-Russia, Trump´s, Trump(R, Putin.Mr, Jones’:-
GLUED = re.compile(
    r"(?P<open>[“”„«»‘\"'(\[]+)(?=\w)|(?P<own>[´`ʼ′’']s?$)|(?P<hyphen>(?<=[\w.])[-–—/(\[|](?=\w)|\|$)"
    r"|(?P<stop>(?<=[a-z0-9])[.…](?=[A-Z][a-z]))|(?P<close>(?<=\w)[’'”\"»)\]][:;,.!?–—-]+$)"
)
MAYBE_GLUED = re.compile(r"[“”„«»‘\"(\[´`ʼ′–—/|]|\.-|[a-z0-9][.…][A-Z]|\w\(|[)\]\"'’”»][:;,.!?-]+$")
POSSESSIVE = {"’s", "'s", "’", "'", "´s", "`s", "ʼs", "’S", "'S"}
DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "your", "my"}


@Language.factory("twosummits_entities", default_config={"aliases": None})
def make_entities(nlp: Language, name: str, aliases: str | None):
    """The component; `aliases` is the path of a CSV file whose rows are added to, or replace, the kit's own."""
    return EntityFinder(nlp, aliases)


class EntityFinder:
    """Sets `doc.ents` (label, `kb_id_` = canonical name) and `doc._.people` from the model's proposals and the word lists."""

    def __init__(self, nlp: Language, aliases: str | None = None):
        self.nlp, self.lexicon = nlp, load_lexicon()
        rows = {(alias.alias, alias.name): alias for alias in load_aliases()}
        for alias in load_aliases(aliases) if aliases else ():
            rows = {key: row for key, row in rows.items() if key[0] != alias.alias or row.label == "PERSON" == alias.label}
            rows = {(alias.alias, alias.name): alias} | rows
        self.people: dict[str, list[Alias]] = {}
        self.table: dict[str, list[tuple[tuple[str, ...], Alias]]] = {}
        self.adjectives: dict[str, str] = {}
        places = [place for place in self.lexicon.places if not any(place.alias == key[0] for key in rows)]
        for alias in [*rows.values(), *places]:
            self._enter(alias)
        for group in self.table.values():
            group.sort(key=lambda row: -len(row[0]))
        _extensions()

    def _enter(self, alias: Alias) -> None:
        if alias.label == "PERSON":
            self.people.setdefault(fold(alias.alias.split()[-1].rpartition("-")[2]), []).append(alias)
            return
        if alias.label == "NORP" and alias.note:
            self.adjectives.setdefault(alias.note, alias.name)
        words = tuple(token.text for token in self.nlp.make_doc(alias.alias))
        self.table.setdefault(words[0], []).append((words, alias))
        upper = tuple(word.upper() for word in words)
        if upper != words and len(alias.alias) > 3:
            self.table.setdefault(upper[0], []).append((upper, alias))

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions in one document; no text raises an exception."""
        split_glued(doc)
        view = View(doc, self.lexicon)
        self._gazetteer(view)
        register = Register(view, self.people)
        resolver = Resolver(register)
        mentions = resolver.mentions()
        people = describe(view, mentions, resolver, self.adjectives)
        doc.ents = self._resolve(view, mentions)
        # Plain data: what spaCy can write to disk and send between processes (nlp.pipe with n_process).
        doc.user_data[PEOPLE] = [
            [person.name, sorted(person.forms), person.gender, person.roles, person.nationalities] for person in people.values()
        ]
        return doc

    def _gazetteer(self, view: View) -> None:
        """Mark where aliases stand: by first word, by last word, and which words stand inside a longer one."""
        view.gazetteer, view.ends, view.covered = {}, {}, {}
        i = 0
        while i < view.size:
            group = self.table.get(view.words[i])
            match = self._alias_at(view, i, group) if group else None
            if match is None:
                i += 1
                continue
            end, alias = match
            view.gazetteer[i] = match
            view.ends[end - 1] = (i, alias)
            for j in range(i, end) if end - i > 1 else ():
                view.covered[j] = end
            i = end

    def _alias_at(self, view: View, i: int, group: list[tuple[tuple[str, ...], Alias]]) -> tuple[int, Alias] | None:
        for words, alias in group:
            end = i + len(words)
            if end <= view.size and tuple(view.words[i:end]) == words and view.line[i] == view.line[end - 1]:
                if end - i == 1 and not self._means_it(view, i, alias):
                    return None
                return end, alias
        return None

    def _means_it(self, view: View, i: int, alias: Alias) -> bool:
        """Whether a one-word alias stands for itself here: US in capitals may be *us*, America a continent."""
        word = view.words[i]
        if word.isupper() and len(word) < 5 and word.isalpha():
            shout = view.before(i).isupper() and view.after(i).isupper() and view.after(i).isalpha() and view.before(i).isalpha()
            if shout and view.pos[i] != "PROPN":
                return False
        if alias.alias == "America":
            return view.before(i) not in {"Latin", "South", "North", "Central", "Captain", "Miss"} and view.before(i) != "of"
        return not (alias.label == "NORP" and view.label[i] == "LANGUAGE")

    # --- all labels together

    def _resolve(self, view: View, mentions: list[Mention]) -> list[Span]:
        """People first, then aliases and the model's other entities, the longest first, none overlapping."""
        taken = [False] * view.size
        chosen: list[tuple[int, int, str, str]] = []
        for mention in mentions:
            chosen.append((mention.start, mention.end, "PERSON", mention.entry.person.name))
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        rivals = [(start, end, alias.label, alias.name) for start, (end, alias) in view.gazetteer.items()]
        rivals += self._model_entities(view, taken)
        rivals.sort(key=lambda rival: (rival[2] not in LABELS, rival[0] - rival[1]))
        for start, end, label, name in rivals:
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                chosen.append((start, end, label, name))
        chosen.sort()
        at = view.at
        return [Span(view.doc, at[a], at[b - 1] + 1, label=label, kb_id=name) for a, b, label, name in chosen]

    def _model_entities(self, view: View, taken: list[bool]) -> Iterable[tuple[int, int, str, str]]:
        """The model's entities other than people, trimmed to the name, with its canonical name."""
        i, spelled = 0, {}
        found = []
        while i < view.size:
            span = view.span[i]
            if span is None:
                i += 1
                continue
            label = view.label[i]
            i = span[1]
            if label == "PERSON":
                continue
            if label not in LABELS:
                found.append((*span, label, ""))
                continue
            for start, end in self._pieces(view, span, taken):
                trimmed = self._trim(view, start, end, label)
                if trimmed:
                    found.append((*trimmed, label, ""))
        for start, end, label, _ in found:
            if label in LABELS and not view.words[start].isupper():
                spelled.setdefault(fold(self._text(view, start, end)), self._text(view, start, end))
        for start, end, label, _ in found:
            yield start, end, label, self._name(view, start, end, label, spelled) if label in LABELS else ""

    def _pieces(self, view: View, span: tuple[int, int], taken: list[bool]) -> list[tuple[int, int]]:
        """A model entity without the people inside it; split after a place's possessive (Finland's | Presidential Palace)."""
        pieces, begin = [], span[0]
        for i in range(*span):
            owner = view.words[i] in POSSESSIVE and i - 1 in view.ends and view.ends[i - 1][1].label in {"GPE", "LOC", "NORP"}
            comma = view.words[i] == "," and view.label[i] == "GPE"
            dash = comma or view.words[i] in {"|", "•", "/", "—"} or (view.words[i] in HYPHENS and not view.glued[i])
            if taken[i] or owner or dash:
                pieces.append((begin, i))
                begin = i + 1
        pieces.append((begin, span[1]))
        return [(a, b) for a, b in pieces if b > a]

    def _trim(self, view: View, start: int, end: int, label: str) -> tuple[int, int] | None:
        """Take articles, possessives and lower-case words off the ends; None if only titles or no capital letter is left."""
        words = view.words
        while start < end and (
            words[start].lower() in DETERMINERS or not (words[start][0].isupper() or words[start][0].isdigit())
        ):
            if label in {"ORG", "LOC", "FAC"} and words[start].lower() in {"al", "el"}:
                break
            start += 1
        while end > start and (words[end - 1] in POSSESSIVE or not (view.cap[end - 1] or words[end - 1][-1].isdigit())):
            end -= 1
        while end - start > 1 and view.heading[start] and words[end - 1].lower() in GENERIC:
            end -= 1
        inside = range(start, end)
        if not any(view.cap[i] for i in inside) or DISTRICT.match(words[start]):
            return None
        if label == "NORP" and view.keys[start] in self.lexicon.not_people and start not in view.gazetteer:
            return None
        lexicon = self.lexicon
        if all(lexicon.title(words[i]) or words[i].lower() in lexicon.title_words for i in inside) and label != "NORP":
            known = start in view.gazetteer
            return (start, end) if known else None
        if label in {"ORG", "FAC", "EVENT"} and all(
            lexicon.title(words[i]) or words[i].lower() in lexicon.title_words or i in view.gazetteer for i in inside
        ):
            # "US Secretary": the country stands in the alias table anyway.
            return None if end - start > 1 and not any(words[i].lower() in BODIES for i in inside) else (start, end)
        return start, end

    def _text(self, view: View, start: int, end: int) -> str:
        return " ".join(view.doc[view.at[start] : view.at[end - 1] + 1].text.split())

    def _name(self, view: View, start: int, end: int, label: str, spelled: dict[str, str]) -> str:
        """Canonical name: the alias table's, else the text's own spelling, else capitals made ordinary."""
        match = view.gazetteer.get(start)
        if match and match[0] == end:
            return match[1].name
        text = self._text(view, start, end)
        if text.isupper() and len(text) > 4:
            known = spelled.get(fold(text))
            if known:
                return known
            if label in {"GPE", "LOC", "FAC"}:
                return " ".join(plain_case(word, self.lexicon) for word in text.split())
        return text


# Plain nouns that a headline capitalises after a name (G20 Summit).
GENERIC = {"summit", "meeting", "meetings", "talks", "speech", "vote", "election", "runoff", "visit"}
# A legislator's party and state after the name (D-N.Y.) is neither a place nor a nationality.
DISTRICT = re.compile(r"[DRI]-[A-Z]")
BODIES = {"house", "senate", "council", "commission", "court", "union", "congress", "parliament", "press"}


SPLIT_COST = 3_000_000  # splits times tokens, about a second


def split_glued(doc: Doc) -> None:
    """Part tokens in which the tokeniser left marks or a second name glued to a name (”Trump, U.S.-Russia, Trump´s)."""
    todo = []
    for token in doc:
        text = token.text
        if len(text) > 3 and not text.isalpha() and any(char.isupper() for char in text) and MAYBE_GLUED.search(text):
            pieces = _glued_pieces(text)
            if len(pieces) > 1:
                todo.append((token.i, pieces))
    # Each split costs as much as the document is long. Prose has a handful; of a text with more, the first are enough.
    todo = todo[: SPLIT_COST // max(len(doc), 1)]
    if not todo:
        return
    with doc.retokenize() as retokenizer:
        for token, pieces in [(doc[i], pieces) for i, pieces in todo]:
            root = token.head.i == token.i
            heads = [(token, len(pieces) - 1) if root else token.head for _ in pieces]
            kinds = ["PROPN" if piece[0].isupper() else "PUNCT" for piece in pieces]
            retokenizer.split(token, pieces, heads=heads, attrs={"POS": kinds})


def _glued_pieces(text: str) -> list[str]:
    if "@" in text or "://" in text or "www." in text or text.count("/") > 2:
        return [text]
    cuts = {0, len(text)}
    for match in GLUED.finditer(text):
        if match.group("own") is not None and (match.start() == 0 or len(match.group()) == 1):
            continue
        cuts.update({match.start(), match.end()})
    order = sorted(cuts)
    return [text[a:b] for a, b in itertools.pairwise(order) if b > a]


def read_people(doc: Doc) -> dict[str, Person]:
    """`doc._.people`: the people of a document by canonical name, in order of first mention; empty before the component ran."""
    return {
        name: Person(name, set(forms), gender, list(roles), list(nationalities))
        for name, forms, gender, roles, nationalities in doc.user_data.get(PEOPLE, ())
    }


def _extensions() -> None:
    """Register `doc._.people` and `span._.name` once."""
    if not Doc.has_extension("people"):
        Doc.set_extension("people", getter=read_people)
    if not Span.has_extension("name"):
        Span.set_extension("name", getter=lambda span: span.kb_id_ or None)


# --- tables


def paragraph_spans(doc: Doc) -> list[tuple[int, int]]:
    """Start and end character of each paragraph: the stretches between line breaks that are not blank, without outer space."""
    spans = []
    for start, end in paragraphs(doc.text):
        line = doc.text[start:end]
        start += len(line) - len(line.lstrip())
        spans.append((start, start + len(line.strip())))
    return spans


def mention_table(doc: Doc) -> "pd.DataFrame":
    """One row a mention: `start`, `end` (characters), `text`, `label`, `name` (canonical), `paragraph` (from 1), `quoted`.

    Only the labels of the annotation guide; `quoted` says whether the mention stands inside a quotation of
    `doc.spans["quotes"]` (False throughout where the quotation finder has not run).
    """
    import pandas as pd

    lines = paragraph_spans(doc)
    quotes = sorted((span.start_char, span.end_char) for span in doc.spans["quotes"]) if "quotes" in doc.spans else []
    rows, number, quote, reach = [], 0, 0, -1
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        while number < len(lines) and lines[number][0] <= ent.start_char:
            number += 1
        while quote < len(quotes) and quotes[quote][0] <= ent.start_char:
            reach = max(reach, quotes[quote][1])
            quote += 1
        rows.append((ent.start_char, ent.end_char, ent.text, ent.label_, ent.kb_id_ or None, number, ent.end_char <= reach))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def count_mentions(
    mentions: "pd.DataFrame | Doc",
    words: int | None = None,
    by: str | list[str] = "name",
    label: str | None = "PERSON",
) -> "pd.DataFrame":
    """Count mentions by canonical name, and by anything else in the table.

    `mentions` is a table from `mention_table` (or the Doc), `words` the number of words it was made from, `by` the column or
    columns to count by (`"name"`, `["name", "quoted"]`, `["name", "paragraph"]`, or a column of one's own such as `article`),
    `label` the kind of mention (`"PERSON"`; None for all). Without `words`, a Doc's own words are counted.

    Returns a table, most mentions first: the `by` columns, `mentions`, `outside` and `inside` (of quotations), and `per_1000`
    (mentions per 1,000 words), if the number of words is known. Raises ValueError for a column that the table lacks.
    """
    import pandas as pd

    if isinstance(mentions, Doc):
        words = count_words(mentions) if words is None else words
        mentions = mention_table(mentions)
    columns = [by] if isinstance(by, str) else list(by)
    missing = [column for column in columns if column not in mentions.columns]
    if missing:
        raise ValueError(f"the table has no column called {missing[0]!r}; it has {', '.join(mentions.columns)}")
    if label is not None:
        mentions = mentions[mentions["label"] == label]
    quoted = mentions["quoted"].astype(bool)
    groups = mentions.assign(inside=quoted.astype(int), outside=(~quoted).astype(int)).groupby(columns, sort=False)
    table = pd.DataFrame({"mentions": groups.size(), "outside": groups["outside"].sum(), "inside": groups["inside"].sum()})
    if words:
        table["per_1000"] = table["mentions"] * 1000 / words
    return table.sort_values("mentions", ascending=False, kind="stable").reset_index()


def count_words(doc: Doc) -> int:
    """Tokens of a Doc that hold a letter or digit, possessive endings left out."""
    return sum(any(map(str.isalnum, token.text)) and token.text not in POSSESSIVE for token in doc)

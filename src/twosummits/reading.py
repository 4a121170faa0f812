"""A Doc as the rules for speakers read it: tokens outside quotations, names, the reporter's sentences, cues."""

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Span, Token

from twosummits.cues import Cue, cue_nouns, like_a_person, role_in, roles, verb_forms
from twosummits.marks import Stretch

NAMED = {"PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "EVENT"}
WH = {"who", "which", "that", "whom", "whose"}
ENDS = {".", "?", "!", "…", "..", "...", "...."}
# Verbs that take the person spoken to as their object, so that *asked the crowd* says nothing more than *asked*.
ADDRESSED = {"tell", "ask", "inform", "assure", "remind", "warn", "brief", "urge", "advise", "answer", "reassure", "caution"}
_LONGEST = 300  # items; no sentence is longer, so that a text without full stops costs no more than another
# Forms that are reporting verbs whatever part of speech the tagger gives them.
_SURE = {
    "said",
    "says",
    "told",
    "tells",
    "asked",
    "asks",
    "added",
    "adds",
    "replied",
    "wrote",
    "writes",
    "tweeted",
    "tweets",
    "called",
    "insisted",
}
_ABBREVIATIONS = {
    "u.s.",
    "u.k.",
    "u.n.",
    "e.u.",
    "p.m.",
    "a.m.",
    "inc.",
    "corp.",
    "ltd.",
    "co.",
    "etc.",
    "d.c.",
    "jr.",
    "sr.",
    "no.",
}


class Sentence:
    """A sentence of the reporter's: tokens outside quotations, and in their place (as -1 - number) the quotations in it."""

    __slots__ = ("cues", "items", "number", "paragraph", "speakers", "unnamed")

    def __init__(self, paragraph: int, number: int):
        self.paragraph, self.number = paragraph, number
        self.items: list[int] = []
        self.cues: list[Cue] | None = None
        self.speakers: list[str] = []
        self.unnamed = False  # its last quotation is somebody's without a name


class Reading:
    """One Doc and its quotations: `mask[i]` is the outermost quotation a token lies in (-1: none), `name[i]` its name."""

    def __init__(self, doc: Doc, spans: list[tuple[int, int]], stretches: list[list[Stretch]]):
        self.doc, self.text, self.spans = doc, doc.text, spans  # doc.text is built anew at each call
        self.low = [token.lower_ for token in doc]
        self.starts = [token.idx for token in doc]
        self.outer = [(s, p) for p, row in enumerate(stretches) for s in row if s.depth == 0]
        self.mask = [-1] * len(doc)
        self.tokens: list[tuple[int, int]] = []
        for number, (stretch, _) in enumerate(self.outer):
            first, last = self.token_range(stretch.start, stretch.end)
            self.tokens.append((first, last))
            for i in range(first, last):
                self.mask[i] = number
        self._read_names()
        self._read_sentences()

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """First token of a stretch of characters, and the one behind its last; tokens that it cuts through count whole."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return first, max(bisect_left(self.starts, end), first)

    def _read_names(self):
        """Which name each token belongs to: `self.name[i]` is (start, end, label, canonical name)."""
        self.name: dict[int, tuple[int, int, str, str]] = {}
        full = {}
        ents = [ent for ent in self.doc.ents if ent.label_ in NAMED]
        for ent in ents:
            if ent.label_ == "PERSON" and not ent.kb_id_:
                words = _clean(ent.text).split()
                if len(words) > 1 and len(words) > len(full.get(words[-1], "").split()):
                    full.setdefault(words[-1], " ".join(words))
        mistaken = {ent.start for ent in ents if ent.label_ != "PERSON" and self._titled(ent)}
        for ent in ents:
            name = ent.kb_id_ or _clean(ent.text)
            if ent.start in mistaken:
                for i in range(ent.start, ent.end):
                    self.name[i] = (ent.start, ent.end, "PERSON", name)
                continue
            if ent.label_ == "PERSON" and not ent.kb_id_:
                name = full.get(name.split()[-1], name) if name else ent.text
            record = (ent.start, ent.end, ent.label_, name)
            for i in range(ent.start, ent.end):
                self.name[i] = record

    def _titled(self, ent: Span) -> bool:
        """Whether the words before a supposed organisation or place show it to be a person: *vice president, X Y,*."""
        i = ent.start - 1
        behind = self.low[ent.end] if ent.end < len(self.low) else "."
        if i > 0 and self.low[i] == "," and behind == ",":
            i -= 1
        return (
            i >= 0 and self.low[i] in roles() and self.doc[i].tag_ in {"NN", "NNP"} and len(ent) > 1 and like_a_person(ent.text)
        )

    def _person(self, i: int) -> str | None:
        record = self.name.get(i)
        return record[3] if record and record[2] == "PERSON" else None

    def _read_sentences(self):
        """Cut every paragraph into sentences at marks outside quotations, and at quotations that end one."""
        self.sentences: list[Sentence] = []
        self.sentence_of: dict[int, int] = {}
        self.quote_sentence: dict[int, int] = {}
        self.first_sentence: dict[int, int] = {}
        for number, (start, end) in enumerate(self.spans):
            first, last = self.token_range(start, end)
            while first < last and self.starts[first] < start:
                first += 1
            self.first_sentence[number] = len(self.sentences)
            self._cut(number, first, last)

    def _cut(self, paragraph: int, first: int, last: int):
        items: list[int] = []
        for i in range(first, last):
            number = self.mask[i]
            if number >= 0:
                if not items or items[-1] != -1 - number:
                    items.append(-1 - number)
            elif not self.low[i].isspace():
                items.append(i)
        sentence = Sentence(paragraph, len(self.sentences))
        for at, item in enumerate(items):
            sentence.items.append(item)
            if at + 1 < len(items) and (len(sentence.items) >= _LONGEST or self._ends(items, at)):
                self._keep(sentence)
                sentence = Sentence(paragraph, len(self.sentences))
        if sentence.items:
            self._keep(sentence)

    def _keep(self, sentence: Sentence):
        self.sentences.append(sentence)
        for item in sentence.items:
            if item >= 0:
                self.sentence_of[item] = sentence.number
            else:
                self.quote_sentence[-1 - item] = sentence.number

    def _ends(self, items: list[int], at: int) -> bool:
        """Whether a sentence ends behind this item."""
        item, following = items[at], items[at + 1]
        if item >= 0:
            word = self.low[item]
            if word in ENDS or (word in {"]", ")"} and at and items[at - 1] >= 0 and self.low[items[at - 1]] in ENDS):
                return following < 0 or not (self.doc[following].text[:1].islower() or self.low[following] in {")", "]", ","})
            if word.endswith(".") and following >= 0:
                return (
                    self.doc[following].is_sent_start
                    and self.doc[following].text[:1].isupper()
                    and len(word) > 2
                    and word in _ABBREVIATIONS
                )
            return False
        stop = self._last_sign(-1 - item)
        if stop not in ".?!…—–-" or not stop:
            return False
        if following < 0:
            return stop in ".?!…"
        text = self.doc[following].text
        if text[:1].islower() or not (text[:1].isalnum() or text in {"@", "#", "$", "£"}):
            return False
        return not self._attributes(items, at + 1, short=stop == ".")

    def _last_sign(self, number: int) -> str:
        """The last sign inside a quotation that is no mark and no space."""
        stretch = self.outer[number][0]
        text = self.text[max(stretch.start, stretch.end - 8) : stretch.end].rstrip("\"“”„«»‹›‘’'`″ \u00a0)]")
        return text[-1:] if len(text) else ""

    def _attributes(self, items: list[int], at: int, short: bool) -> bool:
        """Whether the words from `at` on are the end of the quotation's own sentence: a name and a cue, not much more."""
        for j in range(at, min(at + (5 if short else 22), len(items))):
            item = items[j]
            if item < 0 or self.low[item] in ENDS or self.low[item] in {":", ";"}:
                return False
            cue = self._cue_at(item)
            if cue and cue.sort == "verb" and cue.strong and j > at:
                rest = items[j + cue.end - cue.i : j + cue.end - cue.i + 6]
                if short:
                    return bool(rest) and all(r >= 0 for r in rest[:1]) and self.low[rest[0]] in ENDS
                if any(
                    child.dep_ in {"ccomp", "dobj"} and child.i > item and self.mask[child.i] < 0
                    for child in self.doc[item].children
                ):
                    return cue.lemma in ADDRESSED
                return not (rest and rest[0] >= 0 and self.low[rest[0]] in {":", "that"}) and not (
                    len(rest) > 1 and rest[0] >= 0 and self.low[rest[0]] == "," and rest[1] < 0
                )
            if self.doc[item].pos_ in {"VERB", "AUX"} and self.doc[item].dep_ not in {"relcl", "acl", "aux", "auxpass"}:
                return False
        return False

    def _cue_at(self, i: int) -> Cue | None:
        """The cue that begins at this token, if one does."""
        if i >= len(self.low):
            return None
        word, token = self.low[i], self.doc[i]
        if self.mask[i] >= 0:
            return None
        if word == "according" and self.low[i + 1 : i + 2] == ["to"]:
            return Cue(i, i + 2, "phrase", "according to", True)
        if self._person(i):
            return None
        entries = verb_forms().get(word)
        if entries and (
            token.pos_ == "VERB"
            or word in _SURE
            or (token.pos_ in {"AUX", "ADJ", "X", "INTJ"} and entries[-1].strong and word.endswith(("ed", "ing", "s")))
        ):
            for entry in entries:
                if not entry.particles:
                    return Cue(i, i + 1, "verb", entry.verb, entry.strong, entry.cls)
                n = len(entry.particles)
                if tuple(self.low[i + 1 : i + 1 + n]) == entry.particles:
                    return Cue(i, i + 1 + n, "verb", entry.verb, entry.strong, entry.cls)
        if token.pos_ in {"NOUN", "PROPN"} and (word in cue_nouns() or (word.endswith("s") and word[:-1] in cue_nouns())):
            return Cue(i, i + 1, "noun", word, False)
        return None

    def _cues(self, sentence: Sentence) -> list[Cue]:
        if sentence.cues is None:
            sentence.cues = [cue for item in sentence.items if item >= 0 and (cue := self._cue_at(item))]
        return sentence.cues

    def _noun_cue(self, i: int) -> bool:
        cue = self._cue_at(i)
        return cue is not None and cue.sort == "noun"

    def _is(self, item: int, sign: str) -> bool:
        return item >= 0 and self.low[item] == sign

    def _passive(self, token: Token) -> bool:
        """Whether a verb is passive: *was told*; *a plan called “…”*."""
        if token.tag_ not in {"VBN", "VBD"}:
            return False
        subject = False
        for child in token.children:
            if child.dep_ in {"auxpass", "nsubjpass"}:
                return True
            subject = subject or child.dep_ in {"nsubj", "aux"}
        return token.tag_ == "VBN" and not subject and token.dep_ in {"acl", "amod", "advcl"}

    def _agent(self, token: Token) -> int | None:
        for child in token.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for below in child.children:
                    if below.dep_ == "pobj" and self.mask[below.i] < 0:
                        return below.i
        return None

    def _np_before(self, start: int) -> list[int]:
        """The tokens of a noun phrase that runs up to `start`, without its article."""
        found, i = [], start - 1
        while i >= 0 and start - i < 12 and self.mask[i] < 0:
            token, word = self.doc[i], self.low[i]
            joins = (token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and word not in {"one", "another"}) or word in {
                "'s",
                "’s",
                "'",
                "’",
                "-",
                "of",
                "for",
                "sen.",
                "rep.",
            }
            if not joins or "\n" in token.text or (word in {"of", "for"} and not found):
                break
            if self._person(i) and self.low[i + 1] not in {"'s", "’s", "'", "’"}:
                break
            found.append(i)
            i -= 1
        while found and self.low[found[-1]] in {"of", "for", "'s", "’s", "-"}:
            found.pop()
        return found[::-1]

    def _np_after(self, start: int) -> int | None:
        """The head of the noun phrase that begins at `start`: the last of its nouns before anything else follows."""
        head, i = None, start
        while i < len(self.low) and self.mask[i] < 0 and i - start < 16:
            token = self.doc[i]
            if self._person(i) and i + 1 == self.name[i][1] and self.low[i + 1 : i + 2] not in (["'s"], ["’s"], ["-"]):
                titled = role_in(self.low[i + 1 : i + 2]) and any(map(self._person, range(i + 2, min(i + 5, len(self.low)))))
                if not titled:  # said Malema yesterday; but not: said Sinn Féin president Mary Lou McDonald
                    return i
            if token.pos_ in {"NOUN", "PROPN", "PRON"} or i in self.name:
                head = i
            elif token.pos_ not in {"DET", "ADJ", "NUM", "PART"} and self.low[i] not in {"-", "'s", "’s", "then", "former"}:
                break
            if token.pos_ == "PRON" and self.low[i] not in {"his", "her", "their", "its"}:
                break
            i += 1
        return head


def _clean(text: str) -> str:
    """A name without possessive ending, article and white space."""
    return re.sub(r"['’]s?$", "", re.sub(r"\s+", " ", text).strip()).removeprefix("the ").removeprefix("The ").strip() or text

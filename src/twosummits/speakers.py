"""Who speaks: attributes quotations to speakers by rules over the words around them. Used by `quotes.py`; the order is in `Attribution`."""

import csv
import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from twosummits.marks import Stretch
from twosummits.paths import data_dir

NAMED = {"PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "EVENT"}
HE, SHE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
OTHERS = {
    "i",
    "we",
    "you",
    "me",
    "us",
    "my",
    "our",
    "your",
    "one",
    "some",
    "many",
    "others",
    "several",
    "both",
    "all",
    "everyone",
}
WH = {"who", "which", "that", "whom", "whose"}
ENDS = {".", "?", "!", "…", "..", "...", "....", ".."}
DASHES = {"-", "–", "—", "--", "―"}
CONJUNCTIONS = {"and", "but", "or", "while", "as", "after", "because", "although", "though", "when", "if", "that", "which", "who"}
ADDRESSED = {"tell", "ask", "inform", "assure", "remind", "warn", "brief", "urge", "advise", "answer", "reassure", "caution"}
NAMING = {
    "call",
    "describe",
    "label",
    "term",
    "brand",
    "characterise",
    "characterize",
    "dub",
    "deem",
    "denounce",
    "dismiss",
    "hail",
}
PARTY_MARK = re.compile(r"^\(?([RD])-[A-Z]")
_IRREGULAR = {
    "say": "said", "tell": "told", "speak": "spoke spoken", "begin": "began begun", "write": "wrote written", "read": "read",
    "shoot": "shot", "hit": "hit", "swear": "swore sworn", "think": "thought", "feel": "felt", "set": "set", "lay": "laid laying",
    "make": "made", "see": "saw seen", "cast": "cast", "find": "found", "show": "shown", "prove": "proven", "know": "knew known",
    "teach": "taught", "learn": "learnt", "go": "went gone goes", "foresee": "foresaw foreseen", "broadcast": "broadcast",
    "retell": "retold", "forecast": "forecast", "text": "texted", "spell": "spelt", "quote": "quoth", "spin": "spun", "put": "put",
}  # fmt: skip


class Ref(NamedTuple):
    """Whom an expression means: a canonical name; or somebody without a name (`found`, no name); or nobody found."""

    name: str | None = None
    found: bool = False
    thing: bool = False  # a subject that can hardly speak: the meeting revealed “…”


NOBODY, UNNAMED, THING = Ref(), Ref(None, True), Ref(None, True, True)


class Verb(NamedTuple):
    """A reporting verb of the lexicon."""

    verb: str
    cls: str
    strong: bool
    particles: tuple[str, ...]


class Cue(NamedTuple):
    """A cue in the text: first token, token behind the last, what sort (verb, noun, phrase), the verb's lemma, strength."""

    i: int
    end: int
    sort: str
    lemma: str
    strong: bool
    cls: str = "neutral"


class Verdict(NamedTuple):
    """How a quotation was attributed: score of the rule that did, whom it found, the cue, whether it only names something."""

    score: float
    ref: Ref
    cue: Cue | None
    label: bool = False


class Person:
    """What the text tells of one person: words used for him or her (roles, nationality, party), gender, number of mentions."""

    def __init__(self):
        self.words: Counter = Counter()
        self.gender: str | None = None
        self.mentions = 0
        self.first = 0  # token of the first mention


class Sentence:
    """A sentence of the reporter's: tokens outside quotations, and in their place (as -1 - number) the quotations in it."""

    __slots__ = ("cues", "items", "number", "paragraph", "speakers")

    def __init__(self, paragraph: int, number: int):
        self.paragraph, self.number = paragraph, number
        self.items: list[int] = []
        self.cues: list[Cue] | None = None
        self.speakers: list[str] = []


# --- word lists


def lexicon(name: str) -> list[dict]:
    """The rows of a word list in `data/lexicons`."""
    with (data_dir() / "lexicons" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def verb_forms() -> dict[str, list[Verb]]:
    """Every form of every reporting verb (first word), with those of more words first."""
    forms: dict[str, list[Verb]] = {}
    for row in lexicon("reporting_verbs.csv"):
        head, *particles = row["verb"].split()
        entry = Verb(row["verb"], row["class"], row["strength"] == "strong", tuple(particles))
        for form in _forms(head):
            forms.setdefault(form, []).append(entry)
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry.particles))
    return forms


def _forms(verb: str) -> set[str]:
    """The forms of an English verb, a few too many rather than one too few."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, verb + "s", stem + "ed", stem + "ing"} | set(_IRREGULAR.get(verb, "").split())
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(verb + "es")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    if verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3:-2] not in set("aeiou"):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


@functools.cache
def cue_nouns() -> frozenset[str]:
    """The nouns that name somebody's words, singular."""
    return frozenset(row["noun"] for row in lexicon("cue_nouns.csv"))


@functools.cache
def roles() -> dict[str, tuple[frozenset[str], bool]]:
    """Role nouns: their groups, and whether their bearers are often left unnamed."""
    found: dict[str, tuple[set[str], bool]] = {}
    for row in lexicon("roles.csv"):
        groups, anonymous = found.get(row["role"], (set(), True))
        found[row["role"]] = (groups | {row["group"]}, anonymous and row["anonymous"] == "yes")
    return {role: (frozenset(groups), anonymous) for role, (groups, anonymous) in found.items()}


@functools.cache
def speaking_bodies() -> frozenset[str]:
    """Common nouns for bodies of people that speak: government, ministry, police."""
    return frozenset(row["noun"] for row in lexicon("speaking_bodies.csv"))


@functools.cache
def title_nouns() -> frozenset[str]:
    """Nouns for things that have a title: book, film, show."""
    return frozenset(row["noun"] for row in lexicon("title_nouns.csv"))


@functools.cache
def countries() -> dict[str, str]:
    """Nationality and country words in lower case, each with its country: Russian, Russia → russia."""
    found = {}
    path = data_dir() / "aliases.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["label"] == "NORP" and row.get("note"):
                    found[row["alias"].lower()] = row["note"].split(";")[0].strip().lower()
                elif row["label"] == "GPE":
                    found[row["alias"].lower()] = row["name"].lower()
    return found


# --- the reading of one Doc


class Attribution:
    """Attributes the quotations of one Doc.

    The order, best first; a rule further down speaks only where those above it are silent:

    1. colon or comma before: *X said: “…”*, *X said, “…”*, *X: “…”*; the sentence before a line that is all quotation
    2. cue right after: *“…,” said X*, *“…,” X, who …, said*; both halves of a split quotation
    3. *according to X*, *by X's account*, *in X's words*
    4. the governing cue: the strong one nearest above the words, through participles (*adding*, *urging*) to its subject
    5. *, X said* at the end of the sentence; it gives way to a strong governing cue, and beats a weak one
    6. a weak governing cue (*urged*, *hailed*), then a noun (*X's reply*, *a statement that*), then a dash: *“…” – X*
    7. carried over: the quotation before it in the paragraph, else the paragraph before, else the person the sentence
       before was about

    Words inside quotations never count: neither as cue, nor as speaker, nor as what a pronoun stands for.
    """

    def __init__(self, doc: Doc, spans: list[tuple[int, int]], stretches: list[list[Stretch]]):
        self.doc, self.text, self.spans = doc, doc.text, spans  # doc.text is built anew at each call
        self.low = [token.lower_ for token in doc]
        self.starts = [token.idx for token in doc]
        self.outer = [(s, p) for p, row in enumerate(stretches) for s in row if s.depth == 0]
        self.mask = [-1] * len(doc)
        self.tokens: list[tuple[int, int]] = []
        for number, (stretch, _) in enumerate(self.outer):
            first, last = self._token_range(stretch.start, stretch.end)
            self.tokens.append((first, last))
            for i in range(first, last):
                self.mask[i] = number
        self.verdicts: list[Verdict | None] = [None] * len(self.outer)
        self._read_names()
        self._read_sentences()
        self._pronouns: dict[int, Ref] = {}
        self._mentions: dict[int, list[tuple[int, str, float]]] = {}

    def _token_range(self, start: int, end: int) -> tuple[int, int]:
        first = max(bisect_right(self.starts, start) - 1, 0)
        return first, max(bisect_left(self.starts, end), first)

    def run(self) -> list[Verdict | None]:
        """The verdict on each outermost quotation, in order; None where nothing was found."""
        for sentence in self.sentences:
            quotes = [-1 - item for item in sentence.items if item < 0]
            for number in quotes:
                verdict = self._attribute(sentence, number)
                self.verdicts[number] = verdict
                if verdict and verdict.ref.name:
                    sentence.speakers.append(verdict.ref.name)
        self._fill_from_behind()
        return self.verdicts

    # --- names

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
        for ent in ents:
            name = ent.kb_id_ or _clean(ent.text)
            if ent.label_ == "PERSON" and not ent.kb_id_:
                name = full.get(name.split()[-1], name) if name else ent.text
            record = (ent.start, ent.end, ent.label_, name)
            for i in range(ent.start, ent.end):
                self.name[i] = record

    def _person(self, i: int) -> str | None:
        record = self.name.get(i)
        return record[3] if record and record[2] == "PERSON" else None

    @functools.cached_property
    def people(self) -> dict[str, Person]:
        """What the text (and the register of people, where there is one) tells of each person named in it."""
        people: dict[str, Person] = {}
        for record in dict.fromkeys(self.name.values()):
            if record[2] == "PERSON":
                person = people.setdefault(record[3], Person())
                person.first = person.first if person.mentions else record[0]
                person.mentions += 1
                if self.mask[record[0]] < 0:
                    self._describe(record, person)
        if self.doc.has_extension("people"):
            for name, known in (self.doc._.people or {}).items():
                if name in people:
                    people[name].gender = getattr(known, "gender", None) or people[name].gender
        return people

    def _describe(self, record: tuple, person: Person):
        """Add the words around one mention that say who the person is: titles before it, an apposition before or after it."""
        start, end = record[0], record[1]
        before = self._np_before(start)
        words = [self.low[i] for i in before]
        if {"mr", "mr.", "sir", "lord"} & set(words):
            person.gender = person.gender or "m"
        if {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame", "madam", "first lady"} & set(words):
            person.gender = person.gender or "f"
        if not words and start > 1 and self.low[start - 1] == ",":
            words = [self.low[i] for i in self._np_before(start - 1)]
            words = words if _role_in(words) else []
        person.words.update(set(self._keys(words)))
        j = end
        if j + 1 < len(self.low) and self.low[j] in {",", "("}:
            mark = PARTY_MARK.match(self.doc[j + 1].text)
            if mark:
                person.words.update({"senator" if "sen." in words else "representative"} & set(self._keys(words)))
                person.words["#republican" if mark[1] == "R" else "#democrat"] += 1
            after = []
            for i in range(j + 1, min(j + 14, len(self.low))):
                if self.low[i] in {",", ")", "."} or self.mask[i] >= 0 or self.doc[i].pos_ in {"VERB", "AUX"}:
                    break
                if self.low[i] in {"who", "which", "and"}:
                    break
                if self._person(i) and self.low[self.name[i][1] : self.name[i][1] + 1] not in (["’s"], ["'s"]):
                    after = []  # these words belong to the next name
                    break
                after.append(self.low[i])
            if after and _role_in(after):
                person.words.update(set(self._keys(after)))
            elif self.low[j + 1] == "who" and self.low[j + 2 : j + 3] in (["is"], ["was"], ["has"]):
                words = [self.low[i] for i in range(j + 3, min(j + 10, len(self.low))) if self.mask[i] < 0]
                stop = next((n for n, word in enumerate(words) if word in {",", "."}), len(words))
                person.words.update(set(self._keys(words[:stop])) if _role_in(words[:stop]) else {})
        elif j + 2 < len(self.low) and self.low[j] in {"is", "was"} and self.low[j + 1] in {"a", "an", "the"}:
            words = self.low[j + 2 : j + 7]
            person.words.update(set(self._keys(words)) if _role_in(words) else {})

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

    def _keys(self, words: list[str]) -> list[str]:
        """Words of a description as keys to compare: a role noun by its groups (#premier), a country by its name, others as they are."""
        keys, text = [], " ".join(word for word in words if word not in {"'s", "’s", "'", "’", "-", ",", "the", "a", "an"})
        text = f" {text} "
        for phrase in _ROLE_PHRASES():
            if f" {phrase} " in text:
                keys += [f"#{group}" for group in roles()[phrase][0]] + [phrase]
                text = text.replace(f" {phrase} ", "  ")
        for word in text.split():
            if word in roles():
                keys += [f"#{group}" for group in roles()[word][0]]
            keys.append(countries().get(word, word))
        for phrase in re.findall(r"(?=\b(\w+ \w+)\b)", text):
            if phrase in countries():
                keys.append(countries()[phrase])
        return keys

    # --- sentences and cues

    def _read_sentences(self):
        """Cut every paragraph into sentences at marks outside quotations, and at quotations that end one."""
        self.sentences: list[Sentence] = []
        self.sentence_of: dict[int, int] = {}
        self.quote_sentence: dict[int, int] = {}
        self.first_sentence: dict[int, int] = {}
        for number, (start, end) in enumerate(self.spans):
            first, last = self._token_range(start, end)
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
            if at + 1 < len(items) and self._ends(items, at):
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
            if word in ENDS or word in {"]", ")"} and at and items[at - 1] >= 0 and self.low[items[at - 1]] in ENDS:
                return following < 0 or not self.doc[following].text[:1].islower() and self.low[following] not in {")", "]", ","}
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
        word, token = self.low[i], self.doc[i]
        if self.mask[i] >= 0:
            return None
        if word == "according" and self.low[i + 1 : i + 2] == ["to"]:
            return Cue(i, i + 2, "phrase", "according to", True)
        if self._person(i):
            return None
        entries = verb_forms().get(word)
        if entries and (
            token.pos_ == "VERB" or (word in _SURE or token.pos_ in {"AUX", "ADJ", "X", "INTJ"} and entries[-1].strong)
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

    # --- the rules

    def _attribute(self, sentence: Sentence, number: int) -> Verdict | None:
        """The best verdict on one quotation from its own sentence; where that is silent, what is carried over."""
        at = sentence.items.index(-1 - number)
        if self._is_title(sentence, at, number):
            return Verdict(100, NOBODY, None, True)
        verdicts = []
        for rule in (self._before, self._after, self._according, self._governing, self._trailing, self._dash):
            verdict = rule(sentence, at, number)
            if verdict is not None:
                verdicts.append(verdict)
                if verdict.score >= 100:
                    break
        if verdicts:
            best = max(verdicts, key=lambda verdict: verdict.score)
            if best.cue and best.cue.sort == "phrase":
                # X said it was “…,” according to a report: X spoke, the report only passes it on.
                governing = [
                    v for v in verdicts if v.score > 82 and v.cue and v.cue.sort == "verb" and v.cue.strong and v.ref.name
                ]
                best = max(governing, key=lambda verdict: verdict.score) if governing and not best.ref.name else best
            return best
        return self._carried(sentence, at, number)

    def _is_title(self, sentence: Sentence, at: int, number: int) -> bool:
        """Whether a quotation is the title of a show, book or film: capitals, and the word for such a thing beside it."""
        stretch = self.outer[number][0]
        words = re.findall(r"[^\W\d_][\w’']*", self.text[stretch.start : stretch.end])
        if not 0 < len(words) <= 10 or any(word[0].islower() for word in words if len(word) > 4) or not words[0][0].isupper():
            return False
        before = self.low[sentence.items[at - 1]] if at and sentence.items[at - 1] >= 0 else ""
        after = self.low[sentence.items[at + 1]] if at + 1 < len(sentence.items) and sentence.items[at + 1] >= 0 else ""
        if before in title_nouns() or after in title_nouns():
            return True
        if before in {"in", "of", "titled", "entitled"} and len(words) > 2 and not self._title_case(sentence):
            return True
        owner = at > 1 and before in {"'s", "’s", "'", "’"} and self.name.get(sentence.items[at - 2])
        return bool(owner) and owner[2] in {"ORG", "PERSON"} and len(words) > 1 and not self._title_case(sentence)

    def _title_case(self, sentence: Sentence) -> bool:
        """Whether a sentence is a headline with Most Words in Capitals."""
        words = [
            self.doc[item].text for item in sentence.items if item >= 0 and len(self.low[item]) > 3 and self.low[item].isalpha()
        ]
        return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)

    def _opens_upper(self, number: int) -> bool:
        stretch = self.outer[number][0]
        for char in self.text[stretch.start : stretch.end]:
            if char.isalnum():
                return char.isupper() or char.isdigit()
        return False

    def _before(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 1: a colon, or a comma behind a cue, before the quotation; a paragraph that ends in a colon counts as before."""
        left = [item for item in sentence.items[:at]]
        if not left:
            previous = self.sentences[sentence.number - 1] if sentence.number else None
            if (
                previous is None
                or previous.paragraph == sentence.paragraph
                or not previous.items
                or not self._is(previous.items[-1], ":")
            ):
                return None
            sentence, left = previous, previous.items
        last = left[-1]
        if last < 0:
            return None
        if self.low[last] in DASHES | {",", ":"} and len(left) > 1 and left[-2] < 0:
            # “A,” “B”: the same breath as the quotation before.
            before = self.verdicts[-1 - left[-2]]
            return Verdict(94, before.ref, before.cue, before.label) if before and self.low[last] != ":" else None
        if self.low[last] == ":":
            cue = self._best_cue(sentence, left[:-1], colon=True)
            if cue:
                ref = self._speaker(cue, sentence)
                if (cue.sort == "noun" and not ref.name) or ref.thing:
                    ref = self._colon_name(sentence, left[:-1])
                return Verdict(100, ref, cue)
            return Verdict(99, self._colon_name(sentence, left[:-1]), None)
        if self.low[last] == "," and self._opens_upper(number):
            cue = self._near_cue(left[:-1], 9)
            if cue and (cue.strong or cue.end == last):
                return Verdict(95, self._speaker(cue, sentence), cue)
        cue = self._cue_ending(left)
        if cue and cue.sort == "verb" and cue.strong and cue.lemma not in NAMING and self._opens_upper(number):
            return Verdict(95, self._speaker(cue, sentence), cue)
        return None

    def _is(self, item: int, sign: str) -> bool:
        return item >= 0 and self.low[item] == sign

    def _cue_ending(self, left: list[int]) -> Cue | None:
        """A cue that ends with the last of these items."""
        for item in left[-3:][::-1]:
            cue = self._cue_at(item) if item >= 0 else None
            if cue and cue.end == left[-1] + 1:
                return cue
        return None

    def _near_cue(self, left: list[int], reach: int) -> Cue | None:
        """The nearest cue among the last `reach` items, stopping at a quotation."""
        noun = None
        for item in left[::-1][:reach]:
            if item < 0:
                return noun
            cue = self._cue_at(item)
            if cue and cue.sort != "noun" and not self._in_relative(cue):
                return cue
            noun = noun or cue
        return noun

    def _in_relative(self, cue: Cue) -> bool:
        """Whether the cue is the verb of a *who …* clause or a bare participle behind a noun."""
        token = self.doc[cue.i]
        return token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN")

    def _best_cue(self, sentence: Sentence, left: list[int], colon: bool) -> Cue | None:
        """The cue that leads to a colon: near it, strong, and the sentence's own rather than a subordinate clause's."""
        best, best_score = None, -99.0
        cut = max((n for n, item in enumerate(left) if item < 0), default=-1)
        for n, item in enumerate(left):
            cue = self._cue_at(item) if item >= 0 else None
            if cue is None or cue.sort == "phrase":
                continue
            token = self.doc[item]
            gap = len(left) - n - (cue.end - cue.i)
            score = (3.0 if cue.strong else 1.0 if cue.sort == "verb" else 0.5) - 0.12 * gap + (1.5 if gap <= 1 else 0.0)
            score += (1.0 if n > cut else -3.0) + (1.0 if token.dep_ in {"ROOT", "conj"} else 0.0)
            score -= 2.5 if self._in_relative(cue) else 0.0
            if cue.sort == "noun" and gap > 3:
                score -= 2.0
            if score > best_score:
                best, best_score = cue, score
        return best if best_score > -1.5 else None

    def _colon_name(self, sentence: Sentence, left: list[int]) -> Ref:
        """Whom *X: “…”* or *X was defiant: “…”* means: the subject, else the first person named."""
        verbs = any(item >= 0 and self.doc[item].pos_ in {"VERB", "AUX"} for item in left)
        for item in left if verbs else ():
            if item >= 0 and self.doc[item].dep_ in {"nsubj", "nsubjpass"} and self.doc[item].head.dep_ in {"ROOT", "conj"}:
                ref = self._ref(item)
                if ref.found:
                    return ref
        if left and not verbs and left[-1] >= 0 and self.low[left[-1]] in roles():
            return self._ref(left[-1])
        for item in left[::-1]:
            if item >= 0 and self._person(item):
                return Ref(self._person(item), True)
        record = next((self.name[item] for item in left if item >= 0 and item in self.name), None)
        if record and len(left) <= 4 and record[2] in {"ORG", "GPE"}:
            return Ref(record[3], True)
        return NOBODY

    def _right(self, sentence: Sentence, at: int) -> list[int]:
        """The items behind a quotation up to the next one, a comma or dash at their head left out."""
        right = []
        for item in sentence.items[at + 1 :]:
            if item < 0:
                break
            right.append(item)
        return right

    def _after(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 2: the cue right after, before or behind its subject."""
        right = self._right(sentence, at)
        comma = self._last_sign(number) in tuple(",?!…—–-")
        while right and self.low[right[0]] in DASHES | {",", ")", "]"}:
            comma = comma or self.low[right[0]] == ","
            right = right[1:]
        if not right or self.low[right[0]] in {":", ";"}:
            return None
        if self.low[right[0]] in {"is", "was", "were", "are"}:
            return self._predicate(sentence, right)
        named = self._noun_behind(sentence, at, right)
        if named:
            return named
        first = self.low[right[0]]
        if first in CONJUNCTIONS | {"to", "of", "in", "on", "for", "at", "with", "by", "from"}:
            return None
        while right and self.doc[right[0]].pos_ == "ADV" and len(right) > 1:
            right = right[1:]
        cue = self._cue_at(right[0])
        if cue and cue.sort == "verb":
            participle = self.doc[cue.i].tag_ == "VBG" or (self.doc[cue.i].tag_ == "VBN" and self._np_after(cue.end) is None)
            if not participle:
                ref = self._inverted(cue)
                if ref.found:
                    return Verdict(95 if comma or cue.strong else 70, ref, cue)
            return None
        return self._subject_then_cue(sentence, right, comma)

    def _subject_then_cue(self, sentence: Sentence, right: list[int], comma: bool) -> Verdict | None:
        """*“…,” X, who …, said*: the first cue whose subject stands at the head of these items."""
        head = self.doc[right[0]]
        if head.pos_ not in {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"} and not self._person(right[0]) and head.pos_ == "VERB":
            return None
        weak = None
        limit = set(right)
        for n, item in enumerate(right[1:], 1):
            cue = self._cue_at(item)
            word = self.low[item]
            if word in {":", ";"}:
                break
            if cue is None or cue.sort != "verb" or self._in_relative(cue) or self.doc[item].tag_ in {"VBG"}:
                continue
            if self.doc[item].tag_ == "VB" and not any(self.doc[j].tag_ == "MD" for j in right[max(0, n - 3) : n]):
                continue
            if not comma and (n > 9 or self._has_content(cue, limit)):
                break
            subject = self._subject_at_head(right, n, sentence)
            if subject.found:
                verdict = Verdict((95 if comma else 90) if cue.strong else (88 if comma else 62), subject, cue)
                if cue.strong:
                    return verdict
                weak = weak or verdict
        return weak

    def _has_content(self, cue: Cue, limit: set[int]) -> bool:
        """Whether the cue has something said of its own outside the quotation: *X said the deal was off*."""
        if self.low[cue.end : cue.end + 1] == ["that"]:
            return True
        token = self.doc[cue.i]
        kinds = {"ccomp", "xcomp", "acomp", "oprd"} | (set() if cue.lemma in ADDRESSED else {"dobj"})
        return any(child.dep_ in kinds and child.i > cue.i and child.i in limit for child in token.children)

    def _subject_at_head(self, right: list[int], n: int, sentence: Sentence) -> Ref:
        """The subject of the cue at `right[n]`, when the items before it are a noun phrase (with what hangs on it)."""
        if self._passive(self.doc[right[n]]):
            agent = self._agent(self.doc[right[n]])
            return UNNAMED if agent is None else self._ref(agent)
        near = n - 1
        while near > 0 and self.doc[right[near]].pos_ in {"ADV", "AUX", "PART"}:
            near -= 1
        if near == 0 or self.low[right[near]] in HE | SHE | {"they", "it"}:
            return self._ref(right[near])
        subject = next((c for c in self.doc[right[n]].children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and subject.i in right[:n] and self.low[subject.i] not in WH:
            if subject.dep_ == "nsubjpass":
                agent = self._agent(self.doc[right[n]])
                return UNNAMED if agent is None else self._ref(agent)
            return self._ref(subject.i)
        return self._phrase_ref(right[: near + 1])

    def _phrase_ref(self, items: list[int]) -> Ref:
        """Whom the noun phrase at the head of these items means."""
        head = None
        for item in items:
            token = self.doc[item]
            if self._person(item) and self.low[item + 1 : item + 2] not in (["'s"], ["’s"]):
                if (
                    head is None
                    or token.i == items[0]
                    or self.name[item][1] - 1 == items[-1]
                    or self.low[item - 1] not in {"for", "to", "of", "with"}
                ):
                    return Ref(self._person(item), True)
            if token.pos_ in {"NOUN", "PROPN", "PRON"} or self.name.get(item):
                head = item
            elif head is not None and token.pos_ not in {"ADJ", "PART", "NUM"} and self.low[item] not in {"-", "'s", "’s", "."}:
                break
        return self._ref(head) if head is not None else NOBODY

    def _np_after(self, start: int) -> int | None:
        """The head of the noun phrase that begins at `start`: the last of its nouns before anything else follows."""
        head, i = None, start
        while i < len(self.low) and self.mask[i] < 0 and i - start < 16:
            token = self.doc[i]
            if token.pos_ in {"NOUN", "PROPN", "PRON"} or i in self.name:
                head = i
            elif token.pos_ not in {"DET", "ADJ", "NUM", "PART"} and self.low[i] not in {"-", "'s", "’s", "then", "former"}:
                break
            if token.pos_ == "PRON" and self.low[i] not in {"his", "her", "their", "its"}:
                break
            i += 1
        return head

    def _inverted(self, cue: Cue) -> Ref:
        """The subject behind the cue: *said X*."""
        head = self._np_after(cue.end)
        if head is None:
            return NOBODY
        if (
            self._person(head) is None
            and self.doc[cue.i].head.i == cue.i
            and self.low[head] in HE - {"he"} | SHE - {"she"} | {"them"}
        ):
            return NOBODY
        return self._ref(head)

    def _noun_behind(self, sentence: Sentence, at: int, right: list[int]) -> Verdict | None:
        """*X's “…” remarks*: a noun for words behind the quotation, its owner before it."""
        cue = self._cue_at(right[0])
        if cue is None or cue.sort != "noun" or self.low[cue.i] in _ABSTRACT - {"words", "word", "criticism", "claim", "claims"}:
            return None
        for item in sentence.items[max(at - 4, 0) : at][::-1]:
            if item < 0 or self.low[item] in {"a", "an", ","}:
                break
            if self.low[item] in {"his", "her", "their", "its"}:
                ref = self._ref(item)
                return Verdict(93, ref, cue) if ref.name else None
            if self.low[item] in {"'s", "’s", "'", "’"}:
                ref = self._ref(item - 1)
                return Verdict(93, ref, cue) if ref.found and not ref.thing else None
        return None

    def _predicate(self, sentence: Sentence, right: list[int]) -> Verdict | None:
        """*“…” is what X called it*, *“…” was how X described …*."""
        if not any(self.low[item] in {"what", "how"} for item in right[:4]):
            return None
        for item in right[2:]:
            cue = self._cue_at(item)
            if cue and cue.sort == "verb":
                ref = self._speaker(cue, sentence)
                return Verdict(90, ref, cue) if ref.found else None
        return None

    def _according(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 3: *according to X*; *by X's account*, *in X's words*."""
        items, best = sentence.items, None
        for n, item in enumerate(items):
            if item < 0:
                continue
            if self.low[item] == "according" and self.low[item + 1 : item + 2] == ["to"]:
                head = self._np_after(item + 2)
                ref = self._ref(head) if head is not None else UNNAMED
                between = items[min(n, at) + 1 : max(n, at)]
                if any(self.low[x] in ENDS for x in between if x >= 0):
                    continue
                near = n == at + 1 or (n == at + 2 and self._is(items[at + 1], ","))
                verdict = Verdict(96 if near else 74, ref, Cue(item, item + 2, "phrase", "according to", True))
                best = max(best or verdict, verdict, key=lambda v: v.score)
            elif self.low[item] in {"by", "in"} and not best:
                end = next((j for j in items[n + 1 : n + 6] if j >= 0 and self._noun_cue(j)), None)
                if end is not None and self.doc[end].head.i == item:
                    ref = self._owner(end)
                    if (
                        ref.found
                        and ref.name
                        and self.low[end] not in {"statement", "interview", "speech", "tweet", "letter", "post"}
                    ):
                        best = Verdict(75, ref, Cue(end, end + 1, "noun", self.low[end], True))
        return best

    def _noun_cue(self, i: int) -> bool:
        cue = self._cue_at(i)
        return cue is not None and cue.sort == "noun"

    def _governing(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rules 4 and 6: the cue to the left that governs the words; strong ones first, then weak ones, then nouns."""
        left = sentence.items[:at]
        if not left:
            return None
        above = self._above(left[-1], number)
        best = None
        gap = 0
        for n in range(len(left) - 1, -1, -1):
            item = left[n]
            if item < 0:
                gap += 2
                continue
            gap += 1
            if self.low[item] == ";" and best:
                break
            cue = self._cue_at(item)
            if cue is None or cue.sort == "phrase":
                continue
            verdict = self._governed(sentence, cue, gap, item in above, left[n + 1 :])
            if verdict and (best is None or verdict.score > best.score):
                best = verdict
        return best

    def _governed(self, sentence: Sentence, cue: Cue, gap: int, above: bool, between: list[int]) -> Verdict | None:
        """How well one cue to the left governs the quotation."""
        token = self.doc[cue.i]
        if cue.sort == "noun":
            that = self.low[cue.end : cue.end + 1] in (["that"], ["of"], [","], ["about"], ["for"]) or gap <= 1
            ref = self._owner(cue.i)
            if not ref.found and that:
                ref = self._climb(cue.i, sentence)
            if not ref.found:
                return None
            return Verdict((58 if that else 40) + (4 if above else 0) - 0.2 * gap, ref, cue)
        passive = self._passive(token) and not self._direct(cue)
        if passive:
            agent = self._agent(token)
            if agent is None:
                if gap <= 3 and cue.lemma in NAMING | {"name", "title", "know", "nickname", "style", "entitle"}:
                    return Verdict(78, UNNAMED, None, True)
                if token.lemma_.lower() in {"quote", "cite"} or cue.lemma == "quote":
                    ref = self._climb_subject(token)
                    return Verdict(80, ref, cue) if ref.found else None
                return None
            ref = self._ref(agent)
        else:
            ref = self._speaker(cue, sentence)
        if not ref.found:
            return None
        closed = self._insertion_closed(cue, between) or (not above and self._clause_closed(cue, between))
        thing = ref.thing and (not cue.strong or cue.cls != "neutral" or cue.lemma in NAMING)
        score = 50.0 if thing else 84.0 if cue.strong else 62.0
        score += (4.0 if above else 0.0) - 0.15 * gap - (12.0 if closed else 0.0)
        if not above and self._in_relative(cue) and between and between[-1] > token.right_edge.i:
            score -= 8.0  # an ended who- or which-clause
        return Verdict(score, ref, cue)

    def _insertion_closed(self, cue: Cue, between: list[int]) -> bool:
        """Whether the cue stands between commas in *, which was announced by …,*."""
        for i in range(cue.i - 1, max(cue.i - 5, 0), -1):
            if self.low[i] in {"which", "who"} and self.low[i - 1] == ",":
                return any(item >= 0 and self.low[item] == "," for item in between)
        return False

    def _clause_closed(self, cue: Cue, between: list[int]) -> bool:
        """Whether the cue stands in a relative or subordinate clause that ended before the quotation."""
        token = self.doc[cue.i]
        for _ in range(6):
            if token.dep_ in {"relcl", "acl", "advcl", "csubj"} and token.i in self.sentence_of:
                edge = token.right_edge.i
                return any(item >= 0 and item > edge and self.doc[item].pos_ in {"VERB", "AUX"} for item in between)
            if token.head.i == token.i:
                return False
            token = token.head
        return False

    def _above(self, last: int, number: int) -> set[int]:
        """The tokens above the quotation in the parse: ancestors of its own head and of the word before it."""
        found: set[int] = set()
        first, end = self.tokens[number]
        seeds = [last] if last >= 0 else []
        for i in range(first, min(end, first + 60)):
            head = self.doc[i].head.i
            if not first <= head < end:
                seeds.append(head)
        for seed in seeds:
            token = self.doc[seed]
            for _ in range(25):
                if token.i in found:
                    break
                found.add(token.i)
                if token.head.i == token.i:
                    break
                token = token.head
        return found

    def _trailing(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 5: *, X said* or *, said X* that closes the sentence (or stands between commas behind the quotation)."""
        items = sentence.items
        for n in range(at + 1, len(items)):
            item = items[n]
            if item < 0 or self.low[item] not in {",", "—", "–", "-"}:
                continue
            rest = [i for i in items[n + 1 :]]
            stop = next((k for k, i in enumerate(rest) if i < 0), len(rest))
            rest = rest[:stop]
            if not rest or self.low[rest[0]] in CONJUNCTIONS:
                continue
            cue = self._cue_at(rest[0])
            if cue and cue.sort == "verb" and cue.strong and self.doc[cue.i].tag_ not in {"VBG", "VBN"}:
                ref = self._inverted(cue)
                if ref.found and not self._has_content(cue, set(rest)):
                    return Verdict(80, ref, cue)
                continue
            for k, i in enumerate(rest[1:14], 1):
                if self.low[i] in {":", ";"} or (self.low[i] == "," and k > 8):
                    break
                cue = self._cue_at(i)
                if cue is None or cue.sort != "verb" or not cue.strong or self._in_relative(cue) or self.doc[i].tag_ == "VBG":
                    if (
                        self.doc[i].pos_ in {"VERB", "AUX"}
                        and self.doc[i].dep_ not in {"relcl", "acl", "aux", "auxpass"}
                        and not cue
                    ):
                        break
                    continue
                if self._has_content(cue, set(rest)) or self._passive(self.doc[i]):
                    break
                ref = self._subject_at_head(rest, k, sentence)
                if ref.found:
                    return Verdict(80, ref, cue)
                break
        return None

    def _dash(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """*“…” – X* at a paragraph's end, and a headline's *“…”: X*."""
        rest = sentence.items[at + 1 :]
        colon = next((n for n, item in enumerate(sentence.items[:8]) if item >= 0 and self.low[item] == ":"), None)
        if colon and colon < at and self._phrase_names(sentence.items[:colon]):
            ref = self._colon_name(sentence, sentence.items[:colon])
            spoken = any(cue.sort == "verb" for cue in self._cues(sentence))
            if ref.name and not spoken and sentence.items[colon - 1] >= 0 and self._person(sentence.items[colon - 1]):
                return Verdict(82, ref, None)
        if len(rest) < 2 or rest[0] < 0:
            return None
        marks = [n for n, item in enumerate(rest) if item >= 0 and (self.low[item] in DASHES or self.low[item] == ":")]
        if not marks:
            return None
        n = marks[-1]
        tail = rest[n + 1 :]
        if not tail or any(item < 0 for item in tail) or not self._person(tail[0]) and not self._phrase_names(tail):
            return None
        if self.low[rest[n]] == ":" and (len(tail) > 4 or self.low[tail[-1]] in ENDS):
            return None
        if self.low[rest[n]] in DASHES and (n > 0 or any(self.doc[i].pos_ in {"VERB", "AUX"} for i in tail)):
            return None
        return Verdict(57, self._phrase_ref(tail), None)

    def _phrase_names(self, items: list[int]) -> bool:
        return any(self._person(item) for item in items[:6])

    # --- carried over

    def _stands_alone(self, sentence: Sentence) -> bool:
        return all(item < 0 or not self.low[item][:1].isalnum() for item in sentence.items)

    def _carried(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 7: what the quotation before it, or the text before it, says of a quotation without a cue of its own."""
        alone = self._stands_alone(sentence)
        last = number - 1
        while last > 0 and self.verdicts[last] and self.verdicts[last].label and self.outer[last - 1][1] == self.outer[number][1]:
            last -= 1  # a title or label in between says nothing
        before = self.verdicts[last] if number else None
        same = number and self.outer[last][1] == self.outer[number][1]
        if not alone:
            if (
                at
                and sentence.items[at - 1] < 0
                or (same and self.quote_sentence.get(number - 1) == sentence.number and self._listed(sentence, at))
            ):
                return before and Verdict(30, before.ref, before.cue, before.label)
            return None
        if same and before:
            gap = sentence.number - self.quote_sentence[last]
            if gap <= 1:
                return Verdict(50, before.ref, before.cue)
            between = self._subject_between(sentence, self.quote_sentence[last])
            return Verdict(40, between if between.found else before.ref, None)
        if same and not before and sentence.number - self.quote_sentence[number - 1] <= 1:
            return None
        if self.first_sentence[sentence.paragraph] < sentence.number:
            ref = self._centre(sentence.number)
            return Verdict(35, ref, None) if ref.found else None
        return self._from_paragraph_before(sentence, number)

    def _listed(self, sentence: Sentence, at: int) -> bool:
        """Whether only a list's commas and conjunctions (and articles) stand between this quotation and the one before."""
        words = []
        for item in sentence.items[:at][::-1]:
            if item < 0:
                return len(words) <= 3 and all(word in {",", "and", "or", "a", "an", "the", "then"} for word in words)
            words.append(self.low[item])
        return False

    def _subject_between(self, sentence: Sentence, after: int) -> Ref:
        """The person that the sentence before this one is about, if it comes behind sentence `after`."""
        k = sentence.number - 1
        if k <= after:
            return NOBODY
        names = [(w, name) for _, name, w in self._persons(k) if w >= 2.5]
        return Ref(max(names)[1], True) if names else NOBODY

    def _from_paragraph_before(self, sentence: Sentence, number: int) -> Verdict | None:
        """A paragraph that begins with a quotation without cue: the speaker of the paragraph before."""
        if not self._all_quotation(sentence.paragraph) and not (number and not self.outer[number - 1][0].closed):
            later = self._later_in_paragraph(sentence)
            if later:
                return None
        previous = self.first_sentence[sentence.paragraph] - 1
        if previous < 0 or self._is_crosshead(sentence, number):
            return None
        last = self.sentences[previous].paragraph
        if number and self.outer[number - 1][1] == last:
            before = self.verdicts[number - 1]
            where = self.quote_sentence[number - 1]
            if where == previous or not self.outer[number - 1][0].closed:
                return Verdict(45, before.ref, None) if before and before.ref.found else None
            between = self._subject_between(sentence, where)
            if between.found:
                return Verdict(40, between, None)
            return Verdict(40, before.ref, None) if before and before.ref.found else None
        if len(self.sentences[previous].items) < 4 or not self.low_end(previous):
            return None
        ref = self._centre(sentence.number)
        return Verdict(30, ref, None) if ref.found else None

    def _is_crosshead(self, sentence: Sentence, number: int) -> bool:
        """Whether a paragraph is nothing but a short quotation without an end: a crosshead, not speech."""
        first, last = self.tokens[number]
        return (
            len(sentence.items) == 1
            and last - first < 12
            and self.outer[number][0].closed
            and self._last_sign(number) not in tuple(".?!…,")
        )

    def low_end(self, k: int) -> bool:
        """Whether a sentence ends like one: headlines and crossheads do not."""
        last = self.sentences[k].items[-1]
        return last < 0 or self.low[last] in ENDS or self.low[last] == ":"

    def _later_in_paragraph(self, sentence: Sentence) -> bool:
        """Whether the next sentence of this paragraph begins with a quotation."""
        k = sentence.number + 1
        return k < len(self.sentences) and self.sentences[k].paragraph == sentence.paragraph and self.sentences[k].items[0] < 0

    def _all_quotation(self, paragraph: int) -> bool:
        k = self.first_sentence[paragraph]
        while k < len(self.sentences) and self.sentences[k].paragraph == paragraph:
            if not self._stands_alone(self.sentences[k]):
                return False
            k += 1
        return True

    def _fill_from_behind(self):
        """A quotation still without verdict right before an attributed one in the same paragraph: *“A.” “B,” X said.*"""
        for number in range(len(self.outer) - 2, -1, -1):
            after = self.verdicts[number + 1]
            if self.verdicts[number] is not None or after is None or self.outer[number][1] != self.outer[number + 1][1]:
                continue
            here, there = self.quote_sentence[number], self.quote_sentence[number + 1]
            alone = self._stands_alone(self.sentences[here])
            first = self.sentences[there].items[0] == -2 - number
            if alone and there - here == 1 and first:
                self.verdicts[number] = Verdict(28, after.ref, after.cue)
            elif here == there:
                at = self.sentences[here].items.index(-2 - number)
                if self._listed(self.sentences[here], at):
                    self.verdicts[number] = Verdict(28, after.ref, after.cue)

    # --- subjects

    def _speaker(self, cue: Cue, sentence: Sentence) -> Ref:
        """Whom a cue makes the speaker: its grammatical subject, else the noun phrase beside it."""
        if cue.sort == "noun":
            ref = self._owner(cue.i)
            return ref if ref.found else self._climb(cue.i, sentence)
        direct = self._direct(cue)
        if direct:
            return Ref(direct, True)
        token = self.doc[cue.i]
        if self._passive(token):
            agent = self._agent(token)
            if agent is not None:
                return self._ref(agent)
            return self._climb_subject(token) if cue.lemma in {"quote", "cite"} else UNNAMED
        ref = self._climb(cue.i, sentence)
        if not ref.name and token.tag_ == "VBG" and not any(child.dep_ == "nsubj" for child in token.children):
            # X said: “…” adding: “…”: the participle has the subject of what was said before.
            earlier = [self.verdicts[-1 - item] for item in sentence.items if item < 0 and self.tokens[-1 - item][0] < cue.i]
            ref = earlier[-1].ref if earlier and earlier[-1] and earlier[-1].ref.name else ref
        if (
            not ref.name
            and self.low[cue.i - 1 : cue.i] == [","]
            and token.tag_ in {"VBZ", "VBD", "VBP"}
            and not any(c.dep_ == "nsubj" for c in token.children)
        ):
            # A headline's second verb: Harris condemns court, says “…”.
            head = self._phrase_ref([item for item in sentence.items[:9] if item >= 0])
            ref = head if head.name else ref
        if ref.thing:
            head = self._sentence_head(cue.i)
            ref = Ref(head, True) if head else ref
        if ref.found:
            return ref
        ref = self._beside(cue)
        return ref if ref.found else self._inverted(cue)

    def _direct(self, cue: Cue) -> str | None:
        """A person's name right before a cue in a finite form: *Trump called*, *Newt Gingrich (R-Ga.) called*."""
        token = self.doc[cue.i]
        if token.tag_ in {"VBG", "VB"}:
            return None
        i = cue.i - 1
        while i >= 0 and self.doc[i].pos_ in {"ADV"} and self.mask[i] < 0:
            i -= 1
        if i > 2 and self.low[i] == ")":
            opening = next((j for j in range(i - 1, max(i - 9, -1), -1) if self.low[j] == "("), None)
            i = opening - 1 if opening else i
        name = self._person(i) if i >= 0 and self.mask[i] < 0 else None
        if not name or self.sentence_of.get(i) != self.sentence_of.get(cue.i):
            return None
        before = self.low[self.name[i][0] - 1] if self.name[i][0] else ""
        return (
            None
            if before in {"for", "with", "to", "by", "of", "against", "from", "and", "or", "about", "on", "than", "like"}
            else name
        )

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

    def _climb_subject(self, token: Token) -> Ref:
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and self.mask[c.i] < 0), None)
        if subject is None:
            return NOBODY
        if subject.lower_ in WH and token.dep_ == "relcl":
            return self._ref(token.head.i)
        return self._ref(subject.i)

    def _climb(self, i: int, sentence: Sentence) -> Ref:
        """The subject of a token's clause, or of the clause above it: through participles, conjunctions, prepositions."""
        token, first = self._same_verb_above(self.doc[i]), True
        comma = i > 0 and self.low[i - 1] in {",", "—", "–"}
        thing = NOBODY
        for _ in range(10):
            if self.mask[token.i] >= 0 or self.sentence_of.get(token.i) != sentence.number:
                return thing
            if token.pos_ in {"VERB", "AUX"}:
                if not first and self._passive(token) and token.dep_ in {"acl", "relcl"}:
                    agent = self._agent(token)
                    if agent is not None:
                        return self._ref(agent)
                subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
                subjects = [c for c in subjects if self.mask[c.i] < 0 and self.sentence_of.get(c.i) == sentence.number]
                if subjects:
                    ahead = [subject for subject in subjects if subject.i < token.i]
                    subject = ahead[-1] if ahead else subjects[0]
                    if first and not ahead:
                        ref = self._beside(Cue(token.i, token.i + 1, "verb", "", True))
                        if ref.name:
                            return ref
                    if subject.lower_ in WH and subject.lower_ != "that" and token.dep_ != "relcl":
                        before = self._wh_head(subject.i)
                        return self._ref(before) if before is not None else UNNAMED
                    if subject.lower_ in WH and token.dep_ == "relcl":
                        return self._ref(token.head.i)
                    name = self._closing_name(token, subject) if subject.i < token.i and not self._person(subject.i) else None
                    ref = Ref(name, True) if name else self._ref(subject.i)
                    loose = token.tag_ == "VBG" and token.dep_ in {"xcomp", "advcl"}
                    hollow = ref.thing or (not ref.name and self._noun_cue(subject.i))
                    if not hollow or (first and not loose) or not (loose or token.dep_ in {"ccomp", "conj", "advcl"}):
                        return ref
                    thing = ref  # he said the talks went well, adding: not the talks add
                if token.tag_ in {"VBG", "VBN"} and token.dep_ == "acl" and not comma and self.mask[token.head.i] < 0:
                    head = token.head
                    ref = self._owner(head.i) if self._noun_cue(head.i) else self._ref(head.i)
                    if ref.found and not ref.thing and (ref.name or not self._noun_cue(head.i)):
                        return ref
            if token.dep_ in {"xcomp", "ccomp"} and token.tag_ == "VB" and token.head.lemma_.lower() in _CONTROL:
                steered = next((c for c in token.head.children if c.dep_ in {"dobj", "dative"} and c.i < token.i), None)
                if steered is not None and self.mask[steered.i] < 0:
                    return self._ref(steered.i)
            if token.head.i == token.i or (token.dep_ == "ccomp" and token.head.i > token.i and not first):
                return thing
            token, first = token.head, False
        return thing

    def _same_verb_above(self, token: Token) -> Token:
        """For the second of *said that … and said …* the first, whatever the parse coordinates it with."""
        if token.dep_ != "conj" or any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children):
            return token
        above = token.head
        for _ in range(5):
            if above.lemma_ == token.lemma_:
                return above
            if above.head.i == above.i:
                break
            above = above.head
        return token

    def _closing_name(self, token: Token, subject: Token) -> str | None:
        """A name between commas right before the verb: *the director of …, Chris Finan, has said*."""
        i = token.i - 1
        while i > subject.i and self.doc[i].pos_ in {"AUX", "ADV"}:
            i -= 1
        name = self._person(i - 1) if i - 1 > subject.i and self.low[i] == "," else None
        return name if name and self.low[self.name[i - 1][0] - 1] == "," else None

    def _wh_head(self, i: int) -> int | None:
        """The noun before *, who …*."""
        j = i - 1
        while j >= 0 and self.low[j] in {",", "and", "("}:
            j -= 1
        return j if j >= 0 and self.mask[j] < 0 else None

    def _beside(self, cue: Cue) -> Ref:
        """The noun phrase right before the cue."""
        i = cue.i - 1
        while i >= 0 and self.doc[i].pos_ in {"ADV", "AUX", "PART"}:
            i -= 1
        if i > 0 and self.low[i] == "," and self.mask[i - 1] < 0:
            if not self._person(i - 1):
                # Over an insertion between commas: Jeff Flake, R-Ariz., said.
                comma = next((j for j in range(i - 2, max(i - 16, 0), -1) if self.low[j] in {",", *ENDS} or self.mask[j] >= 0), 0)
                i = comma if comma and self.low[comma] == "," and self._person(comma - 1) else i
            i -= 1
        if i < 0 or self.mask[i] >= 0:
            return NOBODY
        if (
            self._person(i)
            and self.low[i + 1] == ","
            and self.doc[self.name[i][0] : self.name[i][1]].root.dep_ in {"dobj", "pobj"}
        ):
            # The insertion's last name is not its subject: Walter Jones, one of a few to protect Robert Mueller, said.
            head = self._sentence_head(i)
            if head:
                return Ref(head, True)
        if self._person(i):
            start = self.name[i][0]
            owner = start > 0 and self.low[start - 1] in {"for", "with", "to", "by", "of", "against", "from"}
            return UNNAMED if owner else Ref(self._person(i), True)
        if self.doc[i].pos_ in {"NOUN", "PROPN", "PRON"}:
            return self._ref(i)
        return NOBODY

    def _sentence_head(self, i: int) -> str | None:
        """The person whose name opens token `i`'s sentence and is followed by a comma or dash, if one does."""
        number = self.sentence_of.get(i)
        for item in self.sentences[number].items[:8] if number is not None else ():
            if item < 0 or self.doc[item].pos_ in {"VERB", "AUX"}:
                return None
            if self._person(item):
                return self._person(item) if self.low[self.name[item][1]] in {",", *DASHES} else None
        return None

    def _owner(self, i: int) -> Ref:
        """Whose words a noun names: *X's reply*, *a statement by X*, *his answer*."""
        for child in self.doc[i].children:
            if self.mask[child.i] >= 0:
                continue
            if child.dep_ == "poss":
                return self._ref(child.i)
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"} and child.i > i:
                for below in child.children:
                    if below.dep_ == "pobj" and self.mask[below.i] < 0:
                        ref = self._ref(below.i)
                        if ref.name or child.lower_ != "of":
                            return ref
            if child.dep_ == "compound" and child.i in self.name and self.name[child.i][2] in {"PERSON", "ORG"}:
                return Ref(self.name[child.i][3], True)
        return NOBODY

    def _ref(self, i: int) -> Ref:
        """Whom the noun phrase with this head means."""
        word, token = self.low[i], self.doc[i]
        if self.mask[i] >= 0:
            return NOBODY
        if self._person(i):
            return Ref(self._person(i), True)
        if word in HE or word in SHE:
            return self._pronoun(i, "m" if word in HE else "f")
        if word in {"it", "they", "its", "their", "them"}:
            ref = self._group(i)
            return THING if word == "it" and not ref.name else ref
        if word in OTHERS or word in WH or token.pos_ == "PRON":
            return UNNAMED
        beside = self._name_beside(i)
        if beside:
            return Ref(beside, True)
        apposed = self._apposed_to(i)
        if apposed:
            return Ref(apposed, True)
        record = self.name.get(i)
        if record and record[2] in {"ORG", "GPE", "FAC", "LOC"} and word not in roles():
            return Ref(record[3], True)
        if self._noun_cue(i):
            owner = self._owner(i)
            return owner if owner.found else self._unowned(i) if word in _SENT else THING if word in _ABSTRACT else UNNAMED
        if word in roles() or (word.endswith(_HUMAN) and token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.tag_ != "NNS"):
            return self._role(i)
        plain = self._plain_name(i) if token.tag_ == "NNP" and not record else None
        if plain:
            return Ref(plain, True)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}:
            return UNNAMED if self._can_speak(token) else THING
        return NOBODY

    def _plain_name(self, i: int) -> str | None:
        """A name of two or three words that no entity covers: *analyst Brit Hume called it*."""
        first = i
        while (
            first > 0
            and i - first < 3
            and self.doc[first - 1].tag_ == "NNP"
            and first - 1 not in self.name
            and self.mask[first - 1] < 0
        ):
            first -= 1
        words = [self.doc[j].text for j in range(first, i + 1)]
        named = (
            2 <= len(words) <= 3
            and words[-1].lower().rstrip("s") not in roles()
            and all(word[0].isupper() and word[1:].islower() and word.lower() not in roles() for word in words)
        )
        return " ".join(words) if named and self.low[first - 1 : first] not in (["the"], ["a"], ["an"]) else None

    def _can_speak(self, token: Token) -> bool:
        """Whether a noun names people or a body of people."""
        word, lemma = token.lower_, token.lemma_.lower()
        return (
            word in roles()
            or lemma in roles()
            or lemma in speaking_bodies()
            or token.pos_ in {"PROPN", "ADJ", "NUM", "DET"}
            or token.i in self.name
        )

    def _unowned(self, i: int) -> Ref:
        """*The statement said*: whose it is, when the sentence before had a speaker."""
        k = self.sentence_of.get(i, 0) - 1
        if k < 0:
            return UNNAMED
        ref = self._centre(k + 1, reach=2)
        return ref if ref.found and ref.name else UNNAMED

    def _name_beside(self, i: int) -> str | None:
        """A person's name in apposition: *spokesman Dmitry Peskov*, *the secretary of state, Rex Tillerson,*."""
        j, size = i + 1, len(self.low)
        while j < size and j - i < 14 and self.mask[j] < 0:
            token, word = self.doc[j], self.low[j]
            name = self._person(j)
            possessed = name and self.low[self.name[j][1] : self.name[j][1] + 1] in (["'s"], ["’s"], ["'"], ["’"])
            if name and not possessed:
                before, end = self.low[j - 1], self.name[j][1]
                if before == ",":
                    following = self.low[end] if end < size else "."
                    return name if following in {",", ".", ":", "("} or self._cue_at(end) else None
                titled = self.low[i] in roles() or self.doc[i].pos_ == "PROPN" or self.doc[i].lemma_.lower() in roles()
                if titled and (self.doc[j - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or before in {"."}):
                    return name
                j = end
                continue
            if word == "," and not (j + 1 < size and self._person(j + 1)):
                return None
            if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or word in WH or word in ENDS or "\n" in word:
                return None
            j += 1
        return None

    def _apposed_to(self, i: int) -> str | None:
        """The person this noun phrase is said of: *Trump, a Republican who …*, *Jeff Flake, another critic, …*."""
        token = self.doc[i]
        if token.dep_ == "appos" and self._person(token.head.i) and token.head.i < i:
            return self._person(token.head.i)
        j = (self._np_before(i) or [i])[0] - 1
        while j > 0 and self.low[j] in {"a", "an", "the", "another", "one", "himself", "herself"}:
            j -= 1
        if j > 0 and self.low[j] == "," and self._person(j - 1) and (token.lower_ in roles() or token.i in self.name):
            return self._person(j - 1) if self.low[j + 1] in {"a", "an", "the", "another", "himself", "herself"} else None
        return None

    # --- pronouns and role nouns

    def _persons(self, k: int) -> list[tuple[int, str, float]]:
        """The people sentence `k` mentions outside quotations: (token, name, weight); a subject weighs most."""
        if k in self._mentions:
            return self._mentions[k]
        found: list[tuple[int, str, float]] = []
        self._mentions[k] = found
        seen = set()
        for item in self.sentences[k].items:
            if item < 0:
                continue
            record = self.name.get(item)
            if record and record[2] == "PERSON":
                if record[0] not in seen:
                    seen.add(record[0])
                    found.append((item, record[3], self._weight(self.doc[record[0] : record[1]].root)))
            elif self.low[item] in {"he", "she"} and self.doc[item].dep_ in {"nsubj", "nsubjpass"}:
                ref = self._ref(item)
                if ref.name:
                    found.append((item, ref.name, self._weight(self.doc[item])))
            elif (
                self.doc[item].dep_ in {"nsubj", "nsubjpass"}
                and self.low[item] in roles()
                and self.doc[item].tag_ in {"NN", "NNP"}
            ):
                ref = self._ref(item)
                if ref.name and not any(name == ref.name and item < i < item + 12 for i, name, _ in found):
                    found.append((item, ref.name, self._weight(self.doc[item])))
        return found

    def _weight(self, root: Token) -> float:
        """How likely a mention is to be taken up by a pronoun: subjects of main clauses most, then other subjects, then the rest."""
        dep = root.dep_
        for _ in range(4):
            if dep in {"appos", "compound", "conj", "nmod"} and root.head.i != root.i:
                root = root.head
                dep = root.dep_
            else:
                break
        if dep in {"nsubj", "nsubjpass"}:
            main = root.head.dep_ in {"ROOT", "conj", "ccomp"} and not (root.head.dep_ == "ccomp" and root.head.head.i < root.i)
            return 3.2 if main else 2.4
        if dep == "poss":
            head = root.head
            return 2.6 if head.dep_ in {"nsubj", "nsubjpass", "attr"} else 1.2
        if (
            dep == "pobj"
            and root.head.lower_ in {"by", "to"}
            and (root.head.dep_ == "agent" or root.head.head.lower_ == "according")
        ):
            return 2.4
        if dep == "ROOT":
            return 2.4
        return 1.0

    def _pronoun(self, i: int, gender: str) -> Ref:
        """Whom *he* or *she* means: the person before it in the text who is nearest, most prominent and of that gender."""
        if i in self._pronouns:
            return self._pronouns[i]
        self._pronouns[i] = UNNAMED
        k = self.sentence_of.get(i)
        if k is None:
            return UNNAMED
        best, best_score = None, -99.0
        clause = self._subject_of_clause(i)
        below = self.doc[i].head.dep_ in {"relcl", "advcl", "ccomp", "acl"}
        for item, name, weight in self._persons_before(k, i):
            if item == clause:
                continue
            score = (
                weight + (0.3 if weight >= 2.4 else 1.0 if below and weight > 1.1 else -2.2) + self._gender_bonus(name, gender)
            )
            if score >= best_score:
                best, best_score = name, score
        distance = 0.0
        for back in range(1, 13):
            j = k - back
            if j < 0 or distance > 7:
                break
            distance += 0.8 + (0.2 if self.sentences[j].paragraph != self.sentences[j + 1].paragraph else 0.0)
            names = [(w, name) for _, name, w in self._persons(j)] + [(3.4, name) for name in self.sentences[j].speakers]
            for weight, name in names:
                score = weight - distance + self._gender_bonus(name, gender)
                if score > best_score:
                    best, best_score = name, score
        ref = Ref(best, True) if best else UNNAMED
        self._pronouns[i] = ref
        return ref

    def _persons_before(self, k: int, i: int) -> list[tuple[int, str, float]]:
        found = []
        for item in self.sentences[k].items:
            if item >= i:
                break
            if item < 0:
                continue
            record = self.name.get(item)
            if record and record[2] == "PERSON" and record[0] == item:
                found.append((item, record[3], self._weight(self.doc[record[0] : record[1]].root)))
            elif self.low[item] in {"he", "she"} and item in self._pronouns and self._pronouns[item].name:
                found.append((item, self._pronouns[item].name, self._weight(self.doc[item])))
            elif (
                self.doc[item].dep_ in {"nsubj", "nsubjpass"}
                and self.low[item] in roles()
                and self.doc[item].tag_ in {"NN", "NNP"}
            ):
                ref = self._ref(item)
                if ref.name:
                    found.append((item, ref.name, self._weight(self.doc[item])))
        return found

    def _subject_of_clause(self, i: int) -> int | None:
        """The subject of the pronoun's own clause, which it cannot mean when it is the object."""
        token = self.doc[i]
        if token.dep_ in {"dobj", "dative", "pobj"}:
            return next((c.i for c in token.head.children if c.dep_ == "nsubj"), None)
        return None

    def _gender_bonus(self, name: str, gender: str) -> float:
        """For a person of the pronoun's gender, against one of the other; a given name may mislead, so it is no ban."""
        known = self.people[name].gender if name in self.people else None
        return 0.0 if known is None else 0.4 if known == gender else -2.6

    def _centre(self, k: int, reach: int = 3) -> Ref:
        """The person that the sentences just before sentence `k` are about: a speaker, else a subject."""
        best, best_score = None, 1.9
        for back in range(1, reach + 1):
            j = k - back
            if j < 0:
                break
            names = [(w, name) for _, name, w in self._persons(j)] + [(3.4, name) for name in self.sentences[j].speakers]
            for weight, name in names:
                if weight - 0.8 * (back - 1) > best_score:
                    best, best_score = name, weight - 0.8 * (back - 1)
        return Ref(best, True) if best else NOBODY

    def _group(self, i: int) -> Ref:
        """Whom *it* or *they* means when it speaks: the organisation or country that was the subject just before."""
        k = self.sentence_of.get(i)
        if k is None:
            return UNNAMED
        for j in range(k, max(k - 3, -1), -1):
            for item in self.sentences[j].items:
                if 0 <= item and (j < k or item < i) and self.doc[item].dep_ in {"nsubj", "nsubjpass"}:
                    record = self.name.get(item)
                    if record and record[2] in {"ORG", "GPE", "FAC"}:
                        return Ref(record[3], True)
                    if record and record[2] == "PERSON" and j < k and self.low[i] != "it":
                        return UNNAMED
        return UNNAMED

    def _role(self, i: int) -> Ref:
        """Whom *the Russian president* or *the senator* means."""
        word, token = self.low[i], self.doc[i]
        if token.tag_ in {"NNS", "NNPS"}:
            return UNNAMED
        modifiers = [self.low[j] for j in self._np_before(i)]
        j = i + 1
        if self.low[j : j + 1] == ["of"]:
            tail = []
            for n in range(j + 1, min(j + 6, len(self.low))):
                if self.doc[n].pos_ not in {"NOUN", "PROPN", "ADJ", "DET"} or self.mask[n] >= 0:
                    break
                tail.append(self.low[n])
            modifiers += ["of", *tail]
            role_words = [*modifiers[: len(modifiers) - len(tail) - 1], word, "of", *tail]
        else:
            role_words = [*modifiers, word]
        start = (self._np_before(i) or [i])[0]
        before = self.low[start - 1] if start else ""
        keys = self._keys(role_words)
        groups = {key for key in keys if key.startswith("#")}
        others = set(keys) - groups - {word, "former", "of", "then", "own"}
        anonymous = roles().get(word, (frozenset(), False))[1]
        if before in {"a", "an", "another", "one", "no", "any", "some", "every", "each"}:
            return UNNAMED
        owner = next((n for n in self._np_before(i) if self._person(n) and self.low[n + 1 : n + 2] in (["'s"], ["’s"])), None)
        best, best_score = None, 0.8
        k = self.sentence_of.get(i, 0)
        for name, person in self.people.items():
            score = self._role_score(name, person, groups, others, word, anonymous, k, i)
            if owner is not None and name == self._person(owner):
                continue
            if score > best_score:
                best, best_score = name, score
        if best:
            return Ref(best, True)
        definite = before in {"the", "this"} or word.endswith("-old") or (self.doc[start].is_sent_start and word in roles())
        if definite and owner is None and not self._introduced(word, k, i) and not (anonymous and word in self.low[: i - 1]):
            name = self._centre_for_role(k, groups, others)
            return Ref(name, True) if name else UNNAMED
        return UNNAMED

    def _centre_for_role(self, k: int, groups: set[str], others: set[str]) -> str | None:
        """The person the text was last about who could hold a role that the text gives to nobody by name."""
        best, best_score = None, 0.9
        for back in range(1, 7):
            j = k - back
            if j < 0:
                break
            for weight, name in [(w, name) for _, name, w in self._persons(j)] + [
                (3.4, name) for name in self.sentences[j].speakers
            ]:
                person = self.people.get(name)
                score = weight - 0.5 * (back - 1)
                if score <= best_score or person is None or self._conflict(person, groups, others):
                    continue
                known = {key for key in person.words if key.startswith("#")}
                if known and groups and not known & groups and not ("#leader" in groups and known & _AT_THE_TOP):
                    score -= 1.6  # the text calls this person something else
                if score > best_score:
                    best, best_score = name, score
        return best

    def _introduced(self, word: str, k: int, i: int) -> bool:
        """Whether somebody unnamed was introduced by this noun just before: *one Tory MP … the MP*."""
        for j in range(k, max(k - 5, -1), -1):
            for item in self.sentences[j].items:
                if 0 <= item < i and self.low[item] == word:
                    first = (self._np_before(item) or [item])[0]
                    if first and self.low[first - 1] in {"a", "an", "one", "another"} and not self._name_beside(item):
                        return True
            if j < k and self.sentences[j].speakers:
                return False
        return False

    def _conflict(self, person: Person | None, groups: set[str], others: set[str]) -> bool:
        """Whether what is known of a person speaks against a role: another country, another party."""
        if person is None:
            return True
        every = set(countries().values())
        lands, own = others & every, set(person.words) & every
        parties = {"#republican", "#democrat"}
        return bool(
            (lands and own and not lands & own)
            or (parties & groups and parties & set(person.words) and not parties & groups & set(person.words))
        )

    def _role_score(self, name, person, groups, others, word, anonymous, k, i) -> float:
        """How well a person fits a role noun with its modifiers; 0 or less: not at all."""
        shared = groups & set(person.words)
        leader = "#leader" in groups and _AT_THE_TOP & set(person.words)
        party = {"#republican", "#democrat", "#partisan"} & groups
        if not shared and not leader:
            if "#lawmaker" in groups and {"#senator", "#representative"} & set(person.words):
                leader = True
            elif anonymous or not others or not others <= set(person.words) or any(w.startswith("#") for w in person.words):
                return 0.0
        if anonymous and word not in person.words and not shared:
            return 0.0
        lands = {key for key in others if key in set(countries().values())}
        own = {key for key in person.words if key in set(countries().values())}
        if lands and own and not lands & own:
            return 0.0
        if party and not party & set(person.words) and (not shared - party or {"#republican", "#democrat"} & set(person.words)):
            return 0.0
        if not shared and others and not others & set(person.words):
            return 0.0
        if not lands and own and "#head" in groups:
            score = -0.6  # the president, without a country, is rather the one at home
        else:
            score = 0.0
        score += 1.0 + (1.0 if shared else 0.0) + 1.5 * len(others & set(person.words)) - 0.7 * len(others - set(person.words))
        if anonymous and others - set(person.words) and not others & set(person.words):
            score -= 1.0
        score -= 1.2 if person.first > i else 0.0
        score += 0.3 * min(person.mentions, 8) ** 0.5
        for back in range(0, 5):
            j = k - back
            if j < 0:
                break
            weights = [w for item, other, w in (self._persons(j) if back else self._persons_in(k, i)) if other == name]
            weights += [3.4] if name in self.sentences[j].speakers else []
            if weights:
                score += 0.5 * max(weights) - 0.25 * back
                break
        return score

    def _persons_in(self, k: int, i: int) -> list[tuple[int, str, float]]:
        """The people named before token `i` in its own sentence; they are less likely to be meant by a role noun there."""
        return [
            (item, self._person(item), 0.6)
            for item in self.sentences[k].items
            if 0 <= item < i and self._person(item)
        ]  # fmt: skip


# The object of these is the subject of what follows: prompting the minister to say.
_CONTROL = {"prompt", "force", "lead", "ask", "urge", "tell", "allow", "cause", "compel", "push", "persuade", "invite", "order"}
_HUMAN = ("-old", "man", "woman", "ist", "ician", "crat", "eer", "person", "native", "assistant", "adviser", "official")
_AT_THE_TOP = {"#head", "#premier", "#minister", "#leader", "#director"}
_SENT = {"statement", "tweet", "letter", "post", "message", "memo", "note", "email", "e-mail"}
_ABSTRACT = {"call", "calls", "criticism", "answer", "question", "questions", "words", "word", "claim", "claims", "sign", "view"}
_SURE = {
    "said",
    "says",
    "told",
    "tells",
    "asked",
    "added",
    "replied",
    "wrote",
    "writes",
    "adds",
    "asks",
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


@functools.cache
def _ROLE_PHRASES() -> list[str]:  # noqa: N802
    """The role nouns of more than one word, longest first."""
    return sorted((role for role in roles() if " " in role), key=lambda role: -len(role.split()))


def _role_in(words: list[str]) -> bool:
    return any(word in roles() for word in words)


def _clean(text: str) -> str:
    """A name without possessive ending, article and white space."""
    return re.sub(r"['’]s?$", "", re.sub(r"\s+", " ", text).strip()).removeprefix("the ").removeprefix("The ").strip() or text

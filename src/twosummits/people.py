"""The register of people in a text: who is named in full, by what forms, and which person each later mention means."""

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from twosummits.lexicon import Alias, Lexicon, fold

WORD = re.compile(r"[^\W\d_][\w’'ʼ]*\.?$|(?:[^\W\d_]\.)+$")
INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?$|[A-Z]{1,2}$")
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
HYPHENS = {"-", "–", "‑", "‐"}
MONTHS = {"may", "march", "april", "june", "august"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
TIME_WORDS = {"in", "last", "this", "next", "since", "until", "till", "by", "early", "late", "mid", "of", "on", "from", "during"}
TIME_WORDS |= {"before", "after", "every", "through", "between", "to", "and", "or"}
NO_NAME_POS = {"ADP", "SCONJ", "CCONJ", "DET", "PRON", "AUX", "PART", "INTJ", "NUM", "ADV", "VERB"}
PLACE_LABELS = {"GPE", "LOC", "FAC", "NORP", "ORG", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"}
FIRST_LADY = re.compile(r"\b(?:first lady|queen|princess|duchess|mother|wife|widow|daughter|sister)$", re.I)


@dataclass
class Person:
    """A person whom a text names.

    `name` is the canonical name, `forms` the spellings that stand in the text, `gender` "m", "f" or None (from Mr and Mrs,
    from titles such as *congresswoman*, else from the given name), `roles` the offices and descriptions that the text puts
    next to the name (*US President*, *first lady*), `nationalities` the adjectives of the countries in those (*American*).
    """

    name: str
    forms: set[str] = field(default_factory=set)
    gender: str | None = None
    roles: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)


class View:
    """A Doc as plain lists without its white space: what the rules look at, quicker than asking each token anew."""

    def __init__(self, doc: Doc, lexicon: Lexicon):
        self.doc, self.lexicon = doc, lexicon
        self.at, self.words, self.pos, self.glued, self.line, self.para = [], [], [], [], [], []
        line = para = 0
        for token in doc:
            text = token.text
            if token.is_space:
                breaks = text.count("\n") + text.count("\r") + text.count("\u2028") + text.count("\u2029")
                line += breaks > 0
                para += breaks > 1
                continue
            self.at.append(token.i)
            self.words.append(text)
            self.pos.append(token.pos_)
            self.glued.append(not token.whitespace_)
            self.line.append(line)
            self.para.append(para)
        self.size = len(self.words)
        self.cap = [word[:1].isupper() for word in self.words]
        self.keys = [fold(word) for word in self.words]
        self.wordlike = [cap and WORD.match(word) is not None for cap, word in zip(self.cap, self.words, strict=True)]
        self._model_spans()
        self._lines()
        self.gazetteer: dict[int, tuple[int, Alias]] = {}

    def _model_spans(self) -> None:
        """The model's entities: their label on every token, and where the span of each token starts and ends."""
        index = {token: i for i, token in enumerate(self.at)}
        self.label, self.span = [""] * self.size, [None] * self.size
        for ent in self.doc.ents:
            inside = [index[i] for i in range(ent.start, ent.end) if i in index]
            for i in inside:
                self.label[i], self.span[i] = ent.label_, (inside[0], inside[-1] + 1)

    def _lines(self) -> None:
        """Lines set in capitals or title case, where a capital letter says nothing; and the first word of each sentence."""
        counts: dict[int, list[int]] = {}
        for i, word in enumerate(self.words):
            if word[0].isalpha() and (len(word) > 3 or word.isupper()):
                entry = counts.setdefault(self.line[i], [0, 0])
                entry[0] += self.cap[i]
                entry[1] += 1
        heading = {line for line, (caps, words) in counts.items() if words > 2 and caps >= 0.66 * words}
        self.heading = [line in heading for line in self.line]
        self.initial = [
            i == 0 or self.line[i] != self.line[i - 1] or self.words[i - 1] in '.!?:;"“‘”»…•'
            for i in range(self.size)
        ]

    def before(self, i: int) -> str:
        """The word before, on the same line, else nothing."""
        return self.words[i - 1] if i > 0 and self.line[i - 1] == self.line[i] else ""

    def after(self, i: int) -> str:
        """The word after, on the same line, else nothing."""
        return self.words[i + 1] if i + 1 < self.size and self.line[i + 1] == self.line[i] else ""

    def token(self, i: int):
        return self.doc[self.at[i]]

    def person_syntax(self, i: int) -> bool:
        """Whether the word is the subject of a verb that people are the subject of (said, met, thinks)."""
        token = self.token(i)
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.head is token:
            return False
        return (token.head.lemma_ or token.head.lower_) in self.lexicon.person_verbs


@dataclass
class Entry:
    """A person while the register is built: the folded name parts, and what is known of him or her."""

    parts: tuple[str, ...]
    first: int
    spellings: Counter = field(default_factory=Counter)
    alias: Alias | None = None
    gender: str | None = None
    sure_gender: bool = False
    person: Person | None = None
    offices: set[str] = field(default_factory=set)

    @property
    def given(self) -> str:
        return self.parts[0] if len(self.parts) > 1 else ""


@dataclass(frozen=True)
class Mention:
    """A stretch of the view that names a person."""

    start: int
    end: int
    entry: Entry = field(compare=False)


class Register:
    """Who is who in one document. Built from full names and titles first, then asked what every single name means."""

    def __init__(self, view: View, aliases: dict[str, list[Alias]]):
        self.view, self.lexicon, self.aliases = view, view.lexicon, aliases
        self.entries: list[Entry] = []
        self.by_surname: dict[str, list[Entry]] = {}
        self.singles: list[tuple[int, str]] = []
        self.forms: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        self._collect()
        self._index()

    # --- full names

    def _collect(self) -> None:
        found = [name for start, end in _runs(self.view) for name in self._names_in(start, end)]
        names = Counter(tuple(self._parts(start, end)) for start, end in found)
        for start, end in found:
            cut = self._known_prefix(start, end, names)
            self._add(start, cut)

    def _known_prefix(self, start: int, end: int, names: Counter) -> int:
        """In a headline the words after a name are capitalised too: cut where another place in the text ends the name."""
        parts = self._parts(start, end)
        if not self.view.heading[start]:
            return end
        for size in range(2, len(parts)):
            if names[tuple(parts[:size])] and parts[size] not in SUFFIXES:
                return start + size
        return end

    def _parts(self, start: int, end: int) -> list[str]:
        return self.view.keys[start:end]

    def _names_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The full names in a run of capitalised words; single words are put aside for later."""
        names = []
        for first, last in self._segments(start, end):
            first, last = self._strip(first, last)
            words = self._count(first, last)
            if words > 1 and self._is_person(first, last):
                names.append((first, self._cut(first, last)))
            elif last > first:
                self.singles.extend((i, "") for i in range(first, last) if self.view.wordlike[i])
        return names

    def _segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """The run split at places, nationalities, bodies, days and (in headlines) at words that are no names."""
        view, lexicon, pieces, begin, i = self.view, self.lexicon, [], start, start
        while i < end:
            stop = self._break_at(i, begin, end)
            if stop:
                if i > begin:
                    pieces.append((begin, i))
                i = begin = max(stop, i + 1)
                continue
            if view.words[i] in HYPHENS and not self._hyphen_joins(i, begin, end):
                pieces.append((begin, i))
                begin = i + 1
            i += 1
        if end > begin:
            pieces.append((begin, end))
        del lexicon
        return [(a, b) for a, b in pieces if b > a]

    def _break_at(self, i: int, begin: int, end: int) -> int:
        """Where a piece that is no part of a name ends, if one begins at `i`; else 0."""
        view, key = self.view, self.view.keys[i]
        span = view.span[i]
        in_name = view.label[i] == "PERSON" and span[1] - span[0] > 1
        match = view.gazetteer.get(i)
        if match and match[1].label != "PERSON":
            stop = match[0]
            if stop - i > 1:
                return min(stop, end)
            starts_name = key in self.lexicon.given and i + 1 < end and view.wordlike[i + 1] and (in_name or i > begin or key not in PLAIN_PLACES)
            ends_name = i > begin and view.keys[i - 1] in self.lexicon.given and self.lexicon.title(view.words[i - 1]) is None
            inner = in_name and span[0] < i and begin <= span[0]
            if not (starts_name and (in_name or view.label[i] != "GPE")) and not ends_name and not inner:
                return stop
        if key in DAYS or (view.label[i] == "DATE" and i > begin and key in MONTHS):
            return i + 1
        if view.heading[i] and view.pos[i] in NO_NAME_POS and not in_name and key not in self.lexicon.given and view.words[i] not in HYPHENS and self.lexicon.title(view.words[i]) is None and key not in self.lexicon.particles:
            return i + 1
        return 0

    def _hyphen_joins(self, i: int, begin: int, end: int) -> bool:
        """Whether a hyphen stands inside one name (Jean-Claude, Johnson-Sirleaf, al-Assad) or between two (Trump-Putin)."""
        view, given = self.view, self.lexicon.given
        left, right = view.keys[i - 1], view.keys[i + 1] if i + 1 < end else ""
        if not right or view.words[i] == "–":
            return False
        if left in self.lexicon.particles or not view.cap[i + 1]:
            return True
        if left in given and right in given:
            # Jean-Claude Juncker, but not Hillary Clinton-Donald Trump, where a surname stands before the hyphen.
            return i - 1 == begin or self.lexicon.title(view.words[i - 2]) is not None
        if right in given and i + 2 < end and view.wordlike[i + 2]:
            return False
        span = view.span[i]
        whole = view.label[i] == "PERSON" and span[0] < i - 1
        return whole or (i - 1 > begin and view.keys[i - 2] in given and right not in self.aliases)

    def _strip(self, first: int, last: int) -> tuple[int, int]:
        """Take titles, and words that only open a sentence, from the front of a run; a title may stand anywhere before the name."""
        view, lexicon = self.view, self.lexicon
        for i in range(last - 2, first - 1, -1):
            if lexicon.title(view.words[i]) and not self._title_is_name(i, first, last):
                first = i + 1
                break
        while first < last - 1 and not self._opens_name(first):
            first += 1
        if first < last and view.words[first] in HYPHENS:
            first += 1
        return first, last

    def _title_is_name(self, i: int, first: int, last: int) -> bool:
        """Dean Smith, Earl Warren, Martin Luther King Jr: title words inside names."""
        view = self.view
        if view.keys[i + 1] in SUFFIXES:
            return True
        if lexicon_honorific(self.lexicon, view.words[i]):
            return False
        in_span = view.label[i] == "PERSON" and view.span[i][0] <= i < view.span[i][1] - 1
        if view.keys[i] in self.lexicon.given:
            return (in_span and view.span[i][0] == i) or not view.wordlike[i + 1]
        return in_span and view.span[i][0] < i and view.keys[i - 1] in self.lexicon.given

    def _opens_name(self, i: int) -> bool:
        """Whether a name may begin with this word."""
        view, key = self.view, self.view.keys[i]
        if view.label[i] == "PERSON" and view.span[i][0] == i and view.span[i][1] > i + 1 and view.pos[i] not in {"DET", "ADP"}:
            return key not in self.lexicon.title_words or key in self.lexicon.given
        if key in self.lexicon.given:
            return True
        if key in self.lexicon.title_words or view.pos[i] in NO_NAME_POS:
            return False
        follows = view.keys[i + 1] in self.lexicon.given and view.label[i] != "PERSON"
        return not (follows and view.pos[i] != "PROPN")

    def _count(self, first: int, last: int) -> int:
        """The words of a name without initials, particles and suffixes."""
        view = self.view
        return sum(
            view.wordlike[i] and view.keys[i] not in SUFFIXES and not (i > first and INITIAL.match(view.words[i]))
            for i in range(first, last)
        )

    def _is_person(self, first: int, last: int) -> bool:
        """Whether a run of two or more capitalised words, titles taken off, is somebody's name."""
        view, lexicon, keys = self.view, self.lexicon, self.view.keys
        if self._count(first, last) > 5 or any(keys[i] in lexicon.not_people for i in (first, last - 1)):
            return False
        tagged = sum(view.label[i] == "PERSON" for i in range(first, last)) * 2 >= last - first
        given = keys[first] in lexicon.given
        if any(keys[i] in lexicon.organisation_words for i in range(first + 1, last)):
            last_only = all(keys[i] not in lexicon.organisation_words for i in range(first + 1, last - 1))
            if not (given and tagged and last_only and last - first <= 3):
                return False
        title = self.title_before(first)
        if given or INITIAL.match(view.words[first]):
            other = {view.label[i] for i in range(first, last)} & {"FAC", "LAW", "EVENT", "PRODUCT"}
            return tagged or bool(title) or not other or view.heading[first]
        if tagged or (title and title[0] == "honorific"):
            return True
        names = all(view.pos[i] == "PROPN" or not view.wordlike[i] for i in range(first, last))
        labels = {view.label[i] for i in range(first, last)} & PLACE_LABELS
        if title and names and not view.heading[first]:
            return not labels or title[1] != "weak"
        return names and not labels and self._followed_like_person(last)

    def _followed_like_person(self, last: int) -> bool:
        """After the name: an age, a relative clause with who, or a verb of saying."""
        view = self.view
        one, two, three = (view.words[i] if i < view.size else "" for i in range(last, last + 3))
        if one == ",":
            return two == "who" or (two.isdigit() and three == ",")
        return last < view.size and view.pos[last] == "VERB" and view.token(last).lemma_ in self.lexicon.person_verbs

    def _cut(self, first: int, last: int) -> int:
        """Where the name ends: in headlines after the model's span or the second word, elsewhere with the run."""
        view = self.view
        if not view.heading[first]:
            while last - first > 2 and view.pos[last - 1] in {"ADP", "DET", "AUX"}:
                last -= 1
            return last
        span = view.span[first]
        if view.label[first] == "PERSON" and span[0] == first and first + 2 <= span[1] <= last:
            return span[1]
        count = 0
        for i in range(first, last):
            count += view.wordlike[i] and not INITIAL.match(view.words[i])
            if count == 2 and (i + 1 >= last or view.keys[i + 1] not in SUFFIXES):
                return i + 1
        return last

    def title_before(self, i: int) -> tuple[str, str] | None:
        """Kind and strength of the title right before a name (President, Mr, special counsel), else None."""
        view = self.view
        if i == 0 or view.line[i - 1] != view.line[i]:
            return None
        word = view.words[i - 1]
        found = self.lexicon.title(word)
        if found is None:
            lower = word.lower()
            if lower in {"state", "defence", "defense", "affairs"} and i > 2 and view.words[i - 2] in {"of", "for"}:
                found = self.lexicon.title(view.words[i - 3])
            if found is None:
                return None
        weak = word.lower() in {"democrat", "republican", "general", "major", "private", "count", "chief", "deputy", "assistant"}
        return found[0], "weak" if weak or (found[0] == "role" and not view.cap[i - 1]) else "strong"

    # --- entries

    def _add(self, start: int, end: int) -> Entry:
        view = self.view
        parts = tuple(view.keys[start:end])
        core = _core(parts)
        surname = self._surname(parts)
        for entry in self.by_surname.get(surname, ()):
            if self._same_person(entry, parts, core):
                break
        else:
            entry = Entry(core, start)
            self.entries.append(entry)
            self.by_surname.setdefault(surname, []).append(entry)
        entry.spellings[self._spelling(start, end)] += 1
        return entry

    def _surname(self, parts: tuple[str, ...]) -> str:
        """The surname a name is filed under: the first word of an East Asian name, else the last."""
        core = [part for part in parts if part not in SUFFIXES]
        if self._family_first(core):
            return core[0]
        return core[-1]

    def _family_first(self, core: list[str] | tuple[str, ...]) -> bool:
        if len(core) < 2 or core[0] not in self.lexicon.family_first:
            return False
        if core[0] not in self.lexicon.given:
            return core[1] not in self.lexicon.given or len(core) > 2
        return len(core) > 2 and all(len(part) < 7 for part in core) and core[1] not in self.lexicon.given

    def _same_person(self, entry: Entry, parts: tuple[str, ...], core: tuple[str, ...]) -> bool:
        if (entry.parts[-1] in JUNIOR) != (core[-1] in JUNIOR):
            return False
        if entry.parts == core:
            return True
        if self._family_first(core) or self._family_first(entry.parts):
            return [part for part in entry.parts if part != "-"] == [part for part in core if part != "-"]
        return self.lexicon.same_given(entry.given, core[0])

    def _spelling(self, start: int, end: int) -> str:
        """The name as it stands, capitals made ordinary."""
        view, pieces = self.view, []
        for i in range(start, end):
            pieces.append(plain_case(view.words[i], self.lexicon))
            if i + 1 < end and not (view.glued[i] and (view.words[i] in HYPHENS or view.words[i + 1] in HYPHENS)):
                pieces.append(" ")
        return "".join(pieces)

    # --- forms

    def _index(self) -> None:
        for entry in self.entries:
            self._known_alias(entry)
            for keys, kind in self._forms_of(entry):
                self.forms.setdefault(keys[0], []).append((keys, kind, entry))
        self._sort()

    def _sort(self) -> None:
        for group in self.forms.values():
            group.sort(key=lambda form: -len(form[0]))

    def _known_alias(self, entry: Entry) -> None:
        """The widely known person that a full name means, if the alias table has him or her."""
        for alias in self.aliases.get(self._surname(entry.parts), ()):
            known = tuple(fold(part) for part in alias.name.split())
            if len(known) > 1 and entry.parts[-1] not in JUNIOR and (
                self.lexicon.same_given(entry.given, known[0]) and len(entry.given.rstrip(".")) > 1
                or self._family_first(known) and known[0] == entry.parts[0] and known[-1] == entry.parts[-1]
            ):
                entry.alias = alias
                entry.offices.update(alias.offices)
                return

    def _forms_of(self, entry: Entry) -> list[tuple[tuple[str, ...], str]]:
        """All folded forms by which the text may name somebody, longest first by kind: full, surname, given."""
        forms = {tuple(fold(word) for word in _split(spelling)): "full" for spelling in entry.spellings}
        core = entry.parts
        plain = tuple(part for part in core if part not in SUFFIXES)
        if self._family_first(plain):
            forms.setdefault(plain[:1], "surname")
        elif len(plain) > 1:
            forms.setdefault((plain[0], *self._tail(plain)), "full")
            for size in range(1, len(plain)):
                tail = plain[size:]
                if tail[0] in HYPHENS or INITIAL.match(tail[0].upper()) or (len(tail) > 1 and tail[0] in SUFFIXES):
                    continue
                if size > 1 or len(plain) == 2 or plain[1] not in HYPHENS:
                    forms.setdefault(tail, "surname")
            if core[-1] in JUNIOR:
                forms.setdefault((plain[-1], core[-1]), "full")
                forms.setdefault((plain[0], core[-1]), "full")
            if plain[1] in HYPHENS and len(plain) > 2:
                forms.setdefault(plain[:3], "given")
            else:
                forms.setdefault(plain[:1], "given")
        elif plain:
            forms.setdefault(plain, "surname")
        return list(forms.items())

    def _tail(self, plain: tuple[str, ...]) -> tuple[str, ...]:
        """Surname with its particles."""
        size = len(plain) - 1
        while size > 1 and (plain[size - 1] in self.lexicon.particles or plain[size - 1] in HYPHENS):
            size -= 1
        return plain[size:]

    def add_single(self, i: int, alias: Alias | None) -> Entry:
        """Somebody named by one word only: under the name of the alias table, else under that word."""
        key = self.view.keys[i]
        entry = Entry((key,), i, alias=alias)
        if alias:
            entry.offices.update(alias.offices)
        entry.spellings[plain_case(self.view.words[i], self.lexicon)] += 1
        self.entries.append(entry)
        self.by_surname.setdefault(key, []).append(entry)
        self.forms.setdefault(key, []).append(((key,), "surname", entry))
        self._sort()
        return entry


JUNIOR = {"jr", "jr."}
# Places that are given names now and then, but far more often places at the head of a run (Charlotte Mayor …).
PLAIN_PLACES = {"charlotte", "georgia", "jordan", "chad", "israel", "sydney", "florence", "victoria", "virginia"}


def lexicon_honorific(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is Mr, Mrs, Dr and the like."""
    found = lexicon.title(word)
    return found is not None and found[0] == "honorific"


def plain_case(word: str, lexicon: Lexicon) -> str:
    """A word in capitals as an ordinary name: TRUMP, Trump; McCAIN, McCain; JD and J.R. stay."""
    if not (len(word) > 2 or fold(word) in lexicon.given) or "." in word:
        return word
    if word.startswith(("Mc", "Mac")) and word[2:].isupper() and len(word) > 4:
        cut = 3 if word.startswith("Mac") else 2
        return word[:cut] + word[cut:].capitalize()
    if not word.isupper() or fold(word) in SUFFIXES:
        return word
    for mark in "'’":
        if mark in word:
            head, _, tail = word.partition(mark)
            return head.capitalize() + mark + (tail.capitalize() if len(tail) > 1 else tail.lower())
    return word.capitalize()


def _core(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a name without initials in the middle."""
    return tuple(part for i, part in enumerate(parts) if i in (0, len(parts) - 1) or not re.fullmatch(r"[a-z]\.?", part))


def _split(spelling: str) -> list[str]:
    return [piece for piece in re.split(r"\s+|([-‑‐–])", spelling) if piece]


def _runs(view: View) -> list[tuple[int, int]]:
    """Runs of capitalised words on one line, with the particles and hyphens inside them."""
    runs, i, particles = [], 0, view.lexicon.particles
    while i < view.size:
        starts = view.wordlike[i] or (view.keys[i] in {"al", "el"} and view.after(i) in HYPHENS)
        if not starts:
            i += 1
            continue
        end = i + 1
        while end < view.size and view.line[end] == view.line[i]:
            step = _step(view, end, particles)
            if not step:
                break
            end += step
        runs.append((i, end))
        i = end
    return runs


def _step(view: View, i: int, particles: frozenset[str]) -> int:
    """How many words belong to the run from here: a capitalised word, or particles or a hyphen before one."""
    if view.wordlike[i]:
        return 1
    j = i
    if view.words[i] in HYPHENS and view.glued[i] and view.glued[i - 1]:
        j += 1
        # Moon Jae-in: a short lower-case syllable closes a Korean name.
        if j < view.size and view.words[j].islower() and len(view.words[j]) < 5 and view.keys[i - 2 if i > 1 else 0] in view.lexicon.family_first and view.cap[i - 1]:
            return 2
    while j < view.size and j - i < 4 and view.line[j] == view.line[i]:
        if view.wordlike[j]:
            return j - i + 1
        lower = view.words[j] in particles
        hyphen = j > i and view.words[j] in HYPHENS and view.words[j - 1] in {"al", "el", "as", "ul"}
        if not (lower or hyphen):
            return 0
        j += 1
    return 0

"""The register of people in a text: who is named in full, by what forms, and which person each later mention means."""

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from twosummits.lexicon import Alias, Lexicon, fold

WORD = re.compile(r"[^\W\d_][\w’'ʼ]*\.?$|(?:[^\W\d_]\.)+$")
INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?$|[A-Z]{1,2}$")
SINGLE_BREAK = re.compile(r"[^\n.!?”\"]\n(?=[^\n])")
WRAPPED_BREAK = re.compile(r"[^\n.!?”\"]\n(?=[a-z])")
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
HYPHENS = {"-", "–", "‑", "‐"}
MONTHS = {"may", "march", "april", "june", "august"}
PLURAL_INITIALS = re.compile(r"[A-Z]{2,}s$")
# A capital inside a word: in names only after Mc, De, O' and the like.
CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Lo|O['’]|D['’]|Van|Fitz|Ver|St|Al|El|Bin|Ben|Abu)[A-Z][a-z]+[A-Z]")
POST_NOMINALS = re.compile(r"(?:QC|KC|SC|MP|MEP|MSP|TD|OBE|CBE|MBE|KBE|DBE|MD|PhD|Ph\.D\.|JP|Esq\.?)$")
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
TIME_WORDS = {"in", "last", "this", "next", "since", "until", "till", "early", "late", "mid", "during", "every"}
LOOSE_TIME_WORDS = {"by", "of", "on", "from", "before", "after", "through", "between", "to", "and", "or"}
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
        wrapped = _hard_wrapped(doc.text)
        for token in doc:
            text = token.text
            if token.is_space:
                if wrapped and text.count("\n") == 1:
                    continue
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
                entry = counts.setdefault(self.line[i], [0, 0, 0])
                entry[0] += self.cap[i]
                entry[1] += 1
            elif self.cap[i]:
                counts.setdefault(self.line[i], [0, 0, 0])[2] += 1
        last = {line: word for line, word in zip(self.line, self.words, strict=True)}
        shouted = {line: True for line in counts}
        for i, word in enumerate(self.words):
            if word.islower() and word.isalpha():
                shouted[self.line[i]] = False
        heading = {
            line
            for line, (caps, words, short) in counts.items()
            if (words > 2 or words + short > 3)
            and caps + short >= 0.66 * (words + short)
            and (last[line] not in {".", ";", ":"} or shouted[line])
        }
        self.heading = [line in heading for line in self.line]
        self.in_sentences = {key for key, cap, head in zip(self.keys, self.cap, self.heading, strict=True) if cap and not head}
        self.line_start = [i == 0 or self.line[i] != self.line[i - 1] for i in range(self.size)]
        self.initial = [
            i == 0 or self.line[i] != self.line[i - 1] or self.words[i - 1] in '.!?:;"“‘”»…•' for i in range(self.size)
        ]

    def before(self, i: int) -> str:
        """The word before, on the same line, else nothing."""
        return self.words[i - 1] if i > 0 and self.line[i - 1] == self.line[i] else ""

    def after(self, i: int) -> str:
        """The word after, on the same line, else nothing."""
        return self.words[i + 1] if i + 1 < self.size and self.line[i + 1] == self.line[i] else ""

    def span_words(self, i: int) -> list[str]:
        """The words of the model's entity around a word."""
        return self.words[self.span[i][0] : self.span[i][1]] if self.span[i] else []

    def token(self, i: int):
        return self.doc[self.at[i]]

    def person_syntax(self, i: int) -> bool:
        """Whether the word is the subject of a verb that people are the subject of (said, met, thinks)."""
        token = self.token(i)
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.head is token:
            return False
        return (token.head.lemma_ or token.head.lower_) in self.lexicon.person_verbs


def _hard_wrapped(text: str) -> bool:
    """Whether lines are broken by width, inside sentences: most single line breaks stand before a small letter."""
    breaks = len(SINGLE_BREAK.findall(text))
    return breaks > 2 and len(WRAPPED_BREAK.findall(text)) * 3 > breaks


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
    initials: str = ""

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
        surnames = {self.view.keys[end - 1] for start, end in found if not self._weak(start)}
        for start, end in found:
            if self._weak(start) and end - start == 2 and self.view.keys[end - 1] in surnames:
                # "Will Turnbull contest a ballot?", "Defiant Turnbull says": the surname is known, the first word opens the line.
                continue
            if self._is_tail(start, end, names):
                continue
            self._add(start, self._known_prefix(start, end, names))

    def _is_tail(self, start: int, end: int, names: Counter) -> bool:
        """Whether the words are only the surname of somebody named in full elsewhere (Von der Leyen, Huckabee Sanders)."""
        parts = tuple(self._parts(start, end))
        if parts[0] in self.lexicon.given and parts[0] not in self.lexicon.particles:
            return False
        return any(len(name) > len(parts) and name[-len(parts) :] == parts for name in names)

    def _weak(self, start: int) -> bool:
        """Whether the first word of a name may owe its capital to its place: in a headline, or at the start of a sentence."""
        view = self.view
        doubtful = view.keys[start] not in self.lexicon.given or view.keys[start] in {
            "will",
            "may",
            "mark",
            "pat",
            "grant",
            "drew",
        }
        return doubtful and (view.initial[start] or view.heading[start])

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
            while last - first > 1 and self._hangs_on(first, last - 1):
                last -= 1
            words = self._count(first, last)
            if words > 1 and self._is_person(first, last):
                names.append((first, self._cut(first, last)))
            elif last > first:
                self.singles.extend((i, "") for i in range(first, last) if self.view.wordlike[i])
        return names

    def _segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """The run split at places, nationalities, bodies, days and (in headlines) at words that are no names."""
        view, pieces, begin, i = self.view, [], start, start
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
            starts_name = (
                key in self.lexicon.given
                and i + 1 < end
                and view.wordlike[i + 1]
                and (in_name or i > begin or key not in PLAIN_PLACES)
            )
            ends_name = i > begin and view.keys[i - 1] in self.lexicon.given and self.lexicon.title(view.words[i - 1]) is None
            inner = in_name and span[0] < i and begin <= span[0]
            if not (starts_name and (in_name or view.label[i] != "GPE")) and not ends_name and not inner:
                return stop
        month = view.label[i] == "DATE" and i > begin and key in MONTHS and view.keys[i - 1] not in self.lexicon.given
        if key in DAYS or month:
            return i + 1
        if (
            view.heading[i]
            and view.pos[i] in NO_NAME_POS
            and not in_name
            and key not in self.lexicon.given
            and view.words[i] not in HYPHENS
            and self.lexicon.title(view.words[i]) is None
            and key not in self.lexicon.particles
        ):
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
        while first < last - 1 and (not self._opens_name(first) or self._unknown_title(first, last)):
            first += 1
        if first < last and view.words[first] in HYPHENS:
            first += 1
        return first, last

    def _unknown_title(self, first: int, last: int) -> bool:
        """A capitalised word before a first name and a surname, itself no first name: some title or description (Project Imran Khan)."""
        view, given = self.view, self.lexicon.given
        if last - first < 3 or view.keys[first] in given or INITIAL.match(view.words[first]):
            return False
        return (
            given.get(view.keys[first + 1]) in ("m", "f")
            and view.wordlike[first + 2]
            and not self._family_first(view.keys[first:last])
        )

    def _hangs_on(self, first: int, i: int) -> bool:
        """Whether the last word of a run stands after the name: QC, or a role that opens the next line's words."""
        word = self.view.words[i]
        if POST_NOMINALS.match(word):
            return True
        given = self.view.keys[first] in self.lexicon.given
        key = self.view.keys[i]
        if not given or i - first < 2 or key in SUFFIXES:
            return False
        return (self.lexicon.title(word) is not None and key not in self.lexicon.common_words) or (
            word.isupper() and len(word) > 3 and key in self.lexicon.title_words
        )

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
        word = view.words[i]
        if view.initial[i] and key in self.lexicon.common_words and view.pos[i] in NO_NAME_POS:
            return False
        if (
            word.isupper()
            and 2 < len(word) < 6
            and word.isalpha()
            and key not in self.lexicon.given
            and not view.words[i + 1].isupper()
        ):
            return False
        if key == "by" or (key in self.lexicon.organisation_words and view.keys[i + 1] in self.lexicon.given):
            return False
        if view.label[i] == "PERSON" and view.span[i][0] == i and view.span[i][1] > i + 1 and view.pos[i] not in {"DET", "ADP"}:
            return key not in self.lexicon.title_words or key in self.lexicon.given
        if key in self.lexicon.given:
            return True
        if key in self.lexicon.title_words or key in self.lexicon.organisation_words or view.pos[i] in NO_NAME_POS:
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
        given = keys[first] in lexicon.given
        tagged = sum(view.label[i] == "PERSON" for i in range(first, last)) * 2 >= last - first
        if self._count(first, last) > 5 or (not given and any(keys[i] in lexicon.not_people for i in (first, last - 1))):
            return False
        if view.before(first) == "/" and not given:
            # Picture credits: Tom Williams/Getty Images.
            return False
        if view.heading[first] and keys[first] in lexicon.common_words and not tagged:
            return False
        if lexicon.title(view.words[last - 1]) and not given and keys[last - 1] not in lexicon.common_words:
            return False
        if not given and (
            any(CAMEL.search(view.words[i]) for i in range(first, last)) or view.before(first) in {"in", "at", "near", "across"}
        ):
            return False
        if PLURAL_INITIALS.match(view.words[last - 1]) or all(
            len(view.words[i]) < 4 and view.words[i].isupper() for i in range(first, last)
        ):
            return False
        if any(keys[i] in lexicon.organisation_words for i in range(first + 1, last)):
            last_only = all(keys[i] not in lexicon.organisation_words for i in range(first + 1, last - 1))
            if not (given and tagged and last_only and last - first <= 3 and keys[last - 1] in SURNAMES_TOO):
                return False
        title = self.title_before(first)
        if view.before(first).lower() in {"the", "a", "an"}:
            # No article before a name, except where it modifies a noun (the Paul Manafort trial).
            if not given or not (tagged or (last < view.size and (view.pos[last] == "NOUN" or view.words[last] in HYPHENS))):
                return False
        if view.heading[first] and not given and not INITIAL.match(view.words[first]) and view.before(first).lower() != "by":
            if not tagged or keys[last - 1] not in view.in_sentences:
                return self._listed(first, last)
        if given or INITIAL.match(view.words[first]):
            other = {view.label[i] for i in range(first, last)} & {"FAC", "LAW", "EVENT", "PRODUCT"}
            return tagged or bool(title) or not other or view.heading[first]
        if tagged or (title and title[0] == "honorific") or (last - first == 3 and view.words[first + 1][1:] == "."):
            return True
        names = all(view.pos[i] == "PROPN" or not view.wordlike[i] for i in range(first, last))
        labels = {view.label[i] for i in range(first, last) if "," not in view.span_words(i)} & PLACE_LABELS
        if not any(i in view.gazetteer for i in range(first, last)):
            # The model takes many a foreign surname for a place; the alias table knows the real ones.
            labels -= {"GPE", "LOC"}
        if names and not labels and self._listed(first, last):
            return True
        if title and names and not view.heading[first]:
            return not labels or title[1] != "weak"
        if names and labels == {"ORG"} and last - first == 2 and view.before(first) in {"”", '"', "’", "''"}:
            # “…,” Corneille Nangaa said: a company of two words would rather say it in a statement.
            return self._followed_like_person(last) and not view.keys[last + 1 : last + 3] == ["in", "a"]
        return names and not labels and self._followed_like_person(last)

    def _listed(self, first: int, last: int) -> bool:
        """After somebody's name and *and* or a comma: one more name in a list (Dan Grebler and Marguerita Choy)."""
        view = self.view
        if (
            last - first != 2
            or first < 3
            or view.words[first - 1] not in {"and", ",", "&"}
            or view.label[first] in {"ORG", "GPE", "FAC"}
        ):
            return False
        return view.keys[first - 3] in self.lexicon.given and view.label[first - 2] == view.label[first - 3] == "PERSON"

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
            count += (
                view.wordlike[i]
                and not INITIAL.match(view.words[i])
                and view.keys[i] not in self.lexicon.particles | CAPITAL_PARTICLES
            )
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
                entry.initials = entry.initials or _initials(parts)
                break
        else:
            entry = Entry(core, start, initials=_initials(parts))
            self.entries.append(entry)
            self.by_surname.setdefault(surname, []).append(entry)
        entry.spellings[self._spelling(start, end)] += 1
        office = self.office_before(start)
        if office:
            entry.offices.add(office)
        return entry

    def office_before(self, i: int) -> str | None:
        """The last word of the office right before a name, in lower case and in full (president, senator)."""
        word = self.view.before(i)
        title = self.lexicon.title(word) if word else None
        if not title or title[0] == "honorific":
            return None
        word = word.lower().rstrip(".")
        return SHORT_OFFICES.get(word, word)

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
        if (entry.parts[-1] in JUNIOR) != (core[-1] in JUNIOR) or _differ(entry.initials, _initials(parts)):
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
            if _differ(entry.initials, _initials(known)):
                continue
            if (
                len(known) > 1
                and entry.parts[-1] not in JUNIOR
                and (
                    self.lexicon.same_given(entry.given, known[0])
                    and len(entry.given.rstrip(".")) > 1
                    or self._family_first(known)
                    and known[0] == entry.parts[0]
                    and known[-1] == entry.parts[-1]
                )
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
                if tail[0] in HYPHENS or len(tail[0].rstrip(".")) < 2:
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


CAPITAL_PARTICLES = {"o", "ni", "nic", "mac", "mc", "san", "st", "st."}
# Words for buildings, places and papers that are common surnames too (Rebecca Hall, Frank Church).
SURNAMES_TOO = {"hall", "church", "hill", "hills", "park", "lane", "lake", "house", "post", "temple", "castle", "street", "court"}
SURNAMES_TOO |= {
    "bridge",
    "bay",
    "farm",
    "field",
    "fort",
    "bank",
    "drew",
    "press",
    "line",
    "mount",
    "price",
    "beach",
    "road",
    "power",
}
JUNIOR = {"jr", "jr."}
SHORT_OFFICES = {"sen": "senator", "rep": "representative", "gov": "governor", "presidents": "president", "pm": "minister"}
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


def _initials(parts: tuple[str, ...]) -> str:
    """The letters of the initials in the middle of a name (George H.W. Bush, hw)."""
    middle = parts[1:-1]
    return "".join(part.replace(".", "") for part in middle if re.fullmatch(r"[a-z]\.?|(?:[a-z]\.)+[a-z]?\.?", part))


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


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
        if (
            j < view.size
            and view.words[j].islower()
            and len(view.words[j]) < 5
            and view.keys[i - 2 if i > 1 else 0] in view.lexicon.family_first
            and view.cap[i - 1]
        ):
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


class Resolver:
    """Reads the view a second time with the finished register: which words name whom."""

    def __init__(self, register: Register):
        self.register, self.view, self.lexicon = register, register.view, register.lexicon
        self.recent: dict[str, Entry] = {}
        self._add_singles()

    # --- people named by one word only

    def _add_singles(self) -> None:
        """Single words with enough evidence become people of their own."""
        places: dict[str, list[int]] = {}
        for i, _ in self.register.singles:
            if self.view.keys[i] not in self.register.forms:
                places.setdefault(self.view.keys[i], []).append(i)
        for key, where in places.items():
            aliases = self.register.aliases.get(key, [])
            good = [i for i in where if self._evidence(i, key, bool(aliases), where)]
            if good:
                self.register.add_single(good[0], aliases[0] if aliases else None)

    def _evidence(self, i: int, key: str, known: bool, where: list[int]) -> bool:
        """Whether the word at `i`, not part of any full name in the text, names a person."""
        view, lexicon = self.view, self.lexicon
        title = self.register.title_before(i)
        honorific = bool(title) and title[0] == "honorific"
        if self.in_longer_name(i, i + 1):
            return False
        if honorific and view.cap[i] and lexicon.title(view.words[i]) is None:
            return len(key) > 1
        match = view.gazetteer.get(i)
        if (match and match[1].label != "PERSON") or key in lexicon.not_people or key in lexicon.organisation_words:
            return False
        if lexicon.title(view.words[i]) or key in lexicon.title_words or key in lexicon.particles or len(key) < 2:
            return False
        if not self.plausible_word(i, key) or PLURAL_INITIALS.match(view.words[i]):
            return False
        tagged = view.label[i] == "PERSON"
        if known:
            return True
        if view.words[i - 2 : i] == ["-", "old"]:
            return view.pos[i] == "PROPN"
        if title and view.heading[i] and not tagged:
            return False
        if self._speaker_label(i):
            return True
        if title and view.pos[i] == "PROPN" and (tagged or (title[1] == "strong" and view.label[i] not in {"GPE", "FAC"})):
            return True
        alone = tagged and view.span[i][1] - view.span[i][0] == 1
        if not tagged:
            alone = view.label[i] == "GPE" and view.span[i] == (i, i + 1)
            return alone and view.person_syntax(i) and view.token(i).head.i == view.token(i).i + 1
        votes = [view.label[j] for j in where]
        if votes.count("PERSON") * 2 < len([label for label in votes if label]):
            return False
        often = sum(view.label[j] == "PERSON" and view.span[j] == (j, j + 1) and view.before(j) != "(" for j in where) > 1
        return alone and (often or view.person_syntax(i) or key in lexicon.given or self._apposed(i))

    def _speaker_label(self, i: int) -> bool:
        """A surname in capitals and a colon at the start of a line, in a transcript where other speakers are known."""
        view = self.view
        labels = (
            [j for j in range(view.size) if view.line_start[j] and view.words[j].isupper() and view.after(j) == ":"]
            if (view.line_start[i] and view.words[i].isupper() and view.after(i) == ":")
            else []
        )
        return any(view.keys[j] in self.register.forms for j in labels)

    def _apposed(self, i: int) -> bool:
        """A role between commas before or after the word (his wife, Melania, …)."""
        view = self.view
        role = view.before(i) == "," and i > 1 and self.lexicon.title(view.words[i - 2])
        return bool(role) or (view.after(i) == "," and i + 2 < view.size and view.words[i + 2] == "who")

    def plausible_word(self, i: int, key: str) -> bool:
        """Everyday words and months that are also surnames need more than a capital letter."""
        view = self.view
        if key not in self.lexicon.common_words or self.register.title_before(i):
            return True
        person = view.label[i] == "PERSON"
        if key in MONTHS and self._is_month(i):
            return False
        if person or view.person_syntax(i):
            return True
        if key in MONTHS:
            return key in self.register.by_surname
        if view.label[i] in {"DATE", "CARDINAL", "GPE", "NORP", "LOC", "FAC"}:
            return False
        if view.initial[i] or view.heading[i]:
            if key in self.register.by_surname:
                finite = i + 1 < view.size and view.token(i + 1).tag_ in {"VBD", "VBZ", "MD"}
                if finite or (view.heading[i] and view.pos[i] == "NOUN"):
                    return True
            return view.pos[i] == "PROPN" and (key in self.register.by_surname or view.after(i) in {"’s", "'s", "’", "'"})
        return True

    def _is_month(self, i: int) -> bool:
        view = self.view
        before, after = view.before(i).lower(), view.after(i)
        if (before[:1].isdigit() or after[:1].isdigit()) and before != ",":
            return True
        if view.label[i] == "PERSON" or after in {"’s", "'s"}:
            return False
        if before in TIME_WORDS:
            return i + 1 >= view.size or view.pos[i + 1] not in {"VERB", "AUX"}
        # In a text about Mrs May, "mocked by May" and "May gets on" mean her, whatever the model thinks.
        registered = view.keys[i] in self.register.by_surname
        return not registered and (view.label[i] == "DATE" or before in LOOSE_TIME_WORDS)

    # --- mentions

    def mentions(self) -> list[Mention]:
        """All mentions of people, in order, none inside another."""
        found, i = [], 0
        forms, view = self.register.forms, self.view
        while i < view.size:
            group = forms.get(view.keys[i])
            mention = self._match(i, group) if group else None
            if mention:
                found.append(mention)
                i = mention.end
            else:
                i += 1
        return found

    def _match(self, i: int, group: list[tuple[tuple[str, ...], str, Entry]]) -> Mention | None:
        """The longest form of somebody's name that begins at `i`."""
        view = self.view
        size = None
        options: list[tuple[str, Entry]] = []
        for keys, kind, entry in group:
            if size is not None and len(keys) < size:
                break
            end = i + len(keys)
            if tuple(view.keys[i:end]) == keys and self._written_as_name(i, end):
                size = len(keys)
                options.append((kind, entry))
        while options:
            end = i + size
            if self.in_longer_name(i, end):
                return None
            kind, entry = self._choose(i, end, options)
            if entry is not None:
                return Mention(i, end, entry)
            shorter = [form for form in group if len(form[0]) < size and tuple(view.keys[i : i + len(form[0])]) == form[0]]
            if not shorter or size == 1:
                return None
            size = len(shorter[0][0])
            options = [(kind, entry) for keys, kind, entry in shorter if len(keys) == size]
        return None

    def _written_as_name(self, i: int, end: int) -> bool:
        view = self.view
        if end > view.size or view.para[i] != view.para[end - 1]:
            return False
        return all(
            view.cap[j] or view.keys[j] in self.lexicon.particles or view.words[j] in HYPHENS or j > i + 1 for j in range(i, end)
        ) and (view.cap[i] or view.keys[i] in self.lexicon.particles)

    def _choose(self, i: int, end: int, options: list[tuple[str, Entry]]) -> tuple[str, Entry | None]:
        """Who of those that share the form is meant here; None if it names no person here."""
        kind = min((kind for kind, _ in options), key=("full", "surname", "given").index)
        entries = list(dict.fromkeys(id(entry) for k, entry in options if k == kind))
        entries = [next(entry for _, entry in options if id(entry) == wanted) for wanted in entries]
        if kind == "full":
            entry = entries[0] if len(entries) == 1 else self._latest(entries)
            self._remember(i, entry)
            return kind, entry
        if end - i == 1 and not self.plausible_word(i, self.view.keys[i]):
            return kind, None
        if kind == "given":
            return kind, self._by_given(i, entries)
        return kind, self._by_surname(i, end, entries)

    def _remember(self, i: int, entry: Entry) -> None:
        self.recent[entry.parts[-1]] = entry
        gender = self._honorific_gender(i)
        if gender:
            entry.gender, entry.sure_gender = gender, True

    def _latest(self, entries: list[Entry]) -> Entry:
        known = next((entry for entry in entries if entry.alias), None)
        return known or entries[0]

    def _honorific_gender(self, i: int) -> str | None:
        title = self.lexicon.title(self.view.before(i)) if i else None
        return title[1] if title and title[0] == "honorific" else None

    def _by_given(self, i: int, entries: list[Entry]) -> Entry | None:
        """A first name on its own; not where another capitalised word makes it a longer, different name."""
        view, key = self.view, self.view.keys[i]
        match = view.gazetteer.get(i)
        if match and view.label[i] != "PERSON":
            return None
        if key not in self.lexicon.given and view.label[i] != "PERSON":
            return None
        after, before = i + 1 < view.size and view.line[i + 1] == view.line[i], view.before(i)
        if after and view.wordlike[i + 1] and not view.heading[i]:
            return None
        if (
            before[:1].isupper()
            and before[-1:] not in ".:"
            and not view.heading[i]
            and self.lexicon.title(before) is None
            and not view.initial[i - 1]
        ):
            return None
        if view.pos[i] not in {"PROPN", "NOUN"} and view.label[i] != "PERSON":
            return None
        if (after and view.words[i + 1] in HYPHENS and view.glued[i]) or (before in HYPHENS and view.glued[i - 1]):
            return None
        return self._latest([entry for entry in entries if entry.first < i] or entries)

    def _by_surname(self, i: int, end: int, entries: list[Entry]) -> Entry | None:
        """A bare surname: by Mr or Mrs, by office, else whoever the text means by it as a rule."""
        gender = self._honorific_gender(i)
        if gender:
            return self._by_gender(i, end, entries, gender)
        if end - i == 1 and i in self.view.gazetteer and not self._person_here(i):
            return None
        office = self.register.office_before(i)
        if office:
            chosen = self._by_office(i, end, entries, office)
            if chosen:
                return chosen
        return self._usual(i, end, entries)

    def _person_here(self, i: int) -> bool:
        """Whether a word that is also the name of a place (Washington, Jordan) stands for a person here."""
        view = self.view
        return view.label[i] == "PERSON" or self.register.title_before(i) is not None or view.person_syntax(i)

    def _usual(self, i: int, end: int, entries: list[Entry]) -> Entry:
        known = next((entry for entry in entries if entry.alias), None)
        if known:
            return known
        if all(entry.parts[-1] in JUNIOR for entry in entries):
            return self._from_alias(i, end, lambda alias: True) or entries[0]
        if len(entries) == 1:
            return entries[0]
        recent = self.recent.get(entries[0].parts[-1])
        first = min(entries, key=lambda entry: entry.first)
        if recent in entries and recent is not first and self._only_recent_in_paragraph(i, first, recent):
            return recent
        return first

    def _only_recent_in_paragraph(self, i: int, first: Entry, recent: Entry) -> bool:
        """Whether this paragraph names the one in full, and not the other, before the bare surname."""
        view, j, seen = self.view, i - 1, set()
        while j >= 0 and view.para[j] == view.para[i] and view.line[j] == view.line[i]:
            seen.add(view.keys[j])
            j -= 1
        return recent.given in seen and first.given not in seen

    def gender_of(self, entry: Entry) -> str | None:
        """m or f: from an honorific seen with the name, else from the given name, if it has only one."""
        if entry.gender:
            return entry.gender
        given = entry.given or (fold(entry.alias.name.split()[0]) if entry.alias else "")
        found = self.lexicon.given.get(given)
        return found if found in ("m", "f") else None

    def _by_gender(self, i: int, end: int, entries: list[Entry], gender: str) -> Entry:
        fitting = [entry for entry in entries if self.gender_of(entry) in (gender, None)]
        if not fitting:
            fitting = [entry for entry in entries if not entry.sure_gender and self.lexicon.given.get(entry.given) == "u"]
        if not fitting:
            wanted = {"m": "m", "f": "f"}[gender]
            fitting = [
                entry
                for entry in (self._from_alias(i, end, lambda a: self.lexicon.given.get(fold(a.name.split()[0])) == wanted),)
                if entry
            ] or [self._unknown(i, end, gender)]
        sure = [entry for entry in fitting if self.gender_of(entry) == gender]
        chosen = self._usual(i, end, sure or fitting)
        if chosen.gender is None:
            chosen.gender, chosen.sure_gender = gender, True
        return chosen

    def _unknown(self, i: int, end: int, gender: str) -> Entry:
        """Somebody's wife or brother named only as Mrs X, where X is known to be another person."""
        key = (f"{gender}:", *self.view.keys[i:end])
        for entry in self.register.entries:
            if entry.parts == key:
                return entry
        entry = Entry(key, i, gender=gender, sure_gender=True)
        words = [self.view.words[i - 1], *(plain_case(word, self.lexicon) for word in self.view.words[i:end])]
        entry.spellings[" ".join(words)] += 1
        self.register.entries.append(entry)
        return entry

    def _from_alias(self, i: int, end: int, fits) -> Entry | None:
        """A widely known person of that surname whom the text never names in full, if one fits."""
        key = self.view.keys[end - 1]
        for alias in self.register.aliases.get(key, ()):
            if not fits(alias):
                continue
            for entry in self.register.entries:
                if entry.alias and entry.alias.name == alias.name:
                    return entry
            entry = Entry((*(fold(part) for part in alias.name.split()[:1]), key), i, alias=alias)
            entry.offices.update(alias.offices)
            entry.spellings[alias.name] += 0
            self.register.entries.append(entry)
            return entry
        return None

    def _by_office(self, i: int, end: int, entries: list[Entry], office: str) -> Entry | None:
        """Who of that surname holds the office: by what the text says of each, else by the alias table."""
        holders = [entry for entry in entries if any(known.split()[-1] == office for known in entry.offices if known)]
        if holders:
            return self._usual(i, end, holders) if len(holders) > 1 else holders[0]

        def holds(alias: Alias) -> bool:
            return any(known.split()[-1] == office for known in alias.offices)

        if any(not entry.alias and not entry.offices for entry in entries) or any(entry.alias for entry in entries):
            return self._from_alias(i, end, holds) if self.view.cap[i - 1] else None
        return None

    # --- longer names

    def in_longer_name(self, i: int, end: int) -> bool:
        """Whether the words stand inside the name of an organisation, building or other thing (Trump Tower)."""
        view, words = self.view, self.lexicon.organisation_words
        if view.covered.get(i, i) > end:
            return True
        if (
            view.before(i).lower()
            in {"lake", "mount", "fort", "camp", "port", "uss", "hms", "hurricane", "storm", "team", "cape"}
            and view.cap[i - 1]
        ):
            return view.words[i - 1] != "Team"
        j, limit = end, end + (1 if view.heading[i] else 4)
        while j < view.size and j < limit and view.line[j] == view.line[i] and view.wordlike[j]:
            key = view.keys[j]
            match = view.gazetteer.get(j)
            if match and match[0] - j > 1:
                break
            if key in words and not self._title_follows(j):
                together = view.span[j] is not None and view.span[j][0] <= i and view.label[j] != "PERSON"
                if not view.heading[i] or key in CLEAR_IN_HEADLINES or (together and key not in VERBS_IN_HEADLINES):
                    return True
            if self.lexicon.title(view.words[j]) or key in self.register.forms or match:
                break
            j += 1
        if j - end > 1 and all(view.pos[k] == "PROPN" for k in range(end, j)) and not view.heading[i]:
            # Rogers Express Lube: two more names that are nobody's.
            return not any(
                view.keys[k] in ADMINISTRATION or view.keys[k] in DAYS or view.label[k] == "PERSON" for k in range(end, j)
            )
        return self._in_model_span(i, end)

    def _title_follows(self, j: int) -> bool:
        """Press Secretary, Communications Director: the word opens an office, not a name."""
        view = self.view
        return any(
            view.cap[k] and self.lexicon.title(view.words[k]) is not None
            for k in range(j + 1, min(j + 3, view.size))
            if view.line[k] == view.line[j]
        )

    def _in_model_span(self, i: int, end: int) -> bool:
        view = self.view
        if view.label[i] not in {"ORG", "FAC", "LAW", "PRODUCT", "EVENT"} or view.span[i] is None:
            return False
        start, stop = view.span[i]
        if start >= i and stop <= end:
            return False
        rest = [j for j in range(start, stop) if not i <= j < end and view.wordlike[j]]
        if any(view.words[j] == "&" for j in range(start, stop)):
            return True
        if any(view.words[j] in {"’s", "'s", "’", "'", ",", ":", "—", "–"} for j in range(start, stop)) or view.heading[i]:
            return False
        after_of = view.before(i) in {"of", "for", "de"}
        return any(
            view.keys[j] in self.lexicon.organisation_words and not self._title_follows(j) for j in rest if j >= end or after_of
        )


# Words that name a body after a name also in headlines, where others are verbs or plain nouns (Leaders Press Xi on Trade).
CLEAR_IN_HEADLINES = {
    "tower",
    "towers",
    "organization",
    "organisation",
    "foundation",
    "university",
    "institute",
    "hotel",
    "plaza",
}
ADMINISTRATION = {"administration", "campaign", "cabinet", "presidency", "government", "team", "family", "era", "white"}
VERBS_IN_HEADLINES = {"press", "post", "court", "trust", "point", "review", "project", "award", "records", "house", "watch"}
CLEAR_IN_HEADLINES |= {"inc", "inc.", "corp", "corp.", "library", "airport", "stadium", "museum", "college"}


# --- what the register knows of each

JOINING = {"of", "for", "and", "the", "to", "at", "in", "on"}


def describe(view: View, mentions: list[Mention], resolver: Resolver, adjectives: dict[str, str]) -> dict[str, Person]:
    """The people of a document in order of first mention, with forms, gender, roles and nationalities.

    `adjectives` gives the adjective of a country's name (United States, American).
    """
    people: dict[str, Person] = {}
    for mention in mentions:
        entry = mention.entry
        if entry.person is None:
            name = canonical(entry)
            entry.person = people.setdefault(name, Person(name, gender=resolver.gender_of(entry)))
        person = entry.person
        person.forms.add(surface(view, mention.start, mention.end))
        for role, places in _roles(view, mention):
            if role.lower() not in {known.lower() for known in person.roles} and len(person.roles) < 20:
                person.roles.append(role)
            for place in places:
                adjective = adjectives.get(place, place if place in adjectives.values() else None)
                if adjective and adjective not in person.nationalities:
                    person.nationalities.append(adjective)
            if person.gender is None:
                person.gender = _role_gender(role, view.lexicon)
    for person in people.values():
        if person.gender is None:
            person.gender = next(filter(None, (_role_gender(role, view.lexicon) for role in person.roles)), None)
    return people


def _role_gender(role: str, lexicon: Lexicon) -> str | None:
    if FIRST_LADY.search(role):
        return "f"
    title = lexicon.title(role.split()[-1]) if role.split() else None
    return title[1] if title and title[1] in ("m", "f") else None


def canonical(entry: Entry) -> str:
    """The canonical name: the alias table's, else the commonest full spelling in the text (the longer one of two)."""
    if entry.alias:
        return entry.alias.name
    if not entry.spellings:
        return " ".join(entry.parts)
    return max(entry.spellings.items(), key=lambda item: (item[1], len(item[0])))[0]


def surface(view: View, start: int, end: int) -> str:
    """The words of a mention as they stand in the text."""
    return " ".join(view.doc[view.at[start] : view.at[end - 1] + 1].text.split())


def _roles(view: View, mention: Mention) -> list[tuple[str, list[str]]]:
    """Offices and descriptions right before the name, or between commas before or after it."""
    roles = []
    i = mention.start
    comma = i > 0 and view.words[i - 1] == "," and view.line[i - 1] == view.line[i]
    left = _role_left(view, i - 1 if comma else i)
    if left:
        roles.append(left)
    if mention.end < view.size and view.words[mention.end] == "," and view.line[mention.end] == view.line[i]:
        right = _role_right(view, mention.end + 1)
        if right:
            roles.append(right)
    return roles


def _role_left(view: View, i: int) -> tuple[str, list[str]] | None:
    """The phrase that ends before `i`, if a title stands in it (US President; Secretary of State; special counsel)."""
    lexicon, j, title, start, places = view.lexicon, i - 1, False, i, []
    line = view.line[i] if i < view.size else -1
    while j >= 0 and i - j < 9 and view.line[j] == line:
        word = view.words[j]
        kind = lexicon.title(word)
        if kind and kind[0] != "honorific":
            title, start = True, j
        elif j in view.ends and view.ends[j][1].label in {"GPE", "NORP", "ORG", "FAC"}:
            start, alias = view.ends[j]
            places.append(alias.note if alias.label == "NORP" and alias.note else alias.name)
            j = start
        elif word.lower() in JOINING:
            if not title and j == i - 1:
                break
        elif word.lower() in lexicon.title_words:
            start = j
        elif word not in HYPHENS and not (word in {"'s", "’s"} and title):
            break
        j -= 1
    return (surface(view, start, i), places) if title and start < i else None


def _role_right(view: View, i: int) -> tuple[str, list[str]] | None:
    """The apposition after a name and a comma (the first lady; Russia's foreign minister), up to the next comma or clause."""
    lexicon, j, title, places, end = view.lexicon, i, False, [], i
    begin = i
    while j < view.size and j - i < 10 and view.line[j] == view.line[i]:
        word = view.words[j]
        kind = lexicon.title(word)
        match = view.gazetteer.get(j)
        if match and match[1].label in {"GPE", "NORP", "ORG", "FAC"}:
            places.append(match[1].note or match[1].name if match[1].label == "NORP" else match[1].name)
            j = match[0]
            if title:
                end = j
            continue
        if kind and kind[0] != "honorific":
            title, end = True, j + 1
            if view.pos[j] in {"VERB", "AUX"}:
                return None
        elif (
            word in {"a", "an", "the", "his", "her", "their", "'s", "’s", "who"}
            or view.pos[j] in {"ADJ", "NOUN", "PROPN", "NUM", "PART"}
            or word.lower() in lexicon.title_words
        ):
            if word in {"a", "an", "the"} and j == begin:
                begin += 1
        else:
            break
        j += 1
    if not title:
        return None
    words = surface(view, begin, end)
    return (words, places) if words else None

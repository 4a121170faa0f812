"""The register of people in one text: who is named in full, and by what forms the rest of the text may mean them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosummits.lexicon import Alias, Lexicon, fold
from twosummits.view import HYPHENS, View

if TYPE_CHECKING:
    from twosummits.people import Person

INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?$|[A-Z]{1,2}$")
PLURAL_INITIALS = re.compile(r"[A-Z]{2,}s$")
# A capital inside a word: in names only after Mc, De, O' and the like.
CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Lo|O['’]|D['’]|Van|Fitz|Ver|St|Al|El|Bin|Ben|Abu)[A-Z][a-z]+[A-Z]")
POST_NOMINALS = re.compile(r"(?:QC|KC|SC|MP|MEP|MSP|TD|OBE|CBE|MBE|KBE|DBE|MD|PhD|Ph\.D\.|JP|Esq\.?)$")
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
MONTHS = {"may", "march", "april", "june", "august"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
NO_NAME_POS = {"ADP", "SCONJ", "CCONJ", "DET", "PRON", "AUX", "PART", "INTJ", "NUM", "ADV", "VERB"}
PLACE_LABELS = {"GPE", "LOC", "FAC", "NORP", "ORG", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"}
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
LINKS = {"and", ",", "&"}
MODALS = {"will", "may", "mark", "pat", "grant", "drew"}
AGENCIES = {"reuters", "ap", "afp", "getty", "epa", "pa", "aap", "bloomberg"}
# Roles whose holder works for a person rather than for a body: only these follow somebody's bare name (Trump lawyer Cohen).
PERSONAL = {"lawyer", "attorney", "aide", "adviser", "advisor", "ally", "friend", "confidant", "critic", "supporter", "loyalist"}
PERSONAL |= {"rival", "opponent", "biographer", "son", "daughter", "wife", "brother", "nominee", "appointee", "successor"}
SHORT_OFFICES = {"sen": "senator", "rep": "representative", "gov": "governor", "presidents": "president", "pm": "minister"}
# Places that are given names now and then, but far more often places at the head of a run (Charlotte Mayor …).
PLAIN_PLACES = {"charlotte", "georgia", "jordan", "chad", "israel", "sydney", "florence", "victoria", "virginia"}


@dataclass
class Entry:
    """A person while the register is built: the folded name parts, and what is known of him or her."""

    parts: tuple[str, ...]
    first: int
    spellings: Counter = field(default_factory=Counter)
    alias: Alias | None = None
    gender: str | None = None
    sure_gender: bool = False
    person: "Person | None" = None
    offices: set[str] = field(default_factory=set)
    initials: str = ""

    @property
    def given(self) -> str:
        return self.parts[0] if len(self.parts) > 1 else ""


class Register:
    """Who is who in one document. Built from full names and titles first, then asked what every single name means."""

    def __init__(self, view: View, aliases: dict[str, list[Alias]]):
        self.view, self.lexicon, self.aliases = view, view.lexicon, aliases
        self.entries: list[Entry] = []
        self.by_surname: dict[str, list[Entry]] = {}
        self.singles: list[int] = []
        self.forms: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        self._collect()
        self._index()

    # --- full names

    def _collect(self) -> None:
        found = [name for start, end in _runs(self.view) for name in self._names_in(start, end)]
        bodies = {self._key(name) for name in found if self._employs(*name)}
        found = [name for name in found if self._key(name) not in bodies]
        names = Counter(tuple(self._parts(start, end)) for start, end in found)
        tails = {name[size:] for name in names for size in range(1, len(name) - 1)}
        surnames = {self.view.keys[end - 1] for start, end in found if not self._weak(start)}
        for start, end in found:
            if self._weak(start) and end - start == 2 and self.view.keys[end - 1] in surnames:
                # "Will Turnbull contest a ballot?", "Defiant Turnbull says": the surname is known, the first word opens the line.
                continue
            if self._is_tail(start, end, tails):
                continue
            self._add(start, self._known_prefix(start, end, names))

    def _key(self, name: tuple[int, int]) -> tuple[str, ...]:
        return tuple(self.view.keys[slice(*name)])

    def _employs(self, start: int, end: int) -> bool:
        """Whether an unlisted name stands where parties and firms do: Fianna Fáil leader Micheál Martin."""
        view, lexicon = self.view, self.lexicon
        if (
            view.keys[start] in lexicon.given
            or INITIAL.match(view.words[start])
            or self.title_before(start)
            or end + 1 >= view.size
        ):
            return False
        owner = view.words[end] in {"'s", "’s"}
        role = end = end + owner
        while (
            role < end + 4
            and role + 1 < view.size
            and (role in view.gazetteer or view.cap[role] or view.keys[role] in lexicon.title_words)
        ):
            if lexicon.title(view.words[role]):
                break
            role += 1
        title = role + 1 < view.size and view.words[role].islower() and lexicon.title(view.words[role]) is not None
        name = role + 1 if title and view.keys[role] not in PERSONAL else end if owner else 0
        return (
            0 < name < view.size and view.cap[name] and view.keys[name] in lexicon.given and view.line[name] == view.line[start]
        )

    def _is_tail(self, start: int, end: int, tails: set[tuple[str, ...]]) -> bool:
        """Whether the words are only the surname of somebody named in full elsewhere (Von der Leyen, Huckabee Sanders)."""
        parts = tuple(self._parts(start, end))
        if parts[0] in self.lexicon.given and parts[0] not in self.lexicon.particles and parts[1] not in HYPHENS:
            return False
        return parts in tails

    def _weak(self, start: int) -> bool:
        """Whether the first word of a name may owe its capital to its place: in a headline, or at the start of a sentence."""
        view = self.view
        known = view.keys[start] in self.lexicon.given and view.keys[start] not in MODALS
        return not known and not INITIAL.match(view.words[start]) and (view.initial[start] or view.heading[start])

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
                self.singles.extend(i for i in range(first, last) if self.view.wordlike[i])
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
        starts = i - 1 == begin or self.lexicon.title(view.words[i - 2]) is not None
        if left in given and right in given and starts:
            # Jean-Claude Juncker, but not Hillary Clinton-Donald Trump, where a surname stands before the hyphen.
            return True
        if right in given and i + 2 < end and view.wordlike[i + 2]:
            return False
        span = view.span[i]
        whole = view.label[i] == "PERSON" and span[0] < i - 1
        return whole or (i - 1 > begin and view.keys[i - 2] in given and not (right in self.aliases and left in self.aliases))

    def _strip(self, first: int, last: int) -> tuple[int, int]:
        """Take titles, and words that only open a sentence, from the front of a run."""
        view, lexicon = self.view, self.lexicon
        for i in range(last - 2, first - 1, -1):
            if lexicon.title(view.words[i]) and not self._title_is_name(i, first, last):
                first = i + 1
                break
        first = self._portfolio(first, last)
        while first < last - 1 and (not self._opens_name(first) or self._unknown_title(first, last)):
            first += 1
        if first < last and view.words[first] in HYPHENS:
            first += 1
        return first, last

    def _portfolio(self, first: int, last: int) -> int:
        """Where the name begins in an office of many words: Minister of Public Enterprises Pravin Gordhan."""
        view, lexicon = self.view, self.lexicon
        if (
            last - first < 3
            or first < 2
            or view.words[first - 1] not in {"of", "for"}
            or not lexicon.title(view.words[first - 2])
        ):
            return first
        bodies = lexicon.organisation_words | lexicon.title_words
        listed = next((i for i in range(first + 1, last - 1) if view.keys[i] in lexicon.given and view.keys[i - 1] in bodies), 0)
        plain = all(view.label[i] in {"", "PERSON"} and view.wordlike[i] for i in (last - 2, last - 1))
        named = any(view.keys[i] in lexicon.given for i in range(first, last - 1))
        return listed or (first if named or not plain or view.keys[last - 1] in bodies else last - 2)

    def _unknown_title(self, first: int, last: int) -> bool:
        """A capitalised word before a first name and a surname, itself none: some title (Project Imran Khan)."""
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
            and not (len(word) == 3 and i not in view.gazetteer and (self.title_before(i) or view.before(i) in LINKS))
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
        view, keys = self.view, self.view.keys
        given = keys[first] in self.lexicon.given
        tagged = sum(view.label[i] == "PERSON" for i in range(first, last)) * 2 >= last - first
        if self._ruled_out(first, last, given, tagged) or self._is_body(first, last, given, tagged):
            return False
        initial = INITIAL.match(view.words[first]) is not None
        in_headline = view.heading[first] and not (given or initial or view.before(first).lower() == "by")
        title = self.title_before(first)
        if in_headline and not (tagged and keys[last - 1] in view.in_sentences):
            return self._listed(first, last) or self._credited(first, last)
        if given or initial:
            other = {view.label[i] for i in range(first, last)} & {"FAC", "LAW", "EVENT", "PRODUCT"}
            echoed = view.counts[keys[last - 1]] > view.counts[keys[first]]
            known = (
                self.lexicon.given.get(keys[first]) in ("m", "f")
                and other == {"FAC"}
                and view.before(first) not in {"the", "at", "in"}
            )
            return tagged or bool(title) or not other or view.heading[first] or echoed or known
        middle_initial = last - first == 3 and view.words[first + 1][1:] == "."
        return tagged or middle_initial or self._called_person(first, last, title)

    def _ruled_out(self, first: int, last: int, given: bool, tagged: bool) -> bool:
        """What speaks against a name: too long, an article before it, initials only, an outlet after a slash."""
        view, lexicon, keys, words = self.view, self.lexicon, self.view.keys, self.view.words
        ends, before = (first, last - 1), view.before(first)
        if self._count(first, last) > 5 or (view.heading[first] and keys[first] in lexicon.common_words and not tagged):
            return True
        if PLURAL_INITIALS.match(words[last - 1]) or all(len(word) < 4 and word.isupper() for word in words[first:last]):
            return True
        if before.lower() in {"the", "a", "an"}:
            # No article before a name, except where it modifies a noun (the Paul Manafort trial).
            modifies = last < view.size and (view.pos[last] == "NOUN" or words[last] in HYPHENS)
            return not (given and (tagged or modifies)) and not (tagged and modifies and words[last] in HYPHENS)
        title_last = lexicon.title(words[last - 1]) is not None and keys[last - 1] not in lexicon.common_words
        if given:
            # Marine Biologist, but Jack Boss where the text goes on to call him Boss.
            return title_last and lexicon.title(words[last - 1])[0] == "role" and self.view.counts[keys[last - 1]] < 2
        camel = any(CAMEL.search(word) for word in words[first:last])
        return (
            title_last
            or camel
            or before in {"in", "at", "near", "across"}
            or (before == "of" and not tagged and lexicon.title(words[first - 2]) is not None)
            or (before == "/" and not self._credited(first, last))
            or any(keys[i] in lexicon.not_people for i in ends)
        )

    def _is_body(self, first: int, last: int, given: bool, tagged: bool) -> bool:
        """Whether a word in the run makes it an organisation or a place (University, Street)."""
        bodies = [i for i in range(first + 1, last) if self.view.keys[i] in self.lexicon.organisation_words]
        if not bodies:
            return False
        surname = bodies == [last - 1] and last - first <= 3 and self.view.keys[last - 1] in SURNAMES_TOO
        return not (given and tagged and surname)

    def _called_person(self, first: int, last: int, title: tuple[str, str] | None) -> bool:
        """Whether the words around an unknown name, which the model did not tag, say that it is a person's."""
        view = self.view
        if title and title[0] == "honorific":
            return True
        names = all(view.pos[i] == "PROPN" or not view.wordlike[i] for i in range(first, last))
        labels = {view.label[i] for i in range(first, last) if "," not in view.span_words(i)} & PLACE_LABELS
        if not any(i in view.gazetteer for i in range(first, last)):
            # The model takes many a foreign surname for a place; the alias table knows the real ones.
            labels -= {"GPE", "LOC"}
        if not names:
            return False
        plain = not set(view.keys[first:last]) & (view.lower | {"new"})
        byline = plain and view.before(first).lower() == "by" and view.line_start[first - 1]
        if byline or (labels <= {"ORG"} and self._listed(first, last)) or self._credited(first, last):
            return True
        inner = any(view.keys[i] in self.lexicon.given for i in range(first + 1, last))
        if not labels & {"FAC", "EVENT"} and last - first < 5 and ((inner and last - first > 2) or self._apposed(first, last)):
            return True
        if title and not view.heading[first]:
            return not labels or title[1] != "weak"
        if labels == {"ORG"} and last - first == 2 and view.before(first) in {"”", '"', "’", "''"}:
            # “…,” Corneille Nangaa said: a company of two words would rather say it in a statement.
            return self._followed_like_person(last) and view.keys[last + 1 : last + 3] != ["in", "a"]
        return not labels and self._followed_like_person(last)

    def _credited(self, first: int, last: int) -> bool:
        """The maker of a picture: a name before an agency (Kacper Pempel/Reuters), or after a slash at the end of brackets."""
        view = self.view
        listed = view.keys[first] in self.lexicon.given
        if (listed or view.before(first) in {"(", "/", ":", ""}) and last < view.size and view.line[last] == view.line[first]:
            after = last + (view.words[last] in {"/", "|", "–", "—", "-"})
            if after < view.size and view.keys[after] in AGENCIES:
                return True
        return view.before(first)[-1:] == "/" and (
            last == view.size or view.words[last] == ")" or view.line[last] != view.line[first]
        )

    def _apposed(self, first: int, last: int) -> bool:
        """A role and a comma before the name, and a comma or stop after it (its candidate, Bello Matawalle, said)."""
        view = self.view
        if view.before(first) != "," or view.before(first - 1).isupper() or last - first > 3:
            return False
        title = self.lexicon.title(view.before(first - 1))
        stop = last == view.size or view.words[last] in {",", ".", ";", ")", "who"} or view.line[last] != view.line[first]
        return title is not None and stop and view.keys[first - 2] not in self.lexicon.given

    def _listed(self, first: int, last: int) -> bool:
        """Beside somebody's name and *and* or a comma: one more name in a list (Dan Grebler and Marguerita Choy)."""
        view, given = self.view, self.lexicon.given
        if last - first != 2 or view.label[first] in {"GPE", "FAC"}:
            return False
        left, right = max(first - 3, 0), min(last + 1, view.size - 1)
        after = view.label[left] == view.label[left + 1] == "PERSON" and view.before(first) in LINKS
        after = after and (view.keys[left] in given or (view.span[left] == (left, left + 2) and view.before(first) == "and"))
        before = view.words[last : last + 1] == ["and"] and view.label[right] == "PERSON" and view.span[right][1] == right + 2
        return (after and (view.label[first] != "ORG" or view.before(first) == "and")) or (before and not view.label[first])

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
        self._add_long_aliases()
        self._sort()

    def _add_long_aliases(self) -> None:
        """Widely known surnames of several words (von der Leyen, al-Assad) that stand in the text without the first name."""
        here = set(self.view.keys)
        for alias in (alias for group in self.aliases.values() for alias in group if not alias.alias.isalpha()):
            words = tuple(fold(word) for word in _split(alias.alias))
            if words[-1] not in here or words[-1] in self.by_surname:
                continue
            places = [i for i in range(self.view.size) if tuple(self.view.keys[i : i + len(words)]) == words]
            if places:
                entry = Entry(words, places[0], alias=alias, offices=set(alias.offices))
                self.entries.append(entry)
                self.by_surname.setdefault(words[-1], []).append(entry)
                self.forms.setdefault(words[0], []).append((words, "full", entry))

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
                    (self.lexicon.same_given(entry.given, known[0]) and len(entry.given.rstrip(".")) > 1)
                    or (self._family_first(known) and known[0] == entry.parts[0] and known[-1] == entry.parts[-1])
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

    def misspelt(self, key: str) -> Entry | None:
        """Somebody whose surname differs by one letter inside (Varadkar, once Varakdar), if only one such person is named."""
        if len(key) < 6:
            return None
        found = [group for name, group in self.by_surname.items() if name[:1] == key[:1] and _one_slip(name, key)]
        return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None

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
        self.forms[key].sort(key=lambda form: -len(form[0]))
        return entry


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


def _one_slip(one: str, other: str) -> bool:
    """Whether two words of six letters or more differ by one letter lost, put in or changed, or two swapped, before the end."""
    size, other_size = len(one), len(other)
    if abs(size - other_size) > 1 or min(size, other_size) < 6 or one[-1] != other[-1]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(size, other_size))
    if size != other_size:
        return one[start + (size > other_size) :] == other[start + (other_size > size) :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return swapped or one[start + 1 :] == other[start + 1 :]


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
            and len(view.words[j]) < 6
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

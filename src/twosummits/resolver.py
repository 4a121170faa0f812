"""Which words of a text name which person of its register: bare surnames, first names, Mr and Mrs."""

from dataclasses import dataclass, field

from twosummits.lexicon import Alias, fold
from twosummits.register import DAYS, JUNIOR, MONTHS, PLURAL_INITIALS, Entry, Register, plain_case
from twosummits.view import HYPHENS

PEOPLE_HAVE = {"appointment", "resignation", "nomination", "testimony", "arrest", "conviction", "death", "funeral", "candidacy"}
PEOPLE_HAVE |= {"lawyer", "lawyers", "wife", "husband", "widow", "son", "daughter", "mother", "father", "brother", "sister"}
PEOPLE_HAVE |= {"inauguration", "extradition", "childhood", "birthday", "hair", "face", "conviction", "swearing", "impeachment"}
JOINS = {",", "and", "&", "or"}
TIME_WORDS = {"in", "last", "this", "next", "since", "until", "till", "early", "late", "mid", "during", "every"}
LOOSE_TIME_WORDS = {"by", "of", "on", "from", "before", "after", "through", "between", "to", "and", "or"}
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
ADMINISTRATION |= {"camp", "faction", "regime"}
VERBS_IN_HEADLINES = {"press", "post", "court", "trust", "point", "review", "project", "award", "records", "house", "watch"}
CLEAR_IN_HEADLINES |= {"inc", "inc.", "corp", "corp.", "library", "airport", "stadium", "museum", "college"}


@dataclass(frozen=True)
class Mention:
    """A stretch of the view that names a person."""

    start: int
    end: int
    entry: Entry = field(compare=False)


class Resolver:
    """Reads the view a second time with the finished register: which words name whom."""

    def __init__(self, register: Register):
        self.register, self.view, self.lexicon = register, register.view, register.lexicon
        self._never = (self.lexicon.not_people, self.lexicon.organisation_words, self.lexicon.title_words)
        self.recent: dict[str, Entry] = {}
        self._made: dict[object, Entry] = {}
        self._transcript: bool | None = None
        self._add_singles()

    # --- people named by one word only

    def _add_singles(self) -> None:
        """Single words with enough evidence become people of their own."""
        places: dict[str, list[int]] = {}
        for i in self.register.singles:
            if self.view.keys[i] not in self.register.forms:
                places.setdefault(self.view.keys[i], []).append(i)
        listed = {}
        for key, where in places.items():
            aliases = [alias for alias in self.register.aliases.get(key, []) if " " not in alias.alias]
            meant = None if aliases or not self._may_be_listed(where[0], key) else self.register.misspelt(key)
            if meant:
                self.register.forms.setdefault(key, []).append(((key,), "surname", meant))
                continue
            good = [i for i in where if self._evidence(i, key, bool(aliases), where)]
            if good:
                self.register.add_single(good[0], aliases[0] if aliases else None)
            elif any(self._may_be_listed(i, key) for i in where):
                listed[key] = where
        for where in listed.values():
            good = [i for i in where if self._listed(i)]
            if good:
                self.register.add_single(good[0], None)

    def _may_be_listed(self, i: int, key: str) -> bool:
        view, lexicon = self.view, self.lexicon
        if i in view.gazetteer or len(key) < 3 or any(key in words for words in self._never):
            return False
        return view.pos[i] == "PROPN" and not view.heading[i] and not view.words[i].isupper() and not lexicon.title(view.words[i])

    def _listed(self, i: int) -> bool:
        """One of several people in a list: after a plural title (Ministers X, Y and Z), or between two that are known."""
        view, forms = self.view, self.register.forms
        between = view.before(i) in JOINS and view.after(i) in JOINS and 1 < i < view.size - 2
        if between and all(view.cap[j] and view.keys[j] in forms and j not in view.gazetteer for j in (i - 2, i + 2)):
            return True
        while view.before(i) in JOINS and i > 2 and view.cap[i - 2] and view.wordlike[i - 2]:
            i -= 2
        title = view.before(i)
        return title[-1:] == "s" and self.lexicon.title(title[:-1]) is not None and view.after(i) in JOINS

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
            alone = not view.before(i)[:1].isupper() or (view.initial[i - 1] and view.pos[i - 1] != "PROPN")
            whole = alone and not view.after(i)[:1].isupper()
            plain = whole and view.pos[i] == "PROPN" and not view.heading[i]
            signs = (view.human_object, self._beside, self._pronoun, self._quoted, self._owner)
            if plain and any(sign(i) for sign in signs) and not any(map(self._speaks_against, where)):
                return True
            alone = view.label[i] == "GPE" and view.span[i] == (i, i + 1)
            return alone and view.person_syntax(i) and view.token(i).head.i == view.token(i).i + 1
        votes = [view.label[j] for j in where]
        if votes.count("PERSON") * 2 < len([label for label in votes if label]) or any(map(self._speaks_against, where)):
            return False
        # A place that heads a section on a line of its own is no evidence.
        places = [j for j in where if view.before(j) != "(" and not (view.line_start[j] and view.after(j) == "")]
        often = sum(view.label[j] == "PERSON" and view.span[j] == (j, j + 1) for j in places) > 1
        era = view.after(i) in ADMINISTRATION and view.after(i) != "white"
        return alone and (often or era or view.person_syntax(i) or key in lexicon.given or self._apposed(i))

    def _beside(self, i: int) -> bool:
        """Joined by *and* to somebody, and both think or speak (Milenkovic and Murillo believe)."""
        view = self.view
        if view.before(i) != "and" or i < 2 or view.keys[i - 2] not in self.register.forms or view.after(i) in {",", "and"}:
            return False
        head = view.token(i).head
        return head.i == view.at[i - 2] and head.dep_ == "nsubj" and head.head.lemma_ in self.lexicon.person_verbs

    def _quoted(self, i: int) -> bool:
        """Spoken words, the name, a verb of saying, and no statement or e-mail in which companies say things."""
        view = self.view
        spoken = view.before(i) in {"”", '"', "''"} and view.words[i - 2] in {",", "?", "!"}
        rest = view.words[i + 2 : i + 7]
        written = {"statement", "email", "e-mail", "tweet", "release", "filing", "report", "post", "website"} & set(rest)
        return spoken and view.after(i) in {"said", "says", "told"} and not written and view.label[i] in {"ORG", "GPE", ""}

    def _owner(self, i: int) -> bool:
        """Whether the word owns what only people have (Locsin’s appointment, Abas’ widow)."""
        return self.view.after(i) in {"'s", "’s", "'", "’"} and self.view.keys[min(i + 2, self.view.size - 1)] in PEOPLE_HAVE

    def _pronoun(self, i: int) -> bool:
        """The subject of a clause that goes on with *his* or *herself*, nobody else being named in it."""
        view = self.view
        if view.token(i).dep_ not in {"nsubj", "nsubjpass"} or view.before(i) in {"the", "The"}:
            return False
        for j in range(i + 1, min(i + 15, view.size)):
            word = view.words[j]
            if (
                word in {".", "!", "?", "its", "itself", "their", "he", "she", "that"}
                or view.line[j] != view.line[i]
                or view.keys[j] in self.register.forms
            ):
                return False
            if word in {"his", "her", "himself", "herself"}:
                return True
        return False

    def _speaks_against(self, i: int) -> bool:
        """What people’s names do not do: stand after *in* or *at*, explain a thing (her platform, Rappler, …), employ."""
        view = self.view
        before, after = view.before(i), view.after(i)
        if before in {"in", "at", "near", "across", "throughout"} or (before == "from" and after in {".", ",", ""}):
            return True
        thing = before == "," == after and i > 2 and view.pos[i - 2] == "NOUN" and view.token(i - 2).dep_ != "pobj"
        if thing and not self.lexicon.title(view.words[i - 2]) and view.pos[i - 3] in {"DET", "PRON", "NOUN", "ADJ"}:
            return True
        return self.register._employs(i, i + 1)

    def _speaker_label(self, i: int) -> bool:
        """A surname in capitals and a colon at the start of a line, in a transcript where other speakers are known."""
        view = self.view
        if not (view.line_start[i] and view.words[i].isupper() and view.after(i) == ":"):
            return False
        if self._transcript is None:
            labels = (j for j in range(view.size) if view.line_start[j] and view.words[j].isupper() and view.after(j) == ":")
            self._transcript = any(view.keys[j] in self.register.forms for j in labels)
        return self._transcript

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
                if view.line_start[i] and view.after(i) == "to" and view.pos[min(i + 2, view.size - 1)] == "VERB":
                    return True
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
        plain = key not in view.lexicon.common_words and len(key) > 3 and view.pos[i] == "PROPN" and not match
        if key not in self.lexicon.given and view.label[i] != "PERSON" and not (plain and not view.initial[i]):
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
        while j >= 0 and i - j < 300 and view.line[j] == view.line[i]:
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
        if key in self._made:
            return self._made[key]
        entry = self._made[key] = Entry(key, i, gender=gender, sure_gender=True)
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
            known = next(
                (entry for entry in self.register.by_surname.get(key, ()) if entry.alias and entry.alias.name == alias.name), None
            )
            if known or alias.name in self._made:
                return known or self._made[alias.name]
            entry = self._made[alias.name] = Entry((*(fold(part) for part in alias.name.split()[:1]), key), i, alias=alias)
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
            # Smith & Wesson, but not Trump & Putin.
            return not all(view.keys[j] in self.register.forms and view.keys[j] != view.keys[i] for j in rest)
        if any(view.words[j] in {"’s", "'s", "’", "'", ",", ":", "—", "–"} for j in range(start, stop)) or view.heading[i]:
            return False
        after_of = view.before(i) in {"of", "for", "de"}
        return any(
            view.keys[j] in self.lexicon.organisation_words and not self._title_follows(j) for j in rest if j >= end or after_of
        )

"""Who is meant: names, pronouns, role nouns and groups in the reporter's words, resolved to canonical names."""

import functools
import re
from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from twosummits.cues import countries, home_countries, like_a_person, role_in, role_phrases, roles, speaking_bodies
from twosummits.marks import Stretch
from twosummits.reading import ENDS, WH, Reading

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
PARTY_MARK = re.compile(r"^\(?([RD])-[A-Z]")  # R-Ariz.
_POSTNOMINAL = {"mp", "td", "msp", "mep", "mla", "mlc", "mpp", "qc", "kc", "esq", "jr", "jr.", "sr", "sr."}  # Vince Cable MP
_ANY_BODY = {"party", "group", "organisation", "organization", "company", "firm", "union", "charity", "agency", "association"}
_HUMAN = ("-old", "man", "woman", "ist", "ician", "crat", "eer", "person", "native", "assistant", "adviser", "official")
# Nouns for words that name no text: they hardly speak.
ABSTRACT = {"call", "calls", "criticism", "answer", "question", "questions", "words", "word", "claim", "claims", "sign", "view"}
_AT_THE_TOP = {"#head", "#premier", "#minister", "#leader", "#director"}
# Things that are sent, and so belong to whoever spoke last when the text says *the statement said*.
_SENT = {"statement", "tweet", "letter", "post", "message", "memo", "note", "email", "e-mail"}


class Ref(NamedTuple):
    """Whom an expression means: a canonical name; or somebody without a name (`found`, no name); or nobody found."""

    name: str | None = None
    found: bool = False
    thing: bool = False  # a subject that can hardly speak: the meeting revealed “…”


NOBODY, UNNAMED, THING = Ref(), Ref(None, True), Ref(None, True, True)


class Person:
    """What the text tells of one person: words used for him or her (roles, nationality, party), gender, number of mentions."""

    def __init__(self):
        self.words: Counter = Counter()
        self.gender: str | None = None
        self.mentions = 0
        self.first = 0  # token of the first mention


class Referents(Reading):
    """A reading that knows whom each noun phrase means; words inside quotations are no antecedents."""

    def __init__(self, doc: Doc, spans: list[tuple[int, int]], stretches: list[list[Stretch]]):
        super().__init__(doc, spans, stretches)
        self._pronouns: dict[int, Ref] = {}
        self._mentions: dict[int, list[tuple[int, str, float]]] = {}

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
        for name, person in people.items():
            person.words.update({land: 1 for land in home_countries().get(name, ()) if land not in person.words})
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
            words = words if role_in(words) else []
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
            loose = len(after) < 3 and self._cue_at(j + 1 + len(after)) and self.sentence_of.get(start) == 0
            if after and role_in(after) and not loose:  # loose: a headline's *…, senator says*
                person.words.update(set(self._keys(after)))
            elif self.low[j + 1] == "who" and self.low[j + 2 : j + 3] in (["is"], ["was"], ["has"]):
                words = [self.low[i] for i in range(j + 3, min(j + 10, len(self.low))) if self.mask[i] < 0]
                stop = next((n for n, word in enumerate(words) if word in {",", "."}), len(words))
                person.words.update(set(self._keys(words[:stop])) if role_in(words[:stop]) else {})
        elif j + 2 < len(self.low) and self.low[j] in {"is", "was"} and self.low[j + 1] in {"a", "an", "the"}:
            words = self.low[j + 2 : j + 7]
            person.words.update(set(self._keys(words)) if role_in(words) else {})

    def _keys(self, words: list[str]) -> list[str]:
        """Words of a description as keys to compare: role nouns by their groups (#premier), countries by name."""
        keys, text = [], " ".join(word for word in words if word not in {"'s", "’s", "'", "’", "-", ",", "the", "a", "an"})
        text = f" {text} "
        for phrase in role_phrases():
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
        if word == "latter":
            name = next((self._person(j) for j in range(i - 1, max(i - 40, -1), -1) if self._person(j)), None)
            return Ref(name, name is not None)
        if word in OTHERS or word in WH or token.pos_ == "PRON":
            return UNNAMED
        if i and word in _POSTNOMINAL and self._person(i - 1):
            return Ref(self._person(i - 1), True)
        beside = self._name_beside(i)
        if beside:
            return Ref(beside, True)
        apposed = self._apposed_to(i)
        if apposed:
            return Ref(apposed, True)
        record = self.name.get(i)
        if record and record[2] in {"ORG", "GPE", "FAC", "LOC"} and word not in roles():
            if token.is_upper and self._dateline(record):
                return NOBODY
            return Ref(record[3], True)
        if self._noun_cue(i):
            owner = self._owner(i)
            return owner if owner.found else self._unowned(i) if word in _SENT else THING if word in ABSTRACT else UNNAMED
        if word in roles() or (word.endswith(_HUMAN) and token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.tag_ != "NNS"):
            return self._role(i)
        plain = self._plain_name(i) if not record and (token.tag_ == "NNP" or token.is_upper) else None
        if plain:
            return Ref(plain, True)
        body = self._body(i) if token.tag_ == "NN" and token.lemma_.lower() in speaking_bodies() else None
        if body:
            return Ref(body, True)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}:
            return UNNAMED if self._can_speak(token) else THING
        return NOBODY

    def _dateline(self, record: tuple) -> bool:
        """Whether a name opens its paragraph before *(AFP) -* or a dash: the place of a dateline does not speak."""
        k = self.sentence_of.get(record[0])
        opens = k is not None and self.sentences[k].items[0] == record[0]
        return opens and bool({"-", "–", "—", "--"} & set(self.low[record[1] : record[1] + 9]))

    def _body(self, i: int) -> str | None:
        """The organisation that *the party* or *the ministry* means: one named so, or for a general word the last subject."""
        if self.low[i - 1 : i] not in (["the"], ["this"]):
            return None
        word, k = self.low[i], self.sentence_of.get(i, 0)
        for j in range(k, max(k - 6, -1), -1):
            for item in self.sentences[j].items[::-1]:
                record = self.name.get(item) if item >= 0 and (j < k or item < i) else None
                if record and record[2] == "ORG":
                    subject = self.doc[record[1] - 1].dep_ in {"nsubj", "nsubjpass", "appos"}
                    if word in record[3].lower().split() or (word in _ANY_BODY and subject):
                        return record[3]
        return None

    def _plain_name(self, i: int) -> str | None:
        """A name of two or three words that no entity covers: *analyst Brit Hume called it*."""
        first = i
        while (
            first > max(i - 3, 0)
            and self.doc[first - 1].tag_ == "NNP"
            and first - 1 not in self.name
            and self.mask[first - 1] < 0
        ):
            first -= 1
        words = [self.doc[j].text for j in range(first, i + 1)]
        if len(words) == 1 and re.fullmatch("[A-Z]{2,6}", words[0]) and self.low[i] not in roles():
            return words[0]  # the DA said
        head = self.doc[i].head
        if len(words) == 1 and words[0].istitle() and self.doc[i].dep_ == "nsubj" and not self.doc[i].ent_type_:
            cue = self._cue_at(head.i) if self.low[i - 1 : i] not in (["the"], ["a"], ["an"]) else None
            named = cue and cue.strong and head.i - i < 3 and not {self.low[i]} & (set(roles()) | speaking_bodies())
            return words[0] if named else None  # Lapid responded
        if not 2 <= len(words) <= 3 or words[-1].lower().rstrip("s") in roles():
            return None
        if first and self.low[first - 1 : first] in (["the"], ["a"], ["an"]):
            return None
        plain = all(word[0].isupper() and word[1:].islower() and word.lower() not in roles() for word in words)
        return " ".join(words) if plain else None

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
        token, k = self.doc[i], self.sentence_of.get(i, 0) - 1
        if token.dep_ == "dobj":  # X sent a letter, which said
            subject = next((c for c in token.head.children if c.dep_ == "nsubj" and self.mask[c.i] < 0), None)
            return self._ref(subject.i) if subject is not None else UNNAMED
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
                if before == "," or (before in roles() and self.low[j - 2] == ","):
                    following = self.low[end] if end < size else "."
                    return name if following in {",", ".", ":", "("} or self._cue_at(end) else None
                titled = self.low[i] in roles() or self.doc[i].pos_ == "PROPN" or self.doc[i].lemma_.lower() in roles()
                if titled and (self.doc[j - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or before in {"."}):
                    return name
                j = end
                continue
            if word == "," and not any(map(self._person, range(j + 1, min(j + (3 if self._titles(j + 1) else 2), size)))):
                return None
            if word == "and" and self._bare_titles(i):
                j += 1
                continue
            if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or word in WH or word in ENDS or "\n" in word:
                return None
            j += 1
        return None

    def _bare_titles(self, i: int) -> bool:
        """Whether two titles without article are one person's: *former minister and party leader X Y*."""
        first = (self._np_before(i) or [i])[0]
        j = next((j for j in range(i + 2, min(i + 8, len(self.low))) if self._person(j)), None)
        return j is not None and self.doc[first].is_sent_start and self.low[first] != "the" and self._titles(j - 1)

    def _titles(self, i: int) -> bool:
        """Whether a word is a title before a name: *Chief*, *Mr*, *Senator*."""
        word = self.low[i] if i < len(self.low) else ""
        return word in roles() or word.rstrip(".") in {"mr", "mrs", "ms", "dr", "sir", "lord", "sen", "rep", "gov"}

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
        """How likely a pronoun takes a mention up: a main clause's subject most, then other subjects, then the rest."""
        number = self.sentence_of.get(root.i)
        if self.sentence_of.get(root.head.i) != number and number is not None:
            # Parsed over the paragraph's end; a name that opens its sentence is its subject as a rule.
            return 2.8 if root.i - max(self.sentences[number].items[0], 0) < 5 and self.sentences[number].items[0] >= 0 else 1.0
        dep = root.dep_
        for _ in range(4):
            if dep in {"appos", "compound", "conj", "nmod"} and root.head.i != root.i:
                root = root.head
                dep = root.dep_
            else:
                break
        if dep not in {"nsubj", "poss"} and self._goes_on_to_speak(root):
            return 3.0
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

    def _goes_on_to_speak(self, root: Token) -> bool:
        """Whether a name is the speaker of its sentence whatever its parse says: *Leila de Lima, a former secretary, said*."""
        record = self.name.get(root.i)
        end = record[1] if record else root.i + 1
        if self.low[end : end + 1] == ["who"]:
            return bool(cue := self._cue_at(end + 1)) and cue.sort == "verb" and cue.strong
        if self.low[end : end + 1] != [","]:
            return False
        for i in range(end + 1, min(end + 14, len(self.low))):
            cue = self._cue_at(i) if self.low[i - 1] == "," else None
            if self.mask[i] >= 0 or self.low[i] in ENDS or self._person(i):
                return False
            if cue and cue.sort == "verb" and cue.strong and self.doc[i].tag_ in {"VBD", "VBZ"}:
                return True
        return False

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
        for item, name, weight in [] if self._says(i) else self._persons_before(k, i):
            if item == clause:
                continue
            score = (
                weight + (0.3 if weight >= 2.4 else 1.0 if below and weight > 1.1 else -2.2) + self._gender_bonus(name, gender)
            )
            if score >= best_score:
                best, best_score = name, score
        before = self.sentences[k - 1] if k else None
        near = before and before.unnamed and before.paragraph == self.sentences[k].paragraph and best_score < 2.4
        if near and not any(weight >= 2.4 for _, _, weight in self._persons(k - 1)):
            return UNNAMED  # “…,” said one woman. “…,” she added.
        distance = 0.0
        for back in range(1, 25):
            j = k - back
            if j < 0 or (distance > 7 and not (best and self._gender_bonus(best, gender) < -1 and distance < 14)):
                break
            distance += 0.8 + (0.2 if self.sentences[j].paragraph != self.sentences[j + 1].paragraph else 0.0)
            names = [(w, name) for _, name, w in self._persons(j)]
            for name in self.sentences[j].speakers:
                names.append((3.4 if name in self.people else 3.0 if like_a_person(name) else 1.0, name))
            for weight, name in names:
                score = weight - min(distance, 5.0) + self._gender_bonus(name, gender)
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

    def _says(self, i: int) -> bool:
        """Whether a pronoun is that of *, he said* behind or inside the words it reports: none of those named there is meant."""
        if not i or self.low[i - 1] != "," or self.low[i] not in {"he", "she"}:
            return False
        j = i + 1
        while j < len(self.low) and self.doc[j].pos_ in {"ADV", "AUX"}:
            j += 1
        cue = self._cue_at(j) if j < len(self.low) else None
        return bool(cue) and cue.sort == "verb" and cue.strong and self.low[cue.end : cue.end + 1] in ([","], ["."], [])

    def _subject_of_clause(self, i: int) -> int | None:
        """The subject of the pronoun's own clause, which it cannot mean when it is the object."""
        token = self.doc[i]
        if token.dep_ in {"dobj", "dative", "pobj"}:
            return next((c.i for c in token.head.children if c.dep_ == "nsubj"), None)
        return None

    def _gender_bonus(self, name: str, gender: str) -> float:
        """For a person of the pronoun's gender, against one of the other; a given name may mislead, so it is no ban."""
        known = self.people[name].gender if name in self.people else None
        return 0.0 if known is None else 0.4 if known == gender else -4.0

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
                if item >= 0 and (j < k or item < i) and self.doc[item].dep_ in {"nsubj", "nsubjpass"}:
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
        possessive = next((n for n in self._np_before(i)[::-1] if self.low[n] in {"'s", "’s"}), None)
        if possessive and (self.low[possessive - 1] in roles() or self.low[possessive - 1] in speaking_bodies()):
            office = {f"#{group}" for group in roles().get(self.low[possessive - 1], ((), 0))[0]} | {self.low[possessive - 1]}
            if not any(office & set(person.words) for person in self.people.values() if groups & set(person.words)):
                return UNNAMED  # the minister's spokesman is no other spokesman
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
        if (
            definite
            and owner is None
            and not self._introduced(word, k, i)
            and not (anonymous and ((others and token.text.islower()) or word in self.low[: i - 1]))
        ):
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
        # The president, without a country, is rather the one at home.
        score = -0.6 if not lands and own and "#head" in groups else 0.0
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

    def _wh_head(self, i: int) -> int | None:
        """The noun before *, who …*."""
        j = i - 1
        while j >= 0 and self.low[j] in {",", "and", "("}:
            j -= 1
        return j if j >= 0 and self.mask[j] < 0 else None

"""What leads to a speaker: cue verbs and nouns, role nouns, nationalities, from the word lists in `data/lexicons`."""

import csv
import functools
from typing import NamedTuple

from twosummits.paths import data_dir

_IRREGULAR = {
    "say": "said", "tell": "told", "speak": "spoke spoken", "begin": "began begun", "write": "wrote written", "read": "read",
    "shoot": "shot", "hit": "hit", "swear": "swore sworn", "think": "thought", "feel": "felt", "set": "set", "lay": "laid laying",
    "make": "made", "see": "saw seen", "cast": "cast", "find": "found", "show": "shown", "prove": "proven", "know": "knew known",
    "teach": "taught", "learn": "learnt", "go": "went gone goes", "foresee": "foresaw foreseen", "broadcast": "broadcast",
    "retell": "retold", "forecast": "forecast", "text": "texted", "spell": "spelt", "quote": "quoth", "spin": "spun",
}  # fmt: skip


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
    stem = verb.replace("qu", "q")  # quip doubles its p as slip does
    if verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and stem[-3:-2] not in set("aeiou"):
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


@functools.cache
def home_countries() -> dict[str, frozenset[str]]:
    """The countries that the list of aliases gives well-known people, by canonical name: Angela Merkel → germany."""
    path = data_dir() / "aliases.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] == "PERSON" and row.get("note")]
    lands = countries()
    return {row["name"]: frozenset(lands[word] for word in row["note"].lower().split() if word in lands) for row in rows}


@functools.cache
def role_phrases() -> list[str]:
    """The role nouns of more than one word, longest first."""
    return sorted((role for role in roles() if " " in role), key=lambda role: -len(role.split()))


def role_in(words: list[str]) -> bool:
    """Whether one of these words is a role noun."""
    return any(word in roles() for word in words)


def like_a_person(name: str) -> bool:
    """Whether a name that the model did not take for a person's could be one: up to three words, none of a body."""
    words = name.lower().split()
    capitals = all(word[0].isupper() for word in name.split())
    return (
        1 <= len(words) <= 3
        and capitals
        and not name.isupper()
        and not set(words) & speaking_bodies()
        and name.lower() not in countries()
    )

"""The word lists behind the mentions: names, titles, aliases, read once from `data/`."""

import csv
import functools
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from twosummits.errors import PlainError
from twosummits.paths import data_dir

ALIAS_COLUMNS = ("alias", "name", "label", "note")
LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "EVENT")


class AliasError(PlainError, ValueError):
    """An alias file that cannot be used; the message names the file, the row and what to do."""


@dataclass(frozen=True)
class Alias:
    """One row of an alias file: `alias` as it stands in texts, the canonical `name`, its `label`, and a `note`.

    The note of a NORP is the country or party it belongs to; the note of a PERSON lists offices, `;` between them.
    """

    alias: str
    name: str
    label: str
    note: str = ""

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices in the note of a PERSON, in lower case."""
        return tuple(part.strip().lower() for part in self.note.split(";") if part.strip())


def load_aliases(path: str | os.PathLike | None = None) -> list[Alias]:
    """The aliases in a CSV file with the columns `alias`, `name`, `label` and (optional) `note`; the kit's own without `path`.

    Raises AliasError if the file cannot be read, lacks a column, or has a label that the kit does not use.
    """
    path = Path(path) if path is not None else data_dir() / "aliases.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in ALIAS_COLUMNS[:3] if name not in (reader.fieldnames or ())]
            if missing:
                raise AliasError(f"{path.name} has no column called {missing[0]}: its first line must read alias,name,label,note")
            rows = [_alias(row, f"{path.name}, line {reader.line_num}") for row in reader if any(row.values())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AliasError(f"{path.name} cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return rows


def _alias(row: dict, where: str) -> Alias:
    alias, name, label, note = ((row.get(column) or "").strip() for column in ALIAS_COLUMNS)
    if not alias or not name:
        raise AliasError(f"{where}: alias and name must both be filled in")
    if label not in LABELS:
        raise AliasError(f"{where}: the label {label!r} is not one of {', '.join(LABELS)}")
    return Alias(alias, name, label, note)


@functools.lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word for comparing: lower case, without accents, with plain apostrophes (Erdoğan = ERDOGAN)."""
    if word.isascii():
        return word.lower()
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return plain.replace("’", "'").replace("ı", "i").replace("ł", "l").replace("ø", "o").casefold()


class Lexicon:
    """All word lists, folded; see `data/lexicons/entities/README.md` for what each is for and why."""

    def __init__(self):
        self.given = {fold(name): gender for name, gender in _table("given-names.csv")}
        self.short: dict[str, set[str]] = {}
        for short, long in _table("short-names.csv"):
            self.short.setdefault(fold(short), set()).add(fold(long))
        self.titles: dict[str, tuple[str, str | None]] = {}
        for word, kind, gender in _table("titles.csv"):
            # The capitalised office and the lower-case role are one entry; an honorific counts only with its capital.
            key = word if kind == "honorific" else word.lower()
            self.titles.setdefault(key, (kind, gender or None))
        self.places = [Alias(place, place, label) for place, label in _table("places.csv")]
        self.organisation_words = _words("organisation-words.txt")
        self.person_verbs = _words("person-verbs.txt")
        self.not_people = _words("not-people.txt")
        self.common_words = _words("common-words.txt")
        self.title_words = _words("title-words.txt")
        self.particles = _words("particles.txt")
        self.family_first = _words("family-first.txt")

    def title(self, word: str) -> tuple[str, str | None] | None:
        """Kind (honorific, office, role) and gender of a title word, else None."""
        found = self.titles.get(word)
        if found and found[0] == "honorific":
            return found
        found = self.titles.get(word.lower())
        return found if found and found[0] != "honorific" else None

    def same_given(self, one: str, other: str) -> bool:
        """Whether two folded given names can be one person's: equal, short for each other, spelt differently, or an initial."""
        if one == other or _spelling(one) == _spelling(other):
            return True
        if one.rstrip(".") == other[:1] or other.rstrip(".") == one[:1]:
            return True
        longs, others = self.short.get(one, set()) | {one}, self.short.get(other, set()) | {other}
        return bool(longs & others)


def _spelling(given: str) -> str:
    """Transliterations of one name alike: Sergey, Sergei; Dmitry, Dmitri; Aleksandr, Alexander."""
    for old, new in (("ks", "x"), ("ph", "f"), ("ey", "ei"), ("iy", "i"), ("y", "i"), ("ander", "andr"), ("ii", "i")):
        given = given.replace(old, new)
    return given


def _folder() -> Path:
    return data_dir() / "lexicons" / "entities"


def _table(name: str) -> list[list[str]]:
    with (_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _words(name: str) -> frozenset[str]:
    lines = (_folder() / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


@functools.cache
def load_lexicon() -> Lexicon:
    """The word lists, read at the first call."""
    return Lexicon()

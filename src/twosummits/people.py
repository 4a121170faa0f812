"""What a text says of each person it names: forms, gender, roles, nationalities."""

import re
from dataclasses import dataclass, field

from twosummits.lexicon import Lexicon
from twosummits.register import Entry
from twosummits.resolver import Mention, Resolver
from twosummits.view import HYPHENS, View

FIRST_LADY = re.compile(r"\b(?:first lady|queen|princess|duchess|mother|wife|widow|daughter|sister)$", re.I)
JOINING = {"of", "for", "and", "the", "to", "at", "in", "on"}


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

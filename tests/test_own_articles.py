"""Every lesson runs from top to bottom on somebody else's articles, the two source articles among them."""

import nbformat
import pytest
from conftest import ROOT
from nbconvert.preprocessors import ExecutePreprocessor

LESSONS = sorted((ROOT / "notebooks").glob("0[1-9]-*.ipynb"))
STORY = """Harbour vote postponed | The Quay News

The council of Leeds put off its vote on the harbour on Monday. Ada Lovelace, who leads the opposition, was angry.

“We need figures,” Ms Lovelace said. “Nobody really knows what it costs.”

The council meets again in a week.
"""
TABLE = 'id,text\nbare,"Nothing is named here, and nobody speaks. It is a short text, and it ends soon."\nthird,"“No,” said Jo Field."\n'


def execute(lesson, folder, monkeypatch):
    monkeypatch.setenv("TWOSUMMITS_ARTICLES", str(folder))
    notebook = nbformat.read(lesson, as_version=4)
    ExecutePreprocessor(timeout=300, kernel_name="python3").preprocess(notebook, {"metadata": {"path": str(lesson.parent)}})
    return str([cell.get("outputs") for cell in notebook.cells])


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_lesson_on_articles_of_ones_own(lesson, tmp_path, monkeypatch):
    (tmp_path / "a-story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    assert "a-story" in execute(lesson, tmp_path, monkeypatch)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_lesson_on_the_source_articles(lesson, source_articles, monkeypatch):
    execute(lesson, source_articles, monkeypatch)

"""Notebook hygiene: valid, run in order, no trace of a machine, working links, and a second run that changes no byte."""

import ast
import re
import warnings
from urllib.parse import unquote

import nbformat
import pytest
from conftest import ROOT

import scripts.notebooks as runner

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = LESSONS + sorted((ROOT / "solutions").glob("*.ipynb"))
# Where a tag lets an error stand, an error must come: otherwise the lesson's point is gone.
RAISES = "raises-exception"


def notebook(path):
    return nbformat.read(path, as_version=4)


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_valid(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nbformat only warns of missing and repeated ids
        nbformat.validate(notebook(path))
    ids = [cell.id for cell in notebook(path).cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", i) for i in ids)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_run_in_order(path):
    cells = [cell for cell in notebook(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        errors = [output for output in cell.outputs if output.output_type == "error"]
        assert bool(errors) == (RAISES in cell.metadata.get("tags", [])), cell.id
        assert not any(output.get("name") == "stderr" for output in cell.outputs), f"{cell.id} writes to stderr"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_no_trace_of_a_machine(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:/home/|/Users/|/root/|/tmp/|/work/|[A-Z]:\\\\)", text)
    assert not re.search(r"\b0x[0-9a-f]{6,}\b", text)
    assert "iopub.execute_input" not in text, "timings"
    assert "nbval-skip" not in text
    assert "nbval-ignore-output" not in text


@pytest.mark.parametrize(
    "path", [*NOTEBOOKS, ROOT / "README.md", ROOT / "data" / "README.md", ROOT / "CONTRIBUTING.md"], ids=name
)
def test_links_lead_somewhere(path):
    if path.suffix == ".ipynb":
        text = "\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")
    else:
        text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?://|#", target):
            assert (path.parent / unquote(target.partition("#")[0])).exists(), target


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_is_built_like_a_lesson(path):
    """Minutes and questions first, key points, discussion and sources last; short cells; stops to predict."""
    cells = notebook(path).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    number = path.name[:2]
    assert prose[0].startswith(f"# {number} · ")
    assert re.search(r"\*\*Time\*\* \d+ minutes", prose[0])
    assert "**Questions**" in prose[0]
    assert "## Key points" in prose[-1]
    assert "## To discuss" in prose[-1]
    assert "## Sources" in prose[-1]
    assert 1000 <= sum(len(re.findall(r"\w+", text)) for text in prose) <= 1900
    assert 30 <= len(cells) <= 55
    lines = [sum(bool(line.strip()) for line in text.splitlines()) for text in code]
    assert max(lines) <= 10
    assert sum(lines) <= 120
    assert sum("**Predict before you run.**" in text for text in prose) >= 2
    for text in code:
        ast.parse(text)


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_second_run_changes_no_byte(path):
    assert runner.execute(path) == path.read_text(encoding="utf-8")

"""Run notebooks from top to bottom and store their outputs, so that a second run changes no byte.

usage: python scripts/notebooks.py [NOTEBOOK ...]    (default: all of notebooks/ and solutions/)

Timings, the kernel's exact version and other traces of the machine are left out; a cell that fails without the tag
`raises-exception` stops the run and leaves that file as it was.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbconvert.preprocessors import ExecutePreprocessor

ROOT = Path(__file__).resolve().parent.parent
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute(path: Path) -> str:
    """The text of a notebook with fresh outputs. Raises nbclient's CellExecutionError if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.update(METADATA)
    runner = ExecutePreprocessor(timeout=300, kernel_name="python3", record_timing=False)
    runner.preprocess(notebook, {"metadata": {"path": str(path.parent)}})
    notebook.metadata = nbformat.from_dict(METADATA)
    return nbformat.writes(notebook) + "\n"


def main(names: list[str]) -> int:
    # Outputs in git speak of the shipped articles, whatever folder the caller works with.
    os.environ.pop("TWOSUMMITS_ARTICLES", None)
    paths = [Path(name) for name in names] or sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("solutions/*.ipynb")])
    for path in paths:
        text = execute(path)
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{'written  ' if changed else 'unchanged'} {path.name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

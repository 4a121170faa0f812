"""Where the kit's own data lie: in a checkout's `data/`, else inside the installed package."""

from pathlib import Path


def data_dir() -> Path:
    """The folder that holds articles, gold annotations and word lists."""
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent / "data"
    return checkout if (checkout / "articles").is_dir() else package / "data"

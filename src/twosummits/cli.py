"""The `twosummits` command: one subcommand for each thing the kit does from the command line."""

import argparse
import json
import sys
from collections import Counter

from twosummits import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0 done, 1 something could not be done, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="twosummits", description="A teaching kit on media coverage, from the command line.")
    parser.add_argument("--version", action="version", version=f"twosummits {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    articles = commands.add_parser(
        "articles",
        help="show what a folder of articles would load as",
        description="Show what a folder or file would load as: one entry an article, with what was set apart from its body. "
        "Exit status 1 if anything in it cannot be loaded.",
    )
    articles.add_argument("path", nargs="?", help="folder or file (default: TWOSUMMITS_ARTICLES, else the kit's two articles)")
    articles.add_argument("--json", action="store_true", help="print a JSON list instead, each article whole")
    articles.set_defaults(run=show_articles)

    args = parser.parse_args(argv)
    # A name with a character the terminal cannot print must not end the command.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return args.run(args)
    except BrokenPipeError:  # the reader (such as `head`) has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def show_articles(args: argparse.Namespace) -> int:
    """`twosummits articles`: what a folder would load as."""
    from rich.console import Console

    from twosummits.articles import ArticleError, iter_articles

    out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)
    loaded, problems, rows = 0, 0, []
    try:
        for item in iter_articles(args.path):
            if isinstance(item, ArticleError):
                problems += 1
                err.print(f"not loaded: {item}", style="red", markup=False)
                continue
            loaded += 1
            if args.json:
                published = item.published.isoformat() if item.published else None
                rows.append(item.row() | {"published": published})
            else:
                _print_article(out, item)
    except ArticleError as error:
        err.print(str(error), style="red", markup=False)
        return 1
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        trouble = f", {problems} not" if problems else ""
        out.print(f"{loaded} article{'' if loaded == 1 else 's'} would load{trouble}.")
    return 1 if problems or not loaded else 0


def _print_article(out, article) -> None:
    """One article as a short block of lines."""
    from rich.text import Text

    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    out.print(Text.assemble((article.article, "bold"), f"  ({article.source})"))
    day = f"{article.published} ({article.published_basis})" if article.published else None
    lines = [
        ("meeting", article.meeting),
        ("outlet", article.outlet),
        ("published", day),
        ("headline", article.headline),
        ("standfirst", article.standfirst),
        ("dateline", article.dateline),
        ("body", f"{_count(len(article.paragraphs), 'paragraph')}, {_count(words, 'word')}"),
    ]
    for name, value in lines:
        out.print(Text.assemble(f"  {name:<11}", (value, "") if value else ("none found", "dim")))
    for block in article.furniture:
        out.print(Text.assemble(f"  {'set apart':<11}", block.text, (f"  [{block.kind}]", "cyan")))
    if not article.furniture:
        out.print(Text.assemble(f"  {'set apart':<11}", ("nothing", "dim")))
    kinds = Counter(block.kind for block in article.furniture)
    if kinds.total() > len(article.paragraphs):
        out.print(Text("  More lines were set apart than kept: look whether they belong to the article.", "yellow"))
    out.print()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())

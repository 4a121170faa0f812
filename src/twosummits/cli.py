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

    annotate = commands.add_parser(
        "annotate",
        help="entities and quotations of text files or a folder",
        description="People and quotations of each article as a readable table, or all annotations as JSON. "
        "Page furniture is left out. What cannot be read is reported and the rest is done; the exit status is then 1.",
    )
    annotate.add_argument("paths", nargs="+", metavar="PATH", help="file or folder of articles")
    annotate.add_argument(
        "--json", action="store_true", help="print JSON: entities and quotes with offsets into each file's text"
    )
    annotate.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes to use, 0.4 GB each (default: 1)")
    annotate.add_argument(
        "--aliases", metavar="FILE", help="a CSV file of your own names, with the columns alias, name and label"
    )
    annotate.set_defaults(run=annotate_articles)

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


def annotate_articles(args: argparse.Namespace) -> int:
    """`twosummits annotate`: mentions and quotations, one article after another."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from twosummits.annotate import annotate_all
    from twosummits.articles import ArticleError
    from twosummits.errors import PlainError

    out, err = Console(highlight=False), Console(stderr=True, highlight=False, soft_wrap=True)
    items, total = _all_articles(args.paths)
    done = problems = 0
    columns = (TextColumn("annotating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    if args.json:
        print('{"documents": [', end="")
    try:
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal or (total or 0) < 5) as bar:
            task = bar.add_task("articles", total=total)
            for item in annotate_all(items, args.jobs, args.aliases):
                bar.advance(task)
                if isinstance(item, ArticleError):
                    problems += 1
                    err.print(f"not loaded: {item}", style="red", markup=False)
                elif args.json:
                    print("," if done else "", json.dumps(item, ensure_ascii=False), sep="\n" if done else "", end="", flush=True)
                    done += 1
                else:
                    _print_annotations(out, item)
                    done += 1
    except PlainError as error:
        problems += 1
        err.print(str(error), style="red", markup=False)
    if args.json:
        print("]}")
    return 1 if problems or not done else 0


def _all_articles(paths: list[str]):
    """The articles of all paths, an error in the place of what cannot be read, and how many files there are."""
    from twosummits.articles import ArticleError, article_files, iter_articles

    def items():
        for path in paths:
            try:
                yield from iter_articles(path)
            except ArticleError as error:
                yield error

    total = 0
    for path in paths:
        try:
            total += len(article_files(path))
        except ArticleError:
            total += 1
    return items(), total


def _print_annotations(out, found: dict) -> None:
    """People and quotations of one article as two tables."""
    from rich.table import Table
    from rich.text import Text

    quotes = [quote for quote in found["quotes"] if quote["kind"] != "nested"]
    named = Counter(entity["name"] or entity["text"] for entity in found["entities"] if entity["label"] == "PERSON")
    spoken, words = Counter(), Counter()
    for quote in quotes:
        if quote["speaker"]:
            spoken[quote["speaker"]] += 1
            words[quote["speaker"]] += len(quote["text"].split())
    people = Table("name", title=Text(found["id"], "bold"), title_justify="left", box=None, pad_edge=False)
    for heading in ("mentions", "quotations", "quoted words"):
        people.add_column(heading, justify="right")
    for name in dict.fromkeys([*dict(named.most_common()), *spoken]):
        people.add_row(Text(name, "cyan"), *(str(counter[name] or "–") for counter in (named, spoken, words)))
    out.print(people)
    if quotes:
        table = Table("speaker", "cue", "kind", "quotation", box=None, pad_edge=False)
        for quote in quotes:
            speaker = Text(quote["speaker"] or "not known", "cyan" if quote["speaker"] else "dim")
            table.add_row(speaker, Text(quote["cue"] or "–"), quote["kind"], Text(" ".join(quote["text"].split()), "green"))
        out.print()
        out.print(table)
    out.print()


def _jobs(text: str) -> int:
    """A number of processes. Raises ArgumentTypeError, which argparse turns into one clear line."""
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 256")
    return int(text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())

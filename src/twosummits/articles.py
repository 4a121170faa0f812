"""Load news articles from files into one table: plain text, Markdown, CSV, JSON or JSON Lines, one row an article."""

import contextlib
import csv
import io
import json
import os
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from twosummits.errors import PlainError
from twosummits.page import BODY, HEADLINE, STANDFIRST, Block, dateline, published_date, read_page, site_name, stated_date
from twosummits.paths import data_dir

if TYPE_CHECKING:
    import pandas as pd

ENV = "TWOSUMMITS_ARTICLES"
COLUMNS = (
    "article",
    "meeting",
    "outlet",
    "headline",
    "dateline",
    "published",
    "published_basis",
    "paragraphs",
    "text",
    "source",
    "standfirst",
    "furniture",
)
TEXT_KINDS, MARKDOWN_KINDS = {".txt", ".text"}, {".md", ".markdown"}
TABLE_KINDS = {".csv", ".tsv", ".json", ".jsonl", ".ndjson"}
READABLE = "a .txt, .md, .csv, .json or .jsonl file"
METADATA = "metadata.csv"
MISSING = {"", "nan", "NaN", "NA", "N/A", "#N/A", "NaT", "null", "None"}  # how tables write that there is nothing
MAX_TEXT, MAX_TABLE = 5_000_000, 200_000_000  # bytes; a long news article has some 20,000

# What people call these columns, the kit's own name first.
FIELDS = {
    "article": ("article", "id", "slug", "name", "file"),
    "meeting": ("meeting", "event", "topic"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "site", "source"),
    "headline": ("headline", "title"),
    "standfirst": ("standfirst", "subtitle", "subheading", "description", "deck"),
    "dateline": ("dateline",),
    "published": ("published", "date", "published_at", "publication_date", "pubdate"),
    "published_basis": ("published_basis",),
    "text": ("text", "body", "content", "article_text", "full_text", "fulltext"),
}


class ArticleError(PlainError):
    """A file that cannot be loaded: what it is, why, and what to do about it, in one line."""

    def __init__(self, source: object, reason: str, remedy: str):
        self.source, self.reason, self.remedy = _one_line(source), _one_line(reason), _one_line(remedy)
        super().__init__(f"{self.source}: {self.reason}. {self.remedy}.")

    def __reduce__(self):  # so that it can pass from one process to another
        return type(self), (self.source, self.reason, self.remedy)


class DuplicateNameError(ArticleError):
    """An article with the name of an earlier one."""


class ArticleWarning(UserWarning):
    """One file among others could not be loaded; the rest were."""


@dataclass(frozen=True)
class Article:
    """One article: the table's row, and the stored text with the blocks it was told apart into."""

    article: str
    source: str
    raw: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    meeting: str | None = None
    outlet: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    dateline: str | None = None
    published: date | None = None
    published_basis: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body paragraphs, in order."""
        return [block.text for block in self.blocks if block.kind == BODY]

    @property
    def furniture(self) -> list[Block]:
        """What was set apart from headline, standfirst and body."""
        return [block for block in self.blocks if block.kind not in {BODY, HEADLINE, STANDFIRST}]

    def row(self) -> dict:
        """The article as a row of `load_articles`."""
        row = {name: getattr(self, name) for name in COLUMNS if name != "text"}
        paragraphs = self.paragraphs
        return row | {
            "paragraphs": len(paragraphs),
            "text": "\n\n".join(paragraphs),
            "furniture": [block.text for block in self.furniture],
        }


def load_articles(path: str | os.PathLike | None = None) -> "pd.DataFrame":
    """Load a folder of articles, or one file, as a table with one row an article, in order of file name.

    `path` is a folder, a file, or the name of a set the kit ships (`"articles"`). Without it, the folder named in the
    environment variable `TWOSUMMITS_ARTICLES` is read, else the kit's own two articles.

    Columns: `article` (short name, unique), `meeting`, `outlet`, `headline`, `dateline` (text or missing), `published`
    (datetime or NaT), `published_basis` (`stated` in the file, `inferred`, or missing), `paragraphs` (number of body
    paragraphs), `text` (body paragraphs, a blank line between them), `source` (file, and row in a table), `standfirst`,
    `furniture` (list of the lines set apart).

    Raises ArticleError if nothing can be loaded, or nothing but articles of one name; where some can be loaded, each of
    the others (the second of two with one name among them) is reported by an ArticleWarning.
    """
    import pandas as pd

    articles, problems = [], []
    for item in iter_articles(path):
        (problems if isinstance(item, ArticleError) else articles).append(item)
    same = [problem for problem in problems if isinstance(problem, DuplicateNameError)]
    if same and len(articles) == 1:  # nothing but versions of one name: there is no telling which is meant
        raise same[0]
    if not articles:
        raise _nothing_loaded(_resolve(path), problems)
    for problem in problems:
        warnings.warn(str(problem), ArticleWarning, stacklevel=2)
    table = pd.DataFrame([item.row() for item in articles], columns=list(COLUMNS))
    table["published"] = pd.to_datetime(table["published"])
    names = ["article", "meeting", "outlet", "headline", "dateline", "published_basis", "text", "source", "standfirst"]
    return table.astype(dict.fromkeys(names, "str"))


def split_paragraphs(articles: "pd.DataFrame") -> "pd.DataFrame":
    """One row a body paragraph: `article`, `paragraph` (number, from 1), `text`, `words` (split at white space)."""
    rows = articles[["article", "text"]].copy()
    rows["text"] = rows["text"].str.split("\n\n")
    rows = rows.explode("text", ignore_index=True)
    rows.insert(1, "paragraph", rows.groupby("article").cumcount() + 1)
    return rows.assign(words=rows["text"].str.split().str.len())


def article_files(path: str | os.PathLike | None = None) -> list[Path]:
    """The files that `load_articles` would read, in order. Raises ArticleError if there are none."""
    return _files(_resolve(path))[0]


def iter_articles(path: str | os.PathLike | None = None) -> Iterator[Article | ArticleError]:
    """Yield each article of a folder or file, one at a time; in the place of one that cannot be read, its ArticleError.

    Raises ArticleError if the folder or file itself cannot be read.
    """
    where = _resolve(path)
    files, metadata, problems = _files(where)
    yield from problems
    seen: dict[str, str] = {}
    for file in files:
        for item in _read_file(file, metadata):
            if isinstance(item, Article):
                key = _key(item.article)
                if key in seen:
                    reason = f"has the same article name as {seen[key]} ({item.article!r})"
                    item = DuplicateNameError(item.source, reason, "Give one of them another name")
                else:
                    seen[key] = item.source
            yield item
    for key, given in metadata.items():
        if key not in seen:
            yield ArticleError(
                METADATA, f"describes {given['article']!r}, which is not here", "Correct the name or take the row out"
            )


def read_text(text: str, article: str = "text", source: str = "text", markdown: bool = False) -> Article:
    """An Article from the stored text of one file. Raises ArticleError if it has no words."""
    fields, start = _front_block(text, source)
    given = _given(fields, source)
    blocks = read_page(text[start:] if start else text, markdown=markdown)
    if start:
        blocks = [Block(b.kind, b.text, b.start + start, b.end + start) for b in blocks]
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise ArticleError(source, "has no words in it", "Put the article's text in it, or take the file away")
    return _article(given.get("article") or article, source, text, blocks, given)


# --- finding files


def _resolve(path: str | os.PathLike | None) -> Path:
    """The file or folder meant. Raises ArticleError if there is none."""
    origin = ""
    if path is None:
        path = os.environ.get(ENV) or data_dir() / "articles"
        origin = f" (named in {ENV})" if os.environ.get(ENV) else ""
    try:
        where = Path(path).expanduser()
        if origin and not where.is_absolute():  # set in the repository's folder, read in notebooks/: look further up as well
            where = next((found for up in (Path(), *Path.cwd().parents) if (found := up / where).exists()), where)
        shipped = data_dir() / where
        if not where.exists() and str(path) in {entry.name for entry in data_dir().iterdir()} and shipped.is_dir():
            where = shipped
        if not where.exists() and "://" in str(path):
            raise ArticleError(
                path, "is a web address, and the kit downloads nothing", "Save the article as a file and name that"
            )
        if not where.exists():
            reason = "is a link that leads nowhere" if where.is_symlink() else "is not there"
            raise ArticleError(f"{where}{origin}", reason, "Check the spelling, and the folder you are working in")
        if not (where.is_dir() or where.is_file()):
            raise ArticleError(f"{where}{origin}", "is neither a file nor a folder", f"Name {READABLE}, or a folder of them")
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ArticleError(f"{path!r}{origin}", f"is no usable path ({_why(error)})", "Name a file or a folder") from None
    return where


def _files(where: Path) -> tuple[list[Path], dict[str, dict], list[ArticleError]]:
    """The files to read, what `metadata.csv` says of them, and the files that will not be read."""
    if where.is_file():
        metadata, problems = _read_metadata(where.with_name(METADATA)) if where.suffix not in TABLE_KINDS else ({}, [])
        return [where], {key: row for key, row in metadata.items() if key == _key(where.stem)}, problems
    try:
        entries = sorted((e for e in where.iterdir() if not e.name.startswith((".", "~$"))), key=lambda e: e.name.casefold())
        folders = dict.fromkeys(entry for entry in entries if entry.is_dir())
    except OSError as error:
        raise ArticleError(where, f"cannot be opened ({_why(error)})", "Check that you may read this folder") from None
    metadata, problems = _read_metadata(where / METADATA)
    files = []
    for entry in entries:
        if entry in folders or entry.name.lower() == METADATA or entry.stem.casefold() in {"readme", "license", "licence"}:
            continue
        if not entry.suffix or entry.suffix.lower() in TEXT_KINDS | MARKDOWN_KINDS | TABLE_KINDS:
            files.append(entry)
        else:
            problems.append(_unreadable_kind(entry))
    if not files and not problems:
        inner = ", ".join(folder.name for folder in folders)
        remedy = f"Name one of the folders in it ({inner})" if inner else f"Put {READABLE} in it"
        raise ArticleError(where if where.name else where.resolve(), "is a folder without articles", remedy)
    return files, metadata, problems


def _nothing_loaded(where: object, problems: list[ArticleError]) -> ArticleError:
    """One error for a folder or table of which nothing can be loaded."""
    if not problems:
        return ArticleError(where, "has no rows", "Put one article in each row, or take the file away")
    first = problems[0]
    if len(problems) == 1:
        return first
    return ArticleError(
        where, f"none of the {len(problems)} articles in it can be loaded; the first: {first.source} {first.reason}", first.remedy
    )


def _read_metadata(file: Path) -> tuple[dict[str, dict], list[ArticleError]]:
    """What a folder's `metadata.csv` says, by article name; a bad file or row is a problem, not a failure."""
    metadata, problems = {}, []
    try:
        for where, row in _csv_rows(_decode(file, MAX_TEXT), METADATA, need="article") if file.is_file() else ():
            try:
                given = _given(row, where) if isinstance(row, dict) else row
            except ArticleError as error:
                given = error
            if isinstance(given, ArticleError):
                problems.append(given)
            elif given.get("article"):
                metadata[_key(given["article"])] = given
    except OSError as error:
        problems.append(ArticleError(METADATA, f"cannot be opened ({_why(error)})", "Check that you may read this folder"))
    except ArticleError as error:
        problems.append(error)
    return metadata, problems


def _key(name: str) -> str:
    """An article's name for comparison: without a text file's ending, capitals, or differences in how accents are stored."""
    stem, dot, ending = name.rpartition(".")
    name = stem if dot and f".{ending.lower()}" in TEXT_KINDS | MARKDOWN_KINDS else name
    return unicodedata.normalize("NFC", name).casefold()


# --- reading files


def _read_file(file: Path, metadata: dict[str, dict]) -> Iterator[Article | ArticleError]:
    """The articles of one file, or the error in its place."""
    suffix = file.suffix.lower()
    try:
        if suffix in TABLE_KINDS:
            text = _decode(file, MAX_TABLE)
            rows = _csv_rows(text, file.name, need="text") if suffix in {".csv", ".tsv"} else _json_rows(text, file.name)
            bad, good = [], False
            for number, (where, row) in enumerate(rows, 1):
                item = _read_row(row, where, f"{file.stem}-{number}") if isinstance(row, dict) else row
                if isinstance(item, ArticleError) and not good:
                    bad.append(item)
                    continue
                good = True
                yield from bad
                bad.clear()
                yield item
            if not good:  # one line for the file, and not one for each row
                raise _nothing_loaded(file.name, bad)
        elif suffix in TEXT_KINDS | MARKDOWN_KINDS or not suffix:
            article = read_text(_decode(file, MAX_TEXT), file.stem, file.name, suffix in MARKDOWN_KINDS)
            given = metadata.get(_key(file.stem))
            yield _with_metadata(article, given) if given else article
        else:
            raise _unreadable_kind(file)
    except ArticleError as error:
        yield error


def _read_row(row: dict, where: str, name: str) -> Article | ArticleError:
    """An Article from one row of a table, or the error in its place."""
    try:
        text = row.get("text")
        if not isinstance(text, str) or text.strip() in MISSING:
            raise ArticleError(where, "has no text", "Fill in its text column, or take the row out")
        if len(text) > MAX_TEXT:
            raise ArticleError(where, f"holds {len(text):,} characters in one row", "Give each article a row of its own")
        given = _given({key: value for key, value in row.items() if key != "text"}, where)
        blocks = read_page(text)
        if not any(re.search(r"\w", block.text) for block in blocks):
            raise ArticleError(where, "has no words in its text", "Fill in its text column, or take the row out")
        return _article(given.get("article") or name, where, text, blocks, given)
    except ArticleError as error:
        return error


def _article(name: str, source: str, raw: str, blocks: list[Block], given: dict) -> Article:
    """An Article from blocks and what is given beside them; what is given goes before what the page shows."""
    found = {kind: next((b.text for b in blocks if b.kind == kind), None) for kind in (HEADLINE, STANDFIRST, "title", BODY)}
    line = dateline(found[BODY] or "")
    day = published_date(blocks)
    day = day or (line and line["day"] and stated_date(line["day"])) or None
    site = site_name(found["title"], found[HEADLINE]) if found["title"] else None
    given_day = given.get("published")
    return Article(
        article=name,
        source=source,
        raw=raw,
        blocks=tuple(blocks),
        meeting=given.get("meeting") or _readable_name(name),
        outlet=given.get("outlet") or site or (line["agency"] if line else None),
        headline=given.get("headline") or found[HEADLINE],
        standfirst=given.get("standfirst") or found[STANDFIRST],
        dateline=given.get("dateline") or (re.sub(r"\s*(?:–|—|-{1,2})\s$", "", line[0]) if line else None),
        published=given_day or day,
        published_basis=(given.get("published_basis") or "stated") if given_day or day else None,
    )


def _with_metadata(article: Article, given: dict) -> Article:
    fields = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    changes = {name: value for name, value in given.items() if value and name in fields and name != "article"}
    if "published" in changes:
        changes.setdefault("published_basis", "stated")
    return Article(**fields | changes)


def _readable_name(name: str) -> str:
    """A name for the meeting where none is given: `hamburg-2017` as *Hamburg 2017*."""
    words = re.sub(r"[-_\s]+", " ", name).strip() or name
    return words[:1].upper() + words[1:]


def _front_block(text: str, source: str) -> tuple[dict, int]:
    """The YAML front block of a text, as a dict, and where the text after it starts."""
    found = re.match(r"[\ufeff\s]*---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", text, re.S | re.M)
    if not found:
        return {}, 0
    import yaml

    try:
        # Every value as it is written: 'title: yes' is a headline and not a truth value.
        fields = yaml.load(found[1].replace("\r\n", "\n").replace("\r", "\n"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" in line {line + 2}" if line is not None else ""
        remedy = "Write one 'key: value' a line, in quotation marks if the value holds a colon"
        raise ArticleError(source, f"has a front block that is not YAML{where}", remedy) from None
    if fields is None:
        return {}, found.end()
    if not isinstance(fields, dict):
        if ":" not in found[1]:  # two rules with text between them, no front block
            return {}, 0
        raise ArticleError(source, "has a front block that is no list of fields", "Write one 'key: value' a line")
    return fields, found.end()


def _given(fields: dict, source: str) -> dict:
    """What a front block or row says of its article, under the kit's own names, checked."""
    named = {str(key).strip().casefold().replace(" ", "_"): value for key, value in fields.items() if key is not None}
    given = {}
    for name, aliases in FIELDS.items():
        if name != "text":
            value = next((named[alias] for alias in aliases if named.get(alias) not in (None, "")), None)
            if name == "outlet" and value == named.get("source") and re.search(r"://|\.\w{2,5}(?:, \w+ \d+)?$", str(value)):
                value = None  # where the text came from, and not who published it
            if isinstance(value, (list, dict, set, tuple)):
                raise ArticleError(source, f"has more than one value for {name}", f"Give {name} as one line of text")
            if value is not None and (value if isinstance(value, date) else str(value).strip()):
                given[name] = value if isinstance(value, date) else " ".join(str(value).split())
    if "published" in given:
        given["published"] = _day(given["published"], source)
    basis = given.get("published_basis")
    if basis and basis not in {"stated", "inferred"}:
        raise ArticleError(source, f"has published_basis {basis!r}", "Write 'stated' or 'inferred'")
    return given


def _day(value: date | str, source: str) -> date:
    """The day a value names. Raises ArticleError if it names none, or could name two."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if re.fullmatch(r"\d{12,13}", value):  # milliseconds, as pandas writes dates to JSON
        return datetime.fromtimestamp(int(value) / 1000, UTC).date()
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        day = stated_date(value)
    if day is None:
        reason = f"has a date that can be read in more than one way or in none ({value!r})"
        raise ArticleError(source, reason, "Write it as YYYY-MM-DD")
    return day


# --- tables


def _csv_rows(text: str, source: str, need: str) -> Iterator[tuple[str, dict | ArticleError]]:
    """Each row of a CSV text with its place, or the error in its place; columns may be parted by comma, semicolon, tab or bar."""
    csv.field_size_limit(max(MAX_TEXT, csv.field_size_limit()))
    text = re.sub(r"\A\s*sep=.(?:\r\n|\r|\n)", "", text)  # Excel's note to itself
    reader = _best_reader(text, need)
    try:
        header = next((row for row in reader if any(cell.strip() for cell in row)), [])
        names = _names(header)
        if not set(FIELDS[need]) & set(names):
            shown = ", ".join(cell.strip() or "(empty)" for cell in header[:8]) or "none"
            raise ArticleError(source, f"has no column called {need} (its columns: {shown[:200]})", f"Name a column '{need}'")
        for number, row in enumerate(reader, 2):
            where = f"{source}, row {number}"
            if len(row) > len(names):
                reason = f"has {len(row)} cells for {len(names)} columns"
                yield where, ArticleError(where, reason, "Put texts that hold the separator in double quotation marks")
            elif any(cell.strip() for cell in row):
                fields = dict(zip(names, (None if cell.strip() in MISSING else cell for cell in row), strict=False))
                fields[need] = next((fields[alias] for alias in FIELDS[need] if fields.get(alias)), None)
                yield where, fields
    except csv.Error as error:
        reason = f"is not a proper table at line {reader.line_num} ({error}); the rows after it were not read"
        raise ArticleError(source, reason, "Save it again as CSV, with every text in double quotation marks") from None


def _names(header: list[str]) -> list[str]:
    return [cell.strip().casefold().replace(" ", "_") for cell in header]


def _best_reader(text: str, need: str):
    """A CSV reader with the separator that finds the needed column, else the one that finds most columns."""
    readers = []
    for separator in ",;\t|":
        with contextlib.suppress(csv.Error):
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            header = next((row for row in rows if any(cell.strip() for cell in row)), [])
            readers.append((bool(set(FIELDS[need]) & set(_names(header))), len(header), separator))
    best = max(readers, key=lambda found: found[:2])[2] if readers else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)


def _json_rows(text: str, source: str) -> Iterator[tuple[str, dict | ArticleError]]:
    """Each object of a JSON Lines text, or of one JSON document, with its place, or the error in its place."""
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise ArticleError(source, f"is not JSON ({_why(error)})", "Save it again as a list of objects") from None
    except ValueError as error:
        if text.lstrip().startswith("["):
            raise ArticleError(source, f"is not JSON ({_why(error)})", "Save it again as a list of objects") from None
    else:
        if isinstance(whole, dict) and not set(_names(list(whole))) & set(FIELDS["text"]):
            lists = [value for value in whole.values() if isinstance(value, list)]
            whole = lists[0] if len(lists) == 1 else whole
        for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
            where = f"{source}, item {number}"
            yield where, _json_fields(item, where)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{source}, line {number}"
            try:
                yield where, _json_fields(json.loads(line), where)
            except (ValueError, RecursionError) as error:
                yield where, ArticleError(where, f"is not JSON ({_why(error)})", "Write one object in braces on each line")


def _json_fields(item: object, where: str) -> dict | ArticleError:
    """One object's fields under small names, its text among them, or what is wrong with it."""
    if not isinstance(item, dict):
        return ArticleError(where, "is not an object with named fields", 'Write it as {"text": "…", "headline": "…"}')
    fields = dict(zip(_names([str(key) for key in item]), item.values(), strict=True))
    found = [fields[alias] for alias in FIELDS["text"] if alias in fields]
    if not found:
        return ArticleError(
            where, f"has no field called text (its fields: {', '.join(fields)[:200] or 'none'})", "Name a field 'text'"
        )
    text = next(filter(None, found), None)
    if isinstance(text, list) and all(isinstance(paragraph, str) for paragraph in text):
        text = "\n\n".join(text)
    for name, value in fields.items():
        if isinstance(value, dict) and isinstance(value.get("name"), str):  # {"source": {"id": …, "name": …}}
            fields[name] = value["name"]
    return fields | {"text": text}


# --- bytes

# The first bytes of files that people take for text.
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"bplist": "a web archive",
}
BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
SAVE_AS_TEXT = "Copy the article's text into a plain .txt file and save it as UTF-8"


def _unreadable_kind(file: Path) -> ArticleError:
    return ArticleError(
        file.name, f"is of a kind the kit does not read ({file.suffix or 'no ending'})", f"Save the article as {READABLE}"
    )


def _decode(file: Path, limit: int) -> str:
    """The text of a file: by its byte-order mark, else UTF-8, else Windows-1252. Raises ArticleError."""
    try:
        if not file.is_file():
            link = file.is_symlink() and not file.exists()
            reason = "is a link that leads nowhere" if link else "is not an ordinary file"
            raise ArticleError(file.name, reason, f"Put {READABLE} there")
        size = file.stat().st_size
        if size > limit:
            reason = f"is too large for a file of this kind ({size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB)"
            raise ArticleError(file.name, reason, "Check that it is the right file, or split it")
        data = file.read_bytes()
    except OSError as error:
        raise ArticleError(file.name, f"cannot be opened ({_why(error)})", "Check that you may read it") from None
    return decode(data, file.name)


def decode(data: bytes, source: str) -> str:
    """The text that bytes hold, its byte-order mark left out; line ends stay as they are. Raises ArticleError."""
    if not data.strip():
        raise ArticleError(source, "is empty", "Put the article's text in it, or take the file away")
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise ArticleError(source, f"is {what}, not text", SAVE_AS_TEXT)
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), None)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = None if encoding else _decode_windows(data)
    # Text holds hardly any control characters besides line ends, tabs and form feeds; anything else is data.
    odd = sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in text[:100_000]) if text else 0
    if text is None or "\x00" in text[:100_000] or odd > max(3, len(text[:100_000]) / 100):
        raise ArticleError(source, "is not text in UTF-8, UTF-16 or Windows-1252", SAVE_AS_TEXT)
    if re.match(r"\s*(?:<!doctype html|<html|<\?xml)", text, re.I):
        raise ArticleError(source, "is the source code of a web page", SAVE_AS_TEXT)
    if not text.strip(" \t\r\n\f\v\xa0\ufeff\u200b"):
        raise ArticleError(source, "is empty", "Put the article's text in it, or take the file away")
    return text


def _decode_windows(data: bytes) -> str | None:
    """Bytes that are not UTF-8, as Windows-1252; UTF-8 with a few stray bytes keeps its UTF-8. None if neither."""
    valid = len(re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    try:
        if valid * 2 <= high - valid * 2:
            return data.decode("cp1252")
        pieces, start = [], 0
        while start < len(data):
            try:
                pieces.append(data[start:].decode("utf-8"))
                break
            except UnicodeDecodeError as error:
                pieces += [
                    data[start : start + error.start].decode("utf-8"),
                    data[start + error.start : start + error.end].decode("cp1252"),
                ]
                start += error.end
        return "".join(pieces)
    except UnicodeDecodeError:
        return None


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).partition("\n")[0][:150] or type(error).__name__


def _one_line(value: object) -> str:
    text = " ".join(str(value).split()).rstrip(".")
    return "".join(char if char.isprintable() else "?" for char in text)[:400]

"""The loader: formats, layouts, encodings, page furniture, and what it says of files it cannot read."""

import json
import os
import struct
import warnings
import zipfile
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosummits import articles as module
from twosummits.articles import (
    COLUMNS,
    ArticleError,
    ArticleWarning,
    decode,
    iter_articles,
    load_articles,
    read_text,
    split_paragraphs,
)
from twosummits.cli import main
from twosummits.page import read_page

PARAGRAPHS = [
    "LUSAKA (Field Wire) – The minister opened the new bridge on Tuesday.",
    "“It will last,” she said, “longer than any of us.”",
    "Nobody else spoke.",
    "The bridge is 300 metres long and took four years to build, two more than the company had promised when it began.",
]


def kinds(text: str, **options) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_page(text, **options)]


def body(text: str) -> list[str]:
    return read_text(text).paragraphs


# --- the shipped pair and the sources


def test_shipped_articles():
    table = load_articles()
    assert tuple(table.columns) == COLUMNS
    assert table["article"].tolist() == ["hamburg-2017", "helsinki-2018"]
    assert table["paragraphs"].tolist() == [29, 15]
    assert table["headline"].isna().tolist() == [True, False]
    assert table["dateline"].tolist()[0] == "HAMBURG (Two Summits Wire)"
    assert pd.isna(table["dateline"][1])
    assert table["published"].dt.date.tolist() == [date(2017, 7, 8), date(2018, 7, 17)]
    assert table["published_basis"].tolist() == ["inferred", "inferred"]
    assert [len(lines) for lines in table["furniture"]] == [0, 4]
    assert not table["text"][1].casefold().endswith("world")
    assert load_articles("articles").equals(table), "the shipped set by its name"


def test_source_articles(source_articles):
    table = load_articles(source_articles).set_index("article")
    assert table["paragraphs"].to_dict() == {"hamburg-2017": 29, "helsinki-2018": 15}
    assert table["outlet"].tolist() == ["Reuters", "The New Paper"]
    assert len(table.loc["helsinki-2018", "furniture"]) == 4
    assert table.loc["helsinki-2018", "standfirst"].startswith("US President deflects")
    assert table["published"].isna().all()
    assert table["published_basis"].isna().all()


def test_nothing_of_a_page_is_lost():
    """Blocks cover every character that is not white space, in order, without overlap."""
    for item in iter_articles():
        place = 0
        for block in item.blocks:
            assert item.raw[place : block.start].strip() == ""
            assert item.raw[block.start : block.end] == block.text
            place = block.end
        assert item.raw[place:].strip() == ""


def test_paragraph_table():
    table = split_paragraphs(load_articles())
    assert list(table.columns) == ["article", "paragraph", "text", "words"]
    assert table.groupby("article")["paragraph"].max().tolist() == [29, 15]
    assert table["words"].min() > 0


def test_environment_variable(tmp_path, monkeypatch):
    (tmp_path / "one.txt").write_text("One sentence stands here.", encoding="utf-8")
    monkeypatch.setenv(module.ENV, str(tmp_path))
    assert load_articles()["article"].tolist() == ["one"]
    monkeypatch.setenv(module.ENV, str(tmp_path / "gone"))
    with pytest.raises(ArticleError, match=module.ENV):
        load_articles()


# --- layouts

LAYOUTS = {
    "single newlines": "\n".join(PARAGRAPHS),
    "blank lines": "\n\n".join(PARAGRAPHS),
    "blank lines with spaces": "\n \t\n".join(PARAGRAPHS) + "\n\n",
    "CRLF": "\r\n".join(PARAGRAPHS) + "\r\n",
    "CRLF blank": "\r\n\r\n".join(PARAGRAPHS),
    "old Mac": "\r".join(PARAGRAPHS),
    "indented": "\n".join("    " + line for line in PARAGRAPHS),
    "no-break spaces": "\n".join("\u00a0" + line + "\u00a0" for line in PARAGRAPHS),
    "paragraph separators": "\u2029".join(PARAGRAPHS),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name):
    assert body(LAYOUTS[name]) == PARAGRAPHS


def test_hand_wrapped_text():
    wrapped = (
        "The committee met for the third time this month, and for the third\ntime it parted without a vote on the harbour.\n\n"
        "“We are close,” the chair said. She named no day for the next\nmeeting, which several members had asked for.\n"
    )
    assert [text.split()[-1] for text in body(wrapped)] == ["harbour.", "for."]
    together = wrapped.replace("\n\n", "\n")
    assert len(body(together)) == 2, "a line that stops short after a full stop ends its paragraph"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_encodings(tmp_path, encoding):
    (tmp_path / "story.txt").write_bytes("\r\n".join(PARAGRAPHS).encode(encoding))
    assert load_articles(tmp_path)["text"][0] == "\n\n".join(PARAGRAPHS)


def test_windows_quotes_that_look_like_utf8():
    """A byte run such as é’” is well-formed UTF-8 by chance; the rest of the file tells that it is not."""
    text = "She said: “We met at the ‘café’” and left. “It’s over,” he said."
    assert decode(text.encode("cp1252"), "x") == text


def test_utf8_with_a_stray_byte():
    text = "“It’s “one” of the ‘best’ – truly – here”"
    assert decode(text.encode() + b" caf\xe9", "x") == text + " café"


# --- page furniture


def test_page_with_everything():
    page = """Harbour vote postponed again | The Quay Gazette
Home > News > Local
Harbour vote postponed again
Councillors want a second opinion on the cost of dredging
By Ama Mensah and Jo Field
Published 3 March 2021, 10:15 GMT
4 min read
Share on Facebook
The council put off its vote on the harbour for the third time on Monday.
Advertisement
“We need figures,” said Kofi Boateng, who leads the opposition.
Read more: What dredging does to a river
What happens next
The council meets again in a week.
(Reporting by Ama Mensah; Editing by Lee Wong)
© 2021 The Quay Gazette. All rights reserved.
Related stories
Ferry timetable changes from May
Sport
"""
    found = read_text(page, "vote")
    assert found.headline == "Harbour vote postponed again"
    assert found.standfirst == "Councillors want a second opinion on the cost of dredging"
    assert found.outlet == "The Quay Gazette"
    assert (found.published, found.published_basis) == (date(2021, 3, 3), "stated")
    assert [text.split()[0] for text in found.paragraphs] == ["The", "“We", "The"]
    assert [block.kind for block in found.furniture] == [
        *("title", "navigation", "byline", "date", "navigation", "share", "advert", "link"),
        *("crosshead", "credit", "rights", "link", "link", "label"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "By the time the talks ended it was dark.",
        "Read more books, the minister told pupils.",
        "Home owners were not consulted, she said.",
        "Related charges were dropped.",
        "Published figures show a fall of 3 per cent.",
        "Follow us, he told them, and nobody did.",
        "Advertisements on buses will end.",
        "Printing was stopped at noon.",
        "More on that subject would come later, he said.",
        "Copyright holders welcomed the ruling.",
        "Democrats were not persuaded.",
        "Reuters/Ipsos polling found that most Americans disagreed.",
        "Getty Images sued the company on Tuesday.",
        "(Reporting restrictions were lifted on Monday.)",
        "Editing by committee never works, he said.",
        "Sign up to the treaty or leave, she told the ministers.",
        "Watch: this will end badly, he said.",
        "Copyright 2018 was the year it began.",
        "3 March 2021, 10:15 was when the wall fell.",
        "By God.",
        "“We will win,” he said",
        "It ended there.[1]",
        "He was 61",
        "„Wir sind bereit.“",
    ],
)
def test_prose_that_begins_like_furniture_is_kept(line):
    text = "\n".join([PARAGRAPHS[0], line, PARAGRAPHS[3]])
    assert body(text)[1] == line


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This article is more than 3 years old", "notice"),
        ("This story was last updated over a year ago.", "notice"),
        ("Tue 17 Jul 2018 18.41 BST", "date"),
        ("Last modified on Wednesday, July 18, 2018", "date"),
        ("2018-07-17", "date"),
        ("By María José Ortiz, in Lima", "byline"),
        ("ADVERTISEMENT", "advert"),
        ("Sign up for our morning newsletter.", "sign-up"),
        ("Photo: Jane Roe/Harbour Pictures", "credit"),
        ("12 comments", "share"),
        ("* * *".replace(" ", ""), "navigation"),
        ("Most read in Politics", "link"),
        ("July 16, 2018 / 5:12 AM / a year ago", "date"),
        ("FP Staff July 16, 2018 21:17:40 IST", "date"),
        ("Issued on: 03/03/2021 - 10:15", "date"),
        ("By Jo Field | Quay Gazette", "byline"),
        ("Reporting by Ama Mensah; Editing by Lee Wong.", "credit"),
        ("Ama Mensah contributed to this report.", "credit"),
        ("We use cookies to make this page better.", "navigation"),
    ],
)
def test_furniture_lines(line, kind):
    text = "\n\n".join(["A plain headline of five words", line, *PARAGRAPHS[1:]])
    assert (kind, line) in kinds(text)
    assert body(text) == PARAGRAPHS[1:]


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("HAMBURG (Reuters) – Two men met.", "HAMBURG", "Reuters"),
        ("HELSINKI, July 16 (Xinhua) -- Two men met.", "HELSINKI", "Xinhua"),
        ("WASHINGTON, DC — Two men met.", "WASHINGTON, DC", None),
        ("ST. PETERSBURG, Russia (AP) — Two men met.", "ST. PETERSBURG, Russia", "AP"),
        ("LONDON - Two men met.", "LONDON", None),
        ("Geneva (AFP) - Two men met.", "Geneva", "AFP"),
        ("SÃO PAULO – Two men met.", "SÃO PAULO", None),
        ("Rio de Janeiro (AFP) – Two men met.", "Rio de Janeiro", "AFP"),
        ("(Reuters) - Two men met.", "(Reuters)", "Reuters"),
        ("MOSCOW, July 16. /TASS/. Two men met.", "MOSCOW, July 16", "TASS"),
    ],
)
def test_datelines(paragraph, place, agency):
    found = read_text(f"{paragraph}\nThey parted.")
    assert found.dateline.startswith(place)
    assert found.outlet == agency
    assert found.paragraphs[0] == paragraph, "the dateline stays in the text as well"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Trump – who spoke first – left.",
        "A UN-led force arrived.",
        "I - and only I - know it.",
        "NATO – the alliance – met.",
        "FILE - A man.",
    ],
)
def test_no_dateline(paragraph):
    assert read_text(f"{paragraph}\nThey parted.").dateline is None


def test_title_with_site_and_no_repeat():
    found = read_text("Bridge opens after four years - Field Wire\n\n" + "\n\n".join(PARAGRAPHS))
    assert found.headline == "Bridge opens after four years"
    assert found.outlet == "Field Wire"
    assert len(found.paragraphs) == 4


@pytest.mark.parametrize(
    ("title", "headline", "outlet"),
    [
        ("Bridge opens after four years - Field News", "Bridge opens after four years", "Field News"),
        ("Bridge opens after four years | News | The Quay", "Bridge opens after four years", "The Quay"),
        ("Council backs new harbour – Boateng", "Council backs new harbour – Boateng", None),
        ("Can the bridge be saved?", "Can the bridge be saved?", None),
    ],
)
def test_headline_forms(title, headline, outlet):
    found = read_text(f"{title}\n\n" + "\n\n".join(PARAGRAPHS[1:]))
    assert (found.headline, found.outlet) == (headline, outlet)
    assert found.paragraphs == PARAGRAPHS[1:]


def test_a_chronicle_keeps_its_days():
    text = "\n".join(["Harbour vote postponed again", *PARAGRAPHS[1:], "March 3, 2021", "The vote was postponed."])
    assert body(text) == [*PARAGRAPHS[1:], "March 3, 2021", "The vote was postponed."]
    assert read_text(text).published is None


def test_dates_below_the_body_are_not_the_articles():
    assert read_text("\n".join([*PARAGRAPHS, "Related articles", "Dredging kills river", "12 February 2020"])).published is None


def test_published_goes_before_updated():
    text = "A plain headline of five words\nUpdated 17 July 2018 09:00\nPublished 16 July 2018 10:00\n" + "\n".join(PARAGRAPHS)
    assert read_text(text).published == date(2018, 7, 16)


def test_one_line_is_an_article():
    assert body("No headline here") == ["No headline here"]


def test_front_block(tmp_path):
    text = "---\ntitle: 'A bridge: at last'\noutlet: Field Wire\ndate: 2020-02-29\nevent: Opening\n---\n" + "\n".join(PARAGRAPHS)
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    row = load_articles(tmp_path).iloc[0]
    assert (row["headline"], row["outlet"], row["meeting"]) == ("A bridge: at last", "Field Wire", "Opening")
    assert (row["published"], row["published_basis"]) == (pd.Timestamp("2020-02-29"), "stated")
    article = next(iter_articles(tmp_path))
    assert [article.raw[b.start : b.end] for b in article.blocks] == PARAGRAPHS


def test_rules_are_no_front_block():
    assert body("---\nOne sentence stands here.\n---\nAnother follows it.") == [
        "One sentence stands here.",
        "Another follows it.",
    ]


def test_markdown(tmp_path):
    text = (
        "# A bridge *at last*\n\n![The bridge](bridge.png)\n\nThe **minister** opened it\non [Tuesday](http://example.org).\n\n"
        "## Cost\n\n> “It will last,” she said.\n\n- It is long.\n- It is new.\n\n<div>ad</div>\n"
    )
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    article = next(iter_articles(tmp_path))
    assert article.headline == "A bridge at last"
    assert article.paragraphs == ["The minister opened it on Tuesday.", "“It will last,” she said.", "It is long.", "It is new."]
    assert [block.kind for block in article.furniture] == ["credit", "crosshead", "other"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(tmp_path, separator):
    rows = [["id", "Title", "Body", "date"], ["a", "First", "\n".join(PARAGRAPHS), "2020-01-02"], ["b", "", PARAGRAPHS[3], ""]]
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    (tmp_path / "set.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    table = load_articles(tmp_path / "set.csv")
    assert table["article"].tolist() == ["a", "b"]
    assert table["paragraphs"].tolist() == [4, 1]
    assert table["headline"].tolist()[0] == "First"
    assert table["source"].tolist() == ["set.csv, row 2", "set.csv, row 3"]
    assert table["published"].isna().tolist() == [False, True]


@pytest.mark.parametrize("whole", [False, True])
def test_json(tmp_path, whole):
    rows = [{"text": "\n\n".join(PARAGRAPHS), "outlet": "Field Wire"}, {"content": PARAGRAPHS[3], "article": "second"}]
    text = json.dumps(rows) if whole else "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "set.jsonl").write_text(text, encoding="utf-8")
    table = load_articles(tmp_path)
    assert table["article"].tolist() == ["set-1", "second"]
    assert table["outlet"].tolist()[0] == "Field Wire"


def test_metadata_beside_texts(tmp_path):
    (tmp_path / "a.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("article,outlet,published,published_basis\na,The Post,2020-03-04,inferred\n")
    row = load_articles(tmp_path).iloc[0]
    assert (row["outlet"], row["published_basis"], row["dateline"]) == ("The Post", "inferred", "LUSAKA (Field Wire)")
    (tmp_path / "metadata.csv").write_text("article,outlet\na,The Post\nb,Nobody\n")
    with pytest.warns(ArticleWarning, match="'b'"):
        assert len(load_articles(tmp_path)) == 1


# --- files as other programs write them


@pytest.mark.parametrize(
    ("name", "text", "articles"),
    [
        ("excel.csv", 'sep=;\r\nid;text\r\na;"One; two."\r\n', ["a"]),
        ("quoted.csv", '"id","text","a;b;c;d"\n"a","One, two.",""\n', ["a"]),
        ("bars.csv", "id|text\na|One, two.\n", ["a"]),
        ("second-best.csv", "id,text,content\na,,One.\n", ["a"]),
        ("gaps.csv", "id,text,date,outlet\na,One.,NaT,nan\n", ["a"]),
        ("days.csv", "id,text,date\na,One.,13/07/2017\nb,Two.,2017/07/13\n", ["a", "b"]),
        ("pretty.json", '{\n "id": "a",\n "text": "One."\n}', ["a"]),
        (
            "news.json",
            '{"status": "ok", "articles": [{"id": "a", "source": {"id": 1, "name": "The Post"}, "content": "One."}]}',
            ["a"],
        ),
        ("list.jsonl", '{"id": "a", "text": ["One.", "Two."]}\n', ["a"]),
        ("millis.json", '[{"id": "a", "text": "One.", "published": 1499472000000}]', ["a"]),
    ],
)
def test_tables_as_other_programs_write_them(tmp_path, name, text, articles):
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    table = load_articles(tmp_path)
    assert table["article"].tolist() == articles
    assert table["outlet"].dropna().tolist() == (["The Post"] if name == "news.json" else [])
    assert table["published"].notna().any() == (name in {"days.csv", "millis.json"})


def test_own_tables_can_be_read_again(tmp_path):
    table = load_articles()
    table.to_csv(tmp_path / "out.csv", index=False)
    again = load_articles(tmp_path / "out.csv")
    for column in ("article", "meeting", "outlet", "published", "paragraphs", "text"):
        assert again[column].tolist() == table[column].tolist()


def test_rows_after_a_bad_one_are_read(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,One.\n2,two, three\n3,Three.\n")
    (tmp_path / "b.jsonl").write_text('{"id": "4", "text": "Four."}\n{"text"\n{"id": "6", "text": "Six."}\n')
    with pytest.warns(ArticleWarning) as caught:
        assert load_articles(tmp_path)["article"].tolist() == ["1", "3", "4", "6"]
    assert [str(w.message).split(":")[0] for w in caught] == ["a.csv, row 3", "b.jsonl, line 2"]


def test_files_that_only_begin_like_a_readme(tmp_path):
    for name in ("README.md", "LICENSE", "readme for nothing.txt", "Licence row in Leeds.txt"):
        (tmp_path / name).write_text("Text stands here.")
    assert load_articles(tmp_path)["article"].tolist() == ["Licence row in Leeds", "readme for nothing"]


def test_front_block_is_taken_as_written():
    assert read_text("\n---\ntitle: yes\noutlet: 007\n---\nText stands here.").headline == "yes"


def test_relative_folder_from_the_environment(tmp_path, monkeypatch):
    """The variable is set in the repository's folder, and a notebook runs in `notebooks/`."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "mine" / "one.txt").write_text("Text stands here.")
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setenv(module.ENV, "mine")
    assert load_articles()["article"].tolist() == ["one"]


# --- what cannot be read


def docx(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<w/>")


BROKEN = {
    "empty.txt": b"",
    "spaces.txt": b" \r\n\t \n",
    "bom.txt": b"\xef\xbb\xbf\n",
    "no-break.txt": "\u00a0\u200b\n".encode(),
    "marks.txt": b"--- !!! ???\n...",
    "zeros.txt": b"abc\x00def\x00" * 50,
    "noise.txt": bytes(range(256)) * 40,
    "pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "word.txt": docx,
    "old-word.txt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "rich.txt": b"{\\rtf1\\ansi Hello}",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "zipped.txt": b"\x1f\x8b\x08\x00" + b"\1" * 40,
    "page.txt": b"<!DOCTYPE html><html><body><p>Hello there.</p></body></html>",
    "half-utf16.txt": b"\xff\xfea\x00b",
    "undefined.txt": b"caf\xe9 \x81\x8d\x8f is not text.",
    "huge.txt": lambda path: os.truncate(path, module.MAX_TEXT + 1) if path.write_bytes(b"x") else None,
    "report.docx": docx,
    "sheet.xlsx": docx,
    "clip.mp4": b"\0\0\0\x18ftypmp42",
    "front.txt": b"---\ntitle: [unclosed\n---\nText stands here.",
    "front-list.txt": b"---\n- a: 1\n- b: 2\n---\nText stands here.",
    "front-date.txt": b"---\ndate: 03/04/2020\n---\nText stands here.",
    "front-basis.txt": b"---\ndate: 2020-01-01\npublished_basis: guessed\n---\nText stands here.",
    "front-many.txt": b"---\noutlet: [A, B]\n---\nText stands here.",
    "front-only.txt": b"---\ntitle: Alone\n---\n",
    "no-text.csv": b"id,headline\n1,A\n",
    "no-rows.csv": b"id,text\n",
    "open-quote.csv": b'id,text\n1,"never closed\n',
    "too-many.csv": b"id,text\n1,one, two, three\n",
    "empty-cell.csv": b"id,text\n1,\n",
    "huge.csv": lambda path: os.truncate(path, module.MAX_TABLE + 1) if path.write_bytes(b"x") else None,
    "broken.jsonl": b'{"text": "a"\n',
    "numbers.jsonl": b"1\n2\n",
    "no-text.jsonl": b'{"title": "A"}\n',
    "null.jsonl": b'{"text": null}\n',
    "deep.json": b"[" * 100_000,
    "broken.json": b'[{"text": "a"},]',
    "link.txt": lambda path: path.symlink_to(path.with_name("nowhere")),
    "pipe.txt": lambda path: os.mkfifo(path),
}


def make(folder, name):
    path = folder / name
    content = BROKEN[name]
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_alone_gives_one_clear_line(tmp_path, name, capfd):
    if name == "pipe.txt" and not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    path = make(tmp_path, name)
    with pytest.raises(ArticleError) as caught:
        load_articles(path)
    assert name in str(caught.value)
    assert caught.value.reason
    assert caught.value.remedy
    assert main(["articles", str(path)]) == 1
    shown = capfd.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err
    assert name in shown.err


def test_bad_files_among_good_ones_are_reported(tmp_path, capfd):
    (tmp_path / "good.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    for name in BROKEN:
        make(tmp_path, name)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ArticleWarning)
        table = load_articles(tmp_path)
    assert table["article"].tolist() == ["good"]
    said = [str(warning.message) for warning in caught if warning.category is ArticleWarning]
    assert len(said) == len(BROKEN)
    assert main(["articles", str(tmp_path)]) == 1
    shown = capfd.readouterr()
    assert len(shown.err.splitlines()) == len(BROKEN)
    assert "1 article would load, " in shown.out


def test_one_bad_row_among_good_ones(tmp_path):
    (tmp_path / "set.csv").write_text('id,text,date\n1,"One sentence.",\n2,,\n3,"Two of them.",sometime\n4,"And four.",\n')
    with pytest.warns(ArticleWarning) as caught:
        assert load_articles(tmp_path)["article"].tolist() == ["1", "4"]
    assert [str(w.message).split(":")[0] for w in caught] == ["set.csv, row 3", "set.csv, row 4"]


PATHS = {
    "missing": lambda p: p / "nowhere",
    "empty folder": lambda p: p,
    "folder of folders": lambda p: (p / "inner").mkdir() or p,
    "folder of a readme": lambda p: (p / "README.md").write_text("Hello.") and p,
    "null character": lambda p: "a\0b",
    "far too long": lambda p: "x" * 5000,
    "a number": lambda p: 7,
    "device": lambda p: "/dev/null",
}


@pytest.mark.parametrize("name", PATHS)
def test_unusable_path(tmp_path, name):
    with pytest.raises(ArticleError) as caught:
        load_articles(PATHS[name](tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("names", [("a.txt", "a.md"), ("a.txt", "A.csv")])
def test_duplicate_names(tmp_path, names):
    for name in names:
        text = "article,text\na,Text stands here.\n" if name.endswith("csv") else "Text stands here."
        (tmp_path / name).write_text(text)
    with pytest.raises(ArticleError, match="same article name"):
        load_articles(tmp_path)
    (tmp_path / "other.txt").write_text("Text stands here.")
    with pytest.warns(ArticleWarning, match="same article name"):
        assert load_articles(tmp_path)["article"].tolist() == ["a", "other"]


def test_all_bad_names_the_first(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(ArticleError, match=r"none of the 2 articles .* a\.txt is empty"):
        load_articles(tmp_path)


def test_unreadable_file_is_reported_by_its_system_message(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Text.")

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(ArticleError, match="Permission denied"):
        load_articles(path)


# --- any input at all

VOCABULARY = ("the", "minister", "said", "it", "was", "late", "and", "nobody", "–", "“yes”", "knew", "‘why’", "café", "£5")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=40)
SENTENCES = st.lists(WORDS.map(lambda words: "A " + " ".join(words) + "."), min_size=1, max_size=8)


@given(
    SENTENCES,
    st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_paragraphs_survive_any_encoding_and_line_end(sentences, newline, final, encoding):
    stored = newline.join(sentences) + (newline if final else "")
    assert body(decode(stored.encode(encoding), "x")) == sentences


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".csv", ".json", ".jsonl"]))
def test_junk_loads_or_gives_one_line(tmp_path, data, suffix):
    path = tmp_path / f"junk{suffix}"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ArticleWarning)
        try:
            table = load_articles(path)
        except ArticleError as error:
            assert "\n" not in str(error)
        else:
            assert (table["paragraphs"] > 0).all()


@given(st.text(max_size=400), st.booleans())
def test_any_text_keeps_every_word(text, markdown):
    try:
        article = read_text(text, markdown=markdown)
    except ArticleError:
        return
    for block in article.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        assert markdown or "".join(block.text.split()) == "".join(text[block.start : block.end].split())


def test_long_lines_take_no_more_than_linear_time():
    line = "By " + "A" * 200 + " > home " * 20
    for text in (
        "\n".join([line] * 3000),
        "a " * 400_000,
        "\n" * 400_000 + "x.",
        "> " * 5000,
        struct.pack("2000s", b"(" * 2000).decode(),
    ):
        read_page(text)

"""`twosummits annotate` and the way from the pipeline's offsets back to the stored file."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosummits.annotate import annotate, annotate_all, make_doc, make_docs, tables_of, view
from twosummits.articles import ArticleError, iter_articles, load_articles, read_text
from twosummits.cli import main
from twosummits.entities import mention_table
from twosummits.evaluate import evaluate, score
from twosummits.quotes import quote_table

STORY = (
    "Harbour vote postponed again | The Quay News\n\nAda Lovelace spoke in Leeds.\n\n“We are late,” Ms Lovelace said.\n\nShare\n"
)
WRAPPED = (
    "The chair of the committee, who had come by train, was Ada\r\nLovelace, and on the second day she went to Leeds to\r\n"
    "see the harbour. “We are\r\nlate,” she said.\r\n"
)


def run(capsys, *arguments):
    status = main(["annotate", *map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_offsets_are_into_the_file_as_stored(tmp_path, capsys):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    status, out, err = run(capsys, path, "--json")
    assert (status, err) == (0, "")
    (document,) = json.loads(out)["documents"]
    assert document["id"] == "story"
    assert all(STORY[item["start"] : item["end"]] == item["text"] for item in document["entities"] + document["quotes"])
    people = [(e["text"], e["name"]) for e in document["entities"] if e["label"] == "PERSON"]
    assert people == [("Ada Lovelace", "Ada Lovelace"), ("Lovelace", "Ada Lovelace")]
    assert document["quotes"] == [
        {"start": STORY.index("“"), "end": STORY.index("”") + 1, "text": "“We are late,”", "speaker": "Ada Lovelace"}
        | {"cue": "said", "kind": "full"}
    ]


def test_offsets_over_wrapped_lines():
    found = annotate(read_text(WRAPPED))
    name = next(e for e in found["entities"] if e["label"] == "PERSON")
    assert (name["text"], name["name"]) == ("Ada\r\nLovelace", "Ada Lovelace")
    assert found["quotes"][0]["text"] == "“We are\r\nlate,”"
    assert found["quotes"][0]["speaker"] == "Ada Lovelace"


def test_offsets_in_markdown():
    raw = "# A vote\n\nThe *late* [Ada Lovelace](http://example.org/Ada) said: “**No**.”\n"
    found = annotate(read_text(raw, markdown=True))
    assert [raw[q["start"] : q["end"]] for q in found["quotes"]] == ["“**No**.”"]


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("ab \t\r\n.“”#*[]()-", min_size=1), min_size=1, max_size=6).map("\n\n".join), st.booleans())
def test_view_maps_every_character(raw, markdown):
    try:
        article = read_text(raw, markdown=markdown)
    except ArticleError:
        return
    seen = view(article)
    places = [seen.stored(i, i + 1)[0] for i in range(len(seen.text))]
    assert places == sorted(places)
    assert markdown or all(seen.text[i].isspace() or raw[place] == seen.text[i] for i, place in enumerate(places))


def test_table_for_readers(tmp_path, capsys):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    status, out, _ = run(capsys, tmp_path)
    assert status == 0
    assert next(line.split()[:3] for line in out.splitlines() if "Lovelace" in line) == ["Ada", "Lovelace", "2"]
    assert "We are late" in out


def test_bad_files_are_reported_and_the_rest_done(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "set.jsonl").write_text('{"id": "c", "text": "Ada Lovelace left."}\n{"id": "a", "text": "Again."}\n')
    status, out, err = run(capsys, tmp_path, tmp_path / "gone", "--json")
    assert status == 1
    assert [document["id"] for document in json.loads(out)["documents"]] == ["a", "c"]
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["b.txt", "set.jsonl, line 2", str(tmp_path / "gone")]


def test_nothing_to_annotate_is_still_json(tmp_path, capsys):
    status, out, _ = run(capsys, tmp_path / "gone", "--json")
    assert status == 1
    assert json.loads(out) == {"documents": []}


def test_several_processes_give_the_same(tmp_path):
    for n in range(40):
        (tmp_path / f"{n:02d}.txt").write_text(STORY.replace("Leeds", f"Leeds on day {n}"), encoding="utf-8")
    (tmp_path / "20.txt").write_bytes(b"")
    one, two = (list(annotate_all(iter_articles(tmp_path), jobs)) for jobs in (1, 2))
    assert [str(item) for item in one] == [str(item) for item in two]


@pytest.mark.parametrize("jobs", ["0", "two", "-1", "1000"])
def test_jobs_must_be_a_number(jobs, capsys):
    with pytest.raises(SystemExit):
        main(["annotate", "x", "--jobs", jobs])
    assert "is not a number of processes" in capsys.readouterr().err


def test_aliases_of_ones_own(tmp_path, capsys):
    (tmp_path / "story.txt").write_text("The Enchantress spoke in Leeds.", encoding="utf-8")
    (tmp_path / "mine.csv.names").write_text("alias,name,label\nThe Enchantress,Ada Lovelace,PERSON\n")
    status, out, _ = run(capsys, tmp_path / "story.txt", "--json", "--aliases", tmp_path / "mine.csv.names")
    assert status == 0
    assert "Ada Lovelace" in [entity["name"] for entity in json.loads(out)["documents"][0]["entities"]]
    (tmp_path / "bad").write_text("name\nAda\n")
    status, out, err = run(capsys, tmp_path / "story.txt", "--json", "--aliases", tmp_path / "bad")
    assert (status, len(err.splitlines()), json.loads(out)) == (1, 1, {"documents": []})
    assert "no column called alias" in err


def test_a_reader_that_stops_early(tmp_path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    command = f'"{sys.executable}" -m twosummits annotate "{tmp_path}" "{tmp_path}" --json | head -c 1'
    if os.name != "posix":
        pytest.skip("needs a shell with pipes")
    found = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert found.stderr == ""


def test_long_texts_go_through_in_pieces(nlp):
    text = "\n\n".join(
        [
            "Ada Lovelace spoke in Leeds.",
            *["Nothing was decided that day, and nobody minded much."] * 2500,
            "“No,” Lovelace said.",
        ]
    )
    assert len(text) > 100_000
    doc = make_doc(nlp, text)
    assert doc.text == text
    assert [(q.text, q.speaker) for q in doc._.quotes] == [("“No,”", "Ada Lovelace")]


def test_tables_for_several_articles(nlp):
    docs = make_docs(load_articles())
    mentions, quotes = tables_of(docs, mention_table), tables_of(docs, quote_table)
    assert mentions.columns[0] == quotes.columns[0] == "article"
    assert quotes.groupby("article").size().to_dict() == {"hamburg-2017": 16, "helsinki-2018": 8}


def test_scores():
    found = score(["a", "a", "b"], ["a", "b", "b", "c"])
    assert (found.right, found.found, found.expected) == (2, 3, 4)
    assert (found.precision, found.recall, found.f1) == (pytest.approx(2 / 3), 0.5, pytest.approx(4 / 7))


def test_the_kit_reaches_its_marks_and_the_model_alone_does_not():
    table = evaluate().set_index(["system", "task"])["f1"]
    assert table["the kit"].to_dict() == {"entities": pytest.approx(1, abs=0.02), "people": 1, "quotations": 1, "attribution": 1}
    assert table["the model alone", "people"] < 0.5


def test_source_articles(source_articles, nlp):
    found = {item["id"]: item for item in annotate_all(iter_articles(source_articles))}
    quotes = [quote for item in found.values() for quote in item["quotes"] if quote["kind"] != "nested"]
    assert len(quotes) == 23
    assert all(quote["speaker"] for quote in quotes)
    counts = {
        name: [sum(e["name"] == name for e in found[article]["entities"]) for article in ("helsinki-2018", "hamburg-2017")]
        for name in ("Donald Trump", "Vladimir Putin")
    }
    assert counts == {"Donald Trump": [7, 16], "Vladimir Putin": [10, 13]}

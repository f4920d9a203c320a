"""`gamma import` as an administrator meets it: what was odd, in lines and in sum; refusals change nothing."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from storage.startups import startups
from storage.store import Store
from tests.gamma.assessments.samples import file_of, organisations, startup

SAMPLE = Path(__file__).parents[3] / "bot/platforms/sandbox/startups.json"
CONSTRUCTION = {"name": "construction", "start": "2025-03-01", "end": ""}


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and none of this machine's settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def names() -> dict[str, str]:
    main(["db", "upgrade"])
    store = Store("sqlite:///gamma.db")
    with store.read() as session:
        found = startups.names_by_id(session)
    store.close()
    return found


def write(content: bytes, name: str = "startups.json") -> str:
    Path(name).write_bytes(content)
    return name


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["import", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["import", *arguments]) == 2
    sentence = capsys.readouterr().err
    assert "nothing was changed" in sentence
    assert names() == {}
    return sentence


def test_the_sandboxs_sample_is_imported_and_a_second_time_nothing_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = told(capsys, str(SAMPLE)), told(capsys, str(SAMPLE))
    assert "6 startups: 6 new, 0 changed, 0 renamed, 0 gone, 0 back, 0 unchanged." in first
    assert "Nothing has changed." not in first
    assert "6 startups: 0 new, 0 changed, 0 renamed, 0 gone, 0 back, 6 unchanged." in second
    assert second[-1] == "Nothing has changed."
    assert len(names()) == 6


def test_what_is_odd_is_told_line_by_line_and_in_sum(capsys: pytest.CaptureFixture[str]) -> None:
    future = [CONSTRUCTION, {"name": "acceleration", "start": "2027-05-01"}]
    write(
        file_of(
            startup("ahead", phases=future, sponsors=[]),
            startup("alone", sponsors=[], phases=[{**CONSTRUCTION, "name": "sieste"}]),
            startup("usual"),
        )
    )
    lines = told(capsys, "startups.json", write(organisations(aim="Agence"), "o.json"), "--on", "2026-08-20")
    assert lines == [
        "ahead: the phase “acceleration” only starts on 2027-05-01",
        "ahead: it has no sponsor",
        "alone: the phase “sieste” is not in the programme file",
        "alone: it has no sponsor",
        "3 startups: 3 new, 0 changed, 0 renamed, 0 gone, 0 back, 0 unchanged.",
        "1 organisation: 1 new, 0 changed.",
        "Odd, in 2 startups: 2 × no sponsor, 1 × future phase, 1 × unknown phase.",
    ]
    later = told(capsys, "startups.json", "--on", "2027-05-01")
    assert not any("only starts" in line for line in later)


def test_who_changed_their_name_and_who_left_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, write(file_of(startup("a"), startup("b"))))
    lines = told(capsys, write(file_of(startup("a", name="Vélo libre"))))
    assert "b: “Vélo facile” left the file; it is kept, and marked" in lines
    assert "a: “Vélo facile” is called “Vélo libre” now" in lines
    assert "1 startup: 0 new, 0 changed, 1 renamed, 1 gone, 0 back, 0 unchanged." in lines
    assert "1 startup that left the file earlier: kept." in told(capsys, "startups.json")
    assert names() == {"a": "Vélo libre", "b": "Vélo facile"}


def test_a_file_that_misses_more_than_a_fifth_is_taken_only_when_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(capsys, write(file_of(*(startup(f"s{number}") for number in range(10)))))
    write(file_of(*(startup(f"s{number}", name="X") for number in range(7))))
    assert main(["import", "startups.json"]) == 2
    sentence = capsys.readouterr().err
    assert "3 of the 10 startups known are missing, more than a fifth" in sentence
    assert "nothing was changed; if it is right so, add --even-if-fewer" in sentence
    assert set(names().values()) == {"Vélo facile"}
    capsys.readouterr()
    lines = told(capsys, "startups.json", "--even-if-fewer")
    assert "7 startups: 0 new, 0 changed, 7 renamed, 3 gone, 0 back, 0 unchanged." in lines
    write(file_of(*(startup(f"s{number}") for number in range(6))))
    assert "1 gone" in " ".join(told(capsys, "startups.json"))


def test_names_are_kept_as_they_are_but_for_their_edges(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, write(file_of(startup("à.b_C", name=" Démo @channel 🎉 "))))
    assert names() == {"à.b_C": "Démo @channel 🎉"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "startups.json is not whole JSON: Expecting value at line 1, column 1"),
        (file_of(startup("a"), startup("b"))[:-30], "startups.json is not whole JSON"),
        (file_of(startup("a"), startup("a")), "“a” stands twice: entry 1 and entry 2"),
        (file_of(startup("a"), startup("b", phases=[{"name": "x", "start": "soon"}])), "entry 2 (“b”)"),
        (file_of(), "names no startup"),
    ],
)
def test_a_broken_file_is_refused_whole_naming_the_place(
    capsys: pytest.CaptureFixture[str], content: bytes, place: str
) -> None:
    assert place in refused(capsys, write(content))


def test_one_broken_file_of_two_refuses_both(capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write(file_of(startup("a"))), write(b"[{}]", "o.json")
    assert "o.json has no list" in refused(capsys, good, bad)


def test_a_startup_in_two_files_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = write(file_of(startup("a"))), write(file_of(startup("a")), "more.json")
    sentence = refused(capsys, first, second)
    assert "stands in startups.json, entry 1 and in more.json, entry 1" in sentence


@pytest.mark.parametrize("source", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str], source: str) -> None:
    assert f"{source} cannot be read" in refused(capsys, source)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://api.invalid/startups.json?key=secret", "only https is fetched, not http"),
        ("ftp://api.invalid/startups.json", "only https is fetched, not ftp"),
        ("https://me:secret@api.invalid/", "neither user nor password"),
        ("https://127.0.0.1:9/startups.json", "127.0.0.1 is inside a private network"),
    ],
)
def test_an_address_that_may_not_be_fetched_is_refused_without_its_secrets(
    capsys: pytest.CaptureFixture[str], address: str, reason: str
) -> None:
    sentence = refused(capsys, address)
    assert reason in sentence
    assert "secret" not in sentence


def test_a_private_address_is_tried_where_the_setting_allows_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAMMA_IMPORT_PRIVATE", "1")
    sentence = refused(capsys, "https://127.0.0.1:9/startups.json")
    assert "cannot be fetched" in sentence
    assert "private" not in sentence


def test_a_day_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "startups.json", "--on", "tomorrow"])
    assert "2026-12-08" in capsys.readouterr().err

"""Which resource comes first: rare words, titles, the domain; what leads nowhere comes last."""

from dataclasses import replace
from datetime import UTC, date, datetime

from gamma.resources.ranking import Found, Wanted, answering, rank
from gamma.resources.resource import Resource, newest_first
from gamma.resources.stems import stems_of, words_by_stem

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def resource(number: int, title: str, words: str = "", **more: object) -> Resource:
    made = Resource(
        id=number,
        title=title,
        link=f"https://example.org/{number}",
        source="pages",
        domain="",
        criterion="",
        changed_on=date(2026, 11, number),
        added_at=NOW,
        state="public",
        title_stems=" ".join(stems_of(title)),
        other_stems=" ".join(stems_of(words)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def ranked(typed: str, *candidates: Resource, domain: str = "", **spread: int) -> list[Found]:
    words = words_by_stem(typed)
    known = {stem: spread.get(word, 5) for stem, word in words.items()}
    return list(rank(Wanted(words, {stem: (stem,) for stem in words}, known, 40), candidates, domain))


def numbers(found: list[Found]) -> list[int]:
    return [each.resource.id for each in found]


def test_a_title_comes_before_other_words_and_a_rare_word_before_a_common_one() -> None:
    title, words = resource(1, "Guide du sondage"), resource(2, "Autre page", "sondage")
    assert numbers(ranked("sondage", words, title)) == [1, 2]
    rare, common = resource(3, "Matomo"), resource(4, "Usagers")
    assert numbers(ranked("matomo usagers", common, rare, usagers=30, matomo=1)) == [3, 4]


def test_of_those_alike_the_newest_is_first_and_the_domain_decides() -> None:
    first, second = resource(1, "Sondage"), resource(2, "Sondage")
    assert numbers(ranked("sondage", first, second)) == [2, 1]
    assert numbers(ranked("sondage", replace(first, domain="design"), second, domain="design")) == [1, 2]


def test_what_leads_nowhere_is_last_and_answers_nothing() -> None:
    gone, there = resource(9, "Sondage", dead_since=NOW), resource(1, "Sondage")
    found = ranked("sondage", gone, there)
    assert numbers(found) == [1, 9]
    wanted = Wanted({"sondag": "sondage"}, {"sondag": ("sondag",)}, {}, 1)
    assert numbers(list(answering(wanted, found))) == [1]
    assert [each.id for each in newest_first([gone, there])] == [1, 9]


def test_one_word_of_many_is_no_answer() -> None:
    found = ranked("sondage auprès des usagers mineurs", resource(1, "Usagers"))
    words = words_by_stem("sondage auprès des usagers mineurs")
    assert answering(Wanted(words, {each: (each,) for each in words}, {}, 40), found) == []


def test_the_words_that_speak_for_it_are_told_as_they_were_typed() -> None:
    (found,) = ranked("Sondages auprès d’usagers", resource(1, "Le sondage", "usager"))
    assert found.typed == ("Sondages", "usagers")

"""A portfolio of any size: in pages, in as many statements; each row with the metric beside its target."""

from datetime import date

from sqlalchemy import event, insert

from gamma.translator import Translator
from storage.models import EnrolmentRow, MetricValueRow, StartupRow
from storage.people import people
from tests.conversation import Talk
from tests.conversations.portfolio.test_portfolio import asks, follow_both, read_page, the_file

# It is Monday 23 November 2026, 10:30 in Paris.


def take_part(talk: Talk, first: int, last: int) -> None:
    """Each with two values of a metric."""
    ids = [f"s{number:03}" for number in range(first, last)]
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.admin)
        stated = {"stated_by": by.id, "stated_at": talk.now, "region": ""}
        session.execute(
            insert(StartupRow), [{"id": each, "name": f"Service numéro {each[1:]}"} for each in ids]
        )
        session.execute(
            insert(EnrolmentRow),
            [{"startup_id": each, "enrolled_by": by.id, "enrolled_at": talk.now} for each in ids],
        )
        session.execute(
            insert(MetricValueRow),
            [
                {"startup_id": each, "day": date(2026, month, 28), "value": str(month), **stated}
                for each in ids
                for month in (9, 10)
            ],
        )


def test_a_long_portfolio_has_pages_with_buttons(talk: Talk) -> None:
    take_part(talk, 0, 60)
    first = asks(talk, person=talk.admin)
    assert "Page 1 sur" in first.text
    assert first.message
    second = talk.press(first, first.message.buttons[-1], talk.admin)
    assert "Page 2 sur" in second.text


def number(count: int) -> str:
    return Translator("fr").number(count)


def statements(asked: list[str]) -> list[str]:
    return [each for each in asked if not each.startswith(("BEGIN", "PRAGMA", "SET LOCAL"))]


def test_the_first_page_asks_the_database_as_often_for_24_as_for_1000(talk: Talk) -> None:
    asked: list[str] = []
    counts: list[int] = []
    event.listen(talk.app.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for first, last in ((0, 24), (24, 250), (250, 1000)):
        take_part(talk, first, last)
        asks(talk, person=talk.admin)
        asked.clear()
        assert f"{number(last)} startups" in asks(talk, person=talk.admin).text
        counts.append(len(statements(asked)))
    assert max(counts) == min(counts) <= 12, asked


def test_each_row_sets_the_metric_beside_its_target(talk: Talk) -> None:
    follow_both(talk)
    talk.send(talk.say("métrique définir"), {"name": "Trajets à vélo", "unit": "trajets"})
    talk.say("métrique 610 fin octobre")
    talk.send(talk.say("métrique objectifs"), {"agreed_on": "2026-11-02", "target_6": "900"})
    talk.say("métrique 655")
    shown = asks(talk).text
    said = "Trajets à vélo\u00a0: 655 trajets (23 novembre 2026), objectif 900 trajets pour le 2 mai 2027"
    assert said in shown
    assert "Pas encore de métrique d’impact" in shown.split("Cantine claire")[1]
    asks(talk, "csv")
    head, *rows = the_file(talk)
    of_velo = dict(zip(head, next(row for row in rows if row[0] == "Vélo facile"), strict=True))
    assert of_velo["Métrique d’impact"] == "Trajets à vélo"
    assert of_velo["Valeur"] == "655"
    assert of_velo["Objectif"] == "900"
    page = read_page(talk, asks(talk, "tableau").text)
    assert page.count('<svg class="curve"') == 1, "where nothing can be compared there is no picture"
    assert 'class="ahead"' in page

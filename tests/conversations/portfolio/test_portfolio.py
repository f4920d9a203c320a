"""`/gamma portfolio`: the startups somebody follows, filtered, as a file and as a page."""

import csv
import io
import re
from datetime import date

import pytest

from gamma.startups.startup import Phase, Startup
from storage.people import people
from storage.startups import enrolment
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import dated, decided
from tests.conversations.portfolio.scene import plan
from tests.startups import keep
from tests.talk import Screen

# It is Monday 23 November 2026, 10:30 in Paris.


def asks(talk: Talk, words: str = "", person: str = "") -> Screen:
    who = person or talk.manager
    return talk.say(f"portefeuille {words}".strip(), who, talk.driver.direct(who))


def follow_both(talk: Talk) -> None:
    """The first has a checkpoint that nobody closed; of the other nothing is known."""
    talk.have_public_address()
    enrolled(talk, manager=True)
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.admin)
        phases = (Phase("investigation", date(2025, 1, 1)), Phase("construction", date(2026, 3, 1)))
        keep(session, Startup(OTHER.id, OTHER.name, "", "Fabrique des Lacs", phases))
        enrolment.enrol(session, OTHER.id, by, talk.now)
    talk.make_manager(talk.manager, OTHER.id)
    talk.assess()
    talk.say("assess share")
    plan(talk, STARTUP.id, date(2026, 11, 20))


def the_file(talk: Talk, person: str = "") -> list[list[str]]:
    posts = [post for post in talk.said_to(person or talk.manager) if post.file_name.endswith(".csv")]
    content = posts[-1].file
    assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet tells UTF-8 by its mark"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


# --- the list ---------------------------------------------------------------------------------------


def test_what_asks_for_attention_stands_first_with_its_reason_then_the_names(talk: Talk) -> None:
    follow_both(talk)
    plan(talk, OTHER.id, date(2026, 11, 3), held=True)
    screen = asks(talk)
    first, others = screen.text.split("Les autres, par nom")
    assert "2 startups · à regarder d’abord" in first
    assert "Vélo facile · le point du vendredi 20 novembre\u00a0: a-t-il eu lieu" in first
    assert "✖\u00a0Équipe, pas encore" in first
    assert "Cantine claire" in others
    assert "sponsor vu pour la dernière fois le 3 novembre 2026, à un point" in others
    assert screen.message
    assert screen.message.buttons[0] == "Il a eu lieu · Vélo facile"


def test_the_days_to_the_committee_and_the_open_questions_are_told(talk: Talk) -> None:
    follow_both(talk)
    talk.say("comité 8 janvier 2027 oui")
    talk.say("expert growth Comment doubler les inscriptions ?")
    talk.say("expert legal confidentiel Qui relit ce contrat délicat ?")
    text = asks(talk).text
    assert "comité dans 46 jours (vendredi 8 janvier 2027)" in text
    assert "1 question aux experts est ouverte" in text, "a confidential one is not counted"
    assert "Comment doubler" not in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("équipe pas encore", {"Vélo facile"}),
        ("les startups dont le marché est atteint", {"Vélo facile"}),
        ("market reached", {"Vélo facile"}),
        ("impact inconnu", {"Cantine claire"}),
        ("fabrique des lacs", {"Cantine claire"}),
        ("incubateur Fabrique des Lacs en construction", {"Cantine claire"}),
        ("phase construction", {"Cantine claire"}),
        ("en investigation", set()),
        ("attention", {"Vélo facile"}),
        ("sans attention", {"Cantine claire"}),
        ("à clore", {"Vélo facile"}),
        ("les miennes", {"Vélo facile", "Cantine claire"}),
        ("attention fabrique des lacs", set()),
        ("équipe pas encore ou inconnu", {"Vélo facile", "Cantine claire"}),
        ("cantine-claire", {"Cantine claire"}),
        ("constructoin", {"Cantine claire"}),
    ],
)
def test_filters_are_typed_in_one_line(talk: Talk, words: str, shown: set[str]) -> None:
    follow_both(talk)
    text = asks(talk, words).text
    listed = {name for name in ("Vélo facile", "Cantine claire") if f"• {name}" in text}
    assert listed == shown, text
    assert ("Aucune des 2 startups" in text) == (not shown)


def test_a_criterion_alone_is_asked_about_and_unknown_words_are_refused(talk: Talk) -> None:
    follow_both(talk)
    screen = asks(talk, "impact")
    assert "avec quel verdict" in screen.text
    assert "Vélo facile" in talk.press(screen, "en partie", talk.manager).text
    assert "rien n’a été changé" in asks(talk, "zorglub citrouille").text.lower()


# --- who sees what ------------------------------------------------------------------------------------


def test_only_managers_and_the_programme_team_have_a_portfolio(talk: Talk) -> None:
    follow_both(talk)
    for person in (talk.member, talk.mate, talk.stranger):
        for words in ("", "csv", "tableau", "attention", "taire velo-facile jusqu’au 15 mars en congé"):
            said = asks(talk, words, person).text
            assert "Cantine" not in said
            assert "20 novembre" not in said
            assert "responsables de portefeuille" in said or "suis" in said or "équipe" in said, said
        assert not [post for post in talk.said_to(person) if post.file_name]


def test_a_manager_sees_only_what_they_follow_and_the_programme_team_all_that_take_part(talk: Talk) -> None:
    follow_both(talk)
    with talk.app.store.write() as session:
        known = people.upsert_person(session, talk.driver.name, talk.manager)
        enrolment.remove_manager(session, OTHER.id, known.id)
    assert "Cantine" not in asks(talk).text
    asks(talk, "csv")
    assert [row[0] for row in the_file(talk)[1:]] == ["Vélo facile"]
    assert "Cantine claire" in asks(talk, person=talk.admin).text
    assert "Aucune" not in asks(talk, "sans responsable", talk.admin).text


def test_what_was_not_shared_is_nowhere(talk: Talk) -> None:
    talk.have_public_address()
    enrolled(talk, manager=True)
    talk.assess()
    assert "Pas encore de résultat partagé" in asks(talk).text
    assert "atteint" not in asks(talk).text
    asks(talk, "csv")
    assert not any("atteint" in cell for row in the_file(talk) for cell in row)
    page = read_page(talk, asks(talk, "tableau").text)
    assert "atteint" not in page
    assert "940" not in page


# --- the file -----------------------------------------------------------------------------------------


def test_the_file_comes_in_private_with_what_is_filtered(talk: Talk) -> None:
    follow_both(talk)
    said = talk.say("portefeuille équipe pas encore csv", talk.manager).text
    assert "conversation privée" in said
    head, *rows = the_file(talk)
    assert head[:3] == ["Startup", "À regarder", "Marché"]
    assert [row[0] for row in rows] == ["Vélo facile"]
    assert rows[0][2] == "✔ atteint"


def test_no_cell_of_the_file_is_a_formula(talk: Talk) -> None:
    follow_both(talk)
    with talk.app.store.write() as session:
        keep(session, Startup(OTHER.id, '=HYPERLINK("http://x.example")', "", " @SUM(1)", ()))
    asks(talk, "csv")
    rows = the_file(talk)[1:]
    names = {row[0] for row in rows}
    assert '\'=HYPERLINK("http://x.example")' in names
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]


# --- the page -----------------------------------------------------------------------------------------


def read_page(talk: Talk, said: str, query: str = "", status: int = 200) -> str:
    path = re.search(r"/document/[\w.\-]+", said)
    assert path, said
    answer = talk.app.web.test_client().get(path[0] + query)
    assert answer.status_code == status
    return answer.text


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]*)</th>', page)


def test_the_page_is_sorted_by_links_and_needs_no_script(talk: Talk) -> None:
    follow_both(talk)
    said = asks(talk, "tableau").text
    page = read_page(talk, said)
    assert names(page) == ["Vélo facile", "Cantine claire"]
    assert "<script" not in page
    assert 'href="?lang=fr&amp;sort=name"' in page
    by_name = read_page(talk, said, "?lang=fr&sort=name")
    assert names(by_name) == ["Cantine claire", "Vélo facile"]
    assert 'aria-sort="ascending"' in by_name
    assert names(read_page(talk, said, "?sort=name&order=down")) == ["Vélo facile", "Cantine claire"]
    assert names(read_page(talk, said, "?sort=zorglub")) == ["Vélo facile", "Cantine claire"]
    assert "Startup" in read_page(talk, said, "?lang=en")


def test_the_page_is_the_readers_own_and_ends(talk: Talk) -> None:
    follow_both(talk)
    said = asks(talk, "tableau").text
    admins = asks(talk, "tableau", talk.admin).text
    assert asks(talk, "tableau").text == said, "the same address again"
    assert admins != said
    asks(talk, "tableau retirer")
    read_page(talk, said, status=410)
    read_page(talk, admins)
    again = asks(talk, "tableau").text
    with talk.app.store.write() as session:
        known = people.upsert_person(session, talk.driver.name, talk.manager)
        for each in (STARTUP, OTHER):
            enrolment.remove_manager(session, each.id, known.id)
    read_page(talk, again, status=410)
    talk.later(days=31)
    read_page(talk, admins, status=410)


def test_who_erases_their_data_leaves_no_page(talk: Talk) -> None:
    follow_both(talk)
    said = asks(talk, "tableau").text
    talk.say("privacy erase yes", talk.manager, talk.driver.direct(talk.manager))
    read_page(talk, said, status=410)


def test_the_last_committee_is_when_the_sponsor_was_seen(talk: Talk) -> None:
    follow_both(talk)
    dated(talk, "8 janvier 2027")
    on(talk, 2027, 1, 12, 10)
    decided(talk, "accordé")
    assert "sponsor vu pour la dernière fois le 8 janvier 2027, à un comité" in asks(talk).text


def test_a_manager_is_named_with_an_at_and_the_buttons_say_the_name(talk: Talk) -> None:
    follow_both(talk)
    screen = asks(talk, talk.at(talk.manager), talk.admin)
    assert "Pauline Roche" in screen.text
    asked = talk.press(screen, "En fichier (CSV)", talk.admin)
    assert "en fichier" in asked.text
    assert len(the_file(talk, talk.admin)) == 3


def test_the_verdict_that_is_asked_for_keeps_what_else_was_said(talk: Talk) -> None:
    follow_both(talk)
    asked = asks(talk, "Fabrique des Lacs impact")
    shown = talk.press(asked, "inconnu pour l’instant", talk.manager)
    assert "Cantine claire" in shown.text
    assert "Vélo facile" not in shown.text


def test_a_filter_that_no_button_could_repeat_is_refused(talk: Talk) -> None:
    follow_both(talk)
    assert "200 caractères au plus" in asks(talk, "à regarder " * 20).text

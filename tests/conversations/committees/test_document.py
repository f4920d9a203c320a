"""The file for the committee as a page: the same facts for whoever has the address, until it is revoked."""

import base64
import re

import pytest
from werkzeug.test import TestResponse

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import dated

# It is Monday 23 November 2026, 10:30 in Paris.

_ADDRESS = re.compile(r"/document/[\w.-]+")


def given_out(talk: Talk) -> str:
    """The path of the page, as the file gives it."""
    found = _ADDRESS.search(talk.say("comité dossier").text)
    assert found is not None
    return found[0]


def opened(talk: Talk, path: str, **headers: str) -> TestResponse:
    return talk.app.web.test_client().get(path, headers={"Accept-Language": "fr", **headers})


def prepared(talk: Talk) -> None:
    """Two quarters shared, a date, a decision with what could be read as markup."""
    talk.have_public_address()
    enrolled(talk)
    talk.assess()
    talk.say("assess share")
    on(talk, 2027, 1, 12, 10)
    talk.assess(team={"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes"})
    talk.say("assess share")
    dated(talk, "12 mars 2027 enveloppe 30 avril 2027")
    talk.say("décisions ajouter Garder <b>trois</b> régions & **pas** plus")


def test_the_page_has_the_same_facts_with_their_dates_and_the_picture(talk: Talk) -> None:
    prepared(talk)
    answer = opened(talk, given_out(talk))
    assert answer.status_code == 200
    page = answer.text
    assert "<title>Dossier pour le comité de Vélo facile\u00a0: vendredi 12 mars 2027</title>" in page
    assert "État au 12 janvier 2027." in page
    assert "sont ceux partagés le 12 janvier 2027." in page
    assert "Organisation de l’équipe\u00a0: pas encore (T4 2026) → atteint (T1 2027)" in page
    assert "Garder &lt;b&gt;trois&lt;/b&gt; régions &amp; **pas** plus" in page
    assert "/gamma" not in page, "who decides has no chat"
    (picture,) = re.findall(r'src="data:image/png;base64,([^"]+)" alt="[^"]{20,}"', page)
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_it_loads_nothing_and_is_kept_nowhere(talk: Talk) -> None:
    prepared(talk)
    answer = opened(talk, given_out(talk))
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="https?://', answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_one_address_until_it_is_taken_back(talk: Talk) -> None:
    prepared(talk)
    path = given_out(talk)
    assert given_out(talk) == path
    shown = talk.press(talk.say("comité dossier"), "Retirer la page")
    assert "plus aucune adresse ne mène à cette page" in shown.text
    assert opened(talk, path).status_code == 410
    assert "pas de page à retirer" in talk.say("comité dossier retirer").text
    fresh = given_out(talk)
    assert fresh != path
    assert opened(talk, fresh).status_code == 200


def test_after_thirty_days_it_leads_nowhere(talk: Talk) -> None:
    prepared(talk)
    path = given_out(talk)
    talk.later(days=29)
    assert opened(talk, path).status_code == 200
    talk.later(days=2)
    assert opened(talk, path).status_code == 410
    assert opened(talk, f"{path[:-3]}abc").status_code == 404


def test_a_stranger_neither_gives_it_out_nor_takes_it_back(talk: Talk) -> None:
    prepared(talk)
    path = given_out(talk)
    for said in ("comité dossier velo-facile", "comité dossier retirer velo-facile"):
        assert "/document/" not in talk.say(said, as_=talk.stranger, in_=talk.other_channel).text
    assert opened(talk, path).status_code == 200


def test_it_speaks_the_readers_language(talk: Talk) -> None:
    prepared(talk)
    page = opened(talk, given_out(talk), **{"Accept-Language": "en"}).text
    assert "As of 12 January 2027." in page
    assert '<html lang="en">' in page


def test_with_nothing_shared_it_says_so_plainly(talk: Talk) -> None:
    talk.have_public_address()
    enrolled(talk)
    page = opened(talk, given_out(talk)).text
    assert "rien n’a été partagé" in page
    assert "un point tenu avec le sponsor" in page
    assert "<img" not in page


def test_without_a_public_address_there_is_the_message_alone(talk: Talk) -> None:
    if talk.driver.name == "mattermost":
        pytest.skip("it needs an address for its buttons")
    talk.settings |= {"GAMMA_URL": "", "PORT": "0"}
    talk.restart()
    enrolled(talk)
    file = talk.say("comité dossier")
    assert "une auto-évaluation partagée" in file.text
    assert "/document/" not in file.text

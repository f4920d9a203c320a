"""Where the metric is shown: on the agenda, on the sponsor's page, in the committee's file."""

import base64
import re
from datetime import UTC, datetime

from gamma.startups.catalogue_import import parse_catalogue
from storage.startups import imports
from tests.conversation import IMPACT, STARTUP, Talk
from tests.conversations.checkpoints import sponsor_link
from tests.conversations.checkpoints.scene import enrolled, plan
from tests.gamma.assessments.samples import file_of, startup

NB, NNBSP = "\u00a0", "\u202f"
SHOWN = f"Prêts accordés{NB}: 940 prêts (31 octobre 2026), objectif 1{NNBSP}200 prêts pour le 15 avril 2027"

# It is Monday 23 November 2026.


def follow(talk: Talk) -> None:
    talk.send(talk.say("métrique définir"), {"name": "Prêts accordés", "unit": "prêts"})
    talk.later(minutes=1)
    talk.send(talk.say("métrique objectifs"), {"agreed_on": "15/10/2026", "target_6": "1 200"})
    talk.later(minutes=1)
    talk.say("métrique 600 fin septembre")
    talk.say("métrique 940 fin octobre")


def test_the_agenda_says_it_with_the_days_of_its_values(talk: Talk) -> None:
    talk.link()
    follow(talk)
    assert SHOWN in talk.say("ordre du jour").text


def test_what_was_shared_alone_stands_there_as_before(talk: Talk) -> None:
    talk.link()
    talk.assess(impact={**IMPACT, "target": "1 000"})
    talk.say("assess share")
    assert f"«{NB}Demandes traitées{NB}»{NB}: 940 aujourd’hui" in talk.say("ordre du jour").text


def test_the_proposed_agenda_brings_its_picture_to_the_channel(talk: Talk) -> None:
    enrolled(talk)
    follow(talk)
    plan(talk)
    talk.wait_until(datetime(2026, 12, 4, 8, 5, tzinfo=UTC))
    posts = [post for post in talk.said_in(talk.channel) if post.picture_alt]
    assert any("940 prêts (31 octobre 2026)" in post.picture_alt for post in posts)


def test_the_sponsors_page_has_the_picture_unless_the_team_leaves_it_out(talk: Talk) -> None:
    talk.have_public_address()
    enrolled(talk)
    follow(talk)
    plan(talk)
    address = sponsor_link.address(talk)
    page = sponsor_link.page(talk, address)
    assert SHOWN in page
    (picture,) = re.findall(r'src="data:image/png;base64,([^"]+)" alt="[^"]{20,}"', page)
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    talk.say("point verdicts non")
    page = sponsor_link.page(talk, address)
    assert "940" not in page
    assert "data:image" not in page


def test_the_committees_file_says_it_with_its_agreement(talk: Talk) -> None:
    talk.have_public_address()
    enrolled(talk)
    follow(talk)
    shown = talk.say("comité dossier").text
    assert SHOWN in shown
    assert "Convenue avec le sponsor, le 15 octobre 2026 · alors 600 prêts" in shown
    path = re.search(r"/document/[\w.-]+", shown)
    assert path
    page = talk.app.web.test_client().get(path[0], headers={"Accept-Language": "fr"}).text
    assert SHOWN in page
    assert "/gamma" not in page
    assert len(re.findall(r'src="data:image/png;base64,', page)) == 1


def imported(talk: Talk, **pages: str) -> None:
    phases = [{"name": "acceleration", "start": "2026-02-23"}]
    rows = [startup(STARTUP.id, name=STARTUP.name, phases=phases, **pages)]
    with talk.app.store.write() as session:
        imports.save_catalogue(session, parse_catalogue(file_of(*rows)), talk.now, even_if_fewer=True)


def led_to(talk: Talk) -> list[tuple[str, str]]:
    shown = talk.say("métrique").message
    assert shown
    return list(shown.links)


def test_the_public_pages_that_were_imported_stand_with_the_metric(talk: Talk) -> None:
    talk.link()
    imported(talk, stats_url="https://velo.example.org/stats", impact_url="")
    assert "Page publique\u00a0: statistiques" in talk.say("métrique").text, "before there is a metric, too"
    talk.say("métrique 480")
    imported(talk, stats_url="https://velo.example.org/chiffres", impact_url="https://velo.example.org/i")
    pages = [
        ("statistiques", "https://velo.example.org/chiffres"),
        ("impact", "https://velo.example.org/i"),
    ]
    assert led_to(talk) == pages
    imported(talk)
    assert led_to(talk) == pages, "a file that says nothing takes nothing"
    imported(talk, stats_url="javascript:alert(1)", impact_url="")
    assert "Page" not in talk.say("métrique").text

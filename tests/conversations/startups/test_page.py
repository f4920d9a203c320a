"""A startup's page: what it shows, to whom, and with whatever people typed."""

from sqlalchemy import text

from tests.conversation import Talk

WORDS = "@channel <!here> **gras** [lien](http://x.invalid) :tada: \u202eenvers `code` ~general #général"
READ = "@channel <!here> **gras** [lien](http://x.invalid) :tada: envers `code` ~general #général"


def import_sponsor(talk: Talk, name: str) -> None:
    with talk.app.store.write() as session:
        values = {"id": "agence", "name": name}
        session.execute(text("INSERT INTO organisations VALUES (:id, :name, '')"), values)
        session.execute(text("INSERT INTO imported_sponsors VALUES ('velo-facile', 0, 'agence')"))


def test_an_empty_page_is_no_list_of_gaps(talk: Talk) -> None:
    talk.link()
    page = talk.say("startup")
    assert page.message
    lines = page.text.replace("\n\n", "\n").splitlines()
    assert lines[:3] == [
        "Gamma · Vélo facile\u00a0: en accélération depuis 9 mois",
        "Pas encore inscrite au programme",
        "Louer un vélo public en deux minutes.",
    ]
    assert "Territoire" not in page.text
    (quiet,) = [line for line in lines if "tu peux ajouter" in line]
    assert "coach, territoire, type de marché, dépendance à la loi (/gamma startup compléter)" in quiet
    assert "un contact chez le sponsor (/gamma startup sponsor)" in quiet
    assert "les objectifs du sponsor (/gamma startup objectifs)" in quiet
    assert page.message.buttons == ("Compléter la page", "Objectifs", "Sponsor", "Ce qui compte maintenant")


def test_every_incubator_is_shown(talk: Talk) -> None:
    talk.link()
    assert "Incubateur\u00a0: fabrique\n" in talk.say("startup").text + "\n"
    with talk.app.store.write() as session:
        values = "('velo-facile', 1, 'dinum'), ('velo-facile', 0, 'atelier')"
        session.execute(text(f"INSERT INTO co_incubators VALUES {values}"))
    assert "Incubateur\u00a0: fabrique, avec atelier, dinum" in talk.say("startup").text


def test_a_full_page_shows_it_all_and_asks_for_nothing(talk: Talk) -> None:
    talk.link()
    import_sponsor(talk, "Agence des mobilités")
    talk.say(f"startup enrol {talk.at(talk.manager)}", talk.admin)
    for line in (
        f"startup coach {talk.at(talk.third)}",
        "startup territoire Bretagne",
        "startup marché PME",
        "startup loi en partie",
        "startup sponsor Jeanne Martin, DGE, jeanne.martin@dge.example",
        "startup objectif croissance Doubler les inscriptions",
        "startup obstacle Le SI paie n’a pas d’API",
    ):
        assert "Rien n’a été changé" not in talk.say(line).text
    page = talk.say("startup").text
    for said in (
        "Inscrite au programme depuis le 23 novembre 2026",
        "Sponsor\u00a0: Agence des mobilités",
        "Contact\u00a0: Jeanne Martin (DGE), jeanne.martin@dge.example",
        "Responsable de portefeuille\u00a0: Pauline Roche",
        "Coach\u00a0: Inès Diallo",
        "Territoire\u00a0: Bretagne",
        "Type de marché\u00a0: PME",
        "Dépendance à la loi\u00a0: En partie",
        "Croissance\u00a0: Doubler les inscriptions",
        "• Le SI paie n’a pas d’API",
        "1 canal lié.",
    ):
        assert said in page
    assert "tu peux ajouter" not in page


def test_the_page_speaks_english(talk: Talk) -> None:
    talk.link()
    talk.say("startup market SMEs", talk.english)
    talk.say("startup objective growth Twice as many", talk.english)
    page = talk.say("startup", talk.english).text
    assert "Type of market: SMEs" in page
    assert "Growth: Twice as many" in page
    assert "If you like, you can add: coach, territory" in page
    assert "Type de marché\u00a0: PME" in talk.say("startup").text


def test_the_programme_team_is_offered_to_enrol(talk: Talk) -> None:
    talk.link()
    page = talk.say("startup", talk.admin)
    assert page.message
    assert page.message.buttons[0] == "Inscrire"
    assert talk.press(page, "Inscrire", talk.admin).form
    talk.say(f"startup enrol {talk.at(talk.manager)}", talk.admin)
    enrolled = talk.say("startup", talk.admin).message
    assert enrolled
    assert "Inscrire" not in enrolled.buttons


def test_the_buttons_of_the_page_open_its_forms(talk: Talk) -> None:
    talk.link()
    page = talk.say("startup")
    for button, title in (
        ("Compléter la page", "La page de la startup"),
        ("Objectifs", "Objectifs du sponsor"),
        ("Sponsor", "Contact chez le sponsor"),
    ):
        form = talk.press(page, button).form
        assert form
        assert form.title == title


# --- what people type -------------------------------------------------------------------------


def test_hostile_words_stay_words(talk: Talk) -> None:
    talk.link()
    talk.send(talk.say("startup edit"), {"territory": WORDS})
    page = talk.say("startup").text
    assert f"Territoire\u00a0: {READ}" in page
    assert talk.say(f"startup territory {WORDS}").text.count("envers") == 1


def test_a_page_of_long_contents_fits_into_one_message(talk: Talk) -> None:
    talk.link()
    import_sponsor(talk, "Ministère " * 29)
    areas = [f"objective_{area}" for area in ("product", "team", "growth", "impact")]
    talk.send(talk.say("startup objectives"), {**dict.fromkeys(areas, "é" * 400), "obstacles": "à" * 800})
    talk.send(talk.say("startup edit"), {"territory": "î" * 150})
    for number in range(12):
        talk.say(f"startup sponsor {'N' * 140} {number}, {'A' * 140}")
    page = talk.say("startup").text
    assert len(page) <= 3800
    assert "…" in page
    assert "1 canal lié." in page
    assert "Vélo facile" in page

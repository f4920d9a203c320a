"""Being an expert: joining, leaving, pausing, how often; by typing and by form; and who helps in what."""

import pytest

from storage import experts, offers
from tests.conversation import Talk
from tests.experts import ExpertScene
from tests.talk import Screen

# It is Monday 23 November 2026, 10:30 in Paris.


def settings_of(scene: ExpertScene, account: str) -> tuple[dict[str, int], int] | None:
    with scene.talk.app.store.read() as session:
        expert = experts.load(session, scene.person(account).id)
    return (expert.domains, expert.capacity) if expert else None


def tell(talk: Talk, typed: str) -> Screen:
    """Elias, who is with no team, says it in private."""
    return talk.say(typed, as_=talk.stranger, in_=talk.driver.direct(talk.stranger))


def offered(scene: ExpertScene) -> int:
    """A question that waits for the stranger's answer; Noé may be asked next."""
    scene.joins(scene.talk.stranger, level=3)
    scene.joins(scene.talk.mate, level=1)
    question = scene.asks()
    scene.talk.app.tick()
    assert scene.asked(question) == [scene.person(scene.talk.stranger).id]
    return question.id


# --- joining ----------------------------------------------------------------------------------


def test_anybody_joins_in_one_line_with_several_domains_and_levels(talk: Talk) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, "expert rejoindre growth référence, mesure d’impact")
    assert "Merci d’être là" in told.text
    assert "Tu aides en\u00a0: Growth hacking (référence), Mesure d’impact (bon niveau)" in told.text
    assert "Au plus 3 questions par mois\u202f; aucune prise ce mois-ci" in told.text
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "impact": 2}, 3)
    tell(talk, "expert join growth tech 1")
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "impact": 2, "tech": 1}, 3)
    assert "You help in: Design (I know it well)" in talk.say("expert join design", as_=talk.english).text


def test_a_typing_error_is_asked_back_and_one_press_mends_it(talk: Talk) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, "expert rejoindre design jurdique 3")
    assert "«\u00a0jurdique\u00a0»" in told.text
    assert "Voulais-tu dire Juridique" in told.text
    assert settings_of(scene, talk.stranger) is None
    talk.press(told, "Juridique", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"design": 2, "legal": 3}, 3)


@pytest.mark.parametrize("typed", ["cuisine", "@channel", "🎉", "x" * 2000])
def test_what_is_no_domain_changes_nothing_and_the_domains_are_named(talk: Talk, typed: str) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, f"expert rejoindre {typed}")
    assert "Juridique" in told.text or told.form
    assert settings_of(scene, talk.stranger) is None


def test_the_form_is_the_whole_of_it_and_counts_once(talk: Talk) -> None:
    scene = ExpertScene(talk)
    form = tell(talk, "expert rejoindre")
    assert form.form
    assert "Rôles et rituels" in form.form.intro
    wrong = talk.send(form, {"domains": "cuisine", "level": "2", "capacity": "zéro"}, as_=talk.stranger)
    assert wrong.form
    assert {"domains", "capacity"} <= wrong.form.errors.keys()
    talk.send(wrong, {"domains": "growth, design (référence)", "level": "1", "capacity": "2"}, talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 1, "design": 3}, 2)
    if not talk.driver.chains_forms:
        assert "Toi, dans le réseau d’experts" in talk.said_to(talk.stranger)[-1].text
    again = talk.press(tell(talk, "expert profil"), "Modifier", as_=talk.stranger)
    assert again.form
    assert again.form["domains"].value == "Growth hacking (à l’aise), Design (référence)"
    assert again.form["capacity"].value == "2"
    talk.send(again, {"domains": "Design (référence)", "level": "2", "capacity": "5"}, as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"design": 3}, 5)


def test_who_joins_is_asked_what_waits_in_their_domain(talk: Talk) -> None:
    scene = ExpertScene(talk)
    question = scene.asks()
    talk.app.tick()
    assert scene.asked(question) == []
    tell(talk, "expert rejoindre growth")
    talk.app.tick()
    assert scene.asked(question) == [scene.person(talk.stranger).id]


# --- leaving ----------------------------------------------------------------------------------


def test_who_leaves_is_thanked_and_what_waited_for_them_goes_on(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    ask = tell(talk, "expert quitter")
    assert "Que veux-tu quitter" in ask.text
    left = talk.press(ask, "Tout le réseau", as_=talk.stranger)
    assert "Merci pour tout" in left.text
    assert "part chez quelqu’un d’autre" in left.text
    assert settings_of(scene, talk.stranger) is None
    talk.app.tick()
    assert scene.asked(scene.question(number))[-1] == scene.person(talk.mate).id
    assert "/gamma expert rejoindre" in left.text


def test_who_left_comes_back_as_they_were(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, "expert rejoindre growth 3 design 1")
    talk.press(tell(talk, "expert quitter tout"), "Revenir", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "design": 1}, 3)


def test_one_domain_is_left_and_the_others_stay(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, "expert rejoindre growth design")
    assert "Tu n’aidais pas" in tell(talk, "expert quitter tech").text
    assert "Voulais-tu dire" in tell(talk, "expert quitter desing").text
    talk.press(tell(talk, "expert leave"), "Design", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, 3)


def test_what_was_taken_stays_with_who_leaves(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    tell(talk, f"expert prendre {number}")
    left = tell(talk, "expert quitter growth")
    assert f"reste entre toi et l’équipe (#{number})" in left.text
    assert scene.question(number).expert_id == scene.person(talk.stranger).id


# --- pausing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2 semaines", "dimanche 6 décembre 2026"),
        ("jusqu’au 15 décembre", "mardi 15 décembre 2026"),
        ("10 jours", "mercredi 2 décembre 2026"),
        ("a month", "mardi 22 décembre 2026"),
    ],
)
def test_a_pause_is_said_back_with_its_last_day(talk: Talk, typed: str, last: str) -> None:
    ExpertScene(talk).joins(talk.stranger)
    assert f"En pause jusqu’au {last} inclus" in tell(talk, f"expert pause {typed}").text
    assert last in tell(talk, "expert profil").text


def test_during_a_pause_nothing_comes_and_what_waited_goes_on(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    paused = tell(talk, "expert pause 1 semaine")
    assert "part chez quelqu’un d’autre" in paused.text
    talk.app.tick()
    assert scene.asked(scene.question(number))[-1] == scene.person(talk.mate).id
    scene.types(talk.mate, f"expert passer {number}")
    second = scene.asks("Et sans réseau social ?", as_=talk.mate)
    talk.app.tick()
    assert scene.asked(second) == []
    back = talk.press(paused, "Je suis de retour", as_=talk.stranger)
    assert "Bon retour" in back.text
    talk.app.tick()
    assert scene.asked(second) == [scene.person(talk.stranger).id]


def test_a_pause_ends_by_itself_on_its_day(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    tell(talk, "expert pause jusqu'au 24 novembre")
    question = scene.asks()
    scene.at("2026-11-24 17:59")
    assert scene.asked(question) == []
    scene.at("2026-11-25 09:00")
    assert scene.asked(question) == [scene.person(talk.stranger).id]


def test_how_long_is_asked_where_it_is_not_said_or_has_two_readings(talk: Talk) -> None:
    ExpertScene(talk).joins(talk.stranger)
    ask = tell(talk, "expert pause")
    assert "Jusqu’à quand" in ask.text
    assert "dimanche 6 décembre" in talk.press(ask, "2 semaines", as_=talk.stranger).text
    two = tell(talk, "expert pause jusqu'à vendredi prochain")
    chosen = talk.press(two, "vendredi 4 décembre 2026", as_=talk.stranger)
    assert "jusqu’au vendredi 4 décembre 2026 inclus" in chosen.text
    assert "par exemple" in tell(talk, "expert pause longtemps").text


# --- how often --------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), ("cinq", 5), ("5 par mois", 5), ("5 a month", 5)])
def test_how_often_is_typed_in_one_line(talk: Talk, typed: str, kept: int) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    told = tell(talk, f"expert capacité {typed}").text
    assert f"Au plus {kept} questions par mois" in told
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, kept)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "par exemple"), ("0", "pause 1 mois"), ("1000", "généreux"), ("-1", "entier"), ("2,5", "entier")],
)
def test_what_cannot_be_kept_is_said_in_words(talk: Talk, typed: str, said: str) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    assert said in tell(talk, f"expert capacité {typed}").text
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, 3)


def test_who_has_room_again_is_asked_what_waits(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger, capacity=1)
    first = scene.asks()
    talk.app.tick()
    tell(talk, f"expert prendre {first.id}")
    second = scene.asks("Et sans réseau social ?")
    talk.app.tick()
    assert scene.asked(second) == []
    tell(talk, "expert capacité 2")
    talk.app.tick()
    assert scene.asked(second) == [scene.person(talk.stranger).id]
    assert "tu en as pris 1 ce mois-ci" in tell(talk, "expert profil").text
    assert "1 question attend ta réponse" in tell(talk, "expert profil").text


@pytest.mark.parametrize("typed", ["quitter growth", "pause 2 semaines", "reprendre", "capacité 3", "profil"])
def test_who_is_not_in_the_network_is_invited_kindly(talk: Talk, typed: str) -> None:
    ExpertScene(talk)
    told = tell(talk, f"expert {typed}")
    assert "Tu ne fais pas encore partie du réseau" in told.text
    assert talk.press(told, "Rejoindre le réseau", as_=talk.stranger).form


# --- who helps in what ------------------------------------------------------------------------


def test_everybody_reads_how_many_help_and_nobodys_name(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    scene.joins(talk.mate)
    scene.joins(talk.mate, "design")
    listed = talk.say("expert liste", as_=talk.english).text
    assert "Growth hacking: 2 people" in listed
    listed = talk.say("expert liste").text
    assert "Growth hacking\u00a0: 2 personnes" in listed
    assert "Juridique\u00a0: personne pour l’instant" in listed
    assert "Domaines où une seule personne aide\u00a0: Design" in listed
    assert "Personne n’aide encore en\u00a0: Produit" in listed
    assert "Elias" not in listed
    assert "Noé" not in listed


def test_the_programme_team_is_told_on_monday_morning_and_only_what_changed(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    scene.at("2026-11-29 23:00")
    for moment, told in (
        ("2026-11-30 08:59", 0),
        ("2026-11-30 09:00", 1),
        ("2026-11-30 15:00", 1),
        ("2026-12-07 03:00", 1),
        ("2026-12-07 09:00", 1),
    ):
        scene.at(moment)
        assert len(scene.said_to(talk.admin, "réseau d’experts")) == told, moment
    text = scene.said_to(talk.admin, "réseau d’experts")[-1].text
    assert "Growth hacking\u00a0: 1 personne (personne avant)" in text
    assert "Personne n’aide encore en" in text
    scene.at("2026-12-09 10:00")
    scene.joins(talk.mate)
    scene.at("2026-12-13 23:00")
    assert len(scene.said_to(talk.admin, "réseau d’experts")) == 1
    scene.at("2026-12-14 03:00")
    scene.at("2026-12-14 09:00")
    assert (
        "Growth hacking\u00a0: 2 personnes, contre 1 avant"
        in scene.said_to(talk.admin, "réseau d’experts")[-1].text
    )


def test_on_a_holiday_the_news_wait_for_the_next_working_day(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.at("2027-03-25 12:00")
    scene.joins(talk.stranger)
    for moment, told in (("2027-03-29 12:00", 0), ("2027-03-30 04:00", 0), ("2027-03-30 09:00", 1)):
        scene.at(moment)
        assert len(scene.said_to(talk.admin, "réseau d’experts")) == told, moment


def test_an_offer_that_was_passed_on_may_still_be_taken(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    tell(talk, "expert pause 1 semaine")
    with talk.app.store.read() as session:
        assert offers.of_question(session, number)[0].state == "lapsed"
    assert "Merci" in tell(talk, f"expert prendre {number}").text
    assert scene.question(number).expert_id == scene.person(talk.stranger).id

"""Who helps in what: counted for everybody, told to the programme team on Monday, without names."""

from tests.conversation import Talk
from tests.experts import ExpertScene, in_paris

# It is Monday 23 November 2026, 10:30 in Paris.


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
    assert "Il n’y a encore personne en\u00a0: Produit" in listed
    assert "Elias" not in listed
    assert "Noé" not in listed


def test_the_programme_team_is_told_on_monday_morning_and_only_what_changed(talk: Talk) -> None:
    scene = ExpertScene(talk)
    talk.app.tick()  # this Monday there is nothing to tell yet
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
    assert "Growth hacking\u00a0: 1 personne (aucune avant)" in text
    assert "Il n’y a encore personne en" in text
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
    talk.now = in_paris("2027-03-25 12:00")
    talk.app.tick()
    scene.joins(talk.stranger)
    for moment, told in (("2027-03-29 12:00", 0), ("2027-03-30 04:00", 0), ("2027-03-30 09:00", 1)):
        scene.at(moment)
        assert len(scene.said_to(talk.admin, "réseau d’experts")) == told, moment

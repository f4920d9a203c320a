"""The committee is spoken of before it, and after it where nobody noted what it decided."""

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import about_committee, dated, decided, in_channel

# It is Monday 23 November 2026, 10:30 in Paris.


# --- before it -------------------------------------------------------------------------------


def test_it_is_spoken_of_45_and_30_days_before_and_the_file_comes_a_week_before(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk, "mardi 16 mars 2027")
    before = len(in_channel(talk))
    moments = [(2027, 1, 29, 17), (2027, 2, 12, 17), (2027, 3, 9, 8)]  # a Saturday and a Sunday move earlier
    for seen, moment in enumerate(moments, start=1):
        on(talk, *moment)
        talk.now = talk.now.replace(minute=0)
        assert len(in_channel(talk)) == before + seen, moment
    first, second, file = in_channel(talk)[-3:]
    assert "Comité de Vélo facile\u00a0: mardi 16 mars 2027 (dans 46 jours)" in first
    assert "(dans 32 jours)" in second
    assert "Dossier pour le comité de Vélo facile\u00a0: mardi 16 mars 2027 (dans 7 jours)" in file
    assert any("Dossier" in text for text in about_committee(talk.said_to(talk.manager)))


def test_nothing_comes_a_minute_early(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "mardi 16 mars 2027")
    before = len(in_channel(talk))
    on(talk, 2027, 1, 29, 16, 59)
    assert len(in_channel(talk)) == before


def test_where_only_the_envelope_is_known_a_date_is_asked_for(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "enveloppe 30 juin 2027")
    on(talk, 2027, 5, 14, 16)
    asked = talk.said_in(talk.channel)[-1]
    assert "L’enveloppe de Vélo facile court jusqu’au mercredi 30 juin 2027" in asked.text
    assert "Est-ce que vous voulez bien en fixer une" in asked.text
    assert talk.press(asked, "Changer les dates", as_=talk.mate).form
    on(talk, 2027, 6, 23, 9)
    assert not any("Dossier" in text for text in in_channel(talk))


def test_a_changed_date_calls_off_what_was_planned_and_plans_anew(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "mardi 16 mars 2027")
    dated(talk, "mardi 13 avril 2027")
    before = len(in_channel(talk))
    on(talk, 2027, 2, 26, 9)
    assert len(in_channel(talk)) == before, "45 days before the new date is Saturday 27 February"
    on(talk, 2027, 2, 26, 17)
    on(talk, 2027, 3, 13, 9)
    on(talk, 2027, 4, 6, 9)
    said = in_channel(talk)[before:]
    assert "13 avril 2027" in said[-1]
    assert not any("16 mars" in text for text in said)


def test_a_date_moved_and_moved_back_is_spoken_of_once(talk: Talk) -> None:
    enrolled(talk)
    on(talk, 2027, 3, 1, 10)
    dated(talk, "mardi 16 mars 2027")
    on(talk, 2027, 3, 9, 8)
    assert "Dossier" in in_channel(talk)[-1]
    for day in ("mercredi 17 mars 2027", "mardi 16 mars 2027"):
        dated(talk, day)
    talk.later(hours=1)
    talk.app.tick()
    assert sum("Dossier" in text for text in in_channel(talk)) == 1


def test_a_startup_that_is_not_enrolled_is_told_nothing_and_hears_why(talk: Talk) -> None:
    talk.link()
    dated(talk, "mardi 16 mars 2027")
    assert "inscrire" in talk.say("comité").text
    before = len(in_channel(talk))
    on(talk, 2027, 3, 9, 12)
    assert len(in_channel(talk)) == before


# --- without an outcome ----------------------------------------------------------------------


def test_a_week_without_an_outcome_the_team_is_asked_and_its_manager_told_once(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk, "12 mars 2027 enveloppe 28 février 2027")
    on(talk, 2027, 3, 18, 9)
    page = talk.say("comité").text
    assert "Il était prévu le vendredi 12 mars 2027 (il y a 6 jours)" in page
    assert "L’enveloppe s’est arrêtée le dimanche 28 février 2027" in page
    assert "C’est avant le comité" not in page
    told = len(about_committee(talk.said_to(talk.manager)))
    on(talk, 2027, 3, 19, 8)
    assert "Comment s’est passé le comité de Vélo facile" in in_channel(talk)[-1]
    manager = talk.said_to(talk.manager)[-1]
    assert "le comité était prévu le vendredi 12 mars 2027" in manager.text
    assert "Noter le résultat" in manager.buttons
    for day in range(20, 28):
        on(talk, 2027, 3, day, 10)
        talk.tick()
    asked = [text for text in about_committee(talk.said_to(talk.manager))[told:] if "était prévu" in text]
    assert len(asked) == 1


def test_with_an_outcome_nobody_is_asked(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk)
    on(talk, 2027, 3, 16, 9)
    decided(talk, "accordé")
    before = len(in_channel(talk))
    on(talk, 2027, 3, 19, 12)
    assert len(in_channel(talk)) == before
    assert not any("était prévu" in text for text in about_committee(talk.said_to(talk.manager)))


def test_without_a_manager_the_programme_team_is_told(talk: Talk) -> None:
    on(talk, 2027, 3, 1, 10)
    enrolled(talk)
    dated(talk)
    on(talk, 2027, 3, 19, 8)
    told = talk.said_to(talk.admin)[-1].text
    assert "ce qu’il a décidé n’est pas noté ici" in told
    assert "n’a pas de responsable de portefeuille" in told

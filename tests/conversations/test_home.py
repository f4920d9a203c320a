"""`/gamma` alone: to each role what matters, in the same order, and one next useful thing."""

from datetime import date

from sqlalchemy import event

from gamma.startups.startup import Channel
from storage.people import people
from storage.startups import enrolment, startups
from tests.conversation import OTHER, STARTUP, TEAM, Talk
from tests.conversations.assessments.rounds_scene import OPENS, jump, until
from tests.conversations.assessments.rounds_scene import at as rounds_at
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.portfolio.scene import late_action, plan
from tests.talk import Screen

# It is Monday 23 November 2026, 10:30 in Paris.


def direct(talk: Talk, person: str) -> Screen:
    return talk.say("", person, talk.driver.direct(person))


def buttons(screen: Screen) -> tuple[str, ...]:
    assert screen.message
    return screen.message.buttons


def enrol_the_other(talk: Talk) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, OTHER.id, by, talk.now)
    talk.make_manager(talk.manager, OTHER.id)


# --- a member -----------------------------------------------------------------------------------


def test_what_matters_stands_in_one_order(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    talk.say("assess share")
    late_action(talk)
    plan(talk, STARTUP.id, date(2026, 12, 8))
    text = talk.say("").text
    places = [
        text.index(words)
        for words in (
            "Prochain point avec le sponsor\u00a0: mardi 8 décembre à 14",
            "À faire\u00a0: 1 action à toi",
            "#1 appeler la région · d’ici au jeudi 26 novembre",
            "Ta dernière auto-évaluation\u00a0: lundi 23 novembre",
            "Dernier résultat de l’équipe, T4 2026\u00a0: ✔\u00a0Marché, atteint · ◐\u00a0Impact, en partie",
        )
    ]
    assert places == sorted(places)


def test_without_a_checkpoint_it_says_so_and_offers_to_plan_one(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    home = talk.say("")
    assert "Aucun point prévu" in home.text
    assert buttons(home)[0] == "Planifier un point"
    assert talk.press(home, "Planifier un point").form


def test_a_past_checkpoint_that_nobody_closed_is_asked_about_and_is_no_planned_one(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, STARTUP.id, date(2026, 11, 20))
    home = talk.say("")
    assert "Le point du vendredi 20 novembre à 14\u00a0h\u00a030\u00a0: a-t-il eu lieu" in home.text
    assert "Prochain point" not in home.text
    assert buttons(home)[:2] == ("Oui, il a eu lieu", "Non, il n’a pas eu lieu")
    talk.press(home, "Oui, il a eu lieu")
    assert "20 novembre" not in talk.say("").text


def test_a_checkpoint_that_is_overdue_is_the_next_useful_thing(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    on(talk, 2027, 1, 5, 9)
    home = talk.say("")
    assert "Aucun n’a été noté comme tenu depuis le 23 novembre 2026" in home.text
    assert buttons(home)[0] == "Planifier un point"


def test_to_assess_comes_first_only_while_it_is_asked_for(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, STARTUP.id, date(2027, 3, 1))
    assert buttons(talk.say(""))[0] == "Évaluer"
    talk.assess()
    assert buttons(talk.say(""))[0] == "Voir l’ordre du jour"
    on(talk, 2027, 1, 12, 10)
    assert buttons(talk.say(""))[0] == "Voir l’ordre du jour", "a new quarter, and its round is not open yet"
    jump(talk, rounds_at(8))
    until(talk, OPENS)
    home = talk.say("")
    assert "La campagne d’auto-évaluation est ouverte jusqu’au" in home.text
    assert buttons(home)[0] == "Évaluer"
    talk.assess()
    home = talk.say("")
    assert "campagne" not in home.text
    assert buttons(home)[0] != "Évaluer"


def test_an_offer_waits_for_its_answer_also_in_the_teams_own_home(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, STARTUP.id, date(2027, 3, 1))
    talk.say("expert join legal", talk.mate, talk.driver.direct(talk.mate))
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.admin)
        startups.link_channel(session, Channel(talk.driver.name, talk.other_channel, OTHER.id), by, talk.now)
    talk.say("expert legal Qui relit nos mentions ?", talk.stranger, talk.other_channel)
    talk.tick()
    home = talk.say("", as_=talk.mate)
    assert "1 question attend ta réponse" in home.text
    assert "Qui relit nos mentions" in home.text
    assert buttons(home)[0] == "Voir ce qui m’attend"
    assert "Qui relit" not in talk.say("").text


def test_nobody_elses_actions_or_own_results_are_told(talk: Talk) -> None:
    enrolled(talk)
    late_action(talk)
    talk.assess()
    text = talk.say("", as_=talk.mate).text
    assert "appeler la région" not in text
    assert "Marché" not in text
    assert "appeler la région" not in direct(talk, talk.admin).text
    assert "Marché" not in direct(talk, talk.admin).text


# --- who follows several ----------------------------------------------------------------------------


def test_a_manager_sees_their_startups_what_asks_for_attention_first_with_its_reason(talk: Talk) -> None:
    enrolled(talk, manager=True)
    enrol_the_other(talk)
    talk.assess()
    talk.say("assess share")
    plan(talk, STARTUP.id, date(2026, 11, 20))
    home = direct(talk, talk.manager)
    first, others = home.text.split("Les autres, par nom")
    assert "Tes startups · à regarder d’abord" in first
    assert "Vélo facile · le point du vendredi 20 novembre\u00a0: a-t-il eu lieu" in first
    assert (
        "T4 2026\u00a0: ✔\u00a0Marché, atteint · ◐\u00a0Impact, en partie · ✖\u00a0Équipe, pas encore"
        in first
    )
    assert "Cantine claire" in others
    assert "Pas encore de résultat partagé" in others
    assert buttons(home) == (
        *("Il a eu lieu · Vélo facile", "Ma semaine", "Vélo facile", "Cantine claire", "Aide"),
    )
    assert "Ta semaine" in talk.press(home, "Ma semaine", talk.manager).text
    assert "Pas encore de résultat" in talk.press(home, "Cantine claire", talk.manager).text
    talk.press(home, "Il a eu lieu · Vélo facile", talk.manager)
    quiet = direct(talk, talk.manager).text
    assert "à regarder" not in quiet
    assert quiet.index("Cantine claire") < quiet.index("Vélo facile")


def test_where_a_criterion_moved_the_verdict_before_is_named(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.assess(impact={})
    talk.say("assess share")
    talk.later(days=60)
    talk.assess(team=dict.fromkeys(TEAM, "yes"))
    talk.say("assess share")
    text = direct(talk, talk.manager).text
    assert "T1 2027\u00a0: ✔\u00a0Marché, atteint · ◐\u00a0Impact, en partie · " in text, (
        "it was not known before"
    )
    assert "✔\u00a0Équipe, atteint (avant\u00a0: pas encore)" in text


def test_what_time_brings_is_told_with_since_when(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("comité 8 janvier 2027 oui")
    on(talk, 2027, 1, 26, 9)
    text = direct(talk, talk.manager).text
    assert "comité du vendredi 8 janvier\u00a0: son résultat n’est pas encore noté" in text
    assert "ni évaluation, ni point, ni question depuis le lundi 23 novembre 2026" in text


def test_a_member_of_two_teams_sees_both_and_no_other(talk: Talk) -> None:
    talk.link()
    talk.say("startup link cantine-claire", in_=talk.other_channel)
    talk.tick()
    text = direct(talk, talk.member).text
    assert "Tes startups" in text
    assert "Vélo facile" in text
    assert "Cantine claire" in text
    assert "sans responsable" not in text
    assert "Cantine claire" not in direct(talk, talk.mate).text


def test_the_programme_team_sees_all_that_take_part(talk: Talk) -> None:
    enrolled(talk)
    text = direct(talk, talk.admin).text
    assert "1 startup participe" in text
    assert "Vélo facile · sans responsable de portefeuille" in text
    assert "Cantine claire" not in text
    enrol_the_other(talk)
    text = direct(talk, talk.admin).text
    assert "2 startups participent" in text
    assert text.index("Vélo facile") < text.index("Cantine claire")


def test_without_any_startup_the_programme_team_is_told_how_to_begin(talk: Talk) -> None:
    assert "/gamma startup inscrire" in direct(talk, talk.admin).text


# --- an expert --------------------------------------------------------------------------------------


def test_an_expert_sees_what_waits_and_how_much_they_wish(talk: Talk) -> None:
    enrolled(talk)
    place = talk.driver.direct(talk.stranger)
    talk.say("expert join growth", talk.stranger, place)
    home = direct(talk, talk.stranger)
    assert "Rien n’attend ta réponse." in home.text
    assert "Au plus" in home.text
    talk.say("expert growth Comment doubler les inscriptions ?")
    talk.tick()
    home = direct(talk, talk.stranger)
    assert "1 question attend ta réponse" in home.text
    assert "Comment doubler les inscriptions" in home.text
    assert buttons(home)[0] == "Je prends"
    talk.press(home, "Je prends", talk.stranger)
    taken = direct(talk, talk.stranger).text
    assert "Rien n’attend ta réponse." in taken
    assert "aucune prise ce mois-ci" not in taken


def test_a_stranger_is_greeted(talk: Talk) -> None:
    assert "Bonjour" in direct(talk, talk.stranger).text


# --- what it costs ----------------------------------------------------------------------------------


def selects(talk: Talk, person: str, place: str) -> int:
    asked: list[str] = []

    def remember(*call: object) -> None:
        asked.append(str(call[2]))

    event.listen(talk.app.store.engine, "before_cursor_execute", remember)
    talk.say("", person, place)
    event.remove(talk.app.store.engine, "before_cursor_execute", remember)
    return sum(each.startswith("SELECT") for each in asked)


def test_it_asks_the_database_little_and_not_more_for_more_startups(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.assess()
    talk.say("assess share")
    plan(talk, STARTUP.id, date(2026, 11, 20))
    place = talk.driver.direct(talk.manager)
    selects(talk, talk.manager, place)
    of_one = selects(talk, talk.manager, place)
    assert of_one <= 16
    assert selects(talk, talk.member, talk.channel) <= 26
    enrol_the_other(talk)
    plan(talk, OTHER.id, date(2026, 11, 19))
    assert selects(talk, talk.manager, place) == of_one

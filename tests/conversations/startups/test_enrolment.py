"""The programme team enrols startups and names portfolio managers; nobody else does."""

import pytest

from storage.startups import enrolment
from tests.conversation import STARTUP, Talk


def managers(talk: Talk) -> list[str]:
    with talk.app.store.read() as session:
        return [person.account for person in enrolment.managers_of(session, STARTUP.id)]


def test_the_form_enrols_with_manager_and_page(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup inscrire", talk.admin)
    assert form.form
    assert [field.name for field in form.form.fields] == [
        "manager",
        "coach",
        "territory",
        "market_type",
        "law",
    ]
    values = {"manager": talk.manager, "coach": talk.mate, "territory": "Bretagne", "market_type": "smes"}
    talk.send(form, values, talk.admin)
    page = talk.say("startup voir", talk.admin).text
    assert "Inscrite au programme depuis le 23 novembre 2026" in page
    assert "Responsable de portefeuille\u00a0: Pauline Roche" in page
    assert "Coach\u00a0: Noé Petit" in page
    assert "Territoire\u00a0: Bretagne" in page
    assert "Type de marché\u00a0: PME" in page
    assert "Dépendance à la loi" not in page
    assert "Tu suis maintenant Vélo facile" in talk.said_to(talk.manager)[-1].text


def test_what_the_form_led_to_is_told(talk: Talk) -> None:
    talk.link()
    shown = talk.send(talk.say("startup enrol", talk.admin), {"manager": talk.manager}, talk.admin)
    told = talk.after_form(shown, talk.admin).text
    assert "C’est fait\u00a0: Vélo facile participe au programme." in told
    assert "Pauline Roche" in told


def test_one_line_enrols_and_names_managers(talk: Talk) -> None:
    line = f"startup inscrire vélo facile {talk.at(talk.manager)} {talk.at(talk.third)}"
    answer = talk.say(line, talk.admin, talk.driver.direct(talk.admin))
    assert "Vélo facile participe au programme" in answer.text
    assert "Pauline Roche suit maintenant Vélo facile" in answer.text
    assert set(managers(talk)) == {talk.manager, talk.third}
    assert "Tu suis maintenant Vélo facile" in talk.said_to(talk.third)[-1].text


def test_enrolling_twice_changes_nothing_and_says_since_when(talk: Talk) -> None:
    talk.link()
    line = f"startup enrol {talk.at(talk.manager)}"
    talk.say(line, talk.admin)
    talk.later(days=1)
    again = talk.say(line, talk.admin).text
    assert "participe au programme depuis le 23 novembre 2026" in again
    assert "Pauline Roche suit déjà Vélo facile" in again
    assert "depuis le 23 novembre 2026" in talk.say("startup enrol", talk.admin).text
    assert len(talk.said_to(talk.manager)) == 1


def test_withdrawing_loses_nothing(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup enrol {talk.at(talk.manager)}", talk.admin)
    talk.say("startup territory Bretagne")
    asked = talk.say("startup retirer", talk.admin)
    assert "Retirer Vélo facile du programme" in asked.text
    gone = talk.press(asked, "Oui, la retirer", talk.admin)
    assert "ne participe plus au programme" in gone.text
    page = talk.say("startup", talk.admin)
    assert "Pas encore inscrite" in page.text
    assert "Bretagne" in page.text
    assert managers(talk) == [talk.manager]
    assert "n’est pas inscrite" in talk.say("startup withdraw", talk.admin).text
    assert talk.press(gone, "Inscrire à nouveau", talk.admin).form


def test_linking_proposes_enrolment_to_the_programme_team_until_it_is_done(talk: Talk) -> None:
    talk.link()
    proposed = talk.said_to(talk.admin)[-1]
    assert "Camille Moreau a lié un canal" in proposed.text
    form = talk.press(proposed, "Inscrire", talk.admin)
    talk.send(form, {}, talk.admin)
    assert talk.count("enrolments") == 1
    talk.say("startup unlink")
    talk.later(minutes=1)
    talk.link()
    assert "Inscrire" not in talk.said_to(talk.admin)[-1].buttons


def test_the_programme_team_is_asked_which_one_resembles_it(talk: Talk) -> None:
    direct = talk.driver.direct(talk.admin)
    asked = talk.say("startup enrol vélo facille", talk.admin, direct)
    assert "De quelle startup s’agit-il" in asked.text
    form = talk.press(asked, "Vélo facile", talk.admin)
    talk.send(form, {}, talk.admin)
    assert talk.count("enrolments") == 1
    assert "/gamma startup inscrire velo-facile" in talk.say("startup enrol", talk.admin, direct).text


# --- managers ---------------------------------------------------------------------------------


def test_a_manager_is_told_once_and_may_act(talk: Talk) -> None:
    talk.link()
    line = f"startup responsable {talk.at(talk.manager)}"
    assert "Pauline Roche suit maintenant Vélo facile" in talk.say(line, talk.admin).text
    told = talk.said_to(talk.manager)
    assert "c’est Nadia Benali qui me l’a" in told[-1].text
    assert "Louer un vélo public" in talk.press(told[-1], "La page de la startup", talk.manager).text
    assert "suit déjà" in talk.say(line, talk.admin).text
    assert len(talk.said_to(talk.manager)) == 1
    page = talk.say("startup", talk.manager, talk.driver.direct(talk.manager))
    assert "Responsable de portefeuille\u00a0: Pauline Roche" in page.text


def test_several_managers_may_follow_and_be_removed(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup manager {talk.at(talk.manager)} {talk.at(talk.third)}", talk.admin)
    assert set(managers(talk)) == {talk.manager, talk.third}
    removed = talk.say(f"startup responsable retirer {talk.at(talk.third)}", talk.admin)
    assert "Inès Diallo ne suit plus Vélo facile" in removed.text
    assert managers(talk) == [talk.manager]
    assert "Tu ne suis plus Vélo facile" in talk.said_to(talk.third)[-1].text
    again = talk.say(f"startup manager remove {talk.at(talk.third)}", talk.admin)
    assert "Inès Diallo ne suit pas Vélo facile" in again.text
    talk.later(minutes=1)
    talk.say(f"startup manager {talk.at(talk.third)}", talk.admin)
    assert "Tu suis maintenant" in talk.said_to(talk.third)[-1].text


def test_who_answered_in_the_team_is_told_what_following_takes_away_and_who_else_follows(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup responsable {talk.at(talk.manager)}", talk.admin)
    talk.page(talk.say("assess"), {"in_production": "yes"})
    answer = talk.say(f"startup responsable {talk.at(talk.member)} {talk.at(talk.third)}", talk.admin).text
    assert "Camille Moreau a déjà répondu à l’auto-évaluation de Vélo facile" in answer
    assert "/gamma startup responsable retirer, puis @ et son nom" in answer
    assert "Inès Diallo a déjà répondu" not in answer
    assert "Vélo facile est aussi suivie par Pauline Roche" in answer
    told = talk.said_to(talk.member)[-1].text
    assert "tu ne peux plus l’évaluer ni revoir tes propres résultats" in told
    assert "/gamma startup responsable retirer, puis @ et ton nom" in told
    assert "Pauline Roche" in told
    assert "tu ne peux plus l’évaluer" not in talk.said_to(talk.third)[-1].text


def test_the_form_says_so_too_when_a_member_is_named(talk: Talk) -> None:
    talk.link()
    talk.page(talk.say("assess"), {"in_production": "yes"})
    shown = talk.send(talk.say("startup enrol", talk.admin), {"manager": talk.member}, talk.admin)
    told = talk.after_form(shown, talk.admin).text
    assert "Camille Moreau a déjà répondu à l’auto-évaluation de Vélo facile" in told


def test_who_was_unmade_a_manager_meanwhile_is_not_told_so(talk: Talk) -> None:
    talk.link()
    before = len(talk.said_to(talk.third))
    talk.say(f"startup manager {talk.at(talk.third)}", talk.admin)
    talk.say(f"startup manager remove {talk.at(talk.third)}", talk.admin)
    told = [message.text for message in talk.said_to(talk.third)[before:]]
    assert not any("Tu suis maintenant" in text for text in told)


def test_the_manager_is_told_in_their_own_language(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup manager {talk.at(talk.english)}", talk.admin)
    assert "You now follow Vélo facile" in talk.said_to(talk.english)[-1].text


def test_nobody_named_or_nobody_known_is_told_how_to_write_it(talk: Talk) -> None:
    talk.link()
    for typed in ("startup manager Pauline Roche", "startup responsable retirer"):
        assert "Écris @ et choisis un nom" in talk.say(typed, talk.admin).text
    unknown = talk.say(f"startup enrol @personne {talk.at(talk.manager)}", talk.admin).text
    assert "Je ne retrouve pas tout le monde ici" in unknown
    assert "@personne" in unknown
    assert talk.count("enrolments") == 0
    assert managers(talk) == []


@pytest.mark.parametrize("command", ["startup responsable", "startup inscrire", "startup coach"])
def test_who_was_named_is_not_lost_where_the_startup_is_asked(talk: Talk, command: str) -> None:
    """A button would not carry them: the whole line is told, ready to be typed."""
    direct, named = talk.driver.direct(talk.admin), talk.at(talk.manager)
    asked = talk.say(f"{command} vélo facille {named}", talk.admin, direct).message
    assert asked
    line = f"{command} velo-facile @"
    assert f"/gamma {line}" in asked.text
    assert asked.buttons == ()
    assert "Pauline Roche" in talk.say(f"{command} velo-facile {named}", talk.admin, direct).text


@pytest.mark.parametrize("typed", ["@channel", "@here", "<!here>", "<@U404|nobody>", "@" + "x" * 500])
def test_hostile_mentions_name_nobody(talk: Talk, typed: str) -> None:
    talk.link()
    answer = talk.say(f"startup manager {typed}", talk.admin).text
    kind = ("Je ne retrouve pas", "Je ne trouve pas", "De qui s’agit-il", "pas sûr de comprendre")
    assert any(sentence in answer for sentence in kind)
    assert managers(talk) == []
    assert talk.count("outbox") == len(talk.said_in(talk.channel)) + len(talk.said_to(talk.admin))


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["startup enrol", "startup withdraw", "startup manager", "startup enrol {at}"]
)
@pytest.mark.parametrize("who", ["member", "manager", "stranger"])
def test_only_the_programme_team_enrols_and_names_managers(talk: Talk, who: str, typed: str) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    line = typed.format(at=talk.at(talk.third))
    if typed == "startup manager":
        line += f" {talk.at(talk.third)}"
    person = getattr(talk, who)
    places = [talk.driver.direct(person)] + ([talk.channel] if who != "stranger" else [])
    for place in places:
        screen = talk.say(line, person, place)
        assert screen.form is None
        assert "équipe d’animation" in screen.text or "Je ne sais pas avec quelle startup" in screen.text
    assert talk.count("enrolments") == 0
    assert managers(talk) == [talk.manager]


def test_who_may_not_withdraw_is_told_about_withdrawing(talk: Talk) -> None:
    talk.link()
    answer = talk.say("startup retirer").text
    assert "C’est l’équipe d’animation qui retire une startup du programme" in answer


def test_a_form_counts_by_the_right_at_the_moment_it_is_sent(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup enrol", talk.admin)
    talk.settings["GAMMA_ADMINS"] = f"{talk.driver.name}:{talk.third}"
    talk.restart()
    refused = talk.send(form, {"manager": talk.manager, "territory": "Bretagne"}, talk.admin)
    assert refused.form
    assert "équipe d’animation" in " ".join(refused.form.errors.values())
    assert talk.count("enrolments") == 0
    assert talk.count("startup_details") == 0
    assert managers(talk) == []


def test_the_form_survives_a_restart_and_counts_once(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup enrol", talk.admin)
    talk.restart()
    talk.send(form, {"manager": talk.manager}, talk.admin)
    talk.say(f"startup manager remove {talk.at(talk.manager)}", talk.admin)
    talk.say("startup withdraw yes", talk.admin)
    talk.driver.replay()
    assert talk.count("enrolments") == 1
    assert "n’est pas inscrite" in talk.say("startup withdraw", talk.admin).text
    assert managers(talk) == []


def test_the_form_is_prefilled_and_an_untouched_manager_stays_removed(talk: Talk) -> None:
    """Left open while somebody else removes the manager it shows."""
    talk.link()
    talk.make_manager(talk.manager)
    form = talk.say("startup enrol", talk.admin)
    assert form.form
    assert form.form["manager"].value == talk.manager
    talk.say(f"startup manager remove {talk.at(talk.manager)}", talk.admin)
    talk.send(form, {}, talk.admin)
    assert talk.count("enrolments") == 1
    assert managers(talk) == []


def test_a_startup_that_left_the_catalogue_says_so(talk: Talk) -> None:
    talk.link()
    with talk.app.store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE startups SET removed_at = '2026-10-01 08:00:00.000000+00:00' WHERE id = 'velo-facile'"
        )
    assert "Absente du catalogue public depuis le 1er octobre 2026" in talk.say("startup").text

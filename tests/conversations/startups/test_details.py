"""The short things people say of a startup for its page: by the form, on one line, and who may."""

import pytest

from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from storage.startups import page
from tests.conversation import STARTUP, Talk
from tests.conversations.startups.page_details import details

# --- the form ---------------------------------------------------------------------------------


def test_the_form_keeps_what_is_said_and_shows_it_again(talk: Talk) -> None:
    talk.link()
    values = {"coach": talk.third, "territory": "  Pays \n de la  Loire ", "market_type": "smes", "law": "no"}
    shown = talk.send(talk.say("startup compléter"), values)
    told = talk.after_form(shown, talk.member).text
    assert (
        "C’est noté pour Vélo facile\u00a0: Coach, Territoire, Type de marché, Dépendance à la loi." in told
    )
    again = talk.say("startup modifier").form
    assert again
    assert [field.value for field in again.fields] == [talk.third, "Pays de la Loire", "smes", "no"]
    talk.send(again, {"territory": "", "coach": ""})
    page = talk.say("startup").text
    assert "Territoire" not in page
    assert "Coach\u00a0:" not in page
    assert "Dépendance à la loi\u00a0: Non" in page


def test_a_form_left_open_undoes_nothing_that_was_said_meanwhile(talk: Talk) -> None:
    talk.link()
    talk.say("startup territory Bretagne")
    form = talk.say("startup edit")
    talk.say("startup territory Normandie", talk.mate)
    talk.say("startup law oui", talk.mate)
    talk.say(f"startup coach {talk.at(talk.third)}", talk.mate)
    talk.send(form, {"market_type": "smes"})
    assert details(talk) == {"territory": "Normandie", "law": "yes", "market_type": "smes"}
    assert "Coach\u00a0: Inès Diallo" in talk.say("startup").text


def test_a_field_emptied_in_a_form_left_open_withdraws_only_what_it_showed(talk: Talk) -> None:
    talk.link()
    talk.say("startup territory Bretagne")
    form = talk.say("startup edit")
    talk.say("startup territory Normandie", talk.mate)
    talk.send(form, {"territory": ""})
    assert details(talk) == {"territory": "Normandie"}


def test_a_coach_who_left_and_so_is_not_shown_stays_until_somebody_else_is_picked(talk: Talk) -> None:
    """A restart later, since for some minutes the platform is not asked again who they are."""
    talk.link()
    talk.say(f"startup coach {talk.at(talk.third)}")
    talk.driver.retire(talk.third)
    talk.restart()
    form = talk.say("startup edit").form
    assert form
    assert form["coach"].value == ""
    talk.send(form, {"territory": "Bretagne"})
    assert "Coach\u00a0: Inès Diallo" in talk.say("startup").text
    talk.send(talk.say("startup edit"), {"coach": talk.mate})
    assert "Coach\u00a0: Noé Petit" in talk.say("startup").text


def test_what_a_form_led_to_lasts_in_the_direct_conversation(talk: Talk) -> None:
    talk.link()
    for typed, values, told in (
        ("startup edit", {"territory": "Bretagne"}, "C’est noté pour Vélo facile\u00a0: Territoire."),
        ("startup objectives", {"obstacles": "Pas d’API"}, "C’est noté pour Vélo facile\u00a0: Obstacles"),
        ("startup sponsor", {"name": "Jeanne Martin"}, "Jeanne Martin"),
    ):
        before = len(talk.said_to(talk.member))
        shown = talk.send(talk.say(typed), values)
        lasting = talk.said_to(talk.member)[before:]
        assert [told in each.text for each in lasting] == [True]
        assert shown.text in ("", lasting[0].text)


def test_what_an_earlier_version_was_to_tell_of_a_form_is_told(talk: Talk) -> None:
    """It planned messages of other kinds, which may still wait when this version starts."""
    talk.link()
    talk.say("startup sponsor Jeanne Martin")
    page_saved = {"startup": STARTUP.id, "enrolled": False, "named": 0, "changed": ["law"], "replaced": {}}
    with talk.app.store.write() as session:
        member = people.upsert_person(session, talk.driver.name, talk.member)
        for kind, subject in (("page_stated", page_saved), ("contact_stated", {"startup": STARTUP.id})):
            planned = Notification(kind, kind, subject, talk.driver.name, talk.now, person_id=member.id)
            outbox.plan(session, planned)
    texts = [message.text for message in talk.said_to(talk.member)][-2:]
    assert any("C’est noté pour Vélo facile\u00a0: Dépendance à la loi." in text for text in texts)
    assert any("Jeanne Martin" in text for text in texts)


def test_an_answer_that_is_no_longer_offered_is_named_to_who_replaces_it(talk: Talk) -> None:
    """The form cannot show it, and so shows nothing there."""
    talk.link()
    with talk.app.store.write() as session:
        mate = people.upsert_person(session, talk.driver.name, talk.mate)
        page.save_details(session, STARTUP.id, {"market_type": "martians"}, mate, talk.now)
    shown = talk.send(talk.say("startup edit"), {"territory": "Bretagne"})
    assert "Territoire." in talk.after_form(shown, talk.member).text
    assert details(talk)["market_type"] == "martians"
    shown = talk.send(talk.say("startup edit"), {"market_type": "smes"})
    assert "martians" in talk.after_form(shown, talk.member).text


def test_two_who_change_the_same_field_are_told_of_each_other(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup edit")
    talk.say("startup territory Normandie", talk.mate)
    shown = talk.send(form, {"territory": "Bretagne"})
    told = talk.after_form(shown, talk.member).text
    assert "quelqu’un avait écrit «\u00a0Normandie\u00a0». Ton texte l’a remplacé." in told
    assert details(talk) == {"territory": "Bretagne"}


def test_a_form_counts_once_across_a_restart(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup edit")
    talk.restart()
    talk.send(form, {"territory": "Bretagne"})
    talk.say("startup territory Normandie", talk.mate)
    told = len(talk.said_to(talk.member))
    talk.driver.replay()
    assert details(talk) == {"territory": "Normandie"}
    assert len(talk.said_to(talk.member)) == told


def test_nothing_changed_is_said_and_nothing_is_written(talk: Talk) -> None:
    talk.link()
    shown = talk.send(talk.say("startup edit"), {})
    told = talk.after_form(shown, talk.member).text
    assert "Rien n’a changé sur la page de Vélo facile." in told
    assert talk.count("startup_details") == 0


# --- single lines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("startup territory Bretagne", "territory", "Bretagne"),
        ("startup TERRITOIRE  Île-de-France ", "territory", "Île-de-France"),
        ("startup marché pme", "market_type", "smes"),
        ("startup marche grandes entreprises", "market_type", "large_companies"),
        ("startup market end users", "market_type", "end_users"),
        ("startup market particuliers", "market_type", "end_users"),
        ("startup loi oui", "law", "yes"),
        ("startup law PARTLY", "law", "partly"),
        ("startup loi ne sait pas", "law", "unknown"),
    ],
)
def test_one_line_says_one_thing(talk: Talk, typed: str, field: str, value: str) -> None:
    talk.link()
    assert "C’est noté pour Vélo facile" in talk.say(typed).text
    assert details(talk) == {field: value}


def test_a_choice_that_is_none_names_the_choices(talk: Talk) -> None:
    talk.link()
    answer = talk.say("startup marché martiens").text
    assert "Administrations, Grandes entreprises, PME, Grand public" in answer
    assert "Oui, En partie, Non, Je ne sais pas" in talk.say("startup law peut-être").text
    assert "la limite est de 150" in talk.say("startup territory " + "é" * 151).text
    assert details(talk) == {}


def test_without_a_value_the_form_is_opened(talk: Talk) -> None:
    talk.link()
    for typed in (
        "startup territory",
        "startup marché",
        "startup loi",
        "startup coach",
        "startup law velo-facile",
    ):
        form = talk.say(typed).form
        assert form
        assert form.title == "La page de la startup"


def test_a_colon_may_stand_before_what_is_stated(talk: Talk) -> None:
    talk.link()
    for typed in ("territoire : Bretagne", "territoire: Bretagne"):
        assert "Territoire\u00a0: Bretagne" in talk.say(f"startup {typed}").text
    assert details(talk) == {"territory": "Bretagne"}
    assert "Oui" in talk.say("startup loi : oui").text
    assert "Coach\u00a0: Inès Diallo" in talk.say(f"startup coach : {talk.at(talk.third)}").text
    direct = talk.driver.direct(talk.member)
    assert "Corse" in talk.say("startup territoire velo-facile : Corse", talk.member, direct).text
    assert details(talk)["territory"] == "Corse"


def test_a_coach_is_named_and_taken_away(talk: Talk) -> None:
    talk.link()
    assert "Coach\u00a0: Inès Diallo" in talk.say(f"startup coach {talk.at(talk.third)}").text
    assert "Écris @ et choisis un nom" in talk.say("startup coach Inès").text
    assert "Je ne retrouve pas" in talk.say("startup coach @personne").text
    assert "Coach\u00a0: Inès Diallo" in talk.say("startup").text
    assert "n’indique plus de coach" in talk.say("startup coach retirer").text
    assert talk.count("coaches") == 0


def test_elsewhere_the_startup_is_named_first_or_chosen(talk: Talk) -> None:
    talk.link()
    direct = talk.driver.direct(talk.member)
    talk.say("startup territory velo-facile Bretagne", talk.member, direct)
    assert details(talk) == {"territory": "Bretagne"}
    talk.say("startup territory Vélo facile Pays de la Loire", talk.member, direct)
    assert details(talk) == {"territory": "Pays de la Loire"}
    talk.say("startup territory Normandie", talk.member, direct)
    assert details(talk) == {"territory": "Normandie"}, "of the only startup she is with"
    talk.say("startup link cantine-claire", talk.member, talk.other_channel)
    asked = talk.say("startup territory Corse", talk.member, direct)
    assert "De quelle startup s’agit-il" in asked.text
    talk.press(asked, "Vélo facile")
    assert details(talk) == {"territory": "Corse"}


def test_the_programme_team_names_any_startup(talk: Talk) -> None:
    direct = talk.driver.direct(talk.admin)
    assert "Bretagne" in talk.say("startup territory vélo facile Bretagne", talk.admin, direct).text
    asked = talk.say("startup territory Corse", talk.admin, direct).text
    assert "/gamma startup territoire Corse velo-facile" in asked
    assert details(talk) == {"territory": "Bretagne"}
    assert "Aucun canal ne lui est encore lié" in talk.say("startup vélo facile", talk.admin, direct).text


# --- who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "startup edit",
        "startup objectives",
        "startup sponsor",
        "startup territory Bretagne",
        "startup law oui",
        "startup objective growth Doubler",
        "startup obstacle SI",
        "startup sponsor Jeanne",
    ],
)
def test_a_stranger_completes_nothing(talk: Talk, typed: str) -> None:
    talk.link()
    for line in (typed, f"{typed} velo-facile"):
        refused = talk.say(line, talk.stranger, talk.driver.direct(talk.stranger))
        assert refused.form is None
        assert "Je ne sais pas avec quelle startup" in refused.text
    assert details(talk) == {}
    assert talk.count("sponsor_contacts") == 0


@pytest.mark.parametrize("who", ["member", "manager", "admin"])
def test_the_team_its_manager_and_the_programme_team_complete_the_page(talk: Talk, who: str) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    person = getattr(talk, who)
    talk.send(talk.say("startup edit", person), {"territory": "Bretagne"}, person)
    talk.say("startup obstacle Pas d’API", person)
    talk.say("startup sponsor Jeanne Martin", person)
    assert details(talk) == {"territory": "Bretagne", "obstacles": "Pas d’API"}
    assert talk.count("sponsor_contacts") == 1


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("startup edit", {"territory": "Bretagne"}),
        ("startup objectives", {"obstacles": "Pas d’API"}),
        ("startup sponsor", {"name": "Jeanne"}),
    ],
)
def test_who_left_the_channel_keeps_nothing_with_an_old_form(
    talk: Talk, typed: str, values: dict[str, str]
) -> None:
    talk.link()
    form = talk.say(typed)
    talk.driver.leave(talk.member, talk.channel)
    refused = talk.send(form, values)
    assert refused.form
    assert "C’est réservé à l’équipe de Vélo facile" in " ".join(refused.form.errors.values())
    assert details(talk) == {}
    assert talk.count("sponsor_contacts") == 0

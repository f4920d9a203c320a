"""A person is picked in the platform's own list, or typed beside it: of the two, what is typed counts."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled


def owners(talk: Talk) -> str:
    return talk.say("actions").text


@pytest.mark.parametrize("who", ["picked", "Inès", "@Inès Diallo"])
def test_the_owner_of_an_action_is_picked_or_typed(talk: Talk, who: str) -> None:
    enrolled(talk)
    talk.say("actions", talk.third)
    talk.assess(as_=talk.third)  # from then on she is around the startup
    form = talk.say("actions ajouter").form
    assert form
    assert form["who"].kind == "person"
    talk.send(form, {"what": "Relancer la Creuse", "who": talk.third if who == "picked" else who})
    assert "Inès Diallo" in owners(talk)
    assert "Relancer la Creuse" in talk.say("actions miennes", talk.third).text


def test_oneself_and_somebody_who_has_no_account_are_typed(talk: Talk) -> None:
    enrolled(talk)
    for what, who in (("Relire la charte", "moi"), ("Signer la convention", "Mme Duval")):
        talk.send(talk.say("actions ajouter"), {"what": what, "who": who})
    assert "Relire la charte" in talk.say("actions miennes").text
    assert "Mme Duval" in owners(talk)


def test_who_left_after_the_form_was_opened_is_not_called_by_an_account(talk: Talk) -> None:
    enrolled(talk)
    form = talk.say("actions ajouter").form
    talk.driver.retire(talk.third)
    if talk.driver.name == "sandbox":
        return  # in its list nobody leaves while the page stands
    refused = talk.send(form, {"what": "Relancer la Creuse", "who": talk.third}).form
    assert refused
    assert set(refused.errors) == {"who"}
    assert talk.count("actions") == 0


@pytest.mark.parametrize("who", ["picked", "Pauline Roche"])
def test_a_portfolio_manager_is_chosen_in_a_form(talk: Talk, who: str) -> None:
    talk.link()
    talk.say("aide", talk.manager)
    form = talk.say("startup responsable", talk.admin).form
    assert form
    assert form["manager"].kind == "person"
    talk.send(form, {"manager": talk.manager if who == "picked" else who}, talk.admin)
    assert "Vélo facile" in talk.said_to(talk.manager)[-1].text


def test_a_manager_nobody_knows_is_refused_at_the_field_and_the_same_typed_again_changes_nothing(
    talk: Talk,
) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    talk.say("aide", talk.manager)
    refused = talk.send(
        talk.say("startup responsable", talk.admin), {"manager": "Personne Inconnue"}, talk.admin
    )
    assert refused.form
    assert "Personne Inconnue" in refused.form.errors["manager"]
    told = len(talk.said_to(talk.manager))
    talk.send(refused.form, {"manager": "pauline roche"}, talk.admin)
    assert len(talk.said_to(talk.manager)) == told


def test_nobody_picked_changes_nothing_and_says_so(talk: Talk) -> None:
    talk.link()
    sent = talk.send(talk.say("startup responsable", talk.admin), {}, talk.admin)
    assert "Rien n’a changé" in sent.text


def test_the_coach_is_typed_in_the_page(talk: Talk) -> None:
    enrolled(talk)
    talk.say("aide", talk.mate)
    talk.send(talk.say("startup compléter"), {"coach": "noé petit", "territory": "Creuse"})
    assert "Noé Petit" in talk.say("startup").text

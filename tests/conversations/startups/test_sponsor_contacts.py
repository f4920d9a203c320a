"""Who to invite at the sponsor: noted on one line or by a form, corrected, removed."""

import pytest

from gamma.startups.sponsor_contact import SponsorContact
from storage.startups import sponsor_contacts
from tests.conversation import STARTUP, Talk

JEANNE = SponsorContact("Jeanne Martin", "DGE", "jeanne.martin@dge.example")


def contacts(talk: Talk) -> list[SponsorContact]:
    with talk.app.store.read() as session:
        return sponsor_contacts.contacts_of(session, STARTUP.id)


def test_the_form_notes_a_contact_and_tells_all_of_them(talk: Talk) -> None:
    talk.link()
    talk.say("startup sponsor Paul Durand")
    form = talk.say("startup sponsor").form
    assert form
    assert [field.name for field in form.fields] == ["name", "administration", "email"]
    values = {"name": " Jeanne  Martin ", "administration": "DGE", "email": "jeanne.martin@DGE.example"}
    shown = talk.send(form, values)
    told = talk.after_form(shown, talk.member).text
    assert "Contacts chez le sponsor de Vélo facile" in told
    assert "Jeanne Martin (DGE), jeanne.martin@dge.example" in told
    assert "Paul Durand" in told
    assert contacts(talk)[-1] == JEANNE


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("Jeanne Martin, DGE, jeanne.martin@dge.example", JEANNE),
        ("Jeanne Martin,DGE,jeanne.martin@dge.example", JEANNE),
        ("Jeanne Martin jeanne.martin@dge.example", SponsorContact(JEANNE.name, "", JEANNE.email)),
        ("Jeanne Martin", SponsorContact("Jeanne Martin")),
        ("Jeanne Martin, Bureau des vélos, DGE", SponsorContact("Jeanne Martin", "Bureau des vélos, DGE")),
    ],
)
def test_one_line_notes_a_contact(talk: Talk, typed: str, noted: SponsorContact) -> None:
    talk.link()
    assert "Jeanne Martin" in talk.say(f"startup sponsor {typed}").text
    assert contacts(talk) == [noted]


@pytest.mark.parametrize(
    "again",
    [
        "jeanne MARTIN, Ministère",
        "J. Martin, Ministère, JEANNE.martin@dge.example",
        "Jeanne-Martin, Ministère",
    ],
)
def test_the_same_name_or_address_is_corrected_not_doubled(talk: Talk, again: str) -> None:
    talk.link()
    talk.say("startup sponsor Jeanne Martin, DGE, jeanne.martin@dge.example")
    talk.say(f"startup sponsor {again}", talk.mate)
    (noted,) = contacts(talk)
    assert noted.administration == "Ministère"
    assert noted.email.lower() == JEANNE.email, "what is not said again stays"
    assert noted.name == again.split(",")[0]


def test_a_name_and_an_address_of_two_people_are_not_mixed(talk: Talk) -> None:
    talk.link()
    talk.say("startup sponsor Jeanne Martin")
    talk.say("startup sponsor Paul Durand, paul@dge.example")
    answer = talk.say("startup sponsor Jeanne Martin, paul@dge.example").text
    assert "Le nom est celui de Jeanne Martin, l’adresse celle de Paul Durand" in answer
    assert len(contacts(talk)) == 2
    assert contacts(talk)[0].email == ""


@pytest.mark.parametrize(
    "typed", ["jeanne@", "jeanne@dge", "jeanne@bureau.local", "a b@dge.example", "@dge.example"]
)
def test_a_wrong_address_is_told_at_its_field_and_nothing_typed_is_lost(talk: Talk, typed: str) -> None:
    talk.link()
    form = talk.say("startup sponsor")
    refused = talk.send(form, {"name": "Jeanne Martin", "administration": "DGE", "email": typed}).form
    assert refused
    assert "n’est pas une adresse électronique complète" in refused.errors["email"]
    assert refused["name"].value == "Jeanne Martin"
    assert contacts(talk) == []
    talk.send(refused, {"name": "Jeanne Martin", "administration": "DGE", "email": JEANNE.email})
    assert contacts(talk) == [JEANNE]


def test_a_wrong_line_is_told_and_changes_nothing(talk: Talk) -> None:
    talk.link()
    assert "adresse électronique complète" in talk.say("startup sponsor Jeanne Martin, DGE, jeanne@dge").text
    for begun in ("jeanne.martin", "j.martin"):
        refused = talk.say(f"startup sponsor Jeanne Martin, DGE, {begun}").text
        assert f"«\u00a0{begun}\u00a0» n’est pas une adresse électronique complète" in refused
    assert "Le nom vient d’abord" in talk.say("startup sponsor jeanne@dge.example").text
    assert "Le nom vient d’abord" in talk.say("startup sponsor , ,").text
    assert contacts(talk) == []


def test_a_contact_is_removed_by_name_or_address(talk: Talk) -> None:
    talk.link()
    talk.say("startup sponsor Jeanne Martin, DGE, jeanne.martin@dge.example")
    talk.say("startup sponsor Paul Durand, paul@dge.example")
    assert (
        "Voulais-tu dire «\u00a0Jeanne Martin\u00a0»" in talk.say("startup sponsor retirer Jeane Martn").text
    )
    nobody = talk.say("startup sponsor remove").text
    assert "Les contacts notés\u00a0: Jeanne Martin, Paul Durand" in nobody
    assert "«" not in nobody
    removed = talk.say("startup sponsor retirer JEANNE martin").text
    assert "C’est fait\u00a0: Jeanne Martin ne figure plus parmi les contacts." in removed
    assert removed.count("Jeanne") == 1
    assert "Aucun contact" in talk.say("startup sponsor remove paul@dge.example").text
    assert "Aucun contact n’est encore noté" in talk.say("startup sponsor remove Paul").text
    assert contacts(talk) == []


def test_a_form_counts_once_across_a_restart(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup sponsor")
    talk.restart()
    talk.send(form, {"name": "Jeanne Martin"})
    talk.say("startup sponsor remove Jeanne Martin")
    talk.driver.replay()
    assert contacts(talk) == []


def test_hostile_names_stay_words(talk: Talk) -> None:
    talk.link()
    hostile = "**@here** <!channel> [x](http://x.invalid)"
    talk.send(talk.say("startup sponsor"), {"name": hostile, "administration": "`code` ~general"})
    assert f"Contact\u00a0: {hostile} (`code` ~general)" in talk.say("startup").text
    assert "Aucun contact" in talk.say(f"startup sponsor remove {hostile}").text


def test_the_page_and_the_line_work_in_the_direct_conversation(talk: Talk) -> None:
    talk.link()
    direct = talk.driver.direct(talk.member)
    talk.say("startup sponsor velo-facile Jeanne Martin, DGE", talk.member, direct)
    assert contacts(talk) == [SponsorContact("Jeanne Martin", "DGE")]
    assert talk.say("startup sponsor velo-facile", talk.member, direct).form
    talk.say("startup sponsor retirer Jeanne Martin", talk.member, direct)
    assert contacts(talk) == []

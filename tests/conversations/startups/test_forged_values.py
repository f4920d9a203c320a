"""Values of a form that somebody made up."""

from sqlalchemy import text

from tests.conversation import Talk
from tests.conversations.startups.page_details import details


def test_an_account_that_nobody_has_is_refused_at_its_field(talk: Talk) -> None:
    """As somebody would send it who makes up the form's values."""
    talk.link()
    form = talk.say("startup edit")
    refused = talk.send(form, {"coach": "USLACKBOT", "territory": "Bretagne"})
    assert refused.form
    assert "choisis la personne dans la liste" in refused.form.errors["coach"]
    assert refused.form["territory"].value == "Bretagne"
    assert details(talk) == {"territory": "Bretagne"}
    assert talk.count("coaches") == 0


def test_words_that_somebody_else_wrote_do_not_stay_in_what_was_said(talk: Talk) -> None:
    """What a form took the place of is told to whoever sent it, and kept no longer than that."""
    talk.link()
    first, second = talk.say("startup edit"), talk.say("startup edit", talk.mate)
    talk.send(second, {"territory": "Bretagne"}, talk.mate)
    talk.send(first, {"territory": "Occitanie"})
    assert "Bretagne" in talk.said_to(talk.member)[-1].text
    with talk.app.store.read() as session:
        assert "Bretagne" not in str(session.execute(text("SELECT subject FROM outbox")).all())

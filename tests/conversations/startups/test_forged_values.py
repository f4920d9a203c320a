"""Values of a form that somebody made up."""

from tests.conversation import Talk
from tests.conversations.startups.page_details import details


def test_an_account_that_nobody_has_is_refused_at_its_field(talk: Talk) -> None:
    """As somebody would send it who makes up the form's values."""
    talk.link()
    form = talk.say("startup edit")
    refused = talk.send(form, {"coach": "USLACKBOT", "territory": "Bretagne"})
    assert refused.form
    assert "Je ne trouve pas cette personne ici" in refused.form.errors["coach"]
    assert refused.form["territory"].value == "Bretagne"
    assert details(talk) == {}
    assert talk.count("coaches") == 0

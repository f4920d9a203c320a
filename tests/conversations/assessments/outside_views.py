"""How tests give an outside view, and read what became of it."""

from tests.conversation import Talk
from tests.spaces import plain

ALL = {"market": "partly", "impact": "partly", "team": "reached"}
WITHOUT = "Ce n’est pas une note"


def prepared(talk: Talk, *, shared: bool = True) -> None:
    """Shared: market reached, impact partly, team not yet."""
    talk.link()
    talk.make_manager(talk.manager)
    if shared:
        talk.assess()
        talk.say("assess share")
        talk.tick()


def read(said: str) -> str:
    return plain(said)


def give(talk: Talk, values: dict[str, str], as_: str = "") -> str:
    """By the form; what is seen after it lasts in the manager's direct conversation."""
    manager = as_ or talk.manager
    talk.later(seconds=1)
    after = talk.send(talk.say("évaluer regard", manager), values, manager)
    assert after.form is None, after.form.errors
    lasting = read(talk.said_to(manager)[-1].text)
    assert after.message is None or read(after.message.text) == lasting
    return lasting


def views_told(talk: Talk, channel: str = "") -> list[str]:
    return [read(m.text) for m in talk.said_in(channel or talk.channel) if WITHOUT in m.text]

"""A checkpoint that began half an hour ago, the form of its minutes and what the team reads of them."""

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, on

# The checkpoint is on Tuesday 8 December 2026, 14:30 in Paris.

FILLED = {
    "decisions": "On ouvre trois régions\n- On recrute",
    "actions": "relancer la région — Noé — 12 décembre\nécrire au préfet avant le 31 février",
    "commitments": "financement : 50 k€ d’ici mars\ntrois préfectures",
    "summary": "Un très bon point.",
    "notes": "Le sponsor hésite encore.",
}


def held(talk: Talk) -> None:
    """It began half an hour ago."""
    enrolled(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    on(talk, 2026, 12, 8, 14)
    talk.tick()


def write(talk: Talk, values: dict[str, str], as_: str = "") -> str:
    """Fill the form; what is said about it."""
    return send(talk, talk.say("point compte-rendu", as_), values, as_)


def send(talk: Talk, form: object, values: dict[str, str], as_: str = "") -> str:
    shown = talk.send(form, values, as_)  # type: ignore[arg-type]
    if shown.form:
        return "\n".join(shown.form.errors.values())
    return talk.after_form(shown, as_ or talk.member).text


def recaps(talk: Talk) -> list[str]:
    said = [post.text for post in talk.said_in(talk.channel)]
    return [text for text in said if text.startswith("Compte rendu du point")]

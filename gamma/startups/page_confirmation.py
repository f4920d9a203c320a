"""What is answered when a form of a startup's page was kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.chat import Button, Message
from gamma.programme.file import Programme
from gamma.startups import page_fields
from gamma.startups.manager_messages import out_of_the_team
from gamma.startups.page_fields import PageField
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator
from gamma.truncate import fit_paragraphs

Outcome = Mapping[str, Any]
"""changed: names of fields; replaced: what others had written meanwhile, by field; enrolled: yes or no;
named: the id of the person named as manager, 0 if nobody was."""


def page_kept(
    words: Translator,
    programme: Programme,
    startup: Startup,
    outcome: Outcome,
    managers: Sequence[str],
    from_the_team: Sequence[str],
) -> Message:
    """The names of those who follow the startup now, and who of those named was of its team until now."""
    fields = {**page_fields.details(programme, words), **page_fields.objectives(programme, words)}
    paragraphs = [_done(words, startup, outcome, managers), *_changed(words, startup, outcome, fields)]
    paragraphs += [out_of_the_team(words, startup, name) for name in from_the_team]
    for name, text in outcome["replaced"].items():
        if name in fields:
            paragraphs.append(_replaced(words, fields[name], text))
    button = Button(words.text(N_("The startup’s page")), says="startup", about=startup.id)
    return Message(fit_paragraphs([paragraph for paragraph in paragraphs if paragraph]), (button,))


def _done(words: Translator, startup: Startup, outcome: Outcome, managers: Sequence[str]) -> Text | None:
    if not outcome["enrolled"]:
        return None
    done = words.rich(N_("Done: **{startup}** takes part in the programme."), startup=startup.name)
    if not managers:
        return done
    names = words.listed(list(managers))
    return Text.lines(done, words.rich(N_("**Portfolio manager:** {names}"), names=names))


def _changed(
    words: Translator, startup: Startup, outcome: Outcome, fields: Mapping[str, PageField]
) -> list[Text | None]:
    labels = [fields[name].label for name in outcome["changed"] if name in fields]
    if labels:
        kept = N_("Kept for **{startup}**: {labels}.")
        return [words.rich(kept, startup=startup.name, labels=words.listed(labels))]
    if outcome["enrolled"]:
        return []
    return [words.rich(N_("Nothing has changed on the page of **{startup}**."), startup=startup.name)]


def _replaced(words: Translator, field: PageField, text: str) -> Text:
    told = N_("{label}: while your form was open, somebody had written “{text}”. Yours has taken its place.")
    return words.rich(told, label=field.label, text=field.said(text))

"""What is answered when a form of a startup's page was kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.chat import Button, Message
from gamma.programme.file import Programme
from gamma.startups import page_fields
from gamma.startups.manager_messages import left_team_warning
from gamma.startups.page_fields import PageField
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

Outcome = Mapping[str, Any]
"""changed: names of fields; replaced: what others had written meanwhile, by field; enrolled: yes or no;
named: the id of the person named as manager, 0 if nobody was."""


def page_confirmation(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    outcome: Outcome,
    managers: Sequence[str],
    from_the_team: Sequence[str],
) -> Message:
    """The names of those who follow the startup now, and who of those named was of its team until now."""
    fields = {
        **page_fields.detail_fields(programme, translator),
        **page_fields.objective_fields(programme, translator),
    }
    paragraphs = [
        _enrolment(translator, startup, outcome, managers),
        *_changed_fields(translator, startup, outcome, fields),
    ]
    paragraphs += [left_team_warning(translator, startup, name) for name in from_the_team]
    for name, text in outcome["replaced"].items():
        if name in fields:
            paragraphs.append(_replaced_text(translator, fields[name], text))
    button = Button(translator.text(N_("The startup’s page")), says="startup show", about=startup.id)
    return Message(fit_paragraphs([paragraph for paragraph in paragraphs if paragraph]), (button,))


def _enrolment(
    translator: Translator, startup: Startup, outcome: Outcome, managers: Sequence[str]
) -> Text | None:
    if not outcome["enrolled"]:
        return None
    done = translator.render(N_("Done: **{startup}** takes part in the programme."), startup=startup.name)
    if not managers:
        return done
    names = translator.listed(list(managers))
    return Text.lines(done, translator.render(N_("**Portfolio manager:** {names}"), names=names))


def _changed_fields(
    translator: Translator, startup: Startup, outcome: Outcome, fields: Mapping[str, PageField]
) -> list[Text | None]:
    labels = [fields[name].label for name in outcome["changed"] if name in fields]
    if labels:
        sentence = N_("Kept for **{startup}**: {labels}.")
        return [translator.render(sentence, startup=startup.name, labels=translator.listed(labels))]
    if outcome["enrolled"]:
        return []
    return [translator.render(N_("Nothing has changed on the page of **{startup}**."), startup=startup.name)]


def _replaced_text(translator: Translator, field: PageField, text: str) -> Text:
    sentence = N_(
        "{label}: while your form was open, somebody had written “{text}”. Yours has taken its place."
    )
    return translator.render(sentence, label=field.label, text=field.display(text))

"""What a team and its sponsor have to do, as lists of one page or more."""

from collections.abc import Sequence
from datetime import date

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.follow_ups.follow_up import Action, Commitment
from gamma.follow_ups.messages import (
    NOTHING_TO_REPORT,
    action_line,
    commitment_done_button,
    commitment_line,
    done_button,
    sort_by_kind,
)
from gamma.list_pages import ListCommand, fit_pages
from gamma.sections import Section
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator

_HOW = N_("Done: `/gamma actions done {number}`. Given up: `/gamma actions drop {number}`.")


def open_actions(
    translator: Translator,
    startup: Startup,
    actions: Sequence[Action],
    commitments: Sequence[Commitment],
    today: date,
    page: int,
) -> Message:
    """What the team has to do, and what its sponsor promised."""
    head = translator.render(N_("**Open actions: {startup}**"), startup=startup.name)
    team = Section(
        title=translator.render(N_("**To do**")),
        lines=[action_line(translator, action, today) for action in actions],
        placeholder=translator.render(NOTHING_TO_REPORT),
    )
    sponsor = Section(
        title=_commitments_title(translator, commitments),
        lines=[commitment_line(translator, each, today) for each in sort_by_kind(commitments)],
    )
    closing = [translator.render(_HOW, number=actions[0].id)] if actions else []
    buttons = _done_buttons(translator, actions)
    if len(buttons) < MESSAGE_BUTTONS:
        label = translator.text(N_("Add an action"))
        buttons.append(Button(label, says="actions add", about=startup.id))
    command = ListCommand("actions", startup.id, page)
    return fit_pages(translator, command, [head], [team, sponsor], closing, buttons)


def _done_buttons(translator: Translator, actions: Sequence[Action]) -> list[Button]:
    """None where not each can have one."""
    if len(actions) > MESSAGE_BUTTONS:
        return []
    return [done_button(translator, action, named=len(actions) > 1) for action in actions]


def _commitments_title(translator: Translator, commitments: Sequence[Commitment]) -> Text:
    """An example has a number of theirs."""
    title = N_("**Commitments of the sponsor** (kept: `/gamma commitments done {number}`)")
    return translator.render(title, number=commitments[0].id if commitments else "")


def own_actions(translator: Translator, own: Sequence[tuple[Action, str]], today: date, page: int) -> Message:
    """All of a person's, with the startups' names."""
    section = Section(
        title=translator.render(N_("**Your open actions**")),
        lines=[action_line(translator, action, today, startup=name) for action, name in own],
    )
    how = translator.render(_HOW, number=own[0][0].id)
    buttons = _done_buttons(translator, [action for action, _ in own])
    return fit_pages(translator, ListCommand("actions mine", page=page), [], [section], [how], buttons)


def open_commitments(
    translator: Translator, startup: Startup, commitments: Sequence[Commitment], today: date, page: int
) -> Message:
    section = Section(
        title=translator.render(N_("**Commitments of the sponsor: {startup}**"), startup=startup.name),
        lines=[commitment_line(translator, each, today) for each in sort_by_kind(commitments)],
        placeholder=translator.render(NOTHING_TO_REPORT),
    )
    named = len(commitments) > 1
    buttons = [commitment_done_button(translator, each, named=named) for each in commitments]
    if len(commitments) > MESSAGE_BUTTONS:
        buttons = []
    how = N_("Kept: `/gamma commitments done {number}`. Given up: `/gamma commitments drop {number}`.")
    closing = [translator.render(how, number=commitments[0].id)] if commitments else []
    command = ListCommand("commitments", startup.id, page)
    return fit_pages(translator, command, [], [section], closing, buttons)

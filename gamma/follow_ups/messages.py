"""Decisions, actions and commitments in words: in lists, and as they could be typed again."""

from collections.abc import Sequence
from datetime import date

from gamma.chat import BUTTON_CHARACTERS, MESSAGE_BUTTONS, Button, Message
from gamma.errors import InvalidInputError
from gamma.follow_ups.due_dates import ends_before_month
from gamma.follow_ups.follow_up import COMMITMENT_KINDS, Action, Commitment, CommitmentKind, Decision
from gamma.follow_ups.parse_line import ParsedLine
from gamma.sections import Section, fit, join_line, literal_text
from gamma.text import Text, quoted, shorten
from gamma.translator import N_, Translator

_KIND_NAMES = {
    "funding": N_("Funding"),
    "communication": N_("Communication and promotion"),
    "relays": N_("Local relays"),
    "other": N_("Other support"),
}
_KIND_WORDS = {
    "funding": N_("funding"),
    "communication": N_("communication"),
    "relays": N_("relays"),
    "other": N_("other"),
}
NOTHING_TO_REPORT = N_("nothing to report")


def kind_name(translator: Translator, kind: CommitmentKind) -> str:
    return translator.text(_KIND_NAMES[kind])


def action_line(
    translator: Translator,
    action: Action,
    today: date,
    *,
    startup: str = "",
    numbered: bool = True,
    own: bool = False,
) -> Text:
    """ "#3 call the region · Camille Moreau · by Friday 4 December".

    numbered: with the number by which it is done. startup: named instead of the owner, to the owner.
    own: all of it is its reader's.
    """
    head = literal_text(f"#{action.id} {action.text}" if numbered else action.text)
    is_named = startup or (not own and (numbered or action.owner_name))
    who = [literal_text(startup or owner_name(translator, action))] if is_named else []
    state = (
        [translator.render(N_("done"))]
        if action.resolution == "done"
        else _due_text(translator, action, today)
    )
    return join_line([head, *who, *state])


def owner_name(translator: Translator, action: Action) -> str:
    if action.owner_name:
        return action.owner_name
    return translator.text(N_("Somebody") if action.owner_id else N_("nobody yet"))


def commitment_line(
    translator: Translator, commitment: Commitment, today: date, *, numbered: bool = True
) -> Text:
    sentence = N_("#{number} {kind}: {text}") if numbered else N_("{kind}: {text}")
    kind = kind_name(translator, commitment.kind)
    head = translator.render(sentence, number=commitment.id, kind=kind, text=commitment.text)
    return join_line([head, *_due_text(translator, commitment, today)])


def decision_line(translator: Translator, decision: Decision, *, dated: bool = True) -> Text:
    day = translator.date(decision.decided_on)
    line = translator.render(N_("#{number} · {day}: {text}"), number=decision.id, day=day, text=decision.text)
    if not dated:
        line = literal_text(f"#{decision.id} {decision.text}")
    if decision.replaced_by is None:
        return line
    return join_line([line, translator.render(N_("replaced by #{number}"), number=decision.replaced_by)])


def decision_for_sponsor(translator: Translator, decision: Decision) -> Text:
    """Without numbers, which say nothing to them; of what was decided anew since, both."""
    if not decision.replaced_by:
        return literal_text(decision.text)
    sentence = N_("{text} (decided anew since: {now})")
    return translator.render(sentence, text=decision.text, now=decision.holds_now)


def _due_text(translator: Translator, item: Action | Commitment, today: date) -> list[Text]:
    if item.due_on is None:
        return []
    day, is_late = translator.day(item.due_on, today), item.resolution == "" and item.is_late(today)
    if ends_before_month(item.text, item.due_on):
        return [translator.render(N_("that time has passed"))] if is_late else []
    if is_late:
        return [translator.render(N_("it was for {day}"), day=day)]
    return [translator.render(N_("by {day}"), day=day)]


# --- as they are typed ------------------------------------------------------------------------


def action_as_typed(translator: Translator, action: Action) -> str:
    parts = [action.text, action.owner_name, translator.date(action.due_on) if action.due_on else ""]
    return " — ".join(part for part in parts if part)


def commitment_as_typed(translator: Translator, commitment: Commitment) -> str:
    due = f" — {translator.date(commitment.due_on)}" if commitment.due_on else ""
    return f"{translator.text(_KIND_WORDS[commitment.kind])} : {commitment.text}{due}"


def reading_remarks(
    translator: Translator, parsed: ParsedLine, which_day: InvalidInputError | None = None
) -> list[Text]:
    """What of a line was kept in the text, and why. which_day: a question, where two days may be meant."""
    unread = "" if which_day else parsed.unread
    unknown = N_("“{words}” is neither a day nor somebody I know: it is kept in the text.")
    sentences = (
        (N_("I did not understand “{words}” as a date. It is kept in the text."), unread),
        (N_("“{words}” is no deadline: it is kept in the text."), parsed.not_due),
        *((unknown, each) for each in parsed.kept),
    )
    said = [translator.render(sentence, words=quoted(words)) for sentence, words in sentences if words]
    return [which_day.render(translator), *said] if which_day else said


_UNASKED = N_(
    "I could not find out just now who “{name}” is here, so I cannot write to them. "
    "With “@” I find people; or tell me again in a minute."
)
_OUTSIDE = N_("{name} is not in the team’s channel: my reminders go to them in private.")
_SOMEBODY_GONE = N_("Whom you named has no account here any more: who takes it over?")


def action_noted_message(
    translator: Translator,
    action: Action,
    today: date,
    remarks: Sequence[Text] = (),
    *,
    is_gone: bool = False,
    is_unasked: bool = False,
    is_outside: bool = False,
) -> Message:
    """remarks: of reading_remarks(). Of its owner, is_gone: there is no account here any more; is_unasked: it
    could not be asked in time whose name it is; is_outside: they are not in the team's channel.
    """
    if action.resolution:
        return action_ended_message(translator, action)
    lines = [translator.render(N_("Noted: {line}"), line=action_line(translator, action, today))]
    lines += remarks
    change: tuple[Button, ...] = ()
    if action.is_late(today):
        lines.append(translator.render(N_("That day is past already. If another one is meant, say which.")))
        label = translator.text(N_("Change the day"))
        change = (Button(label, f"actions date {action.id}", action.startup_id),)
    if is_gone:
        name, gone = quoted(action.owner_name), N_("{name} has no account here any more: who takes it over?")
        lines.append(translator.render(gone if name else _SOMEBODY_GONE, name=name))
    elif action.owner_name and not action.owner_id:
        unknown = N_(
            "I know nobody by the name of “{name}” here, so I cannot write to them. With “@” I find people."
        )
        lines.append(translator.render(_UNASKED if is_unasked else unknown, name=quoted(action.owner_name)))
    elif is_outside:
        lines.append(translator.render(_OUTSIDE, name=action.owner_name))
    lines.append(translator.render(N_("The team reads it; the sponsor reads only what the minutes note.")))
    drop = Button(translator.text(N_("Take it off")), f"actions drop {action.id}", action.startup_id)
    return Message((Text.lines(*lines),), (*change, see_actions_button(translator, action), drop))


def action_ended_message(translator: Translator, action: Action) -> Message:
    done, given_up = (
        N_("It was done already: #{number} {text}"),
        N_("It was given up already: #{number} {text}"),
    )
    paragraph = translator.render(
        done if action.resolution == "done" else given_up, number=action.id, text=action.text
    )
    return Message((paragraph,), (see_actions_button(translator, action), reopen_button(translator, action)))


def reopen_button(translator: Translator, action: Action) -> Button:
    return Button(translator.text(N_("Open it again")), f"actions reopen {action.id}", action.startup_id)


def see_actions_button(translator: Translator, action: Action) -> Button:
    return Button(translator.text(N_("Open actions")), says="actions", about=action.startup_id)


def sort_by_kind(commitments: Sequence[Commitment]) -> list[Commitment]:
    return sorted(
        commitments, key=lambda each: (COMMITMENT_KINDS.index(each.kind), each.due_on or date.max, each.id)
    )


def done_button(
    translator: Translator, action: Action, *, for_all: bool = False, named: bool = False
) -> Button:
    """named: with its words, where it stands beside others."""
    label = translator.text(N_("Done (#{number})"), number=action.id)
    if named:
        label = shorten(translator.text(_DONE_NAMED, number=action.id, text=action.text), BUTTON_CHARACTERS)
    return Button(label, says=f"actions done {action.id}", about=action.startup_id, for_all=for_all)


_DONE_NAMED, _KEPT_NAMED = N_("Done: #{number} {text}"), N_("Kept: #{number} {text}")


def commitment_done_button(translator: Translator, commitment: Commitment, *, named: bool = False) -> Button:
    """named: with its words, where it stands beside others."""
    label = translator.text(N_("Kept (#{number})"), number=commitment.id)
    if named:
        label = shorten(
            translator.text(_KEPT_NAMED, number=commitment.id, text=commitment.text), BUTTON_CHARACTERS
        )
    return Button(label, says=f"commitments done {commitment.id}", about=commitment.startup_id)


def reminder(
    translator: Translator,
    late: Sequence[tuple[Action, str]],
    soon: Sequence[tuple[Action, str]],
    today: date,
    stop: Button,
) -> tuple[Message, Sequence[Action]]:
    """One message for all of a person's actions, with startups' names; and those of them that it shows.

    stop: switches these off.
    """
    actions = [action for action, _ in (*late, *soon)]
    head = translator.plural(
        "**One of your actions is waiting for you.**",
        "**{count} of your actions are waiting for you.**",
        len(actions),
    )
    sections = [
        Section(
            translator.render(title),
            [action_line(translator, each, today, startup=name) for each, name in part],
            rest_command=translator.text(N_("actions mine")),
        )
        for title, part in ((N_("**Was due**"), late), (N_("**Coming up**"), soon))
    ]
    closing = translator.render(_WHAT_TO_TYPE, number=actions[0].id)
    fitted = fit(translator, [head], sections, [closing])
    shown = [action for part in (late, soon) for action, _ in part[: fitted.shown]]
    return Message(fitted.paragraphs, (*_reminder_buttons(translator, actions), stop)), shown


def unowned_reminder(
    translator: Translator, actions: Sequence[Action], today: date, stop: Button, *, last: bool
) -> tuple[Message, Sequence[Action]]:
    """In the channel, of those that have nobody to write to; and those of them that it shows.

    last: some are named for the last time.
    """
    head = translator.plural(
        "**One action is waiting for somebody in the team.**",
        "**{count} actions are waiting for somebody in the team.**",
        len(actions),
    )
    lines = [action_line(translator, each, today) for each in actions]
    how = translator.render(_WHAT_TO_TYPE, number=actions[0].id)
    goes_on = N_("What I named here before goes on the next agenda if nobody takes it: I do not repeat that.")
    closing = [translator.render(goes_on)] if last else []
    buttons, rest = _reminder_buttons(translator, actions, for_all=True), translator.text(N_("actions"))
    fitted = fit(translator, [], [Section(head, lines, rest_command=rest)], [*closing, how])
    return Message(fitted.paragraphs, (*buttons, stop)), actions[: fitted.shown]


def unowned_point(translator: Translator, action: Action) -> str:
    """A point of the agenda."""
    return translator.text(N_("Who takes “{action}”?"), action=quoted(action.text))


_WHAT_TO_TYPE = N_(
    "Done: `/gamma actions done {number}`. Another day: `/gamma actions date {number} friday`. No longer of "
    "use: `/gamma actions drop {number}`."
)


def _reminder_buttons(
    translator: Translator, actions: Sequence[Action], *, for_all: bool = False
) -> tuple[Button, ...]:
    """All that can be done about a single one; of several, while they fit, that each is done."""
    named = len(actions) > 1
    done = tuple(done_button(translator, action, for_all=for_all, named=named) for action in actions)
    if named:
        return done if len(done) < MESSAGE_BUTTONS else ()
    number, about = actions[0].id, actions[0].startup_id
    later = Button(translator.text(N_("Change the day")), f"actions date {number}", about, for_all=for_all)
    drop = Button(translator.text(N_("Give it up")), f"actions drop {number}", about, for_all=for_all)
    return (*done, later, drop)

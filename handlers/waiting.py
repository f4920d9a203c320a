"""What is one person's to do, whatever they are: open actions, questions that wait for their answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gamma.chat import Button
from gamma.dates import day_in
from gamma.experts.profile_messages import capacity_lines
from gamma.experts.question import Question, month_start
from gamma.experts.question_messages import headline
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import action_line
from gamma.text import Text, truncate
from gamma.translator import N_
from handlers.engine.context import Context
from storage.experts import experts, offers, questions
from storage.follow_ups import actions
from storage.startups import startups

_SHOWN = 3
_LINE_LENGTH = 200


@dataclass(frozen=True)
class Duties:
    """offered: to them as an expert. nobody_takes: how many questions, for the programme team to see to."""

    actions: Sequence[Action]
    offered: Sequence[Question]
    nobody_takes: int = 0

    def action_lines(self, context: Context, startup_id: str = "") -> list[Text]:
        """The first due, with the startups' names unless they are all of this one."""
        if not self.actions:
            return []
        translator, today = context.translator, day_in(context.now, context.reader_zone)
        names = {} if startup_id else startups.names_by_id(context.session)
        head = translator.plural(
            "**To do: {count} action of yours**", "**To do: {count} actions of yours**", len(self.actions)
        )
        lines = [
            truncate(
                action_line(translator, each, today, startup=names.get(each.startup_id, ""), own=True),
                _LINE_LENGTH,
            )
            for each in self.actions[:_SHOWN]
        ]
        return [head, *lines]

    def offer_lines(self, context: Context) -> list[Text]:
        """What an expert is asked, and what nobody takes."""
        translator = context.translator
        lines = []
        if self.offered:
            waiting = translator.plural(
                "**{count} question is waiting for your answer**",
                "**{count} questions are waiting for your answer**",
                len(self.offered),
            )
            shown = [headline(context.programme, translator, each) for each in self.offered[:_SHOWN]]
            lines += [waiting, *(truncate(each, _LINE_LENGTH) for each in shown)]
        if self.nobody_takes:
            unanswered = translator.plural(
                "{count} question to the experts is waiting for somebody",
                "{count} questions to the experts are waiting for somebody",
                self.nobody_takes,
            )
            lines.append(unanswered)
        return lines

    def buttons(self, context: Context) -> list[Button]:
        """What leads to them, the answer that waits first."""
        translator = context.translator
        answer = Button(translator.text(N_("See what waits")), says="expert status")
        own = Button(translator.text(N_("My actions")), says="actions mine")
        return [*([answer] if self.offered else []), *([own] if self.actions else [])]


def with_one_main(buttons: Sequence[Button]) -> list[Button]:
    """The first stands out, and no other."""
    return [replace(button, main=place == 0) for place, button in enumerate(buttons)]


def duties(context: Context, startup_id: str = "") -> Duties:
    """Of all startups, or the actions of this one alone."""
    session, person_id = context.session, context.actor.id
    own = actions.open_of_person(session, person_id)
    return Duties(
        actions=[each for each in own if startup_id in ("", each.startup_id)],
        offered=offers.questions_open_to(session, person_id),
        nobody_takes=len(questions.escalated(session)) if context.is_programme_team else 0,
    )


def expert_lines(context: Context) -> list[Text]:
    """What an expert wishes to be asked; nothing of who is none."""
    expert = experts.load(context.session, context.actor.id)
    if expert is None:
        return []
    since = month_start(context.now, context.reader_zone)
    taken = offers.taken_since(context.session, expert.person_id, since)
    lines = capacity_lines(context.translator, expert, taken, context.now, context.reader_zone)
    title = context.translator.render(N_("**You, in the expert network**"))
    return [title, *lines]

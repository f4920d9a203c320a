"""`/gamma expert choose` of a question that is open: its asker has it asked in another domain instead."""

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.experts.question import Question
from gamma.experts.question_messages import domain_name, headline
from gamma.experts.suggestion_messages import suggestions
from gamma.programme.experts import Domain
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.experts.questions import seen_at_once
from storage.experts import experts, offers, questions


def which(context: Context, question: Question) -> Message:
    """Those that its words speak for come first, then those in which somebody helps."""
    translator = context.translator
    told = N_("In which domain instead? As long as you choose none, it stays in {domain}.")
    how = N_("Or write it: `/gamma expert choose {number} {example}`. The domains: {domains}.")
    others = _others(context, question)
    if not others:
        told = N_("The programme has no other domain. It stays in {domain}.")
        how = N_("`/gamma expert status {number}` shows where it stands.")
    stays = translator.render(told, domain=domain_name(context.programme, translator, question.domain))
    names = [translator.local(each.label) for each in others]
    example = names[0].lower() if names else ""
    more = translator.render(how, number=question.id, example=example, domains=translator.listed(names))
    buttons = [
        Button(translator.local(each.label), f"expert choose {question.id} {each.id}", question.startup_id)
        for each in others[:MESSAGE_BUTTONS]
    ]
    head = headline(context.programme, translator, question)
    return Message((Text.lines(head, stays), more), tuple(buttons))


def _others(context: Context, question: Question) -> list[Domain]:
    spoken = [each.domain for each in suggestions(context.programme, context.translator, question.text)]
    helped = experts.coverage(context.session)
    others = [each for each in context.programme.domains if each.id != question.domain]

    def rank(domain: Domain) -> tuple[bool, int]:
        return domain.id not in helped, spoken.index(domain.id) if domain.id in spoken else len(spoken)

    return sorted(others, key=rank)


def move(context: Context, question: Question, domain: str) -> Question:
    """Whoever was asked in the old one need not answer any more; its clocks begin anew."""
    offers.end_open(context.session, question, context.now)
    moved = questions.change(
        context.session,
        question.id,
        domain=domain,
        asked_at=context.now,
        next_at=context.now,
        team_told_at=None,
        nobody_told_at=None,
    )
    return seen_at_once(context, moved)

"""`/gamma expert choose`: in which domain a draft is asked, or an open question instead."""

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.experts.parse_question import parse_question, remove_domain_name
from gamma.experts.question import Question, QuestionDraft
from gamma.experts.question_messages import domain_name, headline
from gamma.experts.suggestion_messages import suggest_domains
from gamma.programme.experts import Domain
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context, Response
from handlers.experts.ask import (
    access_own,
    asked_message,
    note_if_nobody,
    open_stored,
    publish,
)
from handlers.experts.domain_choice import unknown_domain, which_domain
from handlers.experts.one_question import question_message
from storage.experts import experts, offers, questions

_WHICH = N_(
    "Which question, and in which domain? Write for example `/gamma expert choose 12 growth`. "
    "Nothing was changed."
)


def choose(context: Context, given: Arguments) -> Response:
    """Pressed twice, nothing is asked twice; as long as nobody took it, it may go to another domain."""
    question = access_own(context, given.number, _WHICH)
    if question.state == "draft":
        return _choose_for_draft(context, question, given.text)
    if question.state == "open":
        return _choose_another(context, question, given.text)
    return question_message(context, question)


def _choose_for_draft(context: Context, question: Question, typed: str) -> Response:
    """Without a domain, the form with the draft in it."""
    if not typed:
        return open_stored(context, question)
    parsed = parse_question(context.programme, typed)
    if parsed.near:
        confidential = " confidential" if parsed.confidential else ""
        says = f"expert choose {question.id} {{domain}}{confidential}"
        raise which_domain(context, question.startup_id, typed, parsed, says)
    if not parsed.domain:
        raise unknown_domain(context, typed)
    text = remove_domain_name(context.programme, question.text, parsed.domain)
    confidential_too = question.confidential or parsed.confidential
    draft = QuestionDraft(parsed.domain, text, question.context, confidential_too)
    return asked_message(context, publish(context, question, draft))


def _choose_another(context: Context, question: Question, typed: str) -> Response:
    if not typed:
        return _which_instead_message(context, question)
    parsed = parse_question(context.programme, typed)
    if parsed.near:
        says = f"expert choose {question.id} {{domain}}"
        raise which_domain(context, question.startup_id, typed, parsed, says)
    if not parsed.domain:
        raise unknown_domain(context, typed)
    if parsed.domain != question.domain:
        question = _move(context, question, parsed.domain)
    return asked_message(context, question)


def _which_instead_message(context: Context, question: Question) -> Message:
    translator = context.translator
    stays = N_("In which domain instead? As long as you choose none, it stays in {domain}.")
    how = N_("Or write it: `/gamma expert choose {number} {example}`. The domains: {domains}.")
    others = _other_domains(context, question)
    if not others:
        stays = N_("The programme has no other domain. It stays in {domain}.")
        how = N_("`/gamma expert status {number}` shows where it stands.")
    asked = translator.render(stays, domain=domain_name(context.programme, translator, question.domain))
    names = [translator.local(each.label) for each in others]
    example = names[0].lower() if names else ""
    more = translator.render(how, number=question.id, example=example, domains=translator.listed(names))
    buttons = [
        Button(translator.local(each.label), f"expert choose {question.id} {each.id}", question.startup_id)
        for each in others[:MESSAGE_BUTTONS]
    ]
    head = headline(context.programme, translator, question)
    return Message((Text.lines(head, asked), more), tuple(buttons))


def _other_domains(context: Context, question: Question) -> list[Domain]:
    """Those that its words speak for come first, then those in which somebody helps."""
    suggested = [
        each.domain for each in suggest_domains(context.programme, context.translator, question.text)
    ]
    helped = experts.count_by_domain(context.session)
    others = [each for each in context.programme.domains if each.id != question.domain]

    def rank(domain: Domain) -> tuple[bool, int]:
        place = suggested.index(domain.id) if domain.id in suggested else len(suggested)
        return domain.id not in helped, place

    return sorted(others, key=rank)


def _move(context: Context, question: Question, domain: str) -> Question:
    """Whoever was asked in the old one need not answer any more; its clocks begin anew."""
    offers.end_open(context.session, question, context.now)
    moved = questions.change(
        context.session,
        question.id,
        domain=domain,
        asked_at=context.now,
        next_at=context.now,
        escalated_at=None,
        no_expert_notified_at=None,
        held_until=None,
    )
    return note_if_nobody(context, moved)

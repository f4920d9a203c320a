"""`/gamma assess view`: the portfolio manager says how the startup looks from outside."""

import re
from collections.abc import Mapping, Sequence

from gamma.assessments.outside_view import OutsideView, notification_days, opening_of
from gamma.assessments.outside_view_confirmation import ChannelNotice, view_saved_message
from gamma.chat import FORM_FIELDS, HELP_BYTES, SHORT_CHARACTERS, Field, Form, Message, Option
from gamma.dates import Quarter
from gamma.errors import InvalidInputError, UserError
from gamma.outbox import Notification
from gamma.parsing.text import normalise, parse_line
from gamma.people.rights import Right
from gamma.programme.criteria import Verdict
from gamma.programme.labels import criterion_word, verdict_name
from gamma.startups.startup import Startup
from gamma.translator import N_, SOURCE_LOCALE
from handlers.assessments.pages import criterion_first
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup, resolve_startup
from handlers.engine.typed_text import MOST_REPEATED
from storage import outbox
from storage.assessments import outside_views, team_results
from storage.assessments.trends import Trends
from storage.reader_context import ReaderContext
from storage.startups import startups

_NONE = "none"
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "reached": ("reached", "atteint"),
    "partly": ("partly", "en partie", "partiellement"),
    "not_yet": ("not yet", "pas encore"),
    _NONE: ("no opinion", "sans avis"),
}
"""Of each choice the English one, the French one, any other; understood in both languages."""

_CHOICES = {normalise(each): choice for choice, spellings in _SPELLINGS.items() for each in spellings}
_VERDICTS: Mapping[str, Verdict | None] = {
    "reached": "reached",
    "partly": "partly",
    "not_yet": "not_yet",
    _NONE: None,
}
_NO_OPINION = N_("no opinion")
_ONLY_MANAGERS = N_("This view is for the portfolio managers to give. Nothing was changed.")
_READ_IT = N_(
    "This view is for the portfolio managers to give. Beside the team’s result you can read it: "
    "`/gamma assess result team`."
)
_LONGEST = 2
"""Words of a choice."""
_REASON = "reason"
_BECAUSE = re.compile(r"(?:^|\s)(?:parce\s+qu(?:e\b|['’])|car\b|because\b)[ ,:]*", re.IGNORECASE)


def view(context: Context, given: Arguments) -> Response:
    """The form; or one criterion in a line: "market reached", perhaps "because" of something."""
    criterion, typed = criterion_first(context, given.text)
    choice, rest = _choice_first(typed) if criterion else ("", typed)
    if criterion and typed and not choice:
        sentence = N_(
            "I do not know the view “{typed}”. Write “reached”, “partly”, “not yet” or “no opinion”. "
            "Nothing was changed."
        )
        raise UserError(sentence, typed=typed[:60])
    named, reason = _reason_apart(rest) if choice else (rest, None)
    line = ""
    if criterion and choice and len(rest) <= MOST_REPEATED:
        because = f" because {reason}" if reason else ""
        line = f" {criterion_word(context.translator, criterion)} {_spelling(context, choice)}{because}"
    startup = resolve_startup(context, named, f"assess view{line}")
    may_read = context.may(Right.SEE_SHARED_RESULTS, startup.id)
    context.require(Right.GIVE_OUTSIDE_VIEW, startup, _READ_IT if may_read else _ONLY_MANAGERS)
    if criterion is None or not choice:
        return _open_form(context, startup)
    notice = _change_view(context, startup, {criterion.id: _VERDICTS[choice]}, reason)
    return _confirmation_message(context, startup, notice, _quarter(context))


def _choice_first(typed: str) -> tuple[str, str]:
    """The choice that the words begin with, "" if none, and the rest."""
    words = typed.split()
    for length in range(_LONGEST, 0, -1):
        if choice := _CHOICES.get(normalise(" ".join(words[:length]))):
            return choice, " ".join(words[length:])
    return "", typed


def _reason_apart(typed: str) -> tuple[str, str | None]:
    """The words before "because", and those after it; None without it. Raises InvalidInputError."""
    named, *said = _BECAUSE.split(typed, maxsplit=1)
    return named, parse_line(said[0], SHORT_CHARACTERS) if said else None


def _spelling(context: Context, choice: str) -> str:
    """As the reader writes it."""
    english, french, *_ = _SPELLINGS[choice]
    return english if context.translator.locale == SOURCE_LOCALE else french


def _open_form(context: Context, startup: Startup) -> Form:
    intro = N_(
        "{startup}: how does it look from outside? It is no grade: the team sees your view beside its own, "
        "to talk about it. Whatever you have no opinion on may stay as it is."
    )
    intro = context.translator.text(intro, startup=startup.name)
    return open_form(context, VIEW, startup, _name(_quarter(context)), intro)


def _questions(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    translator, stated = context.translator, _own(context, require_startup(startup))
    own = stated.verdicts
    verdicts = [verdict for verdict in _VERDICTS.values() if verdict]
    options = [Option(verdict_name(translator, verdict).capitalize(), verdict) for verdict in verdicts]
    options.append(Option(translator.text(_NO_OPINION).capitalize(), _NONE))
    fields = [
        Field(
            name=criterion.id,
            label=translator.local(criterion.short),
            kind="choice",
            help=_if_short(translator.local(criterion.title)),
            value=own.get(criterion.id, _NONE),
            options=tuple(options),
            required=True,
        )
        for criterion in context.programme.criteria
    ]
    questions = [FormQuestion(field, _parse_choice, no_answer=_NONE) for field in fields]
    return [*questions, FormQuestion(_reason_field(context, stated))][:FORM_FIELDS]


def _reason_field(context: Context, stated: OutsideView) -> Field:
    """Beside six criteria it has no room: it is typed in a line then."""
    words = context.translator.text
    read_by = words(N_("The team reads it in its channel, beside your view. The sponsor does not."))
    return Field(_REASON, words(N_("Why, in a line")), "text", help=read_by, value=stated.reason)


def _if_short(title: str) -> str:
    return title if len(title.encode()) <= HELP_BYTES else ""


def _parse_choice(typed: str) -> str:
    """A verdict, "" where there is no opinion."""
    if typed and typed not in _VERDICTS:
        raise InvalidInputError(N_("Choose one of the answers in the list."))
    return "" if typed == _NONE else typed


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """Keep what was changed in a form."""
    startup, quarter = require_startup(answers.startup), _quarter(context)
    verdicts_sent = (answers.values[criterion.id] for criterion in context.programme.criteria)
    if not _own(context, startup).verdicts and not any(verdicts_sent):
        raise UserError(N_("Give your view on one criterion at least, or close this form."))
    changed = dict(answers.changes().values)
    reason = changed.pop(_REASON, None)
    verdicts = {criterion: _VERDICTS[choice or _NONE] for criterion, choice in changed.items()}
    notice = _change_view(context, startup, verdicts, reason)
    return {"startup": startup.id, "told": notice, "quarter": [quarter.year, quarter.number]}


def _is_of_another_quarter(context: Context, detail: str) -> bool:
    """Of what was stated then, nothing stands in this quarter."""
    return detail != _name(_quarter(context))


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    return _confirmation_message(context, startup, outcome["told"], Quarter(*outcome["quarter"]))


def _confirmation_message(
    context: ReaderContext, startup: Startup, notice: ChannelNotice, quarter: Quarter
) -> Message:
    """The team's result with the view beside it."""
    shared = team_results.of_quarter(context, startup.id, quarter)
    trend = Trends(context.session, context.programme, context.zone).has_team_trend(startup.id)
    return view_saved_message(context.translator, context.programme, startup, shared, notice, trend=trend)


VIEW = FormSpec(
    route="assess.view",
    title=N_("Outside view"),
    submit=N_("Send"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.GIVE_OUTSIDE_VIEW,
    refusal=_ONLY_MANAGERS,
    guarded=True,
    is_outdated=_is_of_another_quarter,
    in_private=True,
)


def _change_view(
    context: Context, startup: Startup, verdicts: Mapping[str, Verdict | None], reason: str | None
) -> ChannelNotice:
    """Saves what differs, and says what the team's channel hears of it. reason: None leaves it as it is."""
    before = _own(context, startup)
    new = {each: verdict for each, verdict in verdicts.items() if verdict != before.verdicts.get(each)}
    stands = any({**before.verdicts, **new}.values())
    why = before.reason if reason is None else reason
    if not stands:
        why = ""
    if not new and why == before.reason:
        return "unchanged"
    session, actor = context.session, context.actor.id
    outside_views.save(session, startup.id, actor, new, context.now)
    if why != before.reason:
        since = _quarter(context).starts(context.zone)
        outside_views.save_reason(session, startup.id, actor, why, since, context.now)
    return _tell_channel(context, startup, before) if stands else "withdrawn"


def _tell_channel(context: Context, startup: Startup, before: OutsideView) -> ChannelNotice:
    """At once, but once a working day at most: what changes later is told the next morning, in one."""
    channel = startups.channel_for(context.session, startup.id, context.actor.platform)
    if channel is None:
        return "kept"
    quarter = _quarter(context)
    subject = {
        "startup": startup.id,
        "person": context.actor.id,
        "quarter": [quarter.year, quarter.number],
        "before": dict(before.verdicts),
        "reason": before.reason,
    }
    today, following = notification_days(context.now, context.zone)
    for day, due_at in ((today, context.now), (following, opening_of(following, context.zone))):
        key = f"counter-view:{channel.platform}:{channel.channel}:{context.actor.id}:{day}"
        notification = Notification(
            key, "counter_view", subject, channel.platform, due_at, channel=channel.channel
        )
        if outbox.plan(context.session, notification):
            return "now" if day == today else "later"
    return "later"


def _own(context: Context, startup: Startup) -> OutsideView:
    """What the person has said this quarter."""
    quarter, zone = _quarter(context), context.zone
    return outside_views.own_of_quarter(context.session, startup.id, context.actor.id, quarter, zone)


def _quarter(context: Context) -> Quarter:
    return Quarter.of(context.now, context.zone)


def _name(quarter: Quarter) -> str:
    return f"{quarter.year}-{quarter.number}"

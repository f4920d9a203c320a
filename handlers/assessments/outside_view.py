"""`/gamma assess view`: the portfolio manager says how the startup looks from outside."""

from collections.abc import Mapping

from gamma.assessments.outside_view import begins, telling_days
from gamma.assessments.outside_view_confirmation import ChannelHears, kept_message
from gamma.chat import HELP_BYTES, Errors, Field, Form, Message, Option
from gamma.dates import Quarter
from gamma.errors import InvalidInputError, UserError
from gamma.form_fingerprint import fingerprint, form_changes
from gamma.outbox import Notification
from gamma.people.rights import Right
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome
from handlers.resolve import require_form_startup, resolve_startup
from handlers.typed_text import spelled, verb_in
from storage import outbox
from storage.assessments import outside_views, team_results
from storage.assessments.trends import Trends
from storage.startups import startups

_NONE = "none"
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "reached": ("reached", "atteint"),
    "partly": ("partly", "en partie", "partiellement"),
    "not_yet": ("not yet", "pas encore"),
    _NONE: ("no opinion", "sans avis"),
}
_CHOSEN: Mapping[str, Verdict | None] = {
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
"""Words of a verdict."""


def view(context: Context, criterion: Criterion | None, typed: str) -> Form | Message:
    """The form; or one criterion in a line: criterion is the one named, typed what follows it."""
    said, rest = _verdict_first(typed) if criterion else ("", typed)
    if criterion and typed and not said:
        sentence = N_(
            "I do not know the view “{typed}”. Write “reached”, “partly”, “not yet” or “no opinion”. "
            "Nothing was changed."
        )
        raise UserError(sentence, typed=typed[:60])
    locale = context.translator.locale
    line = f" {criterion.word(locale)} {spelled(said, _SPELLINGS, locale)}" if criterion and said else ""
    startup = resolve_startup(context, rest, f"assess view{line}")
    reader = context.may(Right.SEE_SHARED_RESULTS, startup.id)
    context.require(Right.GIVE_COUNTER_VIEW, startup, _READ_IT if reader else _ONLY_MANAGERS)
    if criterion is None or not said:
        return _form(context, startup)
    return _shown(context, startup, _keep(context, startup, {criterion.id: _CHOSEN[said]}), _quarter(context))


def save(context: Context, detail: str, values: Mapping[str, str]) -> Outcome | Errors:
    """Keep what was changed in a form."""
    startup = require_form_startup(context, Right.GIVE_COUNTER_VIEW, _ONLY_MANAGERS)
    typed, errors = _read(context, values)
    if errors:
        return Errors(errors)
    own, quarter = _own(context, startup), _quarter(context)
    if not own and not any(typed.values()):
        return Errors(
            general=context.translator.text(
                N_("Give your view on one criterion at least, or close this form.")
            )
        )
    changed = form_changes(_shown_in(detail, quarter, len(typed)), typed, own).values
    told = _keep(context, startup, {each: _CHOSEN[said or _NONE] for each, said in changed.items()})
    outcome = {"startup": startup.id, "told": told, "quarter": [quarter.year, quarter.number]}
    key = f"counter-view-kept:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "counter_view_kept", key, outcome)
    return outcome


def show(context: Context, outcome: Outcome) -> Message:
    startup = require_form_startup(context, Right.GIVE_COUNTER_VIEW, _ONLY_MANAGERS)
    return _shown(context, startup, outcome["told"], Quarter(*outcome["quarter"]))


def _shown_in(detail: str, quarter: Quarter, fields: int) -> str:
    """The prints of what a form showed; of another quarter's form, nothing of it stands in this one."""
    then, _, shown = detail.partition(".")
    return shown if then == _name(quarter) else fingerprint([""] * fields)


def _name(quarter: Quarter) -> str:
    return f"{quarter.year}-{quarter.number}"


def _quarter(context: Context) -> Quarter:
    return Quarter.of(context.now, context.zone)


def _own(context: Context, startup: Startup) -> Mapping[str, Verdict]:
    """What the person has said this quarter."""
    quarter, zone = _quarter(context), context.zone
    return outside_views.own_of_quarter(context.session, startup.id, context.actor.id, quarter, zone)


def _verdict_first(typed: str) -> tuple[str, str]:
    """The verdict that the words begin with, "" if none, and the rest."""
    words = typed.split()
    for length in range(_LONGEST, 0, -1):
        if said := verb_in(" ".join(words[:length]), _SPELLINGS):
            return said, " ".join(words[length:])
    return "", typed


def _form(context: Context, startup: Startup) -> Form:
    translator, own = context.translator, _own(context, startup)
    verdicts = [verdict for verdict in _CHOSEN.values() if verdict]
    options = [Option(verdict_name(translator, verdict).capitalize(), verdict) for verdict in verdicts]
    options.append(Option(translator.text(_NO_OPINION).capitalize(), _NONE))
    intro = N_(
        "{startup}: how does it look from outside? It is no grade: the team sees your view beside its own, "
        "to talk about it. Whatever you have no opinion on may stay as it is."
    )
    shown = [own.get(criterion.id, "") for criterion in context.programme.criteria]
    fields = [
        Field(
            name=criterion.id,
            label=criterion.short.said(translator.locale),
            kind="choice",
            help=_fitting(criterion.title.said(translator.locale)),
            value=own.get(criterion.id, _NONE),
            options=tuple(options),
            required=True,
        )
        for criterion in context.programme.criteria
    ]
    return Form(
        route=f"assess.view.{_name(_quarter(context))}.{fingerprint(shown)}",
        title=translator.text(N_("Outside view")),
        intro=translator.text(intro, startup=startup.name),
        fields=tuple(fields),
        submit=translator.text(N_("Send")),
        about=startup.id,
    )


def _fitting(title: str) -> str:
    return title if len(title.encode()) <= HELP_BYTES else ""


def _read(context: Context, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What was chosen, "" where that is no opinion, and sentences of refusal, by criterion."""
    chosen = {criterion.id: values.get(criterion.id, "") for criterion in context.programme.criteria}
    unknown = InvalidInputError(N_("Choose one of the answers in the list.")).text(context.translator)
    errors = {each: unknown for each, said in chosen.items() if said and said not in _CHOSEN}
    return {each: "" if said == _NONE else said for each, said in chosen.items()}, errors


def _keep(context: Context, startup: Startup, given: Mapping[str, Verdict | None]) -> ChannelHears:
    """Keeps what differs, and says what the team's channel hears of it."""
    before = _own(context, startup)
    new = {criterion: verdict for criterion, verdict in given.items() if verdict != before.get(criterion)}
    if not new:
        return "unchanged"
    outside_views.keep(context.session, startup.id, context.actor.id, new, context.now)
    if not any({**before, **new}.values()):
        return "withdrawn"
    return _tell_channel(context, startup, before)


def _tell_channel(context: Context, startup: Startup, before: Mapping[str, Verdict]) -> ChannelHears:
    """At once, but once a working day at most: what changes later is told the next morning, in one."""
    channel = startups.channel_for(context.session, startup.id, context.actor.platform)
    if channel is None:
        return "kept"
    quarter = _quarter(context)
    subject = {
        "startup": startup.id,
        "person": context.actor.id,
        "quarter": [quarter.year, quarter.number],
        "before": dict(before),
    }
    today, following = telling_days(context.now, context.zone)
    for day, due_at in ((today, context.now), (following, begins(following, context.zone))):
        key = f"counter-view:{channel.platform}:{channel.channel}:{context.actor.id}:{day}"
        notice = Notification(key, "counter_view", subject, channel.platform, due_at, channel=channel.channel)
        if outbox.plan(context.session, notice):
            return "now" if day == today else "later"
    return "later"


def _shown(context: Context, startup: Startup, told: ChannelHears, quarter: Quarter) -> Message:
    """The team's result with the view beside it."""
    session, programme, zone = context.session, context.programme, context.zone
    commands = context.command_ids
    known = team_results.of_quarter(session, programme, startup.id, quarter, zone, commands)
    trend = Trends(session, programme, zone).team_tells(startup.id)
    return kept_message(context.translator, programme, startup, known, told, trend=trend)

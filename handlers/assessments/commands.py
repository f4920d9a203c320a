"""`/gamma assess`: a team member looks at their startup's readiness, in three short pages."""

from collections.abc import Mapping, Sequence

from gamma.assessments.assessment import Assessment, next_page
from gamma.assessments.outside_view_messages import alone
from gamma.assessments.results import team_message
from gamma.assessments.team_result import TeamQuarter
from gamma.assessments.why import team_why, why
from gamma.chat import Button, Form, Message
from gamma.dates import Quarter
from gamma.errors import UserError
from gamma.normalise import normalise
from gamma.people.rights import Right
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from gamma.truncate import fit_paragraphs
from handlers.assessments import history, outside_view
from handlers.assessments import pages as assess_form
from handlers.assessments.history import TEAM
from handlers.command_spec import CommandSpec, FormReader, Usage
from handlers.context import Context, Response
from handlers.resolve import resolve_startup
from handlers.typed_text import SayVerb, Verbs, split, verb_in
from storage.assessments import outside_views, team_results
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.startups import startups

_VERBS: Verbs = {
    "share": ("share", "partager", "partage"),
    "result": ("result", "résultat", "results", "résultats"),
    "why": ("why", "pourquoi"),
    "view": ("view", "regard", "counter-view", "regard-extérieur"),
    "history": ("history", "historique", "trend", "évolution"),
}


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, rest) if verb else _open(context, typed)


def page_named(programme: Programme, word: str) -> Criterion | None:
    """The criterion called like this in either language."""
    folded = normalise(word)
    for criterion in programme.criteria:
        names = (criterion.id, criterion.short.fr, criterion.short.en, *criterion.aliases)
        if folded and folded in map(normalise, names):
            return criterion
    return None


def _page_first(context: Context, typed: str) -> tuple[Criterion | None, str]:
    """The criterion that the first word names, and the words after it."""
    first, rest = split(typed)
    page = page_named(context.programme, first)
    return page, rest if page else typed


def _known(context: Context) -> dict[str, str]:
    """What may follow `/gamma assess` in the reader's language, with the whole command it makes."""
    locale = context.translator.locale
    pages = [criterion.word(locale) for criterion in context.programme.criteria]
    wholes = [way.says[locale] for way in COMMAND.more]
    wholes += [f"{COMMAND.names[locale]} {page}" for page in pages]
    return {split(whole)[1]: whole for whole in wholes}


def _open(context: Context, typed: str) -> Form | Message:
    """The next page, or the one that is named first."""
    page, rest = _page_first(context, typed)
    startup = resolve_startup(context, rest, "assess", _known(context))
    assess_form.require_member(context, startup, Right.ASSESS)
    draft = assess_form.draft_of(context, startup)
    if page:
        return assess_form.page(context, startup, page, draft, only=True)
    following = next_page(context.programme, draft.pages if draft else frozenset())
    return assess_form.page(context, startup, following or context.programme.criteria[0], draft)


def _latest(context: Context, startup: Startup) -> Assessment:
    """The person's last finished assessment. Raises UserError when there is none."""
    latest = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    if latest is None:
        sentence = N_("You have no result for {startup} yet. `/gamma assess` takes a few minutes.")
        raise UserError(sentence, startup=startup.name)
    return latest


def _result(context: Context, typed: str) -> Message:
    first, rest = split(typed)
    team = verb_in(first, TEAM) is not None
    startup = resolve_startup(context, rest if team else typed, "assess result")
    if team or not context.may(Right.ASSESS, startup.id):
        return _team_result(context, startup)
    return assess_form.result_of(context, startup, _latest(context, startup))


def _team_result(context: Context, startup: Startup) -> Message:
    """Of the last quarter in which a result was shared; with the views of this one."""
    context.require(Right.SEE_SHARED_RESULTS, startup)
    session, programme, zone = context.session, context.programme, context.zone
    now, translator = Quarter.of(context.now, zone), context.translator
    known = _last_shared(context, startup)
    member = context.may(Right.ASSESS, startup.id)
    if known.result:
        trend = Trends(session, programme, zone).team_tells(startup.id)
        shown = team_message(translator, startup, known, known.result, invite=member, trend=trend)
    else:
        shown = _nothing_shared(context, startup)
    views: Sequence[Text] = ()
    if not known.result or known.quarter != now:
        views = alone(translator, programme, now, outside_views.of_quarter(session, startup.id, now, zone))
    own = _own_view(context, startup)
    return Message(fit_paragraphs((*shown.paragraphs, *views)), (*own, *shown.buttons))


def _last_shared(context: Context, startup: Startup) -> TeamQuarter:
    """The result of this quarter, or of the last one in which a result was shared."""
    session, programme, zone = context.session, context.programme, context.zone
    moment = Assessments(session, programme).last_shared(startup.id) or context.now
    quarter, commands = Quarter.of(moment, zone), context.command_ids
    return team_results.of_quarter(session, programme, startup.id, quarter, zone, commands)


def _nothing_shared(context: Context, startup: Startup) -> Message:
    nothing = N_("Nobody has shared a result yet. `/gamma assess share` shares yours, if you like.")
    for_others = N_("The team has not shared a result yet.")
    member = context.may(Right.ASSESS, startup.id)
    return Message((context.translator.render(nothing if member else for_others),))


def _own_view(context: Context, startup: Startup) -> tuple[Button, ...]:
    """The portfolio manager may add how it looks from outside."""
    if not context.may(Right.GIVE_COUNTER_VIEW, startup.id):
        return ()
    label = context.translator.text(N_("Give my outside view"))
    return (Button(label, says="assess view", about=startup.id),)


def _why(context: Context, typed: str) -> Message:
    """Of one's own result; with "team", of the team's; with a criterion's name, of that one alone."""
    first, rest = split(typed)
    team = verb_in(first, TEAM) is not None
    only, rest = _page_first(context, rest if team else typed)
    asking = " ".join(
        ["assess why", *(["team"] if team else []), *([only.word(context.translator.locale)] if only else [])]
    )
    startup = resolve_startup(context, rest, asking)
    if team:
        return _team_why(context, startup, only)
    assess_form.require_member(context, startup, Right.ASSESS)
    latest = _latest(context, startup)
    return why(context.translator, context.programme, startup, latest.answers, only)


def _team_why(context: Context, startup: Startup, only: Criterion | None) -> Message:
    context.require(Right.SEE_SHARED_RESULTS, startup)
    known = _last_shared(context, startup)
    if known.result is None:
        return _nothing_shared(context, startup)
    return team_why(context.translator, startup, known.quarter, known.result, only)


def _share(context: Context, typed: str) -> Message:
    """Share the person's latest result with the team's channel: once, however often it is asked."""
    startup = resolve_startup(context, typed, "assess share")
    assess_form.require_member(context, startup, Right.SHARE_RESULT)
    latest = _latest(context, startup)
    channel = startups.channel_for(context.session, startup.id, context.actor.platform)
    if channel is None:
        raise UserError(N_("No channel is linked to {startup}."), startup=startup.name)
    subject = {"assessment": latest.id, "person": context.actor.id}
    key = f"assessment-shared:{latest.id}"
    if not context.notify(channel, "assessment_shared", key, subject):
        return Message((context.translator.render(N_("It is shared already: it is in the team’s channel.")),))
    Assessments(context.session, context.programme).share(latest, context.now)
    done = N_("It is shared: the team’s result comes to its channel. Thank you!")
    return Message((context.translator.render(done),))


def _view(context: Context, typed: str) -> Response:
    criterion, rest = _page_first(context, typed)
    return outside_view.view(context, criterion, rest)


_SAID: Mapping[str, SayVerb] = {
    "share": _share,
    "result": _result,
    "why": _why,
    "view": _view,
    "history": history.history,
}


COMMAND = CommandSpec(
    id="assess",
    names={"en": "assess", "fr": "évaluer"},
    aliases=("bilan", "évaluation", "auto-évaluation", "assessment"),
    summary=N_("look at where your startup stands, in a few minutes, for you first"),
    more=(
        Usage({"en": "assess result", "fr": "évaluer résultat"}, N_("see your result again")),
        Usage({"en": "assess why", "fr": "évaluer pourquoi"}, N_("what decided your result")),
        Usage(
            {"en": "assess why team", "fr": "évaluer pourquoi équipe"}, N_("what decided the team’s result")
        ),
        Usage({"en": "assess share", "fr": "évaluer partager"}, N_("share your result with the team")),
        Usage({"en": "assess result team", "fr": "évaluer résultat équipe"}, N_("the team’s result")),
        Usage({"en": "assess history", "fr": "évaluer historique"}, N_("your results over time")),
        Usage(
            {"en": "assess history team", "fr": "évaluer historique équipe"},
            N_("the team’s results over time"),
        ),
        Usage({"en": "assess view", "fr": "évaluer regard"}, N_("the portfolio manager’s outside view")),
        Usage(
            {"en": "assess view market reached", "fr": "évaluer regard marché atteint"},
            N_("the same in a line, for one criterion"),
        ),
    ),
    say=say,
    verbs=(_VERBS, history.TEAM),
    readers={
        "page": FormReader(save=assess_form.save, show=assess_form.show),
        "view": FormReader(save=outside_view.save, show=outside_view.show),
    },
)

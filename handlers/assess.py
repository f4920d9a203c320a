"""`/gamma assess`: a team member looks at their startup's readiness, in three short pages."""

from gamma.assessments import Assessment, next_page
from gamma.calendar import Quarter
from gamma.chat import Form, Message
from gamma.errors import UserError
from gamma.folding import fold
from gamma.people import Startup
from gamma.programme import Criterion, Programme
from gamma.readiness import shared_facts, team_result
from gamma.results import team_message, why
from gamma.rights import Right, may
from gamma.words import N_
from handlers import assess_form, assess_history
from handlers.context import Context, Example, FormReader, Intent
from handlers.verbs import Verbs, split, startup_meant, verb_in
from storage import startups
from storage.assessments import Assessments
from storage.trends import Trends

_VERBS: Verbs = {
    "share": ("share", "partager", "partage"),
    "result": ("result", "results", "résultat", "résultats"),
    "why": ("why", "pourquoi"),
    "history": ("history", "historique", "trend", "évolution"),
}
_TEAM = ("team", "équipe")


def say(context: Context, typed: str) -> Form | Message:
    first, rest = split(typed)
    match verb_in(first, _VERBS):
        case "share":
            return _share(context, rest)
        case "result":
            return _result(context, rest)
        case "why":
            return _why(context, rest)
        case "history":
            return assess_history.history(context, rest)
    page = page_named(context.programme, first)
    return _open(context, page, rest if page else typed)


def page_named(programme: Programme, word: str) -> Criterion | None:
    """The criterion called like this in either language."""
    folded = fold(word)
    for criterion in programme.criteria:
        names = (criterion.id, criterion.short.fr, criterion.short.en, *criterion.aliases)
        if folded and folded in map(fold, names):
            return criterion
    return None


def _known(context: Context) -> dict[str, str]:
    """What may follow `/gamma assess` in the reader's language, with the whole command it makes."""
    locale = context.words.locale
    pages = [criterion.short.said(locale).lower() for criterion in context.programme.criteria]
    wholes = [way.says[locale] for way in INTENT.more]
    wholes += [f"{INTENT.names[locale]} {page}" for page in pages]
    return {split(whole)[1]: whole for whole in wholes}


def _open(context: Context, page: Criterion | None, typed: str) -> Form | Message:
    startup = startup_meant(context, typed, "assess", _known(context))
    if isinstance(startup, Message):
        return startup
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
    team = fold(first) in map(fold, _TEAM)
    startup = startup_meant(context, rest if team else typed, "assess result")
    if isinstance(startup, Message):
        return startup
    if team or not may(context.role_in(startup.id), Right.ASSESS):
        return _team_result(context, startup)
    return assess_form.result_of(context, startup, _latest(context, startup))


def _team_result(context: Context, startup: Startup) -> Message:
    """Of this quarter, or of the last one in which a result was shared."""
    context.require(Right.SEE_SHARED_RESULTS, startup)
    kept = Assessments(context.session, context.programme)
    member = may(context.role_in(startup.id), Right.ASSESS)
    last = kept.last_shared(startup.id)
    if last is None:
        nothing = N_("Nobody has shared a result yet. `/gamma assess share` shares yours, if you like.")
        for_others = N_("The team has not shared a result yet.")
        return Message((context.words.rich(nothing if member else for_others),))
    quarter = Quarter.of(last, context.zone)
    shared = kept.shared(startup.id, quarter, context.zone)
    facts = shared_facts(context.programme, shared)
    result = team_result(context.programme, shared, facts, context.command_ids())
    tells = Trends(context.session, context.programme, context.zone).team_tells(startup.id)
    return team_message(context.words, startup, quarter, result, invite=member, trend=tells)


def _why(context: Context, typed: str) -> Message:
    startup = startup_meant(context, typed, "assess why")
    if isinstance(startup, Message):
        return startup
    assess_form.require_member(context, startup, Right.ASSESS)
    latest = _latest(context, startup)
    return why(context.words, context.programme, startup, latest.answers)


def _share(context: Context, typed: str) -> Message:
    """Share the person's latest result with the team's channel: once, however often it is asked."""
    startup = startup_meant(context, typed, "assess share")
    if isinstance(startup, Message):
        return startup
    assess_form.require_member(context, startup, Right.SHARE_RESULT)
    latest = _latest(context, startup)
    channels = startups.channels_of(context.session, startup.id)
    here = [channel for channel in channels if channel.platform == context.actor.platform]
    channel = (here or channels)[0]
    subject = {"assessment": latest.id, "person": context.actor.id}
    key = f"assessment-shared:{latest.id}"
    if not context.tell_channel(channel.platform, channel.channel, "assessment_shared", key, subject):
        return Message((context.words.rich(N_("It is shared already: it is in the team’s channel.")),))
    Assessments(context.session, context.programme).share(latest, context.now)
    done = N_("It is shared: the team’s result comes to its channel. Thank you!")
    return Message((context.words.rich(done),))


INTENT = Intent(
    id="assess",
    names={"en": "assess", "fr": "évaluer"},
    aliases=("bilan", "évaluation", "auto-évaluation", "assessment"),
    summary=N_("look at where your startup stands: a few minutes, for you first"),
    more=(
        Example({"en": "assess result", "fr": "évaluer résultat"}, N_("see your result again")),
        Example({"en": "assess why", "fr": "évaluer pourquoi"}, N_("what decided your result")),
        Example({"en": "assess share", "fr": "évaluer partager"}, N_("share it with the team")),
        Example({"en": "assess result team", "fr": "évaluer résultat équipe"}, N_("the team’s result")),
        Example({"en": "assess history", "fr": "évaluer historique"}, N_("your results over time")),
        Example({"en": "assess history team", "fr": "évaluer historique équipe"}, N_("the team’s over time")),
    ),
    say=say,
    forms={"page": FormReader(save=assess_form.save, show=assess_form.show)},
)

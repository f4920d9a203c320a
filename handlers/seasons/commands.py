"""`/gamma season`, for the programme team alone: who takes part in a season, its counts, its end."""

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.seasons.contract import as_json, fingerprint_of
from gamma.seasons.messages import season_heading, season_line, summary_paragraphs
from gamma.seasons.season import Season, parse_season
from gamma.sections import Section, fit_sections
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, Subcommand, Usage
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from handlers.seasons import survey
from handlers.seasons.shown import Named, require_programme_team, resolve_season
from storage.seasons import seasons, surveys
from storage.seasons.evaluation import load_evaluation
from storage.startups import enrolment

_ALL = {"all", "toutes", "tous", "tout", "everybody"}
_NONE_YET = N_(
    "There is no season yet. One is opened by its name and its two days: "
    "`/gamma season new Autumn 2026 from 2026-09-01 to 2027-02-28`."
)
_THERE_IS_ONE = N_("There is a season {name} already: `{id}`. Nothing was changed.")
_NO_PICTURE = N_("There is no picture of the season {name} yet: no team has answered in it.")
_CLOSED = N_("The season {name} is closed: it is read, and not changed any more.")
_SAY_WHICH = N_("Which startup? Write its name, or “all” for every startup that takes part in the programme.")


def _show(context: Context, given: Arguments) -> Message:
    require_programme_team(context)
    every = seasons.every(context.session)
    if not every:
        return Message((context.translator.render(_NONE_YET),))
    if not given.text and len(every) > 1 and len(_open(every)) != 1:
        return _list(context, every)
    named = resolve_season(context, given.text, "season", alone=True)
    return _summary(context, named.season)


def _open(every: list[Season]) -> list[Season]:
    return [season for season in every if season.closed_at is None]


def _list(context: Context, every: list[Season]) -> Message:
    translator, counts = context.translator, seasons.counts_of_startups(context.session)
    lines = [season_line(translator, each, counts.get(each.id, 0)) for each in every]
    section = Section(translator.render(N_("**Seasons**")), lines)
    return Message(fit_sections(translator, (), [section]), _buttons_to(every))


def _buttons_to(every: list[Season]) -> tuple[Button, ...]:
    return tuple(Button(quoted(each.name), f"season {each.id}") for each in every[:MESSAGE_BUTTONS])


def _picture(context: Context, given: Arguments) -> Message:
    """In private; only where teams have answered there is one."""
    require_programme_team(context)
    season = resolve_season(context, given.text, "season picture", alone=True).season
    evaluation = load_evaluation(context.session, context.programme, season, context.zone)
    if not any(moment.taken for moment in evaluation.moments.values()):
        raise UserError(_NO_PICTURE, name=quoted(season.name))
    return Message((_send_picture(context, season),))


def _send_picture(context: Context, season: Season) -> Text:
    key = f"season-picture:{context.actor.id}:{season.id}:{context.now.isoformat()}"
    context.notify(context.actor, "season_picture", key, {"season": season.id})
    return context.translator.render(N_("The picture comes to our direct conversation."))


def _summary(context: Context, season: Season) -> Message:
    translator = context.translator
    evaluation = load_evaluation(context.session, context.programme, season, context.zone)
    said = summary_paragraphs(translator, context.programme, evaluation, context.today)
    buttons = []
    if any(moment.taken for moment in evaluation.moments.values()):
        said = (*said, _send_picture(context, season))
    if season.closed_at is None and context.today > season.ends_on:
        buttons.append(Button(translator.text(N_("Close the season")), f"season close {season.id}"))
    return Message(said, tuple(buttons))


def _new(context: Context, given: Arguments) -> Message:
    """With all the startups that take part in the programme."""
    require_programme_team(context)
    line, translator = parse_season(given.text, context.today), context.translator
    season = seasons.open_(context.session, line, enrolment.enrolled_ids(context.session), context.now)
    if season is None:
        raise UserError(_THERE_IS_ONE, name=quoted(line.name), id=line.id)
    count = seasons.count_startups(context.session, season)
    done = N_("Done: the season is open, with every startup that takes part in the programme.")
    how = N_(
        "`/gamma season add` and `/gamma season remove`, followed by a startup, change who is in it. The "
        "teams are asked by rounds: `/gamma assess round entry all`, later `middle`, `exit` and `follow-up`."
    )
    said = (
        translator.render(done),
        season_heading(translator, season, count),
        translator.render(how),
    )
    ask = Button(translator.text(N_("Invite the teams")), "assess round entry all", main=True)
    return Message(said, (ask, Button(translator.text(N_("See the season")), f"season {season.id}")))


def _add(context: Context, given: Arguments) -> Message:
    named, translator = _resolve_changeable(context, given.text, "season add"), context.translator
    if normalise(named.rest) in _ALL:
        ids = enrolment.enrolled_ids(context.session)
        added = seasons.add(context.session, named.season, ids, context.now)
        done = translator.plural("Done: {count} startup more.", "Done: {count} startups more.", added)
        return _changed(context, named.season, done)
    startup = _startup(context, named)
    sentence = N_("**{startup}** is in the season already.")
    if seasons.add(context.session, named.season, [startup.id], context.now):
        sentence = N_("Done: **{startup}** is in the season.")
    return _changed(context, named.season, translator.render(sentence, startup=startup.name))


def _remove(context: Context, given: Arguments) -> Message:
    """At once where nothing is lost; a frozen goal goes after a "yes"."""
    named, translator = _resolve_changeable(context, given.text, "season remove"), context.translator
    startup = _startup(context, named)
    if not given.confirmed and startup.id in {
        goal.startup_id for goal in seasons.goals_of(context.session, named.season)
    }:
        ask = N_(
            "Take **{startup}** out of the season? The goal that was frozen for it at entry goes with it, "
            "and what it did counts no more. Nothing else is lost."
        )
        yes = Button(
            translator.text(N_("Yes, take it out")), f"season remove {named.season.id} {startup.id} yes"
        )
        no = Button(translator.text(N_("No, leave it in")), f"season {named.season.id}", main=True)
        return Message((translator.render(ask, startup=startup.name),), (yes, no))
    sentence = N_("**{startup}** is not in the season.")
    if seasons.remove(context.session, named.season, startup.id):
        sentence = N_("Done: **{startup}** is no longer in the season.")
    return _changed(context, named.season, translator.render(sentence, startup=startup.name))


def _close(context: Context, given: Arguments) -> Message:
    """From then on its report is the one of this moment."""
    named, translator = (
        _resolve_changeable(context, given.text, "season close", alone=True),
        context.translator,
    )
    season = named.season
    evaluation = load_evaluation(context.session, context.programme, season, context.zone, closing=True)
    if not given.confirmed:
        ask = N_(
            "Close the season **{name}**? Its report is kept as it stands now, and nothing of it can be "
            "changed any more."
        )
        said = [translator.render(ask, name=season.name)]
        if not evaluation.moments["after"].taken:
            missing = N_("The teams were not asked two months after its end: that count stays empty.")
            said.append(translator.render(missing))
        yes = Button(translator.text(N_("Yes, close it")), f"season close {season.id} yes")
        no = Button(translator.text(N_("No, leave it open")), f"season {season.id}", main=True)
        return Message((Text.lines(*said),), (yes, no))
    report_fingerprint = fingerprint_of(as_json(evaluation))
    seasons.close(context.session, evaluation, report_fingerprint, context.now)
    surveys.end(context.session, season, context.now)
    done = N_("Done: the season **{name}** is closed. The fingerprint of its report is `{fingerprint}`.")
    see = Button(translator.text(N_("See the season")), f"season {season.id}")
    return Message((translator.render(done, name=season.name, fingerprint=report_fingerprint[:16]),), (see,))


def _resolve_changeable(context: Context, typed: str, command: str, *, alone: bool = False) -> Named:
    """Raises UserError of a season that is closed."""
    require_programme_team(context)
    named = resolve_season(context, typed, command, alone=alone)
    locked = seasons.lock(context.session, named.season.id)
    if locked is None or locked.closed_at:
        raise UserError(_CLOSED, name=quoted(named.season.name))
    return named


def _startup(context: Context, named: Named) -> Startup:
    if not named.rest and context.here is None:
        raise UserError(_SAY_WHICH)
    return resolve_startup(context, named.rest, "season")


def _changed(context: Context, season: Season, done: Text) -> Message:
    translator = context.translator
    count = seasons.count_startups(context.session, season)
    see = Button(translator.text(N_("See the season")), f"season {season.id}")
    return Message((Text.lines(done, season_heading(translator, season, count)),), (see,))


def _list_all(context: Context, _given: Arguments) -> Message:
    require_programme_team(context)
    every = seasons.every(context.session)
    return _list(context, every) if every else Message((context.translator.render(_NONE_YET),))


COMMAND = CommandSpec(
    id="season",
    names={"en": "season", "fr": "saison"},
    aliases=("seasons", "saisons"),
    summary=N_("a season in counts: criteria, checkpoints, experts (programme team)"),
    plain=Subcommand("", _show),
    subcommands=(
        Subcommand(
            "new",
            _new,
            spellings=("new", "nouvelle", "open", "ouvrir", "create", "créer"),
            usages=(
                Usage(
                    {
                        "en": "season new Autumn 2026 from 2026-09-01 to 2027-02-28",
                        "fr": "saison nouvelle Automne 2026 du 01/09/2026 au 28/02/2027",
                    },
                    N_("open a season, with the startups that take part in the programme"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "add",
            _add,
            spellings=("add", "ajouter"),
            opposite="remove",
            usages=(
                Usage(
                    {"en": "season add velo-facile", "fr": "saison ajouter velo-facile"},
                    N_("a startup takes part in it; “all”: all of the programme"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "remove",
            _remove,
            spellings=("remove", "enlever", "retirer"),
            asks=True,
            opposite="add",
            usages=(
                Usage(
                    {"en": "season remove velo-facile", "fr": "saison enlever velo-facile"},
                    N_("a startup takes part in it no longer"),
                ),
            ),
            changes=Changes.CONFIRMED,
        ),
        Subcommand(
            "close",
            _close,
            spellings=("close", "clore", "fermer", "clôturer"),
            asks=True,
            usages=(
                Usage(
                    {"en": "season close", "fr": "saison clore"},
                    N_("keep its report as it stands; it is not changed any more"),
                ),
            ),
            changes=Changes.CONFIRMED,
        ),
        Subcommand(
            "picture",
            _picture,
            spellings=("picture", "image", "courbe", "curve", "graphique", "chart", "graph"),
            usages=(
                Usage({"en": "season picture", "fr": "saison image"}, N_("its levels drawn, in private")),
            ),
        ),
        Subcommand(
            "list",
            _list_all,
            spellings=("list", "liste"),
            usages=(Usage({"en": "season list", "fr": "saison liste"}, N_("all the seasons")),),
        ),
        Subcommand(
            "survey",
            survey.answer_survey,
            spellings=("survey", "sondage", "enquête", "questions", "questionnaire"),
            usages=(
                Usage(
                    {"en": "season survey", "fr": "saison sondage"},
                    N_("three questions on the relation with the sponsor (who is asked)"),
                ),
            ),
        ),
    ),
    forms=(survey.FORM,),
)

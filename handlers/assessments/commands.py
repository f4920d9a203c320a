"""`/gamma assess`: a team member looks at their startup's readiness, in three short pages."""

from gamma.translator import N_
from handlers.assessments import history, outside_view, pages, results, rounds, season_rounds, steps
from handlers.engine.command_spec import Changes, CommandSpec, StartupArgument, Subcommand, Usage

_TEAM = ("team", "équipe")

_RESULT = Subcommand(
    "result",
    results.result,
    spellings=("result", "résultat", "results", "résultats"),
    usages=(Usage({"en": "assess result", "fr": "évaluer résultat"}, N_("see your result again")),),
    startup=StartupArgument.NAMED,
    subcommands=(Subcommand("team", results.team_result, spellings=_TEAM),),
)
_WHY = Subcommand(
    "why",
    results.why,
    spellings=("why", "pourquoi"),
    usages=(
        Usage({"en": "assess why", "fr": "évaluer pourquoi"}, N_("what decided your result")),
        Usage(
            {"en": "assess why team", "fr": "évaluer pourquoi équipe"}, N_("what decided the team’s result")
        ),
    ),
    subcommands=(Subcommand("team", results.team_why, spellings=_TEAM),),
)
_SHARE = Subcommand(
    "share",
    results.share,
    spellings=("share", "partager", "partage"),
    usages=(
        Usage(
            {"en": "assess share", "fr": "évaluer partager"},
            N_("share your result with the team; `no` takes it back"),
        ),
        # The help tells of the team's result after the sharing that makes it.
        Usage({"en": "assess result team", "fr": "évaluer résultat équipe"}, N_("the team’s result")),
    ),
    startup=StartupArgument.NAMED,
    asks=True,
    subcommands=(
        Subcommand(
            "no",
            results.unshare,
            spellings=("no", "non", "annuler", "retirer", "reprendre", "cancel", "withdraw", "take back"),
            startup=StartupArgument.NAMED,
            asks=True,
            changes=Changes.ALWAYS,
        ),
    ),
    opposite="share no",
    changes=Changes.ALWAYS,
)
_ROUND = Subcommand(
    "round",
    rounds.status,
    spellings=("round", "campagne", "rounds", "campagnes", "tour"),
    usages=(
        Usage(
            {"en": "assess round", "fr": "évaluer campagne"},
            N_("who has answered in the round under way, or when the next one is"),
        ),
        Usage({"en": "assess round later", "fr": "évaluer campagne plus tard"}, N_("put it off by a week")),
        Usage(
            {"en": "assess round skip", "fr": "évaluer campagne pas ce trimestre"},
            N_("leave it out this quarter"),
        ),
        Usage(
            {"en": "assess round rhythm half-year", "fr": "évaluer campagne rythme semestre"},
            N_("be invited every quarter, half-year or year, or never"),
        ),
        Usage(
            {"en": "assess round entry velo-facile", "fr": "évaluer campagne entrée velo-facile"},
            N_("open one for a season: entry, middle, exit or follow-up; “all”: of all (programme team)"),
        ),
    ),
    startup=StartupArgument.NAMED,
    subcommands=(*rounds.SUBCOMMANDS, *season_rounds.OPENERS),
)
_HISTORY = Subcommand(
    "history",
    history.history,
    spellings=("history", "historique", "trend", "évolution"),
    usages=(
        Usage({"en": "assess history", "fr": "évaluer historique"}, N_("your results over time")),
        Usage(
            {"en": "assess history team", "fr": "évaluer historique équipe"},
            N_("the team’s results over time"),
        ),
    ),
    startup=StartupArgument.NAMED,
    subcommands=(Subcommand("team", history.team_history, spellings=_TEAM, startup=StartupArgument.NAMED),),
)
_VIEW = Subcommand(
    "view",
    outside_view.view,
    spellings=("view", "regard", "counter-view", "regard-extérieur"),
    usages=(
        Usage({"en": "assess view", "fr": "évaluer regard"}, N_("the portfolio manager’s outside view")),
        Usage(
            {"en": "assess view market reached", "fr": "évaluer regard marché atteint"},
            N_("the same in a line, for one criterion"),
        ),
    ),
    changes=Changes.WITH_WORDS,
)

COMMAND = CommandSpec(
    id="assess",
    names={"en": "assess", "fr": "évaluer"},
    aliases=("bilan", "évaluation", "auto-évaluation", "assessment"),
    summary=N_("look at where your startup stands, in a few minutes, for you first"),
    plain=Subcommand("", pages.open_page),
    subcommands=(_RESULT, _WHY, steps.STEP, _SHARE, _ROUND, _HISTORY, _VIEW),
    forms=(pages.PAGE, outside_view.VIEW),
)

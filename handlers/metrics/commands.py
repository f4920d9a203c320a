"""`/gamma metric`: the one impact metric of a startup, its values and its targets."""

from functools import partial

from gamma.people.rights import Right
from gamma.translator import N_
from handlers.engine.command_spec import Changes, CommandSpec, StartupArgument, Subcommand, Usage
from handlers.metrics import define, files, show, values

_REFUSAL = N_(
    "The metric of {startup} is for its team, its portfolio manager and the programme team. "
    "Nothing was changed."
)
_of_startup = partial(
    Subcommand, startup=StartupArgument.BESIDE_TEXT, right=Right.STATE_METRIC, refusal=_REFUSAL
)

_FALL = (
    *(
        "fall",
        "down",
        "should fall",
        "should go down",
        "must fall",
        "must go down",
        "is to fall",
        "to reduce",
    ),
    *("should decrease", "less is better", "lower is better"),
    *("baisser", "doit baisser", "à la baisse", "diminue", "diminuer", "doit diminuer", "doit descendre"),
    *("vers le bas", "moins c'est mieux", "à réduire"),
)
_RISE = (
    *("rise", "up", "should rise", "should go up", "must rise", "must go up", "is to rise", "should grow"),
    *("should increase", "more is better", "higher is better"),
    *("monter", "doit monter", "à la hausse", "hausse", "augmente", "augmenter", "doit augmenter"),
    *("vers le haut", "plus c'est mieux", "doit grandir", "doit croître"),
)

COMMAND = CommandSpec(
    id="metric",
    names={"en": "metric", "fr": "métrique"},
    aliases=("metrics", "métriques", "impact", "indicateur", "kpi"),
    summary=N_("the impact metric: its values, its targets"),
    mentions_people=False,
    colon=True,
    plain=_of_startup(
        "",
        values.state_or_show,
        usages=(
            Usage(
                {"en": "metric 940 end of October", "fr": "métrique 940 fin octobre"},
                N_("state a value, of today or of a day that has been"),
            ),
        ),
        asks=True,
        public=True,
        changes=Changes.WITH_NUMBER,
    ),
    subcommands=(
        _of_startup(
            "value",
            values.state_line,
            spellings=("value", "valeur", "state", "noter"),
            asks=True,
            changes=Changes.WITH_WORDS,
        ),
        _of_startup(
            "define",
            define.define,
            spellings=("define", "définir", "definition", "définition", "edit", "modifier", "compléter"),
            usages=(
                Usage(
                    {"en": "metric define", "fr": "métrique définir"},
                    N_("say what it counts, in which unit, where it can be seen"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        _of_startup(
            "targets",
            define.targets,
            spellings=("targets", "objectifs", "target", "objectif", "cible", "cibles", "suivi", "follow-up"),
            usages=(
                Usage(
                    {"en": "metric targets", "fr": "métrique objectifs"},
                    N_("say what was agreed with the sponsor, and who is asked for values"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        _of_startup(
            "history",
            show.history,
            spellings=("history", "historique", "corrections"),
            usages=(
                Usage(
                    {"en": "metric history", "fr": "métrique historique"},
                    N_("what was corrected, and before"),
                ),
            ),
        ),
        _of_startup(
            "picture",
            files.picture,
            spellings=("picture", "image", "courbe", "curve", "graphique", "chart", "graph"),
            usages=(
                Usage(
                    {"en": "metric picture", "fr": "métrique image"},
                    N_("its curve beside the target, in private; `post` shows it in the channel"),
                ),
            ),
        ),
        _of_startup("post", files.post, spellings=files.POST_WORDS, changes=Changes.ALWAYS),
        _of_startup(
            "csv",
            files.csv,
            spellings=("csv", "csv", "fichier", "file", "export", "exporter", "tableur"),
            usages=(
                Usage({"en": "metric csv", "fr": "métrique csv"}, N_("all its values as a file, in private")),
            ),
            changes=Changes.ALWAYS,
        ),
        _of_startup(
            "import",
            files.open_import,
            spellings=("import", "importer", "coller", "paste"),
            usages=(
                Usage({"en": "metric import", "fr": "métrique importer"}, N_("paste values from a table")),
            ),
        ),
        _of_startup(
            "remove",
            values.remove,
            spellings=("remove", "retirer", "supprimer", "enlever", "delete"),
            changes=Changes.WITH_WORDS,
        ),
        _of_startup(
            "falls",
            define.falls,
            spellings=("falls", "baisse", *_FALL),
            usages=(
                Usage(
                    {"en": "metric falls", "fr": "métrique baisse"},
                    N_("say that less is better; `rises` turns it round again"),
                ),
            ),
            opposite="rises",
            changes=Changes.ALWAYS,
        ),
        _of_startup(
            "rises",
            define.rises,
            spellings=("rises", "monte", *_RISE),
            opposite="falls",
            changes=Changes.ALWAYS,
        ),
        _of_startup("same", define.same, spellings=("same", "même", "meme", "mots"), changes=Changes.ALWAYS),
    ),
    forms=(values.FORM, define.WHAT, define.AGREED, files.IMPORT),
)

"""A domain as it is named, and where the question after it begins."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.experts.parse_question import SplitQuestion, match_domain, split_domain
from gamma.programme.experts import Domain
from gamma.programme.file import load_programme
from tests.gamma.experts.asked_questions import asked_questions

PROGRAMME = load_programme()
QUESTION = "Comment mesurer l’acquisition ?"


def read(typed: str) -> SplitQuestion:
    return split_domain(PROGRAMME, typed)


def near(typed: str) -> list[str]:
    return [domain.id for domain in read(typed).near]


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("growth", "growth"),
        ("Growth Hacking", "growth"),
        ("CROISSANCE", "growth"),
        ("la croissance", "growth"),
        ("produits", "product"),
        ("roadmap", "product"),
        ("UX", "design"),
        ("accessibilite", "design"),
        ("tests utilisateurs", None),
        ("orga", "roles"),
        ("rôles & rituels", "roles"),
        ("role et rituel", "roles"),
        ("mesure d'impact", "impact"),
        ("Indicateurs", "impact"),
        ("sécurité", "tech"),
        ("donnees ouvertes", "data"),
        ("base-de-données", "data"),
        ("com", "marketing"),
        ("marketing & communication", "marketing"),
        ("bizdev", "deployment"),
        ("passage à l’échelle", "deployment"),
        ("acquisition clients", "deployment"),
        ("Juridique", "legal"),
        ("le droit", "legal"),
        ("R.G.P.D.", None),
        ("rgpd", "legal"),
        ("données personnelles", "legal"),
        ("", None),
        ("de la", None),
        ("bonjour", None),
    ],
)
def test_a_domain_is_known_by_all_its_names(typed: str, domain: str | None) -> None:
    exact = match_domain(PROGRAMME, typed).exact
    assert (exact.id if exact else None) == domain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jurdique", ["legal"]),
        ("juridque", ["legal"]),
        ("grotwh", ["growth"]),
        ("croisance", ["growth"]),
        ("desing", ["design"]),
        ("teck", ["tech"]),
        ("marketting", ["marketing"]),
        ("deploiment", ["deployment"]),
        ("donées", ["data"]),
        ("indicatuer", ["impact"]),
        ("oui", []),
        ("merci", []),
        ("xyzxyz", []),
        ("kpo", []),
    ],
)
def test_a_mistyped_name_is_proposed_and_never_taken(typed: str, meant: list[str]) -> None:
    found = match_domain(PROGRAMME, typed)
    assert found.exact is None
    assert [domain.id for domain in found.near] == meant


@pytest.mark.parametrize(
    ("typed", "domain", "question"),
    [
        ("growth", "growth", ""),
        ("growth ?", "growth", ""),
        (f"growth {QUESTION}", "growth", QUESTION),
        (f"Growth hacking {QUESTION}", "growth", QUESTION),
        (f"croissance : {QUESTION}", "growth", QUESTION),
        (f"croissance\n{QUESTION}", "growth", QUESTION),
        ("growth comment trouver du monde", "growth", "growth comment trouver du monde"),
        ("tech on a un bug", "tech", "tech on a un bug"),
        ("data : nettoyer un fichier", "data", "nettoyer un fichier"),
        ("mesure d’impact, quel indicateur ?", "impact", "mesure d’impact, quel indicateur ?"),
        ("growth — les inscriptions stagnent", "growth", "les inscriptions stagnent"),
        ("DATA COMMENT NETTOYER UN FICHIER", "data", "DATA COMMENT NETTOYER UN FICHIER"),
        ("legal Are we allowed to keep names?", "legal", "Are we allowed to keep names?"),
        ("legal how long may we keep names?", "legal", "legal how long may we keep names?"),
        ("acquisition de clients Comment faire ?", "deployment", "Comment faire ?"),
    ],
)
def test_what_follows_the_name_is_the_question(typed: str, domain: str | None, question: str) -> None:
    asked = read(typed)
    assert (asked.domain.id if asked.domain else None) == domain
    assert asked.question == question


def test_an_alias_that_the_question_is_about_stays_in_it() -> None:
    asked = read("rgpd combien de temps garder les noms ?")
    assert asked.domain is not None
    assert (asked.domain.id, asked.question) == ("legal", "rgpd combien de temps garder les noms ?")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Design de notre page d’accueil à revoir", ["design"]),
        ("Impact positif sur les agents ?", ["impact"]),
        ("DESIGN DE NOTRE PAGE", ["design"]),
        ("data est en panne", ["data"]),
        ("droit à l’oubli", ["legal"]),
        ("product market fit ou pas", ["product"]),
    ],
)
def test_a_sentence_that_begins_with_a_name_stays_whole_and_the_domain_is_asked_for(
    typed: str, meant: list[str]
) -> None:
    assert read(typed) == SplitQuestion(None, read(typed).near, typed)
    assert near(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Le design, la data et la tech tirent chacun de leur côté.", ["design", "data", "tech"]),
        ("Design ou tech, qui commence ?", ["design", "tech"]),
        ("tech et design ne se parlent pas", ["tech", "design"]),
        ("growth & marketing : qui fait quoi ?", ["growth", "marketing"]),
        ("tech - juridique - data : qui décide ?", ["tech", "legal", "data"]),
        ("la CNIL nous a mis en demeure", ["legal"]),
        ("Les données, on en fait quoi ?", ["data"]),
        ("le produit : tout est à revoir", ["product"]),
        ("Product or design first?", ["product", "design"]),
        ("The data we publish is out of date", ["data"]),
        ("tech which nobody maintains", ["tech"]),
        ("design can wait", ["design"]),
        ("Data Gouv ne répond plus", ["data"]),
        ("data.gouv ne répond plus", ["data"]),
        ("Le juridique confidentiel nous freine", ["legal"]),
    ],
)
def test_a_name_that_is_a_word_of_the_sentence_asks_nobody_at_once(typed: str, meant: list[str]) -> None:
    assert read(typed).domain is None
    assert near(typed)[: len(meant)] == meant
    assert read(typed).question == typed


@pytest.mark.parametrize(
    ("typed", "domain", "question"),
    [
        ("design\nrevoir la page d’accueil", "design", "revoir la page d’accueil"),
        ("Données : lesquelles publier ?", "data", "lesquelles publier ?"),
        ("data – lesquelles publier ?", "data", "lesquelles publier ?"),
        ("Design, comment le simplifier ?", "design", "Design, comment le simplifier ?"),
        ("product Should we pivot?", "product", "Should we pivot?"),
        ("tech can we host it abroad?", "tech", "tech can we host it abroad?"),
        ("Juridique Peut-on le publier ?", "legal", "Peut-on le publier ?"),
    ],
)
def test_a_sentence_of_its_own_after_the_name_is_asked_there(typed: str, domain: str, question: str) -> None:
    asked = read(typed)
    assert asked.domain is not None
    assert (asked.domain.id, asked.question) == (domain, question)


def test_a_mistyped_name_before_a_question_is_asked_for() -> None:
    assert near(f"jurdique {QUESTION}") == ["legal"]
    assert read(f"jurdique {QUESTION}").question == QUESTION


def test_two_domains_are_asked_for() -> None:
    assert near("tech, data") == ["tech", "data"]


def test_a_free_question_is_hardly_ever_taken_for_a_name() -> None:
    free = [question for name in ("tuning", "held_out") for question in asked_questions(name)]
    named = [question for question in free if read(question.text).domain]
    assert len(named) <= len(free) // 25, named
    for question in named:
        domain = read(question.text).domain
        assert domain is not None
        assert domain.id in question.domains
    for question in free:
        assert set(near(question.text)) <= question.domains, question.text
        assert not near(question.text) or read(question.text).question == question.text


@given(st.text(max_size=300) | st.sampled_from(PROGRAMME.domains).map(lambda domain: domain.title.fr))
def test_no_text_is_lost(typed: str) -> None:
    asked = read(typed)
    assert asked.question in typed
    assert not (asked.domain and asked.near)
    assert asked.question == typed.strip() or asked.domain or asked.near


@given(
    st.sampled_from([(domain, name) for domain in PROGRAMME.domains for name in domain.names]),
    st.sampled_from(["{}", "  {} ", "« {} »", "{} ?"]),
    st.sampled_from([str, str.upper, str.title, str.casefold]),
)
def test_any_name_of_a_domain_names_it_however_it_is_written(
    named: tuple[Domain, str], around: str, case: Callable[[str], str]
) -> None:
    domain, name = named
    assert match_domain(PROGRAMME, around.format(case(name))).exact == domain


@pytest.mark.many
def test_a_huge_text_is_read() -> None:
    huge = "growth " + "Comment ? " * 100_000
    asked = read(huge)
    assert asked.domain is not None
    assert asked.question == huge.removeprefix("growth ").strip()

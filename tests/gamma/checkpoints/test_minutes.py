"""A correction of minutes changes what its author touched, and nothing that somebody else did meanwhile."""

from gamma.checkpoints.minutes import ListEdits, find_edits, fingerprint_lines, renew_marks

NOTHING = ListEdits([], {}, [])
SHOWN = {1: "On ouvre trois régions", 2: "On recrute"}


def corrected(typed: list[str], standing: dict[int, str], shown: dict[int, str] = SHOWN) -> ListEdits:
    return find_edits(fingerprint_lines(list(shown.values())), typed, standing)


def test_what_was_not_touched_changes_nothing() -> None:
    assert corrected(list(SHOWN.values()), SHOWN) == NOTHING


def test_a_line_is_added_corrected_or_gone() -> None:
    typed = ["On ouvre deux régions", "Point tous les mois"]
    assert corrected(typed, SHOWN) == ListEdits(["Point tous les mois"], {1: "On ouvre deux régions"}, [2])


def test_another_order_is_no_change() -> None:
    assert corrected(["On recrute", "On ouvre trois régions"], SHOWN) == NOTHING


def test_lines_that_somebody_else_added_or_corrected_meanwhile_stay() -> None:
    standing = {1: "On ouvre quatre régions", 2: "On recrute", 3: "On change de nom"}
    assert corrected([*SHOWN.values(), "Et plus"], standing) == ListEdits(["Et plus"], {}, [])


def test_what_somebody_else_took_out_meanwhile_stays_out() -> None:
    assert corrected(list(SHOWN.values()), {2: "On recrute"}) == NOTHING


def test_a_line_that_is_there_already_is_not_added_again() -> None:
    standing = {1: "On ouvre trois régions"}
    assert corrected(["On ouvre trois régions"], standing, shown={}) == NOTHING
    assert corrected(["A", "A"], {}, shown={}).added == ["A"]


def test_a_quite_different_line_is_a_new_one() -> None:
    assert corrected(["Budget validé", "On recrute"], SHOWN) == ListEdits(["Budget validé"], {}, [1])


def test_lines_that_the_form_had_no_room_for_stay() -> None:
    many = {number: f"Décision {number}" for number in range(40)}
    shown = dict(list(many.items())[:25])
    assert corrected(list(shown.values()), many, many) == NOTHING
    assert corrected(list(shown.values())[1:], many, many).removed == [0]
    assert corrected(list(shown.values()), {**many, 40: "Une autre"}, many) == NOTHING


def test_the_prints_of_the_longest_lists_fit_into_a_route() -> None:
    longest = [f"Décision {number}" for number in range(100)]
    assert len(fingerprint_lines(longest)) <= 50
    assert fingerprint_lines(["x" * 2000, "y" * 2000]) == fingerprint_lines(["x" * 2000])


def test_without_anybody_else_no_line_is_ever_taken_for_another() -> None:
    shown = {number: f"Décision {number}" for number in range(25)}
    for number in range(3000):
        line = f"Tout autre chose {number}"
        assert corrected([*shown.values(), line], shown, shown).added == [line]


def test_lines_that_a_form_kept_itself_are_shown_in_it_and_those_of_others_are_not() -> None:
    before = fingerprint_lines(["On recrute"])
    now = {1: "On recrute", 2: "On ouvre à Brest", 3: "Une ligne d’un autre"}
    shown = renew_marks(before, ["On recrute", "On ouvre à Brest", "pas gardé tel quel"], now.values())
    assert shown == before + fingerprint_lines(["On ouvre à Brest"])
    edits = find_edits(shown, ["On recrute", "On ouvre à Quimper"], now)
    assert edits == ListEdits([], {2: "On ouvre à Quimper"}, [])

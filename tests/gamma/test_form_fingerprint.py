"""A form sent late changes what its sender changed, and nothing else."""

import pytest

from gamma.errors import UserError
from gamma.form_fingerprint import changes, prints


def test_a_field_sent_as_it_was_shown_is_no_change_whatever_was_stated_since() -> None:
    shown = prints(["Bretagne", ""])
    found = changes(shown, {"territory": "Bretagne", "law": ""}, {"territory": "Corse", "law": "yes"})
    assert (found.values, found.overtaken) == ({}, [])


def test_what_the_sender_wrote_counts_and_what_it_overtakes_is_named() -> None:
    shown = prints(["Bretagne", ""])
    found = changes(shown, {"territory": "Corse", "law": "no"}, {"territory": "Normandie"})
    assert found.values == {"territory": "Corse", "law": "no"}
    assert found.overtaken == ["territory"]


def test_a_field_emptied_withdraws_what_it_showed_and_not_what_was_stated_since() -> None:
    shown = prints(["Bretagne"])
    assert changes(shown, {"territory": ""}, {"territory": "Bretagne"}).values == {"territory": ""}
    assert changes(shown, {"territory": ""}, {"territory": "Corse"}).values == {}


def test_two_who_write_the_same_have_overtaken_nobody() -> None:
    found = changes(prints([""]), {"territory": "Corse"}, {"territory": "Corse"})
    assert (found.values, found.overtaken) == ({}, [])


def test_a_form_of_another_shape_is_refused() -> None:
    with pytest.raises(UserError):
        changes(prints(["", ""]), {"territory": "Corse"}, {})


def test_a_print_tells_nothing_and_is_short() -> None:
    printed = prints(["Une phrase bien longue " * 40, "", "b"])
    assert len(printed) <= 20
    assert "phrase" not in printed
    assert printed.split("-")[1] == "0"

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings

from viewer.settings import THEME_CHOICES, Settings

SAME_HOME = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


def stored():
    """The settings file itself, for what an older version or another hand has left in it."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Mission Timeline", "viewer")


def left_behind(key, value):
    store = stored()
    store.setValue(key, value)
    store.sync()


def test_the_theme_of_a_first_start_is_that_of_the_system():
    assert Settings().theme == "system"


@pytest.mark.parametrize("name", THEME_CHOICES)
def test_every_theme_that_is_offered_comes_back(name):
    Settings().theme = name
    assert Settings().theme == name


def test_the_theme_that_was_set_last_counts():
    for name in ("dark", "light"):
        Settings().theme = name
    assert Settings().theme == "light"


@pytest.mark.parametrize("word", ["true", "True", "TRUE"])
def test_reduced_motion_is_read_in_any_case(word):
    left_behind("reduced_motion", word)
    assert Settings().is_motion_reduced


@pytest.mark.parametrize("word", ["", "yes please", "1", "false"])
def test_an_unreadable_word_for_motion_counts_as_not_set(word):
    left_behind("reduced_motion", word)
    assert not Settings().is_motion_reduced


def test_reduced_motion_can_be_taken_back():
    Settings().is_motion_reduced = True
    Settings().is_motion_reduced = False
    assert not Settings().is_motion_reduced


def test_a_first_start_has_no_window_to_restore():
    assert Settings().geometry.isEmpty()
    assert Settings().state.isEmpty()


def test_docks_saved_by_another_version_are_not_restored_but_the_place_is():
    Settings().save_window(QByteArray(b"here"), QByteArray(b"docks"))
    left_behind("window/version", "1")
    assert Settings().state.isEmpty()
    assert Settings().geometry == QByteArray(b"here")


def test_a_window_state_that_is_no_bytes_counts_as_not_set():
    Settings().save_window(QByteArray(b"here"), QByteArray(b"docks"))
    left_behind("window/geometry", "broken")
    assert Settings().geometry.isEmpty()


def test_forgetting_the_window_forgets_the_docks_and_nothing_else():
    kept = Settings()
    kept.theme = "dark"
    kept.save_window(QByteArray(b"here"), QByteArray(b"docks"))
    kept.forget_window()
    assert Settings().state.isEmpty()
    assert Settings().theme == "dark"


def test_bytes_with_zeros_survive():
    every = QByteArray(bytes(range(256)))
    Settings().save_window(every, QByteArray())
    assert Settings().geometry == every


def test_no_view_is_kept_at_first():
    assert Settings().bookmarks("haiti") == {}


def test_kept_views_come_back_in_the_order_they_were_kept():
    kept = {"Winter": "timeline:?b", "Autumn": "timeline:?a", "Été": "timeline:?c"}
    Settings().save_bookmarks("haiti", kept)
    assert list(Settings().bookmarks("haiti").items()) == list(kept.items())


def test_each_dataset_keeps_its_own_views():
    Settings().save_bookmarks("haiti", {"Summer": "one"})
    Settings().save_bookmarks("mali", {"Summer": "two"})
    assert Settings().bookmarks("haiti") == {"Summer": "one"}
    assert Settings().bookmarks("mali") == {"Summer": "two"}


def test_an_id_with_a_slash_is_no_folder_of_another_dataset():
    Settings().save_bookmarks("a", {"Outer": "one"})
    Settings().save_bookmarks("a/b", {"Inner": "two"})
    assert Settings().bookmarks("a") == {"Outer": "one"}
    assert Settings().bookmarks("a/b") == {"Inner": "two"}


def test_a_dataset_without_an_id_can_keep_views_too():
    Settings().save_bookmarks("", {"Summer": "one"})
    assert Settings().bookmarks("") == {"Summer": "one"}
    assert Settings().bookmarks("other") == {}


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", '"a name"', "7"])
def test_broken_bookmarks_count_as_none(text):
    left_behind("bookmarks/haiti", text)
    assert Settings().bookmarks("haiti") == {}


def test_a_link_that_is_no_text_is_taken_as_its_text():
    left_behind("bookmarks/haiti", '{"Summer": 7}')
    assert Settings().bookmarks("haiti") == {"Summer": "7"}


def test_saving_no_views_forgets_them():
    Settings().save_bookmarks("haiti", {"Summer": "one"})
    Settings().save_bookmarks("haiti", {})
    assert Settings().bookmarks("haiti") == {}


@SAME_HOME
@given(kept=st.dictionaries(NAMES, NAMES, max_size=4), dataset_id=NAMES)
def test_any_name_and_any_id_come_back_as_they_were(kept, dataset_id):
    Settings().save_bookmarks(dataset_id, kept)
    assert Settings().bookmarks(dataset_id) == kept


def test_an_export_choice_that_was_never_made_is_the_default_of_the_asker():
    assert Settings().export_choice("folder", "/pictures") == "/pictures"
    assert Settings().export_choice("folder", "/papers") == "/papers"


@pytest.mark.parametrize("value", ["a, b; c", "C:\\new\\table", "مسار الملف", "50 %", "@Variant(x)"])
def test_a_folder_with_odd_letters_comes_back_letter_by_letter(value):
    Settings().save_export_choice("folder", value)
    assert Settings().export_choice("folder", "") == value


def test_what_was_set_is_on_disk_after_sync():
    kept = Settings()
    kept.theme = "dark"
    kept.sync()
    assert stored().value("theme") == "dark"

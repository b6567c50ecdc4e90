"""The dialog and `--help` say the same thing in the same words."""

from __future__ import annotations

import argparse
import re

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from viewer.commands.exporting import add_arguments
from viewer.export.pages.words import CHOICES, Choice
from viewer.settings import Settings
from viewer.window.export_choice import ExportChoice
from viewer.window.export_form import ExportForm

FLAGS = {
    "view": "--view", "range": "--range", "whole": "--whole", "preset": "--preset", "size": "--size", "dpi": "--dpi",
    "scale": "--scale", "theme": "--theme", "title": "--title", "subtitle": "--subtitle", "is_embedded": "--embed",
    "has_personnel": "--no-personnel", "has_quotes": "--quotes", "is_transparent": "--transparent",
    "has_appendix": "--appendix", "has_outlines": "--outlines",
}  # fmt: skip
ONLY_IN_COMMANDS = {
    "--help",
    "--dataset",
    "--as",
    "--alt",
    "--all-presets",
    "--format",
    "--sheets",
}  # the last is the dialog's Print…
IN_THE_FILTER_OF_THE_WINDOW = {"--layers", "--lanes", "--known-by"}


@pytest.fixture
def form(qtbot, workspace):
    made = ExportForm(workspace, Settings(), ExportChoice())
    qtbot.addWidget(made)
    return made


@pytest.fixture(scope="module")
def helps():
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return {flag: action.help for action in parser._actions for flag in action.option_strings if flag[:2] == "--"}


def plain(words):
    return words.replace("&", "").casefold()


def said_in(form):
    """Every word of the dialog: of labels, ticks and entries, and what is read out for a field."""
    texts = [label.text() for label in form.findChildren(QLabel)]
    texts += [check.text() for check in form.checks.values()]
    for combo in (form.what_field, form.page_field):
        texts += [combo.itemText(row) for row in range(combo.count())]
    return {plain(text) for text in [*texts, *(field.accessibleName() for field in form.findChildren(QWidget))]}


@pytest.mark.parametrize("name", CHOICES)
def test_the_dialog_calls_each_choice_by_its_name(form, name):
    assert plain(CHOICES[name].label) in said_in(form)


@pytest.mark.parametrize("name", FLAGS)
def test_help_calls_each_choice_by_its_name_and_says_the_same_of_it(helps, name):
    said = plain(helps[FLAGS[name]])
    assert plain(CHOICES[name].label) in said
    assert CHOICES[name].more.casefold() in said


def test_no_option_is_without_its_place_in_the_window(helps):
    assert {*helps} == {*FLAGS.values()} | ONLY_IN_COMMANDS | IN_THE_FILTER_OF_THE_WINDOW
    assert {*CHOICES} - {*FLAGS} == {"all"}  # what a picture shows where no option says anything else


def test_what_a_tick_does_is_its_tip(form):
    assert form.checks["is_transparent"].toolTip() == "The page behind shows through"


def test_no_two_fields_have_the_same_key(form):
    labels = [label.text() for label in form.findChildren(QLabel)]
    keys = [found[1].lower() for text in labels if (found := re.search("&(.)", text))]
    assert len(keys) == len({*keys}) > 5


def test_every_key_leads_to_a_field(form):
    labels = [label for label in form.findChildren(QLabel) if "&" in label.text()]
    assert [label.text() for label in labels if label.buddy() is None] == []


def test_initials_stay_capitals_within_a_sentence():
    assert Choice("PNG &dots").help == "PNG dots"
    assert Choice("A &range", "of dates").help == "a range: of dates"

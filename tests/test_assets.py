"""Tests of where resources are found, and of the fonts among them."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

from viewer import assets
from viewer.assets import resource_path
from viewer.theme import FONT_FILES

ROOT = Path(__file__).resolve().parent.parent


def strings_of(tree):
    """Yield the strings of a module, but not the patterns it matches with."""
    patterns = {id(call.args[0]) for call in ast.walk(tree) if isinstance(call, ast.Call) and is_re_compile(call.func)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in patterns:
            yield node.value


def is_re_compile(function):
    return isinstance(function, ast.Attribute) and ast.unparse(function) == "re.compile"


def shown_texts():
    """Yield every string of the program and every text of the built-in datasets."""
    for module in sorted((ROOT / "viewer").rglob("*.py")):
        yield from strings_of(ast.parse(module.read_text("utf-8")))
    for file in sorted(resource_path("datasets").rglob("*")):
        if file.suffix in {".toml", ".txt"}:
            yield file.read_text("utf-8-sig")


def test_a_checkout_has_its_resources_beside_the_package():
    assert resource_path("fonts", "Inter-Regular.otf") == ROOT / "resources" / "fonts" / "Inter-Regular.otf"
    assert resource_path("fonts", "Inter-Regular.otf").is_file()


def test_a_frozen_program_has_its_resources_where_it_was_unpacked(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons") == tmp_path / "resources" / "icons"


def test_an_installed_package_has_its_resources_inside(tmp_path):
    package = tmp_path / "viewer"
    (package / "resources").mkdir(parents=True)
    shutil.copy(assets.__file__, package / "assets.py")
    (package / "__init__.py").touch()
    question = "from viewer.assets import resource_path; print(resource_path('fonts'))"
    answer = subprocess.run([sys.executable, "-c", question], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(answer.stdout.strip()) == (package / "resources" / "fonts").resolve()


def test_the_licence_of_the_font_comes_with_it():
    licence = resource_path("fonts", "LICENSE-Inter.txt").read_text("utf-8")
    assert "The Inter Project Authors" in licence
    assert "SIL OPEN FONT LICENSE" in licence


def test_all_weights_are_of_one_family(qapp):
    numbers = [QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) for name in FONT_FILES]
    families = {family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)}
    assert "Inter" in families
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("Inter"))


@pytest.mark.parametrize("name", FONT_FILES)
def test_the_font_has_every_character_we_show(qapp, name):
    font = QRawFont(str(resource_path("fonts", name)), 16)
    characters = {character for text in shown_texts() for character in text}
    visible = {each for each in characters if unicodedata.category(each) not in {"Cc", "Cf", "Zl", "Zp"}}
    assert font.isValid()
    assert sorted(each for each in visible if not font.supportsCharacter(ord(each))) == []

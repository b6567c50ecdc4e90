"""The application and the bundled typeface, for tests that draw."""

import pytest

from viewer.theme import load_fonts


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()

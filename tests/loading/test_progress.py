from __future__ import annotations

import pytest

from viewer.loading.problems import LoadCancelled
from viewer.loading.progress import Pulse


def test_shares_stay_between_nothing_and_all():
    shares = []
    pulse = Pulse(lambda share, doing: shares.append((share, doing)))
    pulse.say(-1.0, "Reading")
    pulse.say(1.5, "Sorting")
    assert shares == [(0.0, "Reading"), (1.0, "Sorting")]


def test_what_is_not_wanted_is_given_up_before_anything_is_said():
    shares = []
    pulse = Pulse(lambda share, _: shares.append(share), lambda: True)
    with pytest.raises(LoadCancelled):
        pulse.say(0.5, "Reading")
    assert shares == []

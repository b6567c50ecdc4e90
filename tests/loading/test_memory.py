"""What is kept of freed memory: asking for it must never cost the memory that it is about."""

from viewer.loading import memory


def test_only_the_first_who_asks_frees_something_large(monkeypatch):
    taken = []
    monkeypatch.setattr(memory, "bytes", taken.append, raising=False)
    memory.keep_freed.cache_clear()
    memory.keep_freed()
    memory.keep_freed()  # a second block would come from what is kept, and be cleared: 33 MB a load
    assert taken == [33_000_000]

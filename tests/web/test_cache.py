"""What is kept for a moment is given again, and forgotten when anything changes."""

from queue_server.web.kit.cache import Cache


def test_a_value_is_found_once_until_all_is_forgotten():
    kept, found = Cache[int](60), iter(range(10))

    def ask(key):
        return kept.get(key, lambda: next(found))

    assert [ask("a"), ask("a"), ask("b")] == [0, 0, 1]
    kept.forget()
    assert [ask("a"), ask("a")] == [2, 2]


def test_a_value_too_old_is_found_again():
    moments, found = iter([0.0, 0.9, 1.0, 0.0]), iter(range(10))
    kept = Cache[int](1, lambda: next(moments))

    assert [kept.get("a", lambda: next(found)) for _ in range(4)] == [0, 0, 1, 2]


def test_what_was_asked_before_a_change_is_not_kept_after_it():
    kept = Cache[str](60)

    def while_something_changes():
        kept.forget()
        return "old"

    kept.get("board", while_something_changes)
    assert kept.get("board", lambda: "new") == "new"


def test_the_board_shows_a_press_at_once(served, manager):
    for number in ("A001", "A002"):
        manager.press("/tickets", {"service_id": "LLTP"}, status=201)
        line = manager.get("/api/v1/board").json["queues"]["LLTP"]["order"]
        assert line[-1] == number
        assert manager.get("/api/v1/board").json["queues"]["LLTP"]["order"] == line

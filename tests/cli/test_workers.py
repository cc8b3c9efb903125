"""Whoever looks after the workers goes on, also when none can be started just now."""

import subprocess

from queue_server.cli import workers


def test_a_worker_that_cannot_be_started_is_tried_again_in_the_next_round(monkeypatch):
    dead = subprocess.Popen(["true"])
    dead.wait()

    def none_left(*_command, **_more):
        raise BlockingIOError(11, "no process left")

    monkeypatch.setattr(workers.subprocess, "Popen", none_left)

    assert workers._again(dead) is dead

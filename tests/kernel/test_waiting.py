"""Greenlets and native threads wait for each other, and whoever is stopped holds up nobody."""

import threading

import gevent
import pytest

from queue_server.kernel.engines.sqlite.native_thread import NativeThread
from queue_server.kernel.waiting import FairLock, Signal


@pytest.fixture
def lock():
    return FairLock()


def test_whoever_waited_longest_is_next(lock):
    order = []

    def hold(name):
        with lock:
            order.append(name)
            gevent.sleep(0)

    with lock:
        waiting = [gevent.spawn(hold, n) for n in range(5)]
        gevent.sleep(0)
    gevent.joinall(waiting, raise_error=True)

    assert order == list(range(5))


def test_threads_and_greenlets_never_hold_it_together(lock):
    inside, most = [0], [0]

    def hold_often():
        for _ in range(200):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                gevent.sleep(0)
                inside[0] -= 1

    def in_a_thread():
        gevent.joinall([gevent.spawn(hold_often) for _ in range(3)], raise_error=True)

    threads = [threading.Thread(target=in_a_thread) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (inside, most) == ([0], [1])


def test_whoever_is_stopped_while_waiting_passes_it_on(lock):
    got = []

    def hold(name):
        with lock:
            got.append(name)

    with lock:
        first, stopped, last = [gevent.spawn(hold, n) for n in range(3)]
        gevent.sleep(0)
        stopped.kill()
    gevent.joinall([first, last], raise_error=True)

    assert got == [0, 2]


def test_whoever_is_stopped_when_it_is_passed_on_gives_it_back(lock):
    with lock:
        stopped = gevent.spawn(lock.__enter__)
        gevent.sleep(0)
    stopped.kill()  # the lock is theirs, and they have not heard of it

    with gevent.Timeout(10), lock:
        pass


def test_a_job_is_waited_for_also_by_whoever_is_stopped():
    thread, go, done = NativeThread(), threading.Event(), []

    def job():
        go.wait(10)
        done.append("job")

    asked = gevent.spawn(thread.do, job)
    gevent.sleep(0)
    asked.kill(block=False)
    gevent.sleep(0)
    assert not asked.ready()
    go.set()
    asked.join(10)

    assert asked.ready()
    assert done == ["job"]
    thread.close()


def test_what_fails_in_the_thread_is_raised_to_who_asked_and_the_next_job_is_done():
    thread = NativeThread()

    with pytest.raises(ZeroDivisionError):
        thread.do(lambda: 1 // 0)
    assert thread.do(lambda: 7) == 7
    thread.close()
    thread.close()


def test_a_signal_that_is_faster_than_the_wait_is_not_lost():
    signal = Signal()

    threading.Thread(target=signal.give).start()
    gevent.sleep(0.01)
    with gevent.Timeout(10):
        signal.wait()

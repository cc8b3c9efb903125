"""The server's door on a real socket, with an application of the test's own behind it."""

HOST = b"Host: 127.0.0.1\r\n"


def said_back(environ, start_response):
    """The simplest application."""
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


def heard(it):
    """All that comes until the other end closes."""
    got = b""
    while piece := it.recv(65536):
        got += piece
    return got


def heard_until(it, end):
    """What comes, up to and with `end`."""
    got = b""
    while end not in got:
        piece = it.recv(65536)
        assert piece, got
        got += piece
    return got


def is_closed(it):
    """Did the other end leave?"""
    try:
        return it.recv(1) == b""
    except ConnectionResetError:
        return True

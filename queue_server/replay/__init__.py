"""A day played again through the public API: visitors come, clerks call, the rules are checked."""

from queue_server.replay.day import Played, play
from queue_server.replay.invariants import check
from queue_server.replay.journal import Broken
from queue_server.replay.summary import table
from queue_server.replay.visitors import Visitor, read, scaled

__all__ = ["Broken", "Played", "Visitor", "check", "play", "read", "scaled", "table"]

"""How a printer's state and a slip's are said to staff: what is so, and what to do."""

from collections.abc import Mapping

from queue_server.paper.rules import SlipState, Stand
from queue_server.paper.words import said
from words import Text

READY = said("Ready")
SILENT = said("This printer does not tell how it stands. Look whether slips come out.")
LOW = said("Paper is low. Have a new roll ready.")
HINDRANCES: Mapping[str, Text] = {
    "paper_out": said("Out of paper. Put in a new roll."),
    "cover_open": said("The cover is open. Close it."),
    "cutter": said("The cutter is jammed. Take the paper out."),
    "error": said("It reports an error. Turn it off and on."),
    "offline": said("It is paused. Press FEED."),
    "unreachable": said("It cannot be reached. Check its power and its cable."),
    "agent_away": said("The kiosk's computer does not answer. Start its agent again."),
    "spool_full": said("The disk of the kiosk's computer is full. Free some space."),
}
NOT_WORKING = said("It does not print. Ask for help.")
SLIPS: Mapping[SlipState, Text] = {
    SlipState.QUEUED: said("waiting to be printed", "slip"),
    SlipState.SENDING: said("being printed", "slip"),
    SlipState.CONFIRMED: said("came out", "slip"),
    SlipState.FAILED: said("not printed", "slip"),
    SlipState.UNKNOWN: said("nobody knows whether it came out", "slip"),
}
SENT = said("sent to the printer", "slip")  # to one that never tells more


def says(stand: Stand, hindrance: str) -> Text:
    """How a printer stands; `hindrance` is why nothing comes out, or empty."""
    if hindrance:
        return HINDRANCES.get(hindrance, NOT_WORKING)
    if not stand.is_known:
        return SILENT
    return LOW if stand.paper == "low" else READY

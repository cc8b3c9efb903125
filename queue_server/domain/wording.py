"""How states and presses are named in the sentence that refuses a press."""

from collections.abc import Mapping
from datetime import datetime

from queue_server.domain import events as e
from queue_server.domain.calling import Branch
from queue_server.domain.counters import CounterState
from queue_server.domain.refusals import CounterClosed, NotAllowed
from queue_server.domain.tickets import State, Ticket

# What the ticket is: Vietnamese, English.
STATE_WORDS: Mapping[State, tuple[str, str]] = {
    State.WAITING: ("chờ", "waiting"),
    State.CALLED: ("được gọi", "being called"),
    State.SERVING: ("được phục vụ", "being served"),
    State.HELD: ("tạm giữ", "on hold"),
    State.SERVED: ("ở trạng thái đã xong", "finished"),
    State.NO_SHOW: ("ở trạng thái vắng", "marked as a no-show"),
    State.CANCELLED: ("ở trạng thái đã hủy", "cancelled"),
}


# How a refused press is named in its sentence: Vietnamese, English.
VERBS: Mapping[type[e.TicketEvent], tuple[str, str]] = {
    e.TicketCalled: ("gọi", "called"),
    e.TicketRecalled: ("gọi lại", "recalled"),
    e.TicketStarted: ("bắt đầu", "started"),
    e.TicketFinished: ("hoàn thành", "finished"),
    e.TicketNoShow: ("đánh dấu vắng", "marked as a no-show"),
    e.TicketHeld: ("tạm giữ", "held"),
    e.TicketResumed: ("tiếp tục", "resumed"),
    e.TicketReturned: ("cho trở lại hàng", "returned to the line"),
    e.TicketTransferred: ("chuyển", "transferred"),
    e.TicketCancelled: ("hủy", "cancelled"),
    e.TicketRated: ("đánh giá", "rated"),
    e.TicketUndone: ("hoàn tác", "undone"),
}

# What to do instead, by the state the ticket is in: Vietnamese, English.
INSTEAD: Mapping[State, tuple[str, str]] = {
    State.WAITING: ("Gọi số này trước.", "Call it first."),
    State.CALLED: (
        "Bắt đầu, gọi lại, tạm giữ hoặc đánh dấu vắng.",
        "Start, recall, hold or mark it a no-show.",
    ),
    State.SERVING: ("Hoàn thành, tạm giữ hoặc chuyển.", "Finish, hold or transfer it."),
    State.HELD: (
        "Tiếp tục phục vụ, hoặc cho trở lại hàng.",
        "Resume it, or return it to the line.",
    ),
    State.SERVED: ("Lượt này đã kết thúc.", "This turn has ended."),
    State.NO_SHOW: (
        "Cho trở lại hàng nếu công dân đã đến.",
        "Return it to the line if the person has come.",
    ),
    State.CANCELLED: ("Mời công dân lấy số mới.", "The person may take a new number."),
}


# What was just pressed, for the undo button: Vietnamese, English.
PRESSED: Mapping[type[e.TicketEvent], tuple[str, str]] = {
    e.TicketCalled: ("Đã gọi {number}", "Called {number}"),
    e.TicketStarted: ("Đã bắt đầu {number}", "Started {number}"),
    e.TicketFinished: ("Đã hoàn thành {number}", "Finished {number}"),
    e.TicketNoShow: ("Đã đánh dấu {number} vắng", "Marked {number} a no-show"),
    e.TicketHeld: ("Đã tạm giữ {number}", "Put {number} on hold"),
    e.TicketResumed: ("Đã tiếp tục {number}", "Resumed {number}"),
    e.TicketReturned: ("Đã cho {number} trở lại hàng", "Returned {number} to the line"),
    e.TicketTransferred: ("Đã chuyển {number}", "Transferred {number}"),
    e.TicketCancelled: ("Đã hủy {number}", "Cancelled {number}"),
}

# Why someone is next: Vietnamese, English.
WHY: Mapping[Branch, tuple[str, str]] = {
    Branch.ONLY_REGULAR: ("Đến sớm nhất", "Came first"),
    Branch.ONLY_PRIVILEGED: ("Thuộc nhóm ưu tiên", "In a priority group"),
    Branch.PRIVILEGED_EARLIER: ("Thuộc nhóm ưu tiên", "In a priority group"),
    Branch.REGULAR_EARLIER: ("Đã chờ lâu hơn người ưu tiên", "Has waited longer than the others"),
    Branch.RATIO_REACHED: (
        "Đã gọi đủ lượt ưu tiên liên tiếp",
        "Enough priority calls in a row",
    ),
    Branch.BY_HAND: ("Cán bộ chọn", "Chosen by hand"),
}


# How a counter stands that calls nobody: Vietnamese, English.
SHUT: Mapping[CounterState, tuple[str, str]] = {
    CounterState.CLOSED: ("chưa mở", "is not open"),
    CounterState.PAUSED: ("đang tạm dừng", "is paused"),
}


def not_open(counter: int, state: CounterState) -> CounterClosed:
    """The refusal of a call at a counter that is closed or paused."""
    state_vi, state_en = SHUT[state]
    return CounterClosed(counter=counter, state_vi=state_vi, state_en=state_en)


def not_allowed(ticket: Ticket, kind: type[e.TicketEvent]) -> NotAllowed:
    """The refusal of a press, with the state it met and what to press instead."""
    verb = VERBS.get(kind) or VERBS[e.TicketUndone]
    state, do = STATE_WORDS[ticket.state], INSTEAD[ticket.state]
    return NotAllowed(
        number=ticket.number,
        state=ticket.state.value,
        state_vi=state[0],
        state_en=state[1],
        verb_vi=verb[0],
        verb_en=verb[1],
        do_vi=do[0],
        do_en=do[1],
    )


def opens_again(opens: datetime | None) -> Mapping[str, str | None]:
    """The facts of HallClosed: when it opens again; None: no day of the calendar is known."""
    if opens is None:
        return {
            "opens": None,
            "again_vi": "Chưa có lịch mở lại. Mời ông/bà xem thông báo của trung tâm.",
            "again_en": "When it opens again is not known yet. Please see the hall's notices.",
        }
    when = opens.strftime("%H:%M, %d/%m/%Y")
    return {
        "opens": when,
        "again_vi": f"Mở lại lúc {when}. Mời ông/bà quay lại khi đó.",
        "again_en": f"It opens again at {when}. Please come back then.",
    }

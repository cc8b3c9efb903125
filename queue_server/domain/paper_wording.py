"""How a printer's state and a slip's are said to staff: what is so, and what to do."""

from collections.abc import Mapping

from queue_server.domain.paper import SlipState, Stand

# Vietnamese, English.
READY = ("Sẵn sàng", "Ready")
SILENT = (
    "Máy in này không báo trạng thái. Xem phiếu có ra không.",
    "This printer does not tell how it stands. Look whether slips come out.",
)
LOW = ("Sắp hết giấy. Chuẩn bị cuộn mới.", "Paper is low. Have a new roll ready.")
HINDRANCES: Mapping[str, tuple[str, str]] = {
    "paper_out": ("Hết giấy. Thay cuộn giấy.", "Out of paper. Put in a new roll."),
    "cover_open": ("Nắp máy đang mở. Đóng nắp lại.", "The cover is open. Close it."),
    "cutter": ("Dao cắt bị kẹt. Gỡ giấy kẹt.", "The cutter is jammed. Take the paper out."),
    "error": ("Máy in báo lỗi. Tắt rồi bật lại.", "It reports an error. Turn it off and on."),
    "offline": ("Máy in đang tạm dừng. Bấm FEED hoặc bật lại.", "It is paused. Press FEED."),
    "unreachable": (
        "Không tới được máy in. Xem nguồn và dây cáp.",
        "It cannot be reached. Check its power and its cable.",
    ),
    "agent_away": (
        "Máy tính của kiosk không trả lời. Bật lại chương trình in.",
        "The kiosk's computer does not answer. Start its agent again.",
    ),
    "spool_full": (
        "Ổ đĩa của máy kiosk đã đầy. Giải phóng dung lượng.",
        "The disk of the kiosk's computer is full. Free some space.",
    ),
}
NOT_WORKING = ("Máy in chưa in được. Gọi người phụ trách.", "It does not print. Ask for help.")
SLIPS: Mapping[SlipState, tuple[str, str]] = {
    SlipState.QUEUED: ("đang chờ in", "waiting to be printed"),
    SlipState.SENDING: ("đang in", "being printed"),
    SlipState.CONFIRMED: ("đã ra giấy", "came out"),
    SlipState.FAILED: ("không in được", "not printed"),
    SlipState.UNKNOWN: ("chưa rõ đã ra hay chưa", "nobody knows whether it came out"),
}
SENT = ("đã gửi đến máy in", "sent to the printer")  # to one that never tells more


def says(stand: Stand, hindrance: str) -> tuple[str, str]:
    """How a printer stands; `hindrance` is why nothing comes out, or empty."""
    if hindrance:
        return HINDRANCES.get(hindrance, NOT_WORKING)
    if not stand.is_known:
        return SILENT
    return LOW if stand.paper == "low" else READY

"""Why something about paper is not possible now."""

from queue_server.domain.refusals import Refusal, Unknown


class UnknownSlip(Unknown):
    """There is no such slip at this device."""

    code = "unknown_slip"
    says_vi = "Không có phiếu {slip} ở máy này. Bỏ qua phiếu này."
    says_en = "There is no slip {slip} at this device. Forget about it."


class SlipTaken(Refusal):
    """A slip is printed once: this one has been begun, has come out, or is too old."""

    code = "slip_taken"
    says_vi = "Phiếu {slip} đã được xử lý ({state}). Không in phiếu này nữa."
    says_en = "Slip {slip} is dealt with already ({state}). Do not print it."


class NoPrinter(Refusal):
    """The device has no printer."""

    code = "no_printer"
    says_vi = "Thiết bị {device} không có máy in. Chọn một máy khác, hoặc cho xem mã QR."
    says_en = "The device {device} has no printer. Choose another, or show the QR code."


class PrintedElsewhere(Refusal):
    """The server prints for this device, so an agent must not."""

    code = "printed_elsewhere"
    says_vi = "Máy chủ đang in cho {device} tại {address}. Bỏ máy in đó trước, xem docs/agent.md."
    says_en = (
        "The server itself prints for {device} at {address}. To let an agent do it: "
        "token printer --name {device}."
    )


class TwoAgents(Refusal):
    """One agent prints at a printer. A second one, or a copied disk, must not."""

    code = "two_agents"
    says_vi = "Một chương trình in khác đang in cho {device}. Dừng nó, hoặc đợi {seconds} giây."
    says_en = "Another agent prints for {device}. Stop it, or wait {seconds} s after it ended."


class TurnOver(Refusal):
    """Nobody needs the slip of a turn that has ended."""

    code = "turn_over"
    says_vi = "Lượt {number} đã kết thúc nên không in lại phiếu. Mời lấy số mới nếu cần."
    says_en = "The turn of {number} has ended, so there is no slip. Take a new number if needed."


class EnoughCopies(Refusal):
    """A slip is printed again a few times, not for ever."""

    code = "enough_copies"
    says_vi = "Phiếu {number} đã in lại {most} lần. Mời hỏi cán bộ hướng dẫn, hoặc dùng mã QR."
    says_en = "{number} was printed again {most} times. Please ask a helper, or use the QR code."

"""What can go wrong with a printer: what is so, and what to do, in both languages."""

from typing import ClassVar

from printer.reasons import reason


class PrinterError(Exception):
    """A slip did not surely come out. `facts` fill the sentences."""

    says_vi: ClassVar[str] = "Máy in {address} gặp lỗi."
    says_en: ClassVar[str] = "The printer {address} failed."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence to show, in `vi` or `en`."""
        facts = {name: _words(fact, language) for name, fact in self.facts.items()}
        return (self.says_vi if language == "vi" else self.says_en).format(**facts)


def _words(fact: object, language: str) -> object:
    """A fact as it stands in a sentence: one that has words in each language says them."""
    said = reason(fact) if isinstance(fact, OSError) else fact
    words = getattr(said, "words", None)
    return words(language) if words else said


class BadAddress(PrinterError):
    """The address means no printer. Trying again cannot help."""

    says_vi = "Địa chỉ máy in {address!r} không đúng: {problem_vi}"
    says_en = "{address!r} is no printer's address: {problem_en}"


class Unreachable(PrinterError):
    """The printer was not reached and nothing was printed. Trying again may help."""

    says_vi = "Không tới được máy in {address} ({why}). Xem máy in đã bật, có giấy và cắm dây."
    says_en = (
        "The printer {address} cannot be reached ({why}). Is it on, with paper, and plugged in?"
    )


class NoPermission(Unreachable):
    """The system does not let this program open the device. `remedy` is a line that does."""

    says_vi = (
        "Không có quyền mở {path} để in tại {address}. Quản trị máy chạy: {remedy}, rồi khởi động "
        "lại chương trình (xem docs/printing.md)."
    )
    says_en = (
        "There is no right to open {path} for {address}. An administrator runs: {remedy}, then "
        "starts the program again (see docs/printing.md)."
    )


class NoUsbPermission(NoPermission):
    """The same for a printer on USB, which needs a rule. `rule` is that line."""

    says_vi = (
        "Không có quyền dùng máy in {address}. Quản trị máy ghi vào "
        "/etc/udev/rules.d/60-luot.rules: {rule}, chạy udevadm control --reload && udevadm "
        "trigger, thêm người dùng vào nhóm lp."
    )
    says_en = (
        "There is no right to use the printer {address}. An administrator writes into "
        "/etc/udev/rules.d/60-luot.rules: {rule}, runs udevadm control --reload && udevadm "
        "trigger, and adds the user to the group lp."
    )


class NotInstalled(Unreachable):
    """This way to a printer needs something that is not on this computer."""

    says_vi = "Để in tại {address} cần cài {what} trên máy này."
    says_en = "{address} needs {what} on this computer. Install it."


class Hindered(PrinterError):
    """The printer says that it cannot print now: no paper, an open cover. Nothing was sent."""

    says_vi = "Máy in {address} chưa in được: {hindrance}."
    says_en = "The printer {address} cannot print now: {hindrance}."


class Interrupted(PrinterError):
    """Sending broke off: nobody knows whether the slip came out. Again may print it twice."""

    says_vi = "Đang in thì mất liên lạc với máy in {address} ({why}). Xem phiếu đã ra chưa."
    says_en = "The printer {address} was lost in the middle ({why}). See whether the slip came out."


class Stopped(Interrupted):
    """All of the slip was sent, then the printer said what stopped it."""

    says_vi = "Máy in {address} dừng khi đang in: {hindrance}. Xem phiếu đã ra chưa."
    says_en = "The printer {address} stopped while printing: {hindrance}. See whether it came out."


class Unanswered(Interrupted):
    """All of the slip was sent, and the printer did not say in good time that it is done."""

    says_vi = "Máy in {address} không cho biết đã in xong. Xem phiếu đã ra chưa."
    says_en = "The printer {address} did not say that it is done. See whether the slip came out."


class SpoolInUse(PrinterError):
    """Another agent works with this spool."""

    says_vi = "Đã có chương trình in khác dùng {path}. Dừng chương trình đó, hoặc chọn tệp khác."
    says_en = "Another agent works with {path}. Stop that one first, or name another file."


class SpoolFull(PrinterError):
    """The spool cannot be written, so nothing is printed: it could come out twice."""

    says_vi = "Không ghi được {path} ({why}). Giải phóng ổ đĩa hoặc cấp quyền ghi, rồi in tiếp."
    says_en = "{path} cannot be written ({why}). Free some space or give the right to write there."


class BadLogo(PrinterError):
    """A picture that no slip can show. Trying again cannot help."""

    says_vi = "Không dùng được ảnh này làm logo: {problem_vi} Hãy lưu lại thành PNG, nhỏ hơn."
    says_en = "This picture cannot be a logo: {problem_en} Save it again as a smaller PNG."

    @property
    def problem(self) -> str:
        """What is wrong with it, without what to do, in English."""
        return str(self.facts["problem_en"]).rstrip(".")


class BadSlip(PrinterError):
    """What came as JSON is no slip. Trying again cannot help."""

    says_vi = "Phiếu dạng JSON không đọc được ở {where}: {why}. Sửa chỗ đó rồi thử lại."
    says_en = "The slip as JSON is wrong at {where}: {why}. Correct that and try again."

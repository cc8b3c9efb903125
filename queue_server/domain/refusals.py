"""Why a press is not possible now: what is so, which thing, and what to do, in both languages."""

from typing import Any, ClassVar


class Refusal(Exception):
    """A press that is not allowed. Nothing was recorded.

    `facts` fill the sentence and travel in the answer. `code` is stable: other programs read it.
    `status` is the HTTP status that says the same to a machine.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    says_vi: ClassVar[str] = "Chưa thực hiện được."
    says_en: ClassVar[str] = "That is not possible now."

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence to show, in `vi` or `en` (any other language gets English)."""
        template = self.says_vi if language == "vi" else self.says_en
        return template.format(**self.facts)


class Unknown(Refusal):
    """Something named in a press does not exist."""

    status = 404


class UnknownService(Unknown):
    """No service has that id."""

    code = "unknown_service"
    says_vi = "Không có việc nào mang mã {service}. Mời chọn lại trên màn hình."
    says_en = "There is no service {service}. Choose one from the list."


class UnknownCounter(Unknown):
    """No counter has that id."""

    code = "unknown_counter"
    says_vi = "Không có quầy {counter}. Xem lại mã quầy."
    says_en = "There is no counter {counter}. Check its id."


class UnknownPriority(Unknown):
    """No priority group has that code."""

    code = "unknown_priority"
    says_vi = "Không có nhóm ưu tiên {priority}. Xem danh sách nhóm ưu tiên của trung tâm."
    says_en = "There is no priority group {priority}. See the hall's list."


class UnknownProcedure(Unknown):
    """No procedure of the service has that code."""

    code = "unknown_procedure"
    says_vi = "Không có thủ tục {procedure} trong {service}. Xem lại mã thủ tục."
    says_en = "There is no procedure {procedure} under {service}. Check its code."


class UnknownTicket(Unknown):
    """No ticket has that id or key. One answer for both, so guessing teaches nothing."""

    code = "unknown_ticket"
    says_vi = "Không tìm thấy số thứ tự này. Mời xem lại đường dẫn hoặc hỏi quầy hướng dẫn."
    says_en = "This number was not found. Check the link, or ask at the help desk."


class HallClosed(Refusal):
    """Numbers are not given outside opening hours."""

    code = "hall_closed"
    says_vi = "Trung tâm đang nghỉ. {again_vi}"
    says_en = "The hall is closed. {again_en}"


class ServiceClosed(Refusal):
    """No counter serves this service, so nobody would ever be called."""

    code = "service_closed"
    says_vi = "Chưa có quầy nào phục vụ {service_vi}. Mời hỏi quầy hướng dẫn."
    says_en = "No counter serves {service_en}. Please ask at the help desk."


class CounterClosed(Refusal):
    """A counter must be open before it calls or somebody comes back: it is not yet, or paused."""

    code = "counter_closed"
    says_vi = "Quầy {counter} {state_vi}. Bấm Mở quầy trước."
    says_en = "Counter {counter} {state_en}. Open it first."


class CounterBusy(Refusal):
    """A counter has one person at a time."""

    code = "counter_busy"
    says_vi = "Quầy {counter} còn số {number}. Hoàn thành, tạm giữ hoặc đánh dấu vắng trước."
    says_en = "Counter {counter} still has {number}. Finish, hold or mark it a no-show first."


class CounterIdle(Refusal):
    """This counter does not call people: it guides them."""

    code = "counter_calls_nobody"
    says_vi = "Quầy {counter} không gọi số. Chọn một quầy tiếp nhận."
    says_en = "Counter {counter} does not call numbers. Choose a counter that does."


class NothingWaiting(Refusal):
    """Nobody waits for what this counter serves."""

    code = "nothing_waiting"
    says_vi = "Không có ai đang chờ quầy {counter}. Khi có người lấy số, màn hình sẽ báo."
    says_en = "Nobody is waiting for counter {counter}. The screen will tell when someone is."


class NotAllowed(Refusal):
    """The ticket or counter is not in a state from which this press makes sense."""

    code = "not_allowed"
    says_vi = "Số {number} đang {state_vi} nên không {verb_vi} được. {do_vi}"
    says_en = "{number} is {state_en}, so it cannot be {verb_en}. {do_en}"


class TooLateToUndo(Refusal):
    """Undo is for a slip of the finger: seconds, not minutes."""

    code = "too_late_to_undo"
    says_vi = "Đã quá {seconds} giây, không hoàn tác được cho số {number}. Dùng nút phù hợp khác."
    says_en = (
        "More than {seconds} seconds have passed; {number} cannot be undone. Use another button."
    )


class TooLateToReturn(Refusal):
    """A no-show may come back for a while, not all day."""

    code = "too_late_to_return"
    says_vi = "Số {number} vắng đã quá {minutes} phút. Mời ông/bà lấy số mới."
    says_en = "{number} was absent for more than {minutes} minutes. Please take a new number."


class AlreadyRated(Refusal):
    """One rating per visit."""

    code = "already_rated"
    says_vi = "Đã thực hiện đánh giá cho lượt này. Xin cảm ơn ông/bà."
    says_en = "This visit has been rated already. Thank you."


class RatingClosed(Refusal):
    """Ratings are open from the end of the service for some days."""

    code = "rating_closed"
    says_vi = "Đã quá {days} ngày, không nhận đánh giá cho lượt này nữa. Xin cảm ơn ông/bà."
    says_en = "More than {days} days have passed; this visit can no longer be rated. Thank you."


class KeyReused(Refusal):
    """The same idempotency key came with another press."""

    code = "idempotency_key_reused"
    status = 422
    says_vi = "Khóa chống lặp {key} đã dùng cho một thao tác khác. Tạo khóa mới cho mỗi lần bấm."
    says_en = "Idempotency key {key} was used for another press. Make a new key for each press."


class Unavailable(Refusal):
    """The memory cannot be written now."""

    code = "unavailable"
    status = 503
    says_vi = "Hệ thống tạm thời chưa ghi được. Thử lại sau {seconds} giây."
    says_en = "The hall's memory cannot be written now. Try again in {seconds} seconds."


class SurprisingChange(Refusal):
    """New data of the hall would surprise people who are in it, or looks like another hall's."""

    code = "surprising_change"
    says_vi = "Dữ liệu mới có {surprises} thay đổi bất ngờ. Xem lại, rồi xác nhận nếu đúng ý."
    says_en = "The new data has {surprises} surprising changes. Look at them, then confirm."


class PeopleInTheHall(Refusal):
    """A day that moves would end the turn of everybody in the hall."""

    code = "people_in_the_hall"
    says_vi = "Còn {people} người trong trung tâm nên chưa đổi múi giờ được. Đổi sau giờ làm việc."
    says_en = (
        "The time zone cannot move while people are in the hall ({people}). Do it after closing."
    )


class CounterRetired(Refusal):
    """The hall's data no longer has this counter; it only serves out what it had."""

    code = "counter_retired"
    says_vi = "Quầy {counter} không còn trong danh mục của trung tâm. Chọn quầy khác."
    says_en = "Counter {counter} is no longer one of this hall's. Choose another counter."


class ClockInDoubt(Refusal):
    """The computer's clock says a day that cannot be: no number of a wrong day is given."""

    code = "clock_in_doubt"
    says_vi = (
        "Đồng hồ máy chủ báo {now}, không khớp với sổ, nên chưa cấp số. Mời ông/bà báo cán bộ; "
        "người quản lý xem lại giờ và xác nhận tại trang /supervisor/."
    )
    says_en = (
        "The server's clock says {now}, which cannot be, so no number is given. Please tell the "
        "staff; a manager checks the time and confirms it at /supervisor/."
    )


class NameTaken(Refusal):
    """Devices have names of their own, and a name is not used again."""

    code = "name_taken"
    says_vi = "Đã có thiết bị tên {name}, hoặc đã từng có. Chọn tên khác."
    says_en = "A device is or was named {name}; the journal speaks of it. Choose another name."

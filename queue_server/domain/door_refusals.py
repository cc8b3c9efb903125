"""Why somebody may not press there or must wait: whose it is, whom to ask, how long."""

from queue_server.domain.refusals import Refusal


class NotAtThisCounter(Refusal):
    """A clerk touches only what is at their own counter."""

    code = "not_at_this_counter"
    status = 403
    says_vi = "Số {number} đang ở quầy {counter}. Nhờ quầy đó, hoặc người quản lý."
    says_en = "{number} is at counter {counter}. Ask there, or ask the manager."


class NotInYourLine(Refusal):
    """A clerk touches only who waits for their own counter."""

    code = "not_in_your_line"
    status = 403
    says_vi = "Số {number} chờ việc {service_vi}, quầy của ông/bà không phục vụ. Nhờ quầy đó."
    says_en = "{number} is here for {service_en}, which your counter does not serve. Ask there."


class NotYourCounter(Refusal):
    """A clerk presses only at the counter they sit at."""

    code = "not_your_counter"
    status = 403
    says_vi = "Ông/bà đang ngồi ở quầy {own}, không phải quầy {counter}. Chọn lại quầy của mình."
    says_en = "You sit at counter {own}, not at {counter}. Choose your own counter."


class BoundToCounter(Refusal):
    """Whose sign-in is bound to a counter sits there and nowhere else."""

    code = "bound_to_counter"
    status = 403
    says_vi = "Tài khoản này gắn với quầy {own}. Nhờ người quản trị đổi quầy."
    says_en = "This sign-in belongs to counter {own}. Ask the administrator for another counter."


class NoCounterChosen(Refusal):
    """A clerk who sits nowhere calls nobody."""

    code = "no_counter_chosen"
    status = 403
    says_vi = "Ông/bà chưa chọn quầy. Mở trang Quầy và chọn quầy mình đang ngồi."
    says_en = "You have not chosen a counter. Open the Counter page and choose where you sit."


class NotYourPress(Refusal):
    """A slip of the finger is taken back by the finger that slipped, or by the manager."""

    code = "not_your_press"
    status = 403
    says_vi = (
        "Thao tác gần nhất với số {number} là của người khác. Nhờ người đó, hoặc người quản lý."
    )
    says_en = "The last press on {number} was somebody else's. Ask them, or ask the manager."


class TooManyTries(Refusal):
    """Too many wrong passwords in a row."""

    code = "too_many_tries"
    status = 429
    says_vi = "Sai quá nhiều lần. Chờ {seconds} giây rồi thử lại."
    says_en = "Too many wrong tries. Wait {seconds} seconds, then try again."


class TooManyNumbers(Refusal):
    """More numbers than people can press."""

    code = "too_many_numbers"
    status = 429
    says_vi = "Máy này lấy số quá nhanh. Mời chờ {seconds} giây rồi bấm lại."
    says_en = "Numbers were taken too fast here. Please wait {seconds} seconds and press again."

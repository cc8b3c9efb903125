"""What a door refuses before any rule of the hall is asked: unreadable, unknown, not let in."""

from queue_server.domain.refusals import Refusal


class BadRequest(Refusal):
    """What was sent is not what this address takes."""

    code = "bad_request"
    status = 400
    says_vi = "Dữ liệu gửi lên không đúng ở {field}: {problem_vi}"
    says_en = "What was sent is wrong at {field}: {problem_en}"


class SignInNeeded(Refusal):
    """No token, or one that is unknown or revoked."""

    code = "sign_in_needed"
    status = 401
    says_vi = "Cần đăng nhập hoặc mã thiết bị còn hiệu lực. Nhờ người quản trị cấp lại."
    says_en = "Sign in, or send a valid device token. The administrator can make a new one."


class WrongRole(Refusal):
    """Signed in, but this press belongs to others."""

    code = "wrong_role"
    status = 403
    says_vi = "Việc này không dành cho {role_vi}. Cần: {needs_vi}."
    says_en = "This is not for a {role_en}. It takes: {needs_en}."


class CrossSite(Refusal):
    """A press with this browser's sign-in, sent from another site's page."""

    code = "cross_site"
    status = 403
    says_vi = (
        "Thao tác này đến từ một trang khác nên không được thực hiện. Mở lại trang và bấm lại."
    )
    says_en = "This press came from another site and was not done. Reload the page and try again."


class WrongPassword(Refusal):
    """Name and password do not belong together. One answer for both: guessing teaches nothing."""

    code = "wrong_password"
    status = 401
    says_vi = "Tên hoặc mật khẩu không đúng. Kiểm tra lại, hoặc nhờ người quản trị đặt lại."
    says_en = "Name or password is wrong. Check them, or ask the administrator for a new one."


class NotFound(Refusal):
    """No such address."""

    code = "not_found"
    status = 404
    says_vi = "Không có trang này. Mời quay lại trang đầu."
    says_en = "There is no such page. Please go back to the first page."


class BodyTooLarge(Refusal):
    """A request is at most 64 kB."""

    code = "body_too_large"
    status = 413
    says_vi = "Dữ liệu gửi lên quá lớn. Tối đa {most_kb} kB."
    says_en = "What was sent is too large. At most {most_kb} kB."


class TooOften(Refusal):
    """More requests than people make, from one address or with one link."""

    code = "too_often"
    status = 429
    says_vi = "Có quá nhiều yêu cầu cùng lúc. Mời thử lại sau {seconds} giây."
    says_en = "Too many requests at once. Please try again in {seconds} seconds."


class Crowded(Refusal):
    """So many ask that this one would have to wait too long; kiosks and counters go first."""

    code = "crowded"
    status = 503
    says_vi = "Đang có rất nhiều người truy cập. Mời thử lại sau {seconds} giây."
    says_en = "Very many people are asking just now. Please try again in {seconds} seconds."


class WrongHost(Refusal):
    """The request is for another server than this one."""

    code = "wrong_host"
    status = 421
    says_vi = (
        "Máy chủ này không mang tên đó. Mở bằng địa chỉ thường dùng, hoặc nhờ người quản trị "
        "thêm tên vào LUOT_NAMES."
    )
    says_en = (
        "This server does not go by that name. Use its usual address, or ask the administrator "
        "to add the name to LUOT_NAMES."
    )


class WrongMethod(Refusal):
    """The address exists, but not for this verb of HTTP."""

    code = "method_not_allowed"
    status = 405
    says_vi = "Địa chỉ này không nhận lệnh {method}. Xem /api/openapi.json."
    says_en = "This address does not take {method}. See /api/openapi.json."


class Failed(Refusal):
    """Something is broken in the program; the log has it."""

    code = "internal_error"
    status = 500
    says_vi = (
        "Máy chủ gặp lỗi. Xem thao tác đã được ghi chưa rồi thử lại; "
        "nếu vẫn lỗi, báo người quản trị."
    )
    says_en = (
        "The server failed. Look whether it was done, then try again; tell the administrator if it "
        "happens again."
    )

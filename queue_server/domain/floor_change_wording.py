"""How a change of the hall's data is said to whoever makes it."""

from collections.abc import Mapping

from queue_server.domain.floor_change import Change, Consequence

# Vietnamese, English.
SAYS: Mapping[Change, tuple[str, str]] = {
    Change.HALL_RENAMED: (
        "Dữ liệu đang dùng là của “{before_vi}”, dữ liệu mới là của “{after_vi}”.",
        "The data in use is of “{before_en}”, the new data is of “{after_en}”.",
    ),
    Change.ZONE_MOVED: (
        "Múi giờ đổi từ {before} sang {after}.",
        "The time zone moves from {before} to {after}.",
    ),
    Change.HOURS: ("Giờ làm việc thay đổi.", "The opening hours change."),
    Change.CLOSED_NOW: (
        "Theo giờ mới trung tâm nghỉ ngay bây giờ; còn {people} người trong trung tâm.",
        "By the new hours the hall is closed from now on; people in it: {people}.",
    ),
    Change.POLICY: (
        "Quy tắc gọi số thay đổi; {people} người đang có số giữ nguyên thời điểm đến.",
        "The calling rule changes; people who hold a number keep their time of arrival: {people}.",
    ),
    Change.SERVICE_ADDED: ("Thêm dịch vụ {service}.", "Service {service} is new."),
    Change.SERVICE_GONE: (
        "Dịch vụ {service} không cấp số nữa; {people} người đang chờ vẫn được gọi.",
        "Service {service} gives no more numbers; who waits for it is still called: {people}.",
    ),
    Change.LETTER_MOVED: (
        "{service} đổi chữ cái {before} thành {after}; {people} người đang giữ số có chữ này.",
        "{service} changes its letter {before} to {after}; people who hold one: {people}.",
    ),
    Change.NOBODY_CALLS: (
        "Không còn quầy đang mở nào gọi {service}; {people} người đang chờ.",
        "No open counter calls {service} any more; people who wait for it: {people}.",
    ),
    Change.COUNTER_ADDED: ("Thêm quầy {counter}.", "Counter {counter} is new."),
    Change.COUNTER_GONE: ("Bỏ quầy {counter}.", "Counter {counter} goes."),
    Change.COUNTER_GONE_BUSY: (
        "Bỏ quầy {counter}; số {number} đang ở đó và được phục vụ xong.",
        "Counter {counter} goes; {number} is there and is served to the end.",
    ),
    Change.COUNTER_RENUMBERED: (
        "Quầy {counter} đổi số từ {before} sang {after}.",
        "Counter {counter} changes its number from {before} to {after}.",
    ),
    Change.SEAT_GONE: (
        "{name} được gán vào quầy {counter}, quầy này bị bỏ. Gán quầy khác.",
        "{name} is bound to counter {counter}, which goes. Give another.",
    ),
    Change.GROUP_GONE: (
        "Bỏ nhóm ưu tiên {group}; {people} người đang có số giữ nguyên ưu tiên.",
        "Priority group {group} goes; people who hold a number keep their place: {people}.",
    ),
    Change.PROCEDURES: (
        "Thủ tục: {new} mới, {gone} bỏ, {changed} thay đổi.",
        "Procedures: {new} new, {gone} gone, {changed} changed.",
    ),
}


def says(it: Consequence, language: str) -> str:
    """A change as one sentence, in `vi` or `en`."""
    vietnamese, english = SAYS[it.change]
    return (vietnamese if language == "vi" else english).format(**it.facts)

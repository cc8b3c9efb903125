"""What is no longer needed is forgotten; history stays."""

from datetime import datetime, time, timedelta

from queue_server.hall.tables import day_of, floor_of, is_in_doubt
from queue_server.kernel.unit_of_work import Transaction

KEYS_LIVE_DAYS = 7  # after their service day: no device repeats a press later
AT_ONCE = 500  # so that no press ever waits for it


def forget_old_presses(tx: Transaction) -> int:
    """Forget idempotency keys older than a week, some hundreds at a time; returns how many.

    Never by a clock that has just leaped: then a press that is sent again would be done twice.
    """
    if not tx.is_settled or is_in_doubt(tx):
        return 0
    day = day_of(tx) - timedelta(days=KEYS_LIVE_DAYS)
    return tx.forget_presses(datetime.combine(day, time.min, floor_of(tx).hours.zone), AT_ONCE)

"""The bugs that the machine must find: in what people press, and whose turn it is."""

from proof.seeded_memory import MEMORY
from proof.seeding import COMMANDS, DESKS, KERNEL, RATING, RULES, TURNS, bug

NO_IDEMPOTENCY = (
    f"{KERNEL}/idempotency.py",
    "before = tx.press(press.device, press.key)",
    "before = None",
)
BUSY_IS_FREE = (
    DESKS,
    "if there := Desks(view).occupant(counter_id):",
    "if (there := Desks(view).occupant(counter_id)) and not there:",
)
ONE_AT_A_COUNTER = (
    f"{KERNEL}/engines/migrations/0001_the_hall.sql",
    "CREATE UNIQUE INDEX one_at_a_counter",
    "CREATE INDEX one_at_a_counter",
)
RATED_IS_FORGOTTEN = (
    RATING,
    "if ticket.rating is not None:",
    "if ticket.rating == 0:",
)

# Of different kinds and soon found: the short version takes the first.
SOON = (
    bug(
        "the kept answer is ignored and overwritten",
        NO_IDEMPOTENCY,
        (
            f"{KERNEL}/sql.py",
            "VALUES (:hall, :device, :key, :fingerprint, :status, :answer, :at)",
            "VALUES (:hall, :device, :key, :fingerprint, :status, :answer, :at)\n"
            "ON CONFLICT DO NOTHING",
        ),
    ),
    bug(
        "last in, first out",
        (f"{TURNS}/tables.py", "key = line[0]", "key = line[-1]"),
    ),
    bug(
        "undo goes back two presses",
        (
            f"{COMMANDS}/undoing.py",
            "before = rebuilt(events[:-1])",
            "before = rebuilt(events[:-2] or events[:1])",
        ),
    ),
)
PRESSES = (
    bug("the kept answer is ignored; the database refuses the second", NO_IDEMPOTENCY),
    bug(
        "the same key with another wish gets the first answer",
        (f"{KERNEL}/idempotency.py", "raise KeyReused(key=press.key)", "pass"),
    ),
    bug(
        "a key answers another device",
        (f"{KERNEL}/unit_of_work.py", "device=device, key=key)", "device=device[:5], key=key)"),
        (f"{KERNEL}/unit_of_work.py", '{"device": device, "key"', '{"device": device[:5], "key"'),
    ),
    bug(
        "a phone's key answers every phone",
        ("queue_server/web/phone/routes.py", 'device=f"phone:{ticket_id}"', 'device="phone"'),
    ),
    bug(
        "at the same moment the later number goes first",
        (
            f"{TURNS}/tables.py",
            "key = line[0]",
            "key = line[line.bisect((line[0][0], 2**63)) - 1]",
        ),
    ),
    bug("two at a counter; the database refuses the second", BUSY_IS_FREE),
    bug("two at a counter, and no index that refuses it", BUSY_IS_FREE, ONE_AT_A_COUNTER),
    bug("rated twice; the database refuses the second", RATED_IS_FORGOTTEN),
    bug(
        "rated twice, and the table keeps the last",
        RATED_IS_FORGOTTEN,
        (
            "queue_server/ratings/tables.py",
            "VALUES (:hall, :ticket, :value, :reason, :at)",
            "VALUES (:hall, :ticket, :value, :reason, :at) ON CONFLICT DO NOTHING",
        ),
    ),
    bug(
        "rated before the service",
        (
            RATING,
            "is not State.SERVED or ticket.ended_at is None",
            "is None",
        ),
        (
            RATING,
            "if now - ticket.ended_at >",
            "if ticket.ended_at and now >",
        ),
    ),
    bug(
        "a person is started who was not called",
        (
            f"{TURNS}/transitions.py",
            "State.WAITING: {\n",
            "State.WAITING: {\n        e.TicketStarted: State.SERVING,\n",
        ),
    ),
    bug(
        "cancelled while being served",
        (
            f"{TURNS}/transitions.py",
            "State.SERVING: {\n",
            "State.SERVING: {\n        e.TicketCancelled: State.CANCELLED,\n",
        ),
    ),
    bug(
        "finished again after the end",
        (
            f"{TURNS}/transitions.py",
            "e.TicketRated: State.SERVED,\n",
            "e.TicketRated: State.SERVED,\n        e.TicketFinished: State.SERVED,\n",
        ),
    ),
    bug(
        "no limit to those with a head start",
        (
            f"{RULES}/calling.py",
            "return privileged < regular and run < ratio",
            "return privileged < regular",
        ),
    ),
    bug(
        "a head start of nothing",
        (
            f"{COMMANDS}/issuing.py",
            "policy.bonus(group.bonus_min if group else 0)",
            "policy.bonus(0)",
        ),
    ),
    bug(
        "a call taken back counts in the ratio",
        (f"{COMMANDS}/undoing.py", "if isinstance(last, TicketCalled):", "if last is None:"),
    ),
    bug(
        "undo at any time",
        (f"{TURNS}/undo.py", "timedelta(seconds=10)", "timedelta(days=10)"),
    ),
    bug(
        "a clock set back gives more time to undo",
        (f"{TURNS}/undo.py", "abs(now - last.at)", "(now - last.at)"),
    ),
    bug(
        "a transfer is a new arrival",
        (
            f"{TURNS}/transitions.py",
            '{**_BACK_IN_LINE, "service_id": event.service_id}',
            '{**_BACK_IN_LINE, "service_id": event.service_id, "key_at": event.at}',
        ),
    ),
    bug(
        "a no-show returns to the old place",
        (f"{COMMANDS}/serving.py", "max(key, next_key(tx) - bonus)", "key"),
    ),
    bug(
        "a no-show returns at any time",
        (f"{COMMANDS}/serving.py", "        _check_in_time(tx, ticket)\n", ""),
    ),
    bug(
        "a clerk reaches to another counter",
        (f"{RULES}/ownership.py", "if who.counter_id == counter_id else Whose.ELSEWHERE", ""),
    ),
    bug(
        "a clerk reaches into another line",
        (f"{RULES}/ownership.py", "Whose.OURS if is_ours else Whose.OTHERS", "Whose.OURS"),
    ),
    bug(
        "a helper takes back what others pressed",
        (
            f"{RULES}/ownership.py",
            "Role.HELPER: _OWN, Role.MANAGER",
            "Role.HELPER: _ANY, Role.MANAGER",
        ),
    ),
    bug(
        "somebody comes back to a closed counter",
        (DESKS, "if desk.state is CounterState.CLOSED or", "if"),
    ),
    bug(
        "a closed counter calls",
        (
            f"{COMMANDS}/calling.py",
            "if desk.state is not CounterState.OPEN or desk.day != day_of(tx):",
            "if desk.state is CounterState.PAUSED:",
        ),
    ),
    bug(
        "a call by hand begins the run of head starts anew",
        (f"{RULES}/calling.py", "        return why.run\n", "        return 0\n"),
    ),
    bug(
        "whoever was only called is finished with the next call",
        (
            f"{COMMANDS}/calling.py",
            "if there is None or there.state is not State.SERVING:",
            "if there is None:",
        ),
    ),
    bug(
        "the outcome is not kept",
        (f"{TURNS}/transitions.py", '"outcome": event.outcome}', '"outcome": None}'),
    ),
    bug(
        "somebody of yesterday is called by hand",
        (f"{COMMANDS}/calling.py", "if ticket.day != day_of(tx):", "if ticket.day > day_of(tx):"),
    ),
    bug(
        "any word is a reason",
        (f"{COMMANDS}/calling.py", "floor.check_reason(ReasonKind.BY_HAND, reason)", "pass"),
    ),
)
BUGS = (*SOON, *PRESSES, *MEMORY)

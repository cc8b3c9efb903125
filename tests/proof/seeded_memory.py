"""Bugs in numbers, days, doors and in what is kept."""

from proof.seeding import COMMANDS, DOMAIN, STORE, bug

MEMORY = (
    bug(
        "numbers are counted from who waits",
        (
            f"{STORE}/transaction.py",
            "number(letter, self._count_on(self.day, letter, by=1))",
            "number(letter, 1 + max((int(t.number[1:]) for t in self.waiting()\n"
            "            if t.number[0] == letter), default=0))",
        ),
    ),
    bug(
        "a number is skipped",
        (f"{STORE}/transaction.py", "count = known + by", "count = known + 2 * by"),
    ),
    bug(
        "the series goes on the next day",
        (
            f"{STORE}/transaction.py",
            "known, iso = self._image.series.get((day, letter)), day.isoformat()",
            "iso = day.isoformat()\n        known = next((n for (_, it), n in\n"
            "            self._image.series.items() if it == letter), None)",
        ),
    ),
    bug(
        "the day of another time zone",
        (f"{DOMAIN}/hours.py", "return at.astimezone(self.zone).date()", "return at.date()"),
    ),
    bug(
        "order keys follow the clock back",
        (
            f"{STORE}/transaction.py",
            "return max(self.now, self.last_arrival) if is_todays else self.now",
            "return self.now",
        ),
    ),
    bug(
        "whoever was being served at the day's end counts as served",
        (
            f"{DOMAIN}/transitions.py",
            "left open\n        e.TicketLeftOpen: State.CANCELLED,",
            "left open\n        e.TicketLeftOpen: State.SERVED,",
        ),
    ),
    bug(
        "a recall leaves no event",
        (
            f"{STORE}/transaction.py",
            "        self._events.append(event)\n        return changed",
            "        if not isinstance(event, e.TicketRecalled):\n"
            "            self._events.append(event)\n        return changed",
        ),
    ),
    bug(
        "an event without its row",
        (
            f"{STORE}/sql.py",
            "service_id = excluded.service_id, state = excluded.state,",
            "service_id = excluded.service_id,",
        ),
    ),
    bug(
        "the journal is not chained, and the check does not mind",
        (f"{STORE}/codec.py", "join((before, str(epoch)", 'join(("", str(epoch)'),
    ),
    bug(
        "a refused press is kept half done",
        (f"{STORE}/live.py", "writing.image.take_back(mark)", "pass"),
        (
            f"{COMMANDS}/issuing.py",
            "        raise HallClosed(",
            "        tx.new_number(service_id, tx.next_key())\n        raise HallClosed(",
        ),
    ),
    bug(
        "a wrong key opens a ticket",
        (
            f"{DOMAIN}/keys.py",
            "hmac.compare_digest(expected.encode(), key.encode())",
            "len(expected) == len(key)",
        ),
    ),
    bug(
        "a touchscreen may call",
        (
            f"{DOMAIN}/ownership.py",
            "_SEATED = {Role.CLERK: _OURS,",
            "_SEATED = {Role.KIOSK: _ANY, Role.CLERK: _OURS,",
        ),
    ),
    bug(
        "a touchscreen gives as many numbers as are asked for",
        ("queue_server/devices/commands.py", "tx.now)) > timedelta(0)", "tx.now)) > timedelta(1)"),
    ),
    bug(
        "a number while the hall is closed",
        (f"{COMMANDS}/issuing.py", "if not tx.floor.hours.is_open(tx.now):", "if False:"),
    ),
)

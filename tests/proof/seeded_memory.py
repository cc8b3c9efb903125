"""Bugs in numbers, days, doors and in what is kept."""

from proof.seeding import COMMANDS, HOURS, KERNEL, RULES, TURNS, bug

MEMORY = (
    bug(
        "numbers are counted from who waits",
        (
            f"{TURNS}/series.py",
            "number(letter, _count_on(tx, day_of(tx), letter, by=1))",
            "number(letter, 1 + max((int(t.number[1:]) for t in tx.part(TicketImage).tickets"
            ".values()\n"
            "            if t.state == 'waiting' and t.number[0] == letter), default=0))",
        ),
    ),
    bug(
        "a number is skipped",
        (f"{TURNS}/series.py", "count = known + by", "count = known + 2 * by"),
    ),
    bug(
        "the series goes on the next day",
        (
            f"{TURNS}/series.py",
            "known = held.series.get((day, letter))",
            "known = next((n for (_, it), n in held.series.items() if it == letter), None)",
        ),
    ),
    bug(
        "the day of another time zone",
        (
            HOURS,
            "return at.astimezone(self.zone).date()",
            "return at.date()",
        ),
    ),
    bug(
        "order keys follow the clock back",
        (
            f"{TURNS}/series.py",
            "return max(tx.now, rows.moment(last))",
            "return tx.now",
        ),
    ),
    bug(
        "whoever was being served at the day's end counts as served",
        (
            f"{TURNS}/transitions.py",
            "left open\n        e.TicketLeftOpen: State.CANCELLED,",
            "left open\n        e.TicketLeftOpen: State.SERVED,",
        ),
    ),
    bug(
        "a recall leaves no event",
        (
            f"{KERNEL}/unit_of_work.py",
            "        self._recorded.append(event)\n        return changed",
            "        if type(event).__name__ != 'TicketRecalled':\n"
            "            self._recorded.append(event)\n        return changed",
        ),
    ),
    bug(
        "an event without its row",
        (
            f"{KERNEL}/records.py",
            "if it not in key and it not in fixed]",
            "if it not in key and it not in fixed and it != 'state']",
        ),
    ),
    bug(
        "the journal is not chained, and the check does not mind",
        (f"{KERNEL}/codec.py", "join((before, str(epoch)", 'join(("", str(epoch)'),
    ),
    bug(
        "a refused press is kept half done",
        (f"{KERNEL}/live.py", "writing.image.take_back(mark)", "pass"),
        (
            f"{COMMANDS}/issuing.py",
            "        raise HallClosed(",
            "        new_number(tx, service_id, next_key(tx))\n        raise HallClosed(",
        ),
    ),
    bug(
        "a wrong key opens a ticket",
        (
            f"{RULES}/keys.py",
            "hmac.compare_digest(expected.encode(), key.encode())",
            "len(expected) == len(key)",
        ),
    ),
    bug(
        "a touchscreen may call",
        (
            f"{RULES}/ownership.py",
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
        (f"{COMMANDS}/issuing.py", "if not floor_of(tx).hours.is_open(tx.now):", "if False:"),
    ),
)

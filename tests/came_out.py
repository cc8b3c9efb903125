"""What came out of a fake printer."""

READY = b"\x12" * 4  # answers to DLE EOT 1 to 4: nothing is in the way, there is paper


def papers(fake):
    """What came out so far; a question how the printer stands is no paper."""
    return [slip for slip in fake.slips if slip.startswith(b"\x1b@")]


def wait_for_paper(fake, slips=1):
    """Wait until so many came out; gives all."""
    while len(papers(fake)) < slips:
        assert fake.came.acquire(timeout=20), "no slip came out"
    return papers(fake)

"""What came out of a fake printer."""


def wait_for_paper(fake, slips=1):
    """Wait until so many came out; gives all."""
    while len(fake.slips) < slips:
        assert fake.came.acquire(timeout=20), "no slip came out"
    return fake.slips

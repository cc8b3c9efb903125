"""How a line moved: whoever moves their place by what is told stands where a fresh look says."""

from hypothesis import given
from hypothesis import strategies as st

from queue_server.screens.moves import MOST, Standing, moves

FIRST = 12  # of a line that are known; what stands behind them is only counted
steps = st.lists(
    st.tuples(st.sampled_from(["leaves", "comes", "turns"]), st.integers(0, 30)), max_size=4
)


def standing(line):
    return Standing(first=line[:FIRST], is_whole=len(line) <= FIRST, waiting=len(line))


def change(line, all_steps):
    """A line after some steps, and who was touched by one."""
    line, touched, new = list(line), set(), 100
    for what, at in all_steps:
        if what == "comes":
            line.insert(at % (len(line) + 1), new)
            touched.add(new)
            new += 1
        elif line and what == "leaves":
            touched.add(line.pop(at % len(line)))
        elif what == "turns":  # a rule that nobody told of puts two of them in another order
            line[:2] = line[1::-1]
    return line, touched


def on_a_phone(ahead, told):
    ahead -= sum(place < ahead for place in told.left)
    for place, _ in told.came:
        ahead += place <= ahead
    return ahead


@given(st.integers(0, 25), steps)
def test_either_it_is_told_exactly_or_it_is_said_that_it_is_not(many, all_steps):
    before = list(range(many))
    after, touched = change(before, all_steps)
    far = {who: after.index(who) for who in touched & set(after[FIRST:])}

    told = moves(standing(before), standing(after), touched, far)

    if told is not None:
        stay = [who for who in before if who in after]
        assert {who: on_a_phone(before.index(who), told) for who in stay} == {
            who: after.index(who) for who in stay
        }
        assert [after[place] for place, _ in told.came] == [who for _, who in told.came]


def test_the_ordinary_day_is_told():
    line = list(range(20))
    assert moves(standing(line), standing(line[1:]), {0}, {}).left == [0]

    longer = [*line, 20]
    told = moves(standing(line), standing(longer), {20}, {20: 20})
    assert (told.left, told.came) == ([], [(20, 20)])


def test_what_takes_too_many_words_is_asked_about():
    line = list(range(MOST + 2))
    left = set(line[: MOST + 1])

    assert moves(standing(line), standing(line[MOST + 1 :]), left, {}) is None

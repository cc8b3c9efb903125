"""Text that somebody typed, as it is kept and compared: composed letters, visible, not too long."""

import unicodedata

LONGEST = 200  # characters of what anybody may send; a name, a code or a reason is shorter
LONGEST_NAME = 64  # of a person, a device
# Control characters, marks that turn or hide text, halves of letters, breaks of lines.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
JOINER = "\u200d"  # between the parts of one emoji; without it they stand side by side


class BadText(ValueError):
    """A text that is not kept: why, in Vietnamese and in English."""

    def __init__(self, *, problem_vi: str, problem_en: str) -> None:
        super().__init__(problem_en)
        self.problem_vi = problem_vi
        self.problem_en = problem_en


def tidy(text: str, most: int = LONGEST) -> str:
    """The text as it is kept: NFC, one space between words, `most` characters. Raises BadText."""
    shown = text.replace(JOINER, "")
    if any(unicodedata.category(char) in UNSEEN for char in shown):
        raise BadText(
            problem_vi="có ký tự ẩn hoặc ký tự điều khiển. Xóa đi và gõ lại.",
            problem_en="there is an invisible or control character. Delete it and type it again.",
        )
    kept = composed(shown)
    if len(kept) > most:
        raise BadText(
            problem_vi=f"dài tối đa {most} ký tự.", problem_en=f"at most {most} characters."
        )
    return kept


def composed(text: str) -> str:
    """The text as it is compared: the same letters are the same, however they were typed."""
    return " ".join(unicodedata.normalize("NFC", text).split())

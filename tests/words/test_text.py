"""A sentence in every language: files say how, and what is not known is said in the first one."""

from words import Catalog, Text

ONE_SENTENCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{number} is {state}."
msgstr "{number} đang {state}."
"""


def test_a_language_that_is_not_known_gets_the_first_one():
    name = Text(vi="Đất đai", en="Land")

    assert (name.into("en"), name.into("km")) == ("Land", "Đất đai")
    assert (name.spoken_in("en"), name.spoken_in("km")) == ("en", "vi")


def test_an_empty_translation_is_none():
    assert Text(vi="Đất đai", en="").into("en") == "Đất đai"
    assert Text().into("vi") == ""


def test_facts_are_put_in_the_same_language():
    says = Text(vi="{number} đang {state}.", en="{number} is {state}.")

    filled = says.filled(number="A007", state=Text(vi="chờ", en="waiting"))

    assert filled == {"vi": "A007 đang chờ.", "en": "A007 is waiting."}


def test_a_language_is_a_file(tmp_path):
    (tmp_path / "words.vi.po").write_text(ONE_SENTENCE, encoding="utf-8")
    says = Catalog(tmp_path)

    assert says.languages == ("en", "vi")
    assert says("{number} is {state}.")["vi"] == "{number} đang {state}."
    assert says("Nobody translated this.") == {"en": "Nobody translated this."}
    assert says.translations("vi").gettext("{number} is {state}.") == "{number} đang {state}."
    assert says.translations("en").ngettext("%(n)s person", "%(n)s people", 2) == "%(n)s people"


def test_what_is_filled_already_may_hold_braces():
    said = Text(en="There is no {name}.").filled(name="{x}")

    assert said.filled().into("en") == "There is no {x}."

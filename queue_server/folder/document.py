"""Reading YAML as people write it: every value is what stands there, and nothing stands twice."""

from collections.abc import Hashable
from typing import Any, TypeVar

import msgspec
import yaml

from queue_server.folder.checks import Blame
from queue_server.folder.words import said
from queue_server.kernel.wrong_shapes import where_and_what
from words import Text, joined

T = TypeVar("T", bound=msgspec.Struct)
TWICE = "stands there twice"
LEFT_OUT = ("", "~", "null")


def parsed(content: str, kind: type[T], blame: Blame, see: Text) -> T | None:
    """A document as `kind`, or None after blaming what is wrong; `see` says where a good one is."""
    try:
        read = yaml.load(content, _Plain)  # noqa: S506 (it makes texts, lists and mappings only)
        if read is not None:
            return msgspec.convert(joined(read), kind, strict=False)
        blame("", said("there is nothing in it"), see)
    except yaml.YAMLError as error:
        _blame_yaml(error, blame)
    except msgspec.ValidationError as error:
        where, wrong = where_and_what(error)
        blame(where, wrong, see)
    except (ValueError, RecursionError, OverflowError) as error:
        blame("", said("a value cannot be read ({why})").filled(why=str(error)[:200]), see)
    return None


class _Plain(yaml.BaseLoader):
    """YAML whose values are texts: `17:00` is not the number 1020, and `no` is not false.

    What they mean is said by the type they become. A name without a value is left out. A name that
    stands twice is a mistake, where YAML itself would take the last.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The names and values of a mapping."""
        names = [name for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
        seen = set()
        for name in names:
            if name.value in seen:
                problem = f"{name.value[:40]} {TWICE}"
                raise yaml.constructor.ConstructorError(None, None, problem, name.start_mark)
            seen.add(name.value)
        node.value = [(name, value) for name, value in node.value if not _is_left_out(value)]
        return super().construct_mapping(node, deep)


def _is_left_out(value: yaml.Node) -> bool:
    is_plain = isinstance(value, yaml.ScalarNode) and value.style is None
    return is_plain and value.value in LEFT_OUT


def _blame_yaml(error: yaml.YAMLError, blame: Blame) -> None:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    why = getattr(error, "problem", None) or "there is a character that no text has"
    if r"'\t'" in why:
        blame("", said("a tab stands where spaces belong"), said("Indent with spaces"), line)
    elif why.endswith(TWICE):
        twice = said("{name} stands there twice").filled(name=why.removesuffix(TWICE).strip())
        blame("", twice, said("Delete one of them"), line)
    else:
        do = said("Look at that line and the one above; a text with a colon belongs in quotes")
        blame("", said("this is not YAML: {why}").filled(why=why), do, line)

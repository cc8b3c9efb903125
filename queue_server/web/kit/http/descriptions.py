"""What an address takes and answers, said beside it: the OpenAPI document is drawn from this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from queue_server.kernel.view_models import ViewModel
from queue_server.web.kit.http.wishes import Body

F = TypeVar("F", bound=Callable[..., Any])
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an address takes in its body and answers, with which `status` when all is well.

    `asks` are the fields of its query, each with its JSON type. What answers something else than
    JSON says its `media` type; a stream also the kinds of `events` it sends, by name.
    """

    takes: type[Body] | None = None
    answers: type[ViewModel] | None = None
    status: int = 200
    asks: Mapping[str, str] = field(default_factory=dict)
    media: str = JSON
    events: Mapping[str, type[ViewModel]] = field(default_factory=dict)


def describe(**facts: Any) -> Callable[[F], F]:
    """Declare the Description of a route."""

    def declare(view: F) -> F:
        # A function may carry what it likes; its type does not say so.
        view.description = Description(**facts)  # type: ignore[attr-defined]
        return view

    return declare


def described(view: Callable[..., Any]) -> Description:
    """What a route says of itself."""
    known: Description = getattr(view, "description", Description())
    return known

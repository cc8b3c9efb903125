"""Why a press is not possible now: what is so, which thing, and what to do."""

from typing import Any, ClassVar

from queue_server.kernel.words import said
from words import Text


class Refusal(Exception):
    """A press that is not allowed. Nothing was recorded.

    `facts` fill the sentence and travel in the answer. `code` is stable: other programs read it.
    `status` is the HTTP status that says the same to a machine.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    says: ClassVar[Text] = said("That is not possible now.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence to show in a language."""
        return self.says.filled(**self.facts).into(language)


class Unknown(Refusal):
    """Something named in a press does not exist."""

    status = 404


class KeyReused(Refusal):
    """The same idempotency key came with another press."""

    code = "idempotency_key_reused"
    status = 422
    says = said("Idempotency key {key} was used for another press. Make a new key for each press.")


class Unavailable(Refusal):
    """The memory cannot be written now."""

    code = "unavailable"
    status = 503
    says = said("The hall's memory cannot be written now. Try again in {seconds} seconds.")

"""What a door refuses before any rule of the hall is asked: unreadable, unknown, not let in."""

from queue_server.kernel.refusals import Refusal
from queue_server.web.kit.words import said


class BadRequest(Refusal):
    """What was sent is not what this address takes."""

    code = "bad_request"
    status = 400
    says = said("What was sent is wrong at {field}: {problem}")


class SignInNeeded(Refusal):
    """No token, or one that is unknown or revoked."""

    code = "sign_in_needed"
    status = 401
    says = said("Sign in, or send a valid device token. The administrator can make a new one.")


class WrongRole(Refusal):
    """Signed in, but this press belongs to others."""

    code = "wrong_role"
    status = 403
    says = said("This is not for a {role_name}. It takes: {needed}.")


class CrossSite(Refusal):
    """A press with this browser's sign-in, sent from another site's page."""

    code = "cross_site"
    status = 403
    says = said(
        "This press came from another site and was not done. Reload the page and try again."
    )


class WrongPassword(Refusal):
    """Name and password do not belong together. One answer for both: guessing teaches nothing."""

    code = "wrong_password"
    status = 401
    says = said("Name or password is wrong. Check them, or ask the administrator for a new one.")


class NotFound(Refusal):
    """No such address."""

    code = "not_found"
    status = 404
    says = said("There is no such page. Please go back to the first page.")


class BodyTooLarge(Refusal):
    """A request is at most 64 kB."""

    code = "body_too_large"
    status = 413
    says = said("What was sent is too large. At most {most_kb} kB.")


class TooOften(Refusal):
    """More requests than people make, from one address or with one link."""

    code = "too_often"
    status = 429
    says = said("Too many requests at once. Please try again in {seconds} seconds.")


class Crowded(Refusal):
    """So many ask that this one would have to wait too long; kiosks and counters go first."""

    code = "crowded"
    status = 503
    says = said("Very many people are asking just now. Please try again in {seconds} seconds.")


class WrongHost(Refusal):
    """The request is for another server than this one."""

    code = "wrong_host"
    status = 421
    says = said(
        "This server does not go by that name. Use its usual address, or ask the administrator "
        "to add the name to LUOT_NAMES."
    )


class WrongMethod(Refusal):
    """The address exists, but not for this verb of HTTP."""

    code = "method_not_allowed"
    status = 405
    says = said("This address does not take {method}. See /api/openapi.json.")


class Failed(Refusal):
    """Something is broken in the program; the log has it."""

    code = "internal_error"
    status = 500
    says = said(
        "The server failed. Look whether it was done, then try again; tell the administrator "
        "if it happens again."
    )

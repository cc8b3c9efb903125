"""Why a visit cannot be rated."""

from queue_server.kernel.refusals import Refusal
from queue_server.ratings.words import said


class AlreadyRated(Refusal):
    """One rating per visit."""

    code = "already_rated"
    says = said("This visit has been rated already. Thank you.")


class RatingClosed(Refusal):
    """Ratings are open from the end of the service for some days."""

    code = "rating_closed"
    says = said("More than {days} days have passed; this visit can no longer be rated. Thank you.")

"""Why new data of the hall is not taken as it is."""

from queue_server.folder.words import said
from queue_server.kernel.refusals import Refusal


class SurprisingChange(Refusal):
    """New data of the hall would surprise people who are in it, or looks like another hall's."""

    code = "surprising_change"
    says = said("The new data has {surprises} surprising changes. Look at them, then confirm.")


class PeopleInTheHall(Refusal):
    """A day that moves would end the turn of everybody in the hall."""

    code = "people_in_the_hall"
    says = said(
        "The time zone cannot move while people are in the hall ({people}). Do it after closing."
    )

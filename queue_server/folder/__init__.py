"""A hall as a folder of files an operator can edit, read whole or refused with every bad row."""

from queue_server.folder.problems import BadFolder, Problem
from queue_server.folder.reading import read

__all__ = ["BadFolder", "Problem", "read"]

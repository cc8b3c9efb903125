"""Where the addresses of the API hang."""

from flask import Blueprint

surface = Blueprint("api", __name__, url_prefix="/api")

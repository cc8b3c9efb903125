"""What a browser keeps for us: sealed, for one purpose and one hall."""

from typing import Any, cast

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from queue_server.web.kit.app_context import hall


def seal(purpose: str, told: Any) -> str:
    """Something the browser may read but not change."""
    return str(_sealer(purpose).dumps(told))


def unsealed(purpose: str, cookie: str | None) -> Any:
    """What was sealed for this purpose by this hall; None for anything else."""
    try:
        return _sealer(purpose).loads(cookie or "")
    except BadSignature:
        return None


def _sealer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(cast(bytes, current_app.secret_key), salt=f"{purpose}:{hall().id}")

"""Answers that are the same for everybody: kept by caches for a while, then compared by their tag."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, request

P = ParamSpec("P")

REFERENCE_SECONDS = 300


def kept_for(seconds: int) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Let caches keep a public answer; write it between `@permit` and the schemas.

    Only for views whose answer does not depend on who asks. The tag is made of the body, so a reader who comes back
    with `If-None-Match` gets an empty 304 as long as nothing changed.
    """

    def decorate(view: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(view)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> Response:
            response = view(*args, **kwargs)
            if response.status_code == 200:
                response.headers["Cache-Control"] = f"public, max-age={seconds}"
                response.add_etag()
                response.make_conditional(request)
            return response

        return wrapper

    return decorate

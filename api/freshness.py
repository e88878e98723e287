"""Answers that are the same for everybody: kept by caches for a while, compared by their tag, sent compressed.

Nothing else is compressed here: the size of an answer that holds a secret beside what somebody put into the question
gives the secret away (BREACH). What is the same for everybody holds none.
"""

import gzip
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, request

P = ParamSpec("P")

REFERENCE_SECONDS = 300
# Smaller answers fit into one packet anyway.
WORTH_PACKING_BYTES = 1_400
# Half of the best level's time, and within some percent of its size.
LEVEL = 6


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
                _pack(response)
                response.make_conditional(request)
            return response

        return wrapper

    return decorate


def _pack(response: Response) -> None:
    """Compress a large answer for those who can read that; what a cache keeps then depends on what was asked for."""
    body = response.get_data()
    if len(body) < WORTH_PACKING_BYTES:
        return
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return
    packed_tag = f"{response.get_etag()[0]}.gz"
    response.set_etag(packed_tag)
    response.headers["Content-Encoding"] = "gzip"
    # Asked for already and unchanged: no reason to compress what will not be sent.
    if not request.if_none_match.contains(packed_tag):
        response.set_data(gzip.compress(body, LEVEL, mtime=0))

"""The session cookie: handed out when somebody signs in, taken back when they leave."""

from flask import Response, after_this_request, current_app, request

from api.identity import cookie_name
from api.sign_in import Opened


def hand_out(opened: Opened) -> None:
    """Set the cookie with the answer of this request."""

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            cookie_name(),
            opened.token,
            max_age=int(opened.lifetime.total_seconds()),
            secure=request.is_secure or current_app.extensions["settings"].production,
            httponly=True,
            samesite="Lax",
        )
        return response


def take_back() -> None:
    """Delete the cookie with the answer of this request."""

    @after_this_request
    def delete_cookie(response: Response) -> Response:
        response.delete_cookie(cookie_name(), secure=request.is_secure, httponly=True, samesite="Lax")
        return response

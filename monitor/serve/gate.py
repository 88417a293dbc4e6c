"""What every request must be like before anything is done: the right host, our own form, the session's token."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import Request, Response
from werkzeug.exceptions import Forbidden, MisdirectedRequest

from monitor.config import Serving
from monitor.config.values import LOOPBACK

_COMMON = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def refuse_other_hosts(request: Request, serving: Serving) -> None:
    """Refuse a request that names another host: a foreign page whose name was made to lead here (DNS rebinding)."""
    names = {*LOOPBACK, *map(name_of, serving.hosts)}
    if name_of(request.headers.get("Host", "")) not in names:
        raise MisdirectedRequest(
            "This server does not go by that name; [serve] hosts in the configuration lists its names."
        )


def name_of(host: str) -> str:
    """Give a host's name without its port, in small letters; empty for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def comes_from_elsewhere(request: Request) -> bool:
    """Tell whether another site's link led here: then the browser keeps our cookie back (SameSite=Strict)."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site", "none") in {"cross-site", "same-site"}


def refuse_foreign_forms(request: Request, token: str) -> None:
    """Refuse a form that is not from our own page: sent by another site, or without the session's token."""
    origin = request.headers.get("Origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("Host")
    sent_by = request.headers.get("Sec-Fetch-Site", "same-origin")
    given = request.form.get("token", "")
    if not is_ours or sent_by != "same-origin" or not hmac.compare_digest(given.encode(), token.encode()):
        raise Forbidden(
            "This form is not from a page of yours that is still open. Open the page again, and press once more."
        )


def protect(response: Response, style: str, *, behind_tls: bool) -> Response:
    """Tell the browser what the page may do: nothing but its one style and its own forms."""
    policy = f"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    response.headers.update({**_COMMON, "Content-Security-Policy": policy})
    if behind_tls:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response

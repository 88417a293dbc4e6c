"""The addresses of the served page: what can be read, what can be pressed, and how one signs in."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import TypeAlias

from flask import Flask, Response, make_response, redirect, request, send_from_directory, session
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, NotFound, TooManyRequests, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from monitor.acting import follow, note, pass_on
from monitor.config import Config
from monitor.errors import StoreError
from monitor.outreach.acts import Act, Deed
from monitor.publish import PAST
from monitor.serve.attempts import Attempts
from monitor.serve.gate import comes_from_elsewhere, protect, refuse_foreign_forms, refuse_other_hosts
from monitor.serve.guests import Guest, Guests, let_in, token_of
from monitor.serve.pages import Pages
from monitor.store import Store
from reports.served import Served, bounce, door

LONGEST_FORM = 64 * 1024
"""Bytes of a form that are read."""

SESSION = timedelta(hours=12)
"""Who has not asked for anything for so long signs in again."""

FOLLOW_SECONDS = 1.0
"""How long a press waits for a run at work before it leaves to it what follows."""

_PAST = re.compile(r"index\.html|\d{4}-\d\d-\d\d/(index\.html|people/R-\d{1,15}\.html|stories/[0-9a-f]{12}\.html)")
_REFERENCE = re.compile(r"[RP]-\d{1,15}", re.ASCII)
_STORE_FAILED = (
    "The store is busy or cannot be reached, so nothing was read or changed. Wait a moment and try again; "
    "if it stays, whoever runs this finds the reason with: reputation-monitor check"
)

Clock: TypeAlias = Callable[[], datetime]


def make_app(config: Config, store: Store, user: str, clock: Clock) -> Flask:
    """Make the web application. `user` is who acts where nobody has to sign in; `clock` tells the present moment."""
    app = Flask("monitor.serve", static_folder=None, template_folder=None)
    serving = config.serving
    app.secret_key = serving.secret or secrets.token_hex(32)
    app.config |= {
        "MAX_CONTENT_LENGTH": LONGEST_FORM,
        "PERMANENT_SESSION_LIFETIME": SESSION,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-reputation" if serving.behind_tls else f"reputation-{serving.port}",
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": serving.behind_tls,
    }
    app.url_map.merge_slashes = False
    site = Site(config, store, Guests(serving, user), clock)
    app.before_request(lambda: refuse_other_hosts(request, serving))
    for path, view in (("/", site.front), ("/index.html", site.front), ("/figures.html", site.figures)):
        app.add_url_rule(path, view_func=view, methods=["GET"], endpoint=path)
    app.add_url_rule("/people/R-<int(max=999999999999999):number>.html", view_func=site.case, methods=["GET"])
    app.add_url_rule("/stories/<name>.html", view_func=site.story, methods=["GET"])
    app.add_url_rule("/past/<path:place>", view_func=site.past, methods=["GET"])
    app.add_url_rule("/cases/R-<int(max=999999999999999):number>", view_func=site.press, methods=["POST"])
    app.add_url_rule("/praise/P-<int(max=999999999999999):number>", view_func=site.pass_on, methods=["POST"])
    app.add_url_rule("/sign-in", view_func=site.ask, methods=["GET"])
    app.add_url_rule("/sign-in", view_func=site.sign_in, methods=["POST"])
    app.add_url_rule("/sign-out", view_func=site.sign_out, methods=["POST"])
    app.register_error_handler(HTTPException, site.refused)
    app.register_error_handler(StoreError, site.store_failed)
    return app


class Site:
    """Answers requests. Every read and every press asks first who it is."""

    def __init__(self, config: Config, store: Store, guests: Guests, clock: Clock) -> None:
        self._config = config
        self._store = store
        self._guests = guests
        self._clock = clock
        self._pages = Pages(config=config, store=store)
        self._attempts = Attempts()

    def front(self) -> Response:
        """Show the page."""
        guest = self._guest()
        did = request.args.get("did", "") if _REFERENCE.fullmatch(request.args.get("did", "")) else ""
        return self._shown(self._pages.front(guest, self._clock(), did, waits="waits" in request.args))

    def case(self, number: int) -> Response:
        """Show one case."""
        guest = self._guest()
        page = self._pages.case(number, guest, self._clock(), did="did" in request.args, waits="waits" in request.args)
        if page is None:
            raise NotFound(f"There is no case R-{number} any more, or none of its words are left.")
        return self._shown(page)

    def figures(self) -> Response:
        """Show a lead's figures."""
        self._guest()
        return self._written(self._pages.figures(self._clock()))

    def story(self, name: str) -> Response:
        """Show a long story."""
        self._guest()
        content = self._pages.stories(self._clock()).get(f"stories/{name}.html")
        if content is None:
            raise NotFound("That story is not told any more.")
        return self._written(content)

    def past(self, place: str) -> Response:
        """Show a past page as it was written; nothing else in the folder is ever shown."""
        self._guest()
        if not _PAST.fullmatch(place):
            raise NotFound("There is no such past page.")
        found = send_from_directory(self._config.report_folder / PAST, place, mimetype="text/html", conditional=False)
        found.direct_passthrough = False
        return self._written(found.get_data())

    def press(self, number: int) -> AnyResponse:
        """Do what a button says, and lead back to the card."""
        guest = self._actor()
        now = self._clock()
        try:
            person = note(self._store, number, [_act()], guest.name, now)
        except ValueError as error:
            raise BadRequest(f"Nothing was noted: {error}.") from None
        if person is None:
            raise NotFound(f"There is no case R-{number} any more, so nothing was noted.")
        waits = "" if self._follow(person, now) else "&waits"
        back = f"people/R-{number}.html?did" if request.form.get("from") == "own" else f"index.html?did=R-{number}"
        return redirect(f"../{back}{waits}#R-{number}", 303)

    def pass_on(self, number: int) -> AnyResponse:
        """Note that praise was passed on, and lead back to it."""
        guest = self._actor()
        if not pass_on(self._store, number, "", guest.name, self._clock()):
            raise NotFound(f"There is no praise P-{number} any more, so nothing was noted.")
        return redirect(f"../index.html?did=P-{number}#P-{number}", 303)

    def _follow(self, person: str, now: datetime) -> bool:
        """See what follows. What was pressed is kept by now, so that no fault here may say otherwise."""
        try:
            return follow(self._config, self._store, person, now, FOLLOW_SECONDS)
        except StoreError:
            return False

    def ask(self) -> AnyResponse:
        """Ask who it is, unless that is known."""
        if self._guests.guest_of(session) is not None:
            return redirect("index.html", 303)
        session.permanent = True
        return self._shown(door(self._config.title, "Sign in", token=token_of(session)))

    def sign_in(self) -> AnyResponse:
        """Let somebody in who knows their password."""
        refuse_foreign_forms(request, token_of(session))
        name, address = request.form.get("name", "").strip(), request.remote_addr or ""
        if self._attempts.must_wait(name, address, monotonic()):
            raise TooManyRequests("Too many passwords were wrong. Wait a quarter of an hour.")
        visitor = self._guests.admit(name, request.form.get("password", ""))
        if visitor is None:
            self._attempts.failed(name, address, monotonic())
            page = door(self._config.title, "Sign in", "Name or password is wrong.", token=token_of(session))
            return self._shown(page, Unauthorized.code)
        let_in(session, visitor)
        session.permanent = True
        return redirect("index.html", 303)

    def sign_out(self) -> AnyResponse:
        """Forget who it was."""
        refuse_foreign_forms(request, self._guest().token)
        session.clear()
        return redirect("sign-in", 303)

    def refused(self, error: HTTPException) -> Response:
        """Say in a page why something is not done."""
        if error.code == Unauthorized.code:
            to = "sign-in" if self._guests.needs_sign_in else "index.html"
            return self._shown(bounce(self._config.title, _root() + to), Unauthorized.code)
        heading = "Not found" if error.code == NotFound.code else "That was not done"
        page = door(self._config.title, heading, error.description or error.name, root=_root())
        return self._shown(page, error.code or 500)

    def store_failed(self, _error: StoreError) -> Response:
        """Say in a page that the store could not be used."""
        answer = self._shown(door(self._config.title, "Try again in a moment", _STORE_FAILED, root=_root()), 503)
        answer.headers["Retry-After"] = "30"
        return answer

    def _guest(self) -> Guest:
        """Give who asks. Raises Unauthorized when nobody has signed in, or when we were not told because of where they come from."""
        guest = self._guests.guest_of(session) if session or not comes_from_elsewhere(request) else None
        if guest is None:
            raise Unauthorized
        session.permanent = True
        return guest

    def _actor(self) -> Guest:
        """Give who presses. Raises Unauthorized, BadRequest for a form that is not ours, and Forbidden for who may only read."""
        guest = self._guest()
        refuse_foreign_forms(request, guest.token)
        if not guest.may_act:
            raise Forbidden("You may read here, but not act. Whoever runs this can give you the role “act”.")
        return guest

    def _shown(self, page: Served, code: int = 200) -> Response:
        answer = make_response(page.content, code)
        return protect(answer, f"'sha256-{page.digest}'", behind_tls=self._config.serving.behind_tls)

    def _written(self, content: bytes) -> Response:
        """Show a page that was written to lie in a file: its own policy, within it, is the stricter, and both hold."""
        return protect(make_response(content), "'unsafe-inline'", behind_tls=self._config.serving.behind_tls)


def _act() -> Act:
    """Read a press. Raises ValueError with a sentence."""
    form = request.form
    try:
        deed = Deed(form.get("deed", ""))
    except ValueError:
        raise ValueError("the button is not known") from None
    if deed is Deed.NEVER_CONTACT and form.get("sure") != "yes":
        raise ValueError("say first that they asked us never to write to them")
    return Act(deed=deed, words=form.get("words", "").replace("\r\n", "\n"))


def _root() -> str:
    """Give the way from this address back to the top, so that the page may stand below any path."""
    return "../" * (request.path.count("/") - 1)

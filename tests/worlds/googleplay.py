"""A made-up Android Publisher API v3 with its sign-in, in the form its reference documents. Synthetic throughout."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar
from urllib.parse import unquote

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.googleplay import GooglePlay

PACKAGE = "com.larkfield.app"
US = "larkfield"
TOKEN = "synthetic-access-token"


class GooglePlayWorld(HttpWorld):
    """Reviews of one app, the latest changed first; an answer to one is ours. A person writes one review an app.

    `wrong` maps "token", "list" or a review's id to the reply it is answered with.
    """

    connector = GooglePlay
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-object-is-not-silence": "{} is what this API answers when there was no review in the last week",
    }

    def __init__(self) -> None:
        super().__init__()
        self.wrong: dict[str, Reply] = {}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        urls = {"base_url": self.url, "token_url": f"{self.url}/token"}
        return urls | {"package": PACKAGE, "account": US, "service_account": service_account()}

    def new_key(self, number: int) -> str:
        """Make the id of a review."""
        return f"gp:AOqpTO{1000 + number}"

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:
        """Write a review: each by another person, whose name tells who it is."""
        author = more.pop("author", "ann")
        return super().write(text, **({"author": author if "parent" in more else f"{author} {len(self.posts)}"} | more))

    def write_reply(self, to: Post, text: str = "Larkfield is sorry.", **more: Any) -> Post:
        """Reply as the developer of the app: there is one reply to a review, which a second one replaces."""
        key = to.parent or to.key
        there = next((post for post in self.posts.values() if post.parent == key and not post.deleted), None)
        if there:
            return self.edit(there.key, text)
        return super().write_reply(to, text, **(more | {"parent": key, "thread": key, "author": "us"}))

    def stable_key_of(self, post: Post) -> str:
        """Name a review by its id, our reply by that too."""
        return f"{post.parent}/reply" if post.parent else post.key

    def expected(self) -> set[str]:
        """Name the reviews that are there, and our replies to these."""
        there = {post.key for post in self.visible()}
        return {self.stable_key_of(post) for post in self.visible() if post.parent is None or post.parent in there}

    def answer(self, asked: Asked) -> Reply:
        """Answer one question."""
        if asked.path == "/token":
            return self.wrong.get("token") or self._sign_in(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refusal(401, "UNAUTHENTICATED")
        base, _, key = asked.path.partition("/reviews")
        if base != f"/androidpublisher/v3/applications/{PACKAGE}":
            return refusal(404, "NOT_FOUND")
        if not key:
            return self.wrong.get("list") or self._list(asked)
        wanted = unquote(key.removeprefix("/"))
        found = next((post for post in self.visible() if post.key == wanted and post.parent is None), None)
        return self.wrong.get(wanted) or (Reply(body=self._review(found)) if found else refusal(404, "NOT_FOUND"))

    def _sign_in(self, asked: Asked) -> Reply:
        claims = json.loads(base64.urlsafe_b64decode(asked.parameters["assertion"].split(".")[1] + "=="))
        if claims["iss"] != "larkfield@synthetic.iam.gserviceaccount.com" or claims["aud"] != f"{self.url}/token":
            return Reply(status=400, body={"error": "invalid_grant", "error_description": "Invalid JWT."})
        return Reply(body={"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"})

    def _list(self, asked: Asked) -> Reply:
        reviews = [post for post in self.visible() if post.parent is None]
        reviews.sort(key=lambda post: (post.edited_at or post.at, post.key), reverse=True)
        reviews = [post for post in reviews if (self.now - (post.edited_at or post.at)).days < 7]
        if token := asked.parameters.get("token"):
            moment, key = token.split("~")
            reviews = [post for post in reviews if ((post.edited_at or post.at).isoformat(), post.key) < (moment, key)]
        shown = reviews[: min(self.page, int(asked.parameters["maxResults"]))]
        body: dict[str, Any] = {"reviews": [self._review(post) for post in shown]} if shown else {}
        if len(reviews) > len(shown):
            last = shown[-1]
            body["tokenPagination"] = {"nextPageToken": f"{(last.edited_at or last.at).isoformat()}~{last.key}"}
        return Reply(body=body)

    def _review(self, post: Post) -> dict[str, Any]:
        said = {"text": f"\t{post.text}", "lastModified": _written(post), "starRating": post.more.get("stars", 2)}
        said |= {"reviewerLanguage": "en", "device": "synthetic", "appVersionCode": 7}
        if post.likes is not None:
            said["thumbsUpCount"] = post.likes
        comments: list[dict[str, Any]] = [{"userComment": said}]
        replies = [each for each in self.visible() if each.parent == post.key]
        if replies:
            comments.append({"developerComment": {"text": replies[0].text, "lastModified": _written(replies[0])}})
        return {"reviewId": post.key, "authorName": post.author, "comments": comments}


def refusal(code: int, status: str, *, reason: str = "") -> Reply:
    """Give an error as Google's APIs word it."""
    error: dict[str, Any] = {"code": code, "message": "synthetic", "status": status}
    if reason:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]
    return Reply(status=code, body={"error": error})


def _written(post: Post) -> dict[str, Any]:
    moment = post.edited_at or post.at
    return {"seconds": str(int(moment.timestamp())), "nanos": moment.microsecond * 1_000}


@cache
def service_account() -> str:
    """Make the key file of a service account; the key is new with every run and opens nothing."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - opens nothing, and is read and signed with often
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return json.dumps(
        {
            "type": "service_account",
            "private_key_id": "synthetic",
            "private_key": pem,
            "client_email": "larkfield@synthetic.iam.gserviceaccount.com",
        }
    )

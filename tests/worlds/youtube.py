"""A made-up YouTube Data API v3, in the form its reference documents (developers.google.com/youtube/v3). Synthetic."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.youtube import YouTube

KEY = "synthetic-key-of-nobody"
CHANNEL = "UCsynthetic-larkfield"
VIDEO = "vid-of-ours"


class YouTubeWorld(HttpWorld):
    """Comment threads of one channel, newest first, with `given` of each thread's replies; videos to be searched.

    A post is a comment, with `more={"video": …}` under another video; with `more={"is": "video"}` it is a video.
    `wrong` maps what is asked about to the error it is answered with.
    """

    connector = YouTube
    given = 2

    def __init__(self) -> None:
        super().__init__()
        self.units = 0
        self.wrong: dict[str, Reply] = {}

    def options(self) -> dict[str, Any]:
        """Lead the connector to our channel here."""
        return {"base_url": self.url, "key": KEY, "channels": [CHANNEL]}

    def new_key(self, number: int) -> str:
        """Make a comment's id."""
        return f"Ug{1000 + number}AaABAg"

    def write_reply(self, to: Post, text: str = "Same here, my Larkfield order is lost.", **more: Any) -> Post:
        """Write an answer: on YouTube it always belongs to the comment at the top."""
        return super().write_reply(to, text, **({"parent": to.thread or to.key} | more))

    def answer(self, asked: Asked) -> Reply:
        """Answer one question, and count its units."""
        parameters = asked.parameters
        path = asked.path.removeprefix("/youtube/v3/")
        self.units += 100 if path == "search" else 1
        if asked.headers.get("x-goog-api-key") != KEY:
            return refusal(400, "badRequest", details="API_KEY_INVALID")
        about = parameters.get("videoId") or parameters.get("allThreadsRelatedToChannelId") or parameters.get("id", "")
        if about in self.wrong:
            return self.wrong[about]
        if path == "commentThreads":
            return self._threads(parameters)
        if path == "comments":
            return self._comments(parameters)
        if path == "search":
            return self._search(parameters)
        return self._videos(parameters)

    def _threads(self, parameters: Any) -> Reply:
        tops = [post for post in self.visible() if post.parent is None and "is" not in post.more]
        if "id" in parameters:
            tops = [post for post in tops if post.key == parameters["id"]]
        elif "videoId" in parameters:
            tops = [post for post in tops if post.more.get("video", VIDEO) == parameters["videoId"]]
        else:
            tops = [post for post in tops if "video" not in post.more]
        return self._page(tops, parameters, "commentThread", lambda post: self._thread(post, parameters["part"]))

    def _page(self, posts: list[Post], parameters: Any, kind: str, told: Any) -> Reply:
        """Give a page that begins after the post which the page token names."""
        token = parameters.get("pageToken")
        if token:
            at, key = token.split("~")
            posts = [post for post in posts if (post.at.isoformat(), post.key) < (at, key)]
        shown = posts[: min(self.page, int(parameters.get("maxResults", 20)))]
        body: dict[str, Any] = {"kind": f"youtube#{kind}ListResponse", "items": [told(post) for post in shown]}
        if len(posts) > len(shown):
            body["nextPageToken"] = f"{shown[-1].at.isoformat()}~{shown[-1].key}"
        return Reply(body=body)

    def _thread(self, post: Post, parts: str) -> dict[str, Any]:
        if parts == "id":
            return {"kind": "youtube#commentThread", "id": post.key}
        around = {"videoId": post.more.get("video", VIDEO)} | ({} if "video" in post.more else {"channelId": CHANNEL})
        replies = self._replies_to(post.key)
        snippet = around | {"topLevelComment": self._comment(post), "totalReplyCount": len(replies), "isPublic": True}
        told: dict[str, Any] = {"kind": "youtube#commentThread", "id": post.key, "snippet": snippet}
        if replies:
            told["replies"] = {"comments": [self._comment(each) for each in replies[: self.given]]}
        return told

    def _replies_to(self, key: str) -> list[Post]:
        return [post for post in self.visible() if post.parent == key]

    def _comment(self, post: Post) -> dict[str, Any]:
        snippet = {
            "textDisplay": post.text,
            "authorDisplayName": f"@{post.author}",
            "authorChannelId": {"value": CHANNEL if post.author == "us" else f"UC-{post.author}"},
            "canRate": True,
            "viewerRating": "none",
            "publishedAt": _written(post.at),
            "updatedAt": _written(post.edited_at or post.at),
        }
        if post.likes is not None:
            snippet["likeCount"] = post.likes
        return {"kind": "youtube#comment", "id": post.key, "snippet": snippet}

    def _comments(self, parameters: Any) -> Reply:
        if "parentId" in parameters:
            return self._page(self._replies_to(parameters["parentId"]), parameters, "comment", self._comment)
        wanted = parameters["id"].split(",")
        found = [self._comment(post) for post in self.visible() if post.key in wanted]
        return Reply(body={"kind": "youtube#commentListResponse", "items": found})

    def _search(self, parameters: Any) -> Reply:
        names = [name.strip('"').casefold() for name in parameters["q"].split("|")]
        after = datetime.fromisoformat(parameters["publishedAfter"])
        videos = [post for post in self._all_videos() if post.at >= after]
        hits = [post for post in videos if any(name in post.text.casefold() for name in names)]
        return self._page(hits, parameters, "search", lambda post: self._video(post, {"videoId": post.key}))

    def _all_videos(self) -> list[Post]:
        return [post for post in self.visible() if post.more.get("is") == "video"]

    def _video(self, post: Post, key: Any) -> dict[str, Any]:
        snippet = {"title": post.text, "description": "", "channelId": f"UC-{post.author}", "channelTitle": post.author}
        return {"kind": "youtube#video", "id": key, "snippet": snippet | {"publishedAt": _written(post.at)}}

    def _videos(self, parameters: Any) -> Reply:
        if "chart" in parameters:
            return Reply(body={"kind": "youtube#videoListResponse", "items": [{"id": "any"}]})
        wanted = parameters["id"].split(",")
        counts = {"viewCount": "120", "commentCount": "4"}
        found = [
            self._video(post, post.key) | {"statistics": counts | {"likeCount": str(post.likes)}}
            for post in self._all_videos()
            if post.key in wanted
        ]
        return Reply(body={"kind": "youtube#videoListResponse", "items": found})


def refusal(status: int, reason: str, *, details: str = "") -> Reply:
    """Give an error as the API words it; `details` is the reason in the newer of its two forms."""
    error: dict[str, Any] = {"code": status, "message": "synthetic", "errors": [{"domain": "x", "reason": reason}]}
    if details:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": details}]
    return Reply(status=status, body={"error": error})


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

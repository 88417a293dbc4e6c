"""The conversation below a submission: a tree of comments of which Reddit shows a part and names the rest.

What is not shown stands behind "more" (a list of ids) or behind "continue this thread" (ask again from that comment on).
Each costs a request, so what surrounds the mention in question is opened first, and their number is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.base import THREAD_LIMIT
from connectors.reddit_listing import Asking, read_listing
from connectors.reddit_reading import is_fullname
from connectors.walk import Wrong
from monitor.errors import SourceChanged

MOST_REQUESTS = 12  # to open what one conversation does not show at once
_SHOWN = "500"  # comments of one answer, the most Reddit gives
_TOGETHER = 100  # comments one question for more may name (reddit.com/dev/api#GET_api_morechildren)
_ABOVE = "8"  # how many comments above one are shown with it, the most Reddit gives
_SORT = "new"  # of the comments Reddit does not show at once we can miss old ones best


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """Comments that were not shown, all below `parent`; without `children` they are to be had by asking from there on."""

    parent: str
    children: tuple[str, ...] = ()


class Conversation:
    """One submission (its id without `t3_`) and its comments, as records by full name, read around one of them."""

    def __init__(self, client: Asking, submission: str, around: str) -> None:
        self.records: dict[str, Mapping[str, Any]] = {}
        self._client = client
        self._submission = submission
        self._around = around
        self._hidden: list[_Hidden] = []
        self._asked: set[_Hidden] = set()

    def read(self) -> None:
        """Ask for the tree and open what it hides, the neighbourhood of the mention first."""
        self._take_tree(self._client.ask(f"comments/{self._submission}/", limit=_SHOWN, sort=_SORT))
        if self._around not in self.records and is_fullname(self._around, "1"):
            self._take_branch(self._around, context=_ABOVE)
        for _ in range(MOST_REQUESTS):
            if not self._hidden or len(self.records) >= THREAD_LIMIT:
                return
            answers = self._below(self._around)
            self._hidden.sort(key=lambda each: each.parent not in answers)
            self._open(self._hidden.pop(0))

    def neighbourhood(self) -> set[str]:
        """Name the mention, all it answers and all that answers it."""
        above: set[str] = set()
        current: str | None = self._around
        while current is not None and current not in above:
            above.add(current)
            current = self._parent_of(current)
        return above | self._below(self._around)

    def _below(self, key: str) -> set[str]:
        children: dict[str, list[str]] = {}
        for name in self.records:
            children.setdefault(self._parent_of(name) or "", []).append(name)
        found: set[str] = set()
        waiting = [key]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += children.get(name, [])
        return found

    def _parent_of(self, key: str) -> str | None:
        parent = self.records.get(key, {}).get("parent_id")
        return parent if isinstance(parent, str) else None

    def _open(self, hidden: _Hidden) -> None:
        """Ask for what was not shown; the same is never asked twice."""
        if hidden in self._asked:
            return
        self._asked.add(hidden)
        if not hidden.children:
            self._take_branch(hidden.parent)
            return
        now, later = hidden.children[:_TOGETHER], hidden.children[_TOGETHER:]
        if later:
            self._hidden.append(_Hidden(parent=hidden.parent, children=later))
        names = {"link_id": f"t3_{self._submission}", "children": ",".join(now)}
        answer = self._client.ask("api/morechildren/", api_type="json", sort=_SORT, **names)
        self._take(_things(answer))

    def _take_branch(self, comment: str, **more: str) -> None:
        """Ask for the conversation from one comment on."""
        path = f"comments/{self._submission}/_/{comment[3:]}"
        self._take_tree(self._client.ask(path, limit=_SHOWN, sort=_SORT, **more))

    def _take_tree(self, answer: Any) -> None:  # noqa: ANN401 - JSON is whatever the server says
        """Take in the answer for a tree: a listing of the submission and one of comments."""
        if not isinstance(answer, list) or len(answer) != 2:
            raise SourceChanged("Reddit answers in a new shape: a conversation is no pair of listings.")
        submission, comments = answer
        for record in read_listing(submission)[0]:
            self._keep(record)
        read_listing(comments)
        self._take(comments["data"]["children"])

    def _take(self, nodes: list[Any]) -> None:
        for node in _walk(nodes):
            record = node.get("data")
            if not isinstance(record, dict):
                continue
            if node.get("kind") == "more":
                self._note_hidden(record)
            else:
                self._keep(record)

    def _keep(self, record: Any) -> None:  # noqa: ANN401 - as above
        """Keep a record of this conversation, the first under its name."""
        if isinstance(record, dict) and is_fullname(record.get("name")):
            slim = {name: value for name, value in record.items() if name != "replies"}
            self.records.setdefault(record["name"], slim)

    def _note_hidden(self, record: Mapping[str, Any]) -> None:
        parent, children = record.get("parent_id"), record.get("children")
        if not is_fullname(parent) or not isinstance(children, list):
            return
        ids = tuple(child for child in children if is_fullname(f"t1_{child}") and f"t1_{child}" not in self.records)
        if ids or (not children and is_fullname(parent, "1")):
            self._hidden.append(_Hidden(parent=str(parent), children=ids))


def read_crossposts(client: Asking, submission: str) -> list[Mapping[str, Any]]:
    """Read the crossposts of a submission, in one question."""
    answer = client.ask(f"duplicates/{submission}/", limit="100", crossposts_only="1")
    if not isinstance(answer, list) or len(answer) != 2:
        raise SourceChanged("Reddit answers in a new shape: duplicates are no pair of listings.")
    records = [record for record in read_listing(answer[1])[0] if isinstance(record, dict)]
    return [record for record in records if record.get("crosspost_parent") == f"t3_{submission}"]


def _things(answer: Any) -> list[Any]:  # noqa: ANN401 - JSON is whatever the server says
    try:
        things = answer["json"]["data"]["things"]
    except Wrong:
        things = None
    if not isinstance(things, list):
        raise SourceChanged("Reddit answers in a new shape: there are no `things`.")
    return things


def _walk(nodes: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield every node of a tree, however deep."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, dict):
            continue
        yield node
        try:
            waiting += node["data"]["replies"]["data"]["children"]
        except Wrong:  # a comment without replies has "" there
            continue

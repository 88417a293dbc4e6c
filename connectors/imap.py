"""Mail to the brand's own address, over IMAP: read, never marked, moved or answered.

A folder numbers its mails (UID), and the numbers hold as long as its UIDVALIDITY does. What was read last is all that
must be remembered; when the numbering has changed, the folder is read anew and known mails are known by Message-ID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from connectors.base import RAW_LIMIT, THREAD_LIMIT, Capability, Connector, Option, OptionType, Outlook, Window
from connectors.checkpoint import part, taken_up
from connectors.options import lookback_days
from connectors.rejects import put_aside
from connectors.text import Matcher, sole_brand
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import (
    Batch,
    Finding,
    FindingKind,
    Gap,
    GapReason,
    Instruction,
    Json,
    Mention,
    MentionKind,
    Query,
    TimeSpan,
)

if TYPE_CHECKING:
    from connectors.imap_mailbox import Letter, Mailbox
    from connectors.imap_message import Said

_VERSION = 1
_TOGETHER = 20  # mails of one question: 2.5 MB at most
_NO_PASSWORD = "Make an app password for the mailbox: docs/connectors/imap.md says how."  # noqa: S105 - no secret
_REFERENCE = re.compile(r"\b([RP])-(\d{1,15})\b", re.ASCII)
_TAG = re.compile(r"\b[RP]-\d{1,15}\b|^\s*((re|aw|sv|antw|rif|res|tr|fwd?|wg)\s*:\s*)+", re.ASCII | re.IGNORECASE)
_LONGEST_INSTRUCTION = 4_000  # characters of a colleague's mail that are kept
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(slots=True, kw_only=True)
class _State:
    """How far every folder has been read, and since when all of it is vouched for; times in seconds since 1970."""

    until: float | None = None
    folders: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, checkpoint: dict[str, Json] | None) -> _State:
        """Take up a checkpoint; what is of another version or shape is left out."""
        told = taken_up(checkpoint, _VERSION)
        until = told.get("until")
        return cls(
            until=float(until) if isinstance(until, int | float) and 0 <= until < 4e9 else None,
            folders={name: (each[0], each[1]) for name, each in part(told, "folders").items() if _is_pair(each)},
        )

    def written(self) -> dict[str, Json]:
        """Give the checkpoint as it stands now."""
        folders: dict[str, Json] = {name: list(each) for name, each in self.folders.items()}
        return {"version": _VERSION, "until": self.until, "folders": folders}


class Imap(Connector):
    """Mails in folders of one mailbox."""

    title = "E-mail (IMAP)"
    platform = "email"
    capabilities = frozenset({Capability.THREADS})
    interval = timedelta(minutes=10)
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="host", required=True, help="the IMAP server", example='"imap.example.com"'),
        Option(name="port", type=OptionType.INTEGER, help="its port; 993, or 143 without `ssl`", example="993"),
        Option(
            name="ssl",
            type=OptionType.FLAG,
            default=True,
            help="speak TLS from the beginning; with false it is begun later, if the server offers that",
            example="true",
        ),
        Option(name="user", required=True, help="the name to sign in with", example='"help@example.com"'),
        Option(
            name="password",
            secret=True,
            default="",
            help="the password, best one made for this program alone",
            example='{ env = "MAIL_PASSWORD" }',
        ),
        Option(
            name="folders",
            type=OptionType.TEXTS,
            default=["INBOX"],
            help="the folders to read; add that of sent mail, so that your replies are seen",
            example='["INBOX", "Sent"]',
        ),
        Option(
            name="our_addresses",
            type=OptionType.TEXTS,
            default=[],
            help="your own addresses: what comes from them is your reply. Write the first into the brand's `handles` too",
            example='["help@example.com"]',
        ),
        Option(
            name="team_addresses",
            type=OptionType.TEXTS,
            default=[],
            help="colleagues whose mails with the number of a case or of praise in the subject do something about it",
            example='["priya@example.com"]',
        ),
        Option(
            name="only_matching",
            type=OptionType.FLAG,
            default=False,
            help="keep only mails that name a brand; false keeps all",
            example="false",
        ),
        Option(
            name="keep_automatic",
            type=OptionType.FLAG,
            default=False,
            help="keep replies of machines, bounces, lists and newsletters, too",
            example="false",
        ),
        lookback_days(),
    )
    install = "pip install imap-tools"

    def check(self) -> list[Finding]:
        """Sign in and open every folder for reading."""
        if not self.settings["password"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no password.", fix=_NO_PASSWORD)]
        try:
            with self._mailbox() as mailbox:
                faults = [fault for name in self.settings["folders"] if (fault := _fault_of(mailbox, name))]
        except ModuleNotFoundError:
            return [Finding(kind=FindingKind.WRONG_SETTING, what="imap-tools is not installed.", fix=self.install)]
        except SourceRefused as fault:
            return [Finding(kind=FindingKind.NO_KEY, what=str(fault), fix=_NO_PASSWORD)]
        except SourceError as fault:
            fix = "Try again, or correct `host`, `port` and `ssl`."
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix=fix)]
        us = next(iter(self._ours), "")
        own = f" Replies of yours count as yours when {us} is among the brand's `handles`." if us else ""
        return faults or [Finding(kind=FindingKind.FINE, what=f"The mailbox answers.{own}")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One search for each folder, whatever the queries are."""
        del queries
        return Outlook(requests=len(self._folders))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Read what is new in every folder, oldest first; a folder that fails is a gap of its own."""
        if not self.settings["password"]:
            raise SourceRefused(f"E-mail: there is no password. {_NO_PASSWORD}")
        state = _State.read(checkpoint)
        state.folders = {name: known for name, known in state.folders.items() if name in self._folders}
        matcher = Matcher(queries)
        alone = sole_brand(queries)
        lookback = window.now.timestamp() - 86_400 * self.settings["lookback_days"]
        start = min(lookback if state.until is None else state.until, window.now.timestamp())
        faults: list[SourceError] = []
        with self._mailbox() as mailbox:
            for name in self._folders:
                try:
                    for letters in self._new_letters(mailbox, name, state, start, window.now):
                        yield self._batch(letters, matcher, alone, state)
                except SourceChanged as fault:
                    faults.append(fault)
                    yield Batch(gaps=(self._gap(fault, start, window.now),))
        if faults and len(faults) == len(self._folders):
            raise faults[0]
        state.until = state.until if faults else max(start, window.now.timestamp())
        span = TimeSpan(start=_moment(start), end=window.now.astimezone(UTC))
        yield Batch(heard=span if not faults and span.start < span.end else None, checkpoint=state.written())

    @property
    def _folders(self) -> list[str]:
        return list(dict.fromkeys(self.settings["folders"]))

    @property
    def _ours(self) -> list[str]:
        return [each.strip().lower() for each in self.settings["our_addresses"]]

    @property
    def _team(self) -> list[str]:
        return [each.strip().lower() for each in self.settings["team_addresses"]]

    @contextmanager
    def _mailbox(self) -> Iterator[Mailbox]:
        from connectors.imap_mailbox import Access, Mailbox  # noqa: PLC0415 - 60 ms that a run without mail saves

        settings, http = self.settings, self._http
        mailbox = Mailbox(
            Access(
                host=settings["host"],
                port=settings["port"] or (993 if settings["ssl"] else 143),
                tls=settings["ssl"],
                user=settings["user"],
                password=settings["password"],
                deadline=http.deadline if http else None,
                before_request=http.before_request if http else None,
            )
        )
        try:
            yield mailbox
        finally:
            mailbox.close()

    def _new_letters(
        self, mailbox: Mailbox, name: str, state: _State, start: float, now: datetime
    ) -> Iterator[list[Letter]]:
        """Yield the new mails of a folder, some at a time, and note in `state` how far that is."""
        folder = mailbox.examine(name)
        if name not in state.folders:  # a folder that is new reaches back as far as the first run did
            start = min(start, now.timestamp() - 86_400 * self.settings["lookback_days"])
        validity, last = state.folders.get(name, (folder.validity, 0))
        if validity != folder.validity:
            last = 0
        uids = [uid for uid in mailbox.find(_criteria(last, start)) if uid > last]
        held_back: int | None = None
        for begin in range(0, len(uids), _TOGETHER):
            part = uids[begin : begin + _TOGETHER]
            letters = mailbox.fetch(part)
            late = [letter.uid for letter in letters if letter.arrived > now]
            held_back = min([*late, *([held_back] if held_back else [])], default=None)
            state.folders[name] = (folder.validity, (held_back - 1) if held_back else part[-1])
            yield [letter for letter in letters if letter.arrived <= now]
        if not uids:
            state.folders[name] = (folder.validity, last)

    def _batch(self, letters: Sequence[Letter], matcher: Matcher, alone: str | None, state: _State) -> Batch:
        mentions, rejects, instructions = [], [], []
        for letter in letters:
            try:
                found = self._read(letter, matcher, alone)
            except (ValueError, TypeError, AttributeError, OverflowError) as fault:
                raw = letter.raw[:RAW_LIMIT].decode("utf-8", "replace")
                rejects.append(put_aside(f"mail {letter.uid}", raw, fault))
                continue
            if isinstance(found, Instruction):
                instructions.append(found)
            elif found is not None:
                mentions.append(found)
        return Batch(
            mentions=tuple(mentions),
            rejects=tuple(rejects),
            checkpoint=state.written(),
            instructions=tuple(instructions),
        )

    def _read(self, letter: Letter, matcher: Matcher, alone: str | None) -> Mention | Instruction | None:
        """Read a mail; None for one that is not asked for. ValueError where it cannot be read."""
        from connectors.imap_message import read  # noqa: PLC0415 - see `_mailbox`

        said = read(letter.raw, letter.arrived)
        if instruction := self._instruction(said):
            return instruction
        hit = matcher.find(said.text)
        ours = said.address in self._ours
        unwanted = said.automatic and not self.settings["keep_automatic"] and not ours
        if unwanted or (self.settings["only_matching"] and not hit and not ours):
            return None
        return self._told(said, hit.brand if hit else alone, hit.matched if hit else None)

    def _instruction(self, said: Said) -> Instruction | None:
        """Take a colleague's mail about one case or praise for what it is; anybody else's is a mail like any other."""
        named = {f"{kind}-{int(number)}" for kind, number in _REFERENCE.findall(said.subject)}
        is_team = said.address in self._team and said.address not in self._ours
        if not is_team or said.automatic or said.disowned or len(named) != 1:
            return None
        return Instruction(
            key=said.key,
            sender=said.address or "",
            reference=named.pop(),
            tag=_TAG.sub(" ", said.subject).strip(" -–:,"),
            words=said.body[:_LONGEST_INSTRUCTION],
            written_at=said.posted_at,
        )

    def _told(self, said: Said, brand: str | None, matched: str | None) -> Mention:
        return Mention(
            platform=self.platform,
            stable_key=said.key,
            external_id=said.key,
            source=self.name,
            text=said.text,
            posted_at=said.posted_at,
            kind=MentionKind.MESSAGE,
            author_key=self._ours[0] if said.address in self._ours else said.address,
            author=said.address,
            author_name=said.name,
            in_reply_to=said.in_reply_to,
            thread=said.thread,
            query=brand,
            matched=matched,
        )

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the mails that refer to the one a conversation began with, from every folder."""
        root = mention.thread or mention.stable_key
        if not root.isascii() or not root.isprintable() or any(letter in root for letter in '"\\'):
            return
        criteria = f'OR HEADER Message-ID "<{root}>" HEADER References "<{root}>"'
        said: dict[str, Mention] = {}
        with self._mailbox() as mailbox:
            for name in self._folders:
                mailbox.examine(name)
                uids = mailbox.find(criteria)[:THREAD_LIMIT]
                for begin in range(0, len(uids), _TOGETHER):
                    batch = self._batch(mailbox.fetch(uids[begin : begin + _TOGETHER]), Matcher(()), None, _State())
                    said |= {each.stable_key: each for each in batch.mentions}
        ordered = sorted(said.values(), key=lambda each: (each.posted_at, each.stable_key))
        for each in ordered[:THREAD_LIMIT]:
            yield replace(each, query=mention.query, matched=mention.matched)

    def _gap(self, fault: SourceError, start: float, now: datetime) -> Gap:
        span = TimeSpan(start=min(_moment(start), now), end=now)
        return Gap(source=self.name, span=span, reason=GapReason.CHANGED, detail=self.redact(str(fault)))


def _fault_of(mailbox: Mailbox, name: str) -> Finding | None:
    """Open a folder; say what is wrong and which there are, if it cannot be opened."""
    try:
        mailbox.examine(name)
    except SourceChanged as fault:
        there = ", ".join(each[:40] for each in mailbox.folders()[:20])
        return Finding(kind=FindingKind.WRONG_SETTING, what=str(fault), fix=f"Correct `folders`. There are: {there}.")
    return None


def _criteria(last: int, start: float) -> str:
    """Ask for what came after a number; without one for what came since a day, the one before included for the zones."""
    if last:
        return f"UID {last + 1}:*"
    day = _moment(start) - timedelta(days=1)
    return f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}"


def _is_pair(told: object) -> bool:
    right = isinstance(told, list) and len(told) == 2 and all(type(each) is int and each >= 0 for each in told)
    return bool(right)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""Makes the served pages from the store, anew for each load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.config import Config
from monitor.material import gather, gather_one
from monitor.model import Material
from monitor.serve.guests import Guest
from monitor.store import Store
from reports.build import build
from reports.desk import Desk, Notice, done_in, standing_of
from reports.document import Report
from reports.figures import figures_page
from reports.html import FULL, own_pages
from reports.served import Served, case_page, front_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Makes pages of one store."""

    config: Config
    store: Store

    def front(self, guest: Guest, now: datetime, did: str, *, waits: bool) -> Served:
        """Make the page; `did` is the case or praise something was just done about, and `waits` that what follows is not decided yet."""
        material, _ = gather(self.config, self.store, now)
        report = build(material)
        on_page = {card.reference for card in report.cards[:FULL]} | {row.reference for row in report.praise}
        notice = _notice(did, on_page, waits=waits) if did else None
        return front_page(report, self._desk(material, guest, notice))

    def case(self, number: int, guest: Guest, now: datetime, *, did: bool, waits: bool) -> Served | None:
        """Make the page of one case, whatever its state; None when there is none."""
        found = self.store.cases.find(number)
        material = gather_one(self.config, self.store, found, now) if found else None
        if found is None or material is None or not material.waiting:
            return None
        notice = _notice(found.reference, {found.reference}, waits=waits) if did else None
        desk = replace(self._desk(material, guest, notice), standing=standing_of(found, material))
        return case_page(build(material), desk)

    def figures(self, now: datetime) -> bytes:
        """Make the page of a lead's figures."""
        return figures_page(self._report(now))

    def stories(self, now: datetime) -> Mapping[str, bytes]:
        """Make the pages of their own of long stories, by their place."""
        return own_pages(self._report(now))

    def _report(self, now: datetime) -> Report:
        return build(gather(self.config, self.store, now)[0])

    def _desk(self, material: Material, guest: Guest, notice: Notice | None) -> Desk:
        serving, owners = self.config.serving, self.config.policy.owners
        names = [each.name for each in owners] + [each.name for each in serving.visitors]
        return Desk(
            visitor=guest.name,
            may_act=guest.may_act,
            token=guest.token,
            signs_out=bool(serving.visitors),
            owners=tuple(dict.fromkeys(names)),
            done=done_in(material),
            notice=notice,
        )


def _notice(reference: str, on_page: set[str], *, waits: bool) -> Notice | None:
    """Tell what became of a press: nothing needs saying where the card shows it."""
    later = " A run is at work; what follows from it stands here when the run is done." if waits else ""
    if reference in on_page:
        return Notice(words=f"Noted for {reference}.{later}", reference=reference) if waits else None
    if reference.startswith("P-"):
        words = f"Noted for {reference}, which is not among the praise listed below."
        return Notice(words=words, reference=reference, anchor=reference)
    return Notice(
        words=f"Noted for {reference}, which is not among the cards below.{later}",
        reference=reference,
        anchor=reference,
        page=f"people/{reference}.html",
    )

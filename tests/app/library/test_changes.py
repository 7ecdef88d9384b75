"""What the library page shows of changes: before they are published, and how to take them back."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from app.ingest_job import Job, OnProgress, Outcome, Proposal
from app.job_board import Board
from app.session import board
from app.wiring import build
from domain.errors import StoreBusy
from domain.reports import IngestReport
from domain.settings import Settings
from tests.app.library.actions import (
    browser,
    choose,
    click,
    fill,
    labels,
    page,
    settled,
    shown,
    upload,
)
from tests.web_server import page as web_page
from tests.web_server import serving

OLD = b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep. It is old.\n"
NEW = OLD.replace(b"40", b"52").replace(b"old", b"5 < 6")
FERRY = b"# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n"
RIVAL = b"# The wells of the valley\n\nThe well of Tarn is 52 metres deep, as measured.\n"


def text(store: Path) -> str:
    return build(Settings(), store).show("well.md").text


def test_a_change_is_shown_before_it_is_published(store: Path) -> None:
    fill(store, ("well.md", OLD))
    opened = upload(page(), ("well.md", NEW), ("ferry.md", FERRY))
    told = shown(opened)
    assert "Nothing is published" in told
    assert "<h4>Depth</h4>" in told
    assert "The well of Tarn is <del>40</del> metres deep." in told
    assert "The well of Tarn is <ins>52</ins> metres deep." in told
    assert "It is <ins>5 &lt; 6.</ins>" in told
    assert "added: 1, changed: 1, moved: 0, removed: 0, unchanged: 0" in told
    assert "New sources: 1" in told
    assert "40 metres" in text(store)
    settled(click(opened, "Publish"))
    assert "Updated: well.md" in shown(opened)
    assert "Added: ferry.md" in shown(opened)
    assert "52 metres" in text(store)


def test_a_pending_change_is_found_in_another_tab_and_discarded_there(store: Path) -> None:
    fill(store, ("well.md", OLD), ("ferry.md", FERRY))
    with browser("one"):
        opened = upload(page(), ("well.md", NEW))
        assert "added: 0, changed: 1, moved: 0, removed: 0, unchanged: 0" in shown(opened)
        other = page()
        assert "<del>40</del>" in shown(other)
        assert next(b for b in other.button if b.label == "Add to the library").disabled
        click(other, "Discard")
        assert "Discarded" in shown(other)
        assert "<del>40</del>" not in shown(opened.run())
    assert board().job is None
    assert "40 metres" in text(store)


def test_a_difference_is_shown_anew_where_the_library_changed_meanwhile(store: Path) -> None:
    fill(store, ("well.md", OLD))
    opened = upload(page(), ("well.md", NEW))
    fill(store, ("well.md", OLD.replace(b"40", b"47")))
    settled(click(opened, "Publish"))
    assert "The library has changed in the meantime" in shown(opened)
    assert "<del>47</del>" in shown(opened)
    assert "47 metres" in text(store)
    settled(click(opened, "Publish"))
    assert "52 metres" in text(store)


def test_what_is_unchanged_or_new_asks_nothing(store: Path) -> None:
    fill(store, ("well.md", OLD))
    opened = upload(page(), ("well.md", OLD.replace(b"\n", b"\r\n")), ("ferry.md", FERRY))
    assert "Publish" not in labels(opened)
    assert "Unchanged: well.md" in shown(opened)
    assert "Added: ferry.md" in shown(opened)


def test_a_proposal_stays_where_publishing_it_fails(store: Path) -> None:
    fill(store, ("well.md", OLD))
    opened = upload(page(), ("well.md", NEW))
    with build(Settings(), store).store.writer():
        settled(click(opened, "Publish"))
        assert "is being changed by process" in shown(opened)
    settled(click(opened, "Publish"))
    assert "52 metres" in text(store)


def test_a_draft_that_is_gone_is_said_to_be_and_one_too_many_is_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, ("well.md", OLD))
    with browser("one"):
        opened = upload(page(), ("well.md", NEW))
    monkeypatch.setattr("app.job_board.LARGEST", len(NEW) + len(FERRY) - 1)
    with browser("two"):
        other = choose(page(), ("ferry.md", FERRY))
        click(other, "Add to the library")
        assert "Too many changes are waiting in other browsers for a decision" in shown(other)
    draft = board().job
    assert draft is not None
    assert draft.size == len(NEW)
    board().dismiss(draft)
    with browser("one"):
        click(opened, "Publish")
        assert "These changes are no longer waiting" in shown(opened)
    assert "40 metres" in text(store)


def test_nothing_begins_while_a_proposal_waits_and_only_one_publishes_it() -> None:
    go = Event()

    def publish(_: OnProgress) -> Outcome:
        go.wait()
        raise StoreBusy("store", "process 7")

    proposal, seen = Proposal(IngestReport(3), publish), Board()
    job = seen.start(lambda _: proposal)
    assert job is not None
    job.wait()
    assert (seen.busy, seen.taken(), job.proposal) == (False, True, proposal)
    assert seen.start(lambda _: IngestReport(4)) is None
    second = seen.publish(job)
    assert isinstance(second, Job)
    assert seen.publish(job) is None
    another = seen.start(lambda _: IngestReport(4), "another")
    assert another is not None
    assert not another.running
    go.set()
    second.wait()
    assert (second.proposal, str(second.error) != "None") == (proposal, True)
    seen.dismiss(second)
    assert seen.start(lambda _: IngestReport(4)) is not None


def test_history_goes_back_after_it_is_confirmed(store: Path) -> None:
    fill(store, ("well.md", OLD))
    fill(store, ("well.md", NEW))
    opened = page()
    assert "ingest: updated 1" in shown(opened)
    click(opened, "Go back to state 1")
    assert "<ins>40</ins>" in shown(opened)
    assert "52 metres" in text(store)
    opened.button(key="go_back_agreed").click().run()
    assert "The library has gone back to state 1." in shown(opened)
    assert "40 metres" in text(store)
    assert "Went back to state 1" in shown(opened)


def test_the_versions_of_a_source_stand_on_its_page(store: Path) -> None:
    fill(store, ("well.md", OLD))
    assert "<dt>Added on</dt>" in shown(page(source="well.md"))
    fill(store, ("well.md", NEW))
    told = shown(page(source="well.md"))
    assert "<dt>Updated on</dt>" in told
    assert "Versions of this source" in told
    assert told.index("Updated on", told.index("Versions")) < told.index("— current version")


@pytest.fixture
def disputed(store: Path) -> Path:
    fill(store, ("well.md", OLD), ("valley.md", RIVAL))
    return store


@pytest.mark.usefixtures("disputed")
def test_statements_that_disagree_are_listed_and_open_in_their_source() -> None:
    opened = page()
    assert "The sources disagree (1)" in [e.label for e in opened.expander]
    assert "The well of Tarn is 52 metres deep, as measured." in shown(opened)
    newer = next(b for b in opened.button if (b.key or "").startswith("disputed 0 older"))
    newer.click().run()
    assert "<mark>" in shown(opened)


@pytest.mark.usefixtures("disputed")
def test_a_source_is_marked_as_superseded_and_the_mark_taken_away() -> None:
    opened = page(source="well.md")
    click(opened, "Mark as superseded…")
    assert opened.selectbox[0].value == "valley.md"
    settled(opened.button(key="supersede_agreed").click().run())
    assert "“The well of Tarn” is now superseded by “The wells of the valley”." in shown(opened)
    assert "superseded by “The wells of the valley”: it is no longer used in answers" in shown(
        opened
    )
    listed = page()
    assert "superseded by “The wells of the valley”" in shown(listed)
    assert not [e for e in listed.expander if "disagree" in e.label]
    settled(click(opened, "Use it in answers again"))
    assert "“The well of Tarn” is no longer superseded" in shown(opened)
    assert [e for e in page().expander if "disagree" in e.label]


def test_a_page_of_the_web_is_fetched_again_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as web:
        monkeypatch.setenv("PASSERELLE_ALLOWED_HOSTS", web.host)
        web.pages["/tower"] = web_page("The tower of Lomsk is 77 metres tall, as its keeper says.")
        opened = page()
        opened.text_area[0].set_value(web.url("/tower"))
        settled(click(opened, "Add to the library"))
        [(source, _)] = build(Settings(), store).sources()
        web.pages["/tower"] = web_page("The tower of Lomsk is 91 metres tall, as its keeper says.")
        opened = settled(click(page(source=source.id), "Fetch the web page again"))
        assert "<del>77</del>" in shown(opened)
        asked = len(web.asked)
        settled(click(opened, "Publish"))
        assert "91 metres" in build(Settings(), store).show(source.id).text
        assert len(web.asked) == asked

"""The log: a week at DEBUG, with marked texts in every kind of failure, gives nothing away."""

import io
import json
import logging
import re
import sqlite3
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from telegram import Update
from telegram.error import BadRequest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from bot import cli, log
from bot.sample.acting import link_in
from bot.texts import CHINESE
from bot.webhook import SECRET_HEADER
from classifier import Classifier
from tests.stage import DEMAND, TOKEN, Stage, staged
from tests.test_webhook import POISON, SECRET, free_port

MARK = "标记原文MARKER"


class Strict(BaseModel):
    number: int


def _chained() -> None:
    try:
        raise ValueError(MARK)
    except ValueError as error:
        error.add_note(MARK)
        raise RuntimeError(MARK) from error


def _raise(error: Exception) -> None:
    raise error


def _update() -> Update:
    body = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": MARK,
            "chat": {"id": 1, "type": "private"}}}  # fmt: skip
    update = Update.de_json(body, None)
    assert update is not None
    return update


# Every kind of exception that carries text along (attacks.md, row 30).
KINDS: dict[str, Callable[[], object]] = {
    "message": lambda: _raise(RuntimeError(MARK)),
    "json, .doc": lambda: json.loads(f'{{"{MARK}'),
    "encoding, .object": lambda: MARK.encode("ascii"),
    "decoding, .object": lambda: MARK.encode().decode("ascii"),
    "number": lambda: int(MARK),
    "key": lambda: {}[MARK],
    "attribute, .name and .obj": lambda: getattr(MARK, MARK),
    "cause and note": _chained,
    "group": lambda: _raise(ExceptionGroup(MARK, [ValueError(MARK)])),
    "pydantic's input": lambda: Strict.model_validate({"number": MARK}),
    "telegram's words": lambda: _raise(BadRequest(MARK)),
    "sqlite's words": lambda: sqlite3.connect(":memory:").execute(MARK),
    "file name": lambda: Path(f"/nowhere/{MARK}").read_text(),
    "repr(update)": lambda: _raise(RuntimeError(repr(_update()))),
    "repr(user)": lambda: _raise(RuntimeError(_update().effective_chat)),
}


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What goes to stderr with our log at DEBUG and everybody else's too."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    kept, level = root.handlers[:], root.level
    log.start("DEBUG")
    root.setLevel(logging.DEBUG)
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written := io.StringIO())
    yield lambda: written.getvalue() + capsys.readouterr().err
    root.handlers[:] = kept
    root.setLevel(level)
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks


@pytest.mark.parametrize("kind", KINDS)
def test_a_failure_is_logged_by_type_and_place_only(kind: str, said: Callable[[], str]) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        KINDS[kind]()
    log.failure("handler", caught.value)
    logging.getLogger("asyncio").error("lost %s", MARK, exc_info=caught.value)
    lines = said()
    assert type(caught.value).__name__ in lines
    assert MARK not in lines
    assert "\\u6807" not in lines


@pytest.mark.parametrize("kind", KINDS)
async def test_a_handler_that_fails_is_logged_by_type_and_place_only(
    tmp_path: Path, kind: str, said: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Classifier, "judge_normalised", lambda *_: KINDS[kind]())
    async with staged(tmp_path) as stage:
        await stage.say(stage.admin, DEMAND + MARK)
        await stage.settled()
    lines = said()
    assert re.search(r"handler \w+ at bot/|tick \w+ at bot/", lines)
    assert MARK not in lines


def test_a_line_that_cannot_be_written_is_not_printed_instead(said: Callable[[], str]) -> None:
    handlers = logging.getLogger().handlers
    (handler,) = (each for each in handlers if isinstance(each.formatter, log._AllowList))
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(closed := io.StringIO())
    closed.close()
    logging.getLogger("asyncio").error("lost %s", MARK)
    handler.setStream(io.StringIO())
    assert said() == ""


def test_what_python_would_print_by_itself_says_nothing(said: Callable[[], str]) -> None:
    class Lost:
        def __del__(self) -> None:
            raise ValueError(MARK)

    lost = Lost()
    del lost
    thread = threading.Thread(target=_raise, args=[ValueError(MARK)])
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError(MARK), None)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(MARK, stacklevel=1)
    lines = said()
    assert [name for name in ("unraisable", "thread", "unhandled") if name not in lines] == []
    assert MARK not in lines


def test_a_bug_of_the_command_line_is_told_by_type_and_place_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "cli", lambda: _raise(RuntimeError(MARK)))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    assert MARK not in capsys.readouterr().err


async def lived(stage: Stage) -> list[str]:
    """The sample week with all that members do in private; what the log must not say."""
    await stage.name_supervisor("何主任")
    demand = await stage.say(stage.admin, DEMAND)
    for member in stage.members:
        await stage.say(member, "已转发")
    code = await stage.report(stage.members[0], demand)
    await stage.members[0].tell(f"/receipt {code}")
    await stage.members[1].open(link_in(stage.notice, CHINESE.button_report_link))
    card = await stage.members[1].tell(f"{DEMAND}{MARK}")
    await stage.members[1].press(card, CHINESE.button_why)
    await stage.say(stage.members[2], f"/report {MARK}")
    await malformed(stage)
    await stage.settled()
    stage.clock.to("2026-11-23T09:00")
    await stage.tick()
    people = [stage.admin.user.id, *(member.user.id for member in stage.members)]
    ids = [str(each) for each in (*people, abs(stage.group.id))] + [str(abs(stage.group.id))[3:]]
    return [*ids, code, TOKEN, TOKEN.split(":")[1], MARK, "罗志强", "何主任", "成员", "转发",
            "青石镇"]  # fmt: skip


async def malformed(stage: Stage) -> None:
    queue = stage.world.updates[stage.bot.id]
    for poison in ({"message": {"text": MARK}}, {"message": MARK}, {"callback_query": MARK}):
        queue.add_raw({"update_id": queue.next_id, **poison})
    url = stage.services.config.telegram.webhook_url
    headers = {"Content-Type": "application/json", SECRET_HEADER: SECRET}
    for body in POISON if url else ():
        marked = body.replace(b"MARK", MARK.encode())
        await AsyncHTTPClient().fetch(HTTPRequest(url, "POST", headers, marked), raise_error=False)


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_a_week_at_debug_logs_no_name_id_token_or_text(
    tmp_path: Path, by: str, said: Callable[[], str]
) -> None:
    port = free_port() if by == "webhook" else 0
    async with staged(tmp_path, webhook_port=port) as stage:
        leaks = await lived(stage)
    lines = said()
    assert "week_closed" in lines
    assert "poison_update" in lines
    assert [leak for leak in leaks if leak in lines] == []
    assert not re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", lines)


async def test_the_same_scan_sees_a_log_that_lets_others_speak(
    tmp_path: Path, said: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log._AllowList, "format", logging.Formatter.format)
    async with staged(tmp_path) as stage:
        leaks = await lived(stage)
    lines = said()
    assert {TOKEN, MARK} <= {leak for leak in leaks if leak in lines}

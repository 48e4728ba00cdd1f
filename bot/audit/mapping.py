"""The map over chats: in this process, or in several that share the work by message count."""

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bot.audit.chat import ChatAudit, audit_chat
from bot.examiner import Examiner
from bot.exports import Chat, Reader
from bot.privacy.keys import KEY_BYTES, Key
from bot.week import Calendar
from classifier import Classifier


@dataclass(frozen=True)
class Setup:
    """What each process needs to audit its chats alike."""

    model: Path
    calendar: Calendar
    root: Key


def new_root() -> Key:
    """The audit's secret: in memory only, and nothing published depends on it."""
    return Key(os.urandom(KEY_BYTES))


def audit_chats(chats: Sequence[Chat], setup: Setup, jobs: int) -> list[ChatAudit]:
    """Audit every chat; the same result in the same order for any number of processes."""
    shares = _shares(chats, jobs)
    if len(shares) == 1:
        done = [_audit_share(shares[0], setup)]
    else:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(len(shares), mp_context=spawn) as pool:
            done = list(pool.map(_audit_share, shares, [setup] * len(shares)))
    by_chat = {audit.chat_id: audit for share in done for audit in share}
    return [by_chat[chat.chat_id] for chat in chats]


def _shares(chats: Sequence[Chat], jobs: int) -> list[list[Chat]]:
    """Each next largest chat goes to who has least; a share stays in the order of the files."""
    shares: list[list[Chat]] = [[] for _ in range(min(jobs, len(chats)))]
    loads = [0] * len(shares)
    place = {chat.chat_id: index for index, chat in enumerate(chats)}
    for chat in sorted(chats, key=lambda chat: -chat.messages):
        least = loads.index(min(loads))
        shares[least].append(chat)
        loads[least] += chat.messages
    return [sorted(share, key=lambda chat: place[chat.chat_id]) for share in shares]


def _audit_share(share: Sequence[Chat], setup: Setup) -> list[ChatAudit]:
    examiner = Examiner(Classifier.load(setup.model))
    with Reader(setup.calendar.zone) as reader:
        return [
            audit_chat(chat.chat_id, reader.incoming(chat), examiner, setup.root, setup.calendar)
            for chat in share
        ]

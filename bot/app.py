"""The composition root: the only place that builds things."""

import asyncio
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from weakref import WeakValueDictionary

from telegram import (
    Update,
)
from telegram.ext import (
    AIORateLimiter,
    ApplicationBuilder,
    BaseUpdateProcessor,
    ContextTypes,
)

from bot import handlers
from bot.close import Closer, Policy
from bot.config import Config
from bot.context import SERVICES, App, Context, Services
from bot.digest.contents import Reliability
from bot.donating import Donations
from bot.examiner import Examiner
from bot.filing import Desk
from bot.intake import Intake
from bot.links import Links
from bot.polling import PollingRequest
from bot.privacy import noise
from bot.privacy.keys import Keyring, RandomBytes
from bot.store import Store
from bot.week import Calendar
from bot.wiping import Wiping
from classifier import Classifier

MODEL = Path(__file__).parent.parent / "classifier" / "artefact"
CHATS_AT_ONCE = 16
RETRIES = 5


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def model_version(classifier: Classifier) -> str:
    """Which labelling rules and which corpus the model comes from."""
    return f"{classifier.card['spec_version']}-{classifier.card['corpus']}"


def reliability(classifier: Classifier) -> Reliability | None:
    """How far the model can be relied on, as measured when it was trained; None if it was not."""
    figures = classifier.card["figures"].get("validation", {})
    names = ("any_recall", "ordinary_alarms_low", "any_alarms_high")
    known = [figures.get(name) for name in names]
    return None if None in known else Reliability(*known)


def services(
    config: Config,
    *,
    clock: Callable[[], datetime] = now,
    random_bytes: RandomBytes = os.urandom,
    rng: random.Random | None = None,
    draw: noise.Noise = noise.laplace,
    model: Path = MODEL,
) -> Services:
    """Open the database, load the model and connect the parts."""
    classifier = Classifier.load(model)
    store = Store.open(config.storage.path)
    keyring = Keyring(config.storage.keys, random_bytes)
    calendar = Calendar(config.week.timezone, config.week.digest_at)
    examiner = Examiner(classifier)
    policy = Policy(
        config.privacy.k, config.privacy.epsilon, model_version(classifier), reliability(classifier)
    )
    return Services(
        config=config,
        store=store,
        keyring=keyring,
        calendar=calendar,
        examiner=examiner,
        intake=Intake(store, keyring, examiner, calendar),
        desk=Desk(store, keyring, random_bytes),
        donations=Donations(config.storage.path, keyring),
        closer=Closer(store, keyring, policy, draw, rng or random.SystemRandom()),
        links=Links(store, keyring, random_bytes),
        wiping=Wiping(config.storage.keys),
        clock=clock,
        random_bytes=random_bytes,
    )


class SendingLimiter(AIORateLimiter):
    """Telegram limits what is sent to a group, not what is asked about it."""

    async def process_request(self, *args: Any, **kwargs: Any) -> Any:
        """Hold back a request, unless it only asks."""
        if str(kwargs["endpoint"]).startswith("get"):
            return await kwargs["callback"](*kwargs["args"], **kwargs["kwargs"])
        return await super().process_request(*args, **kwargs)


class ByChat(BaseUpdateProcessor):
    """Several chats at once, but one chat's updates in their order: chains depend on it."""

    def __init__(self) -> None:
        super().__init__(CHATS_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """Wait for earlier updates of the same chat."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""


def build(built: Services) -> tuple[App, PollingRequest]:
    """The PTB application around the services, and the request class that polls for it."""
    polling = PollingRequest()
    telegram = built.config.telegram
    app = cast(
        App,
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(telegram.base_url)
        .get_updates_request(polling)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(ByChat())
        .rate_limiter(SendingLimiter(max_retries=RETRIES))
        .build(),
    )
    app.bot_data[SERVICES] = built
    handlers.register(app)
    polling.handled = app.update_queue.join
    return app, polling

"""Everything the bot does, in the order in which it is tried."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import log
from bot.context import App, Context
from bot.handlers import (
    administering,
    donating,
    observing,
    onboarding,
    reporting,
    status,
    supervising,
)

PRIVATE, GROUPS = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
OWN_ID = "[0-9a-f]{16}"
WEEK = "[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])"
ADMIN_BUTTON = (
    rf"^a:(?:(?:invite|who|digeston|digestoff|ends|pause|resume|erase|erasesure|findings):{OWN_ID}"
    rf"|revoke:{OWN_ID}:[0-9]{{1,15}}|(?:yes|no):{OWN_ID}:[\w-]{{16}}"
    rf"|(?:mis|doc|open):{OWN_ID}:{WEEK}:[\w-]{{22}})$"
)
MEMBER_BUTTON = rf"^r:(?:(?:report|why|rewrite|clear)|group:{OWN_ID}|file:{OWN_ID}:[0-6])$"
DONOR_BUTTON = r"^t:(?:offer|agree|no)$"
SUPERVISOR_BUTTON = r"^s:(?:useful|useless|trend|method|stop|leave)$"
# What the bot asks Telegram for, and no more; left out, the previous setting would stay.
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
]


def register(app: App) -> None:
    """Add all handlers; the first group only notes what is to be wiped."""
    app.add_handler(TypeHandler(Update, reporting.remember_to_wipe), group=-1)
    app.add_handlers(
        [
            MessageHandler(filters.StatusUpdate.MIGRATE, onboarding.migrated),
            ChatMemberHandler(onboarding.membership, ChatMemberHandler.MY_CHAT_MEMBER),
            CommandHandler("start", onboarding.start, PRIVATE),
            CommandHandler("help", onboarding.help_, PRIVATE),
            CommandHandler("privacy", onboarding.privacy, PRIVATE),
            CommandHandler("groups", administering.groups, PRIVATE),
            CommandHandler("report", reporting.report),
            CommandHandler("receipt", reporting.receipt, PRIVATE),
            CommandHandler("forgetme", reporting.forgetme, PRIVATE),
            CommandHandler("digest", supervising.digest, PRIVATE),
            CommandHandler("trend", supervising.trend, PRIVATE),
            CommandHandler("stop", supervising.stop, PRIVATE),
            CommandHandler("status", status.status, GROUPS),
            CallbackQueryHandler(administering.pressed, ADMIN_BUTTON),
            CallbackQueryHandler(reporting.pressed, MEMBER_BUTTON),
            CallbackQueryHandler(donating.pressed, DONOR_BUTTON),
            CallbackQueryHandler(supervising.pressed, SUPERVISOR_BUTTON),
            MessageHandler(PRIVATE & filters.COMMAND, onboarding.unknown),
            MessageHandler(PRIVATE & ~filters.UpdateType.EDITED, reporting.pasted),
            MessageHandler(GROUPS & ~filters.StatusUpdate.ALL, observing.observe),
        ]
    )
    app.add_error_handler(failed)


async def failed(_update: object, context: Context) -> None:
    """A handler failed: type and place only, never the update."""
    if context.error:
        log.failure("handler", context.error)

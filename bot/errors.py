"""Problems a person can mend: one plain line each, exit code 1."""


class JianfuError(Exception):
    """Something the user can mend; `str(error)` is the one line they see."""


class ConfigError(JianfuError):
    """A setting is missing, unknown or malformed."""


class StoreError(JianfuError):
    """The database can't be opened or belongs to another version."""


class TelegramError(JianfuError):
    """Telegram refuses the token or another copy of the bot is polling."""

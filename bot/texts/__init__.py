"""Every sentence the bot says, one file per language; a missing one is a type error."""

from bot.texts.digest_sentences import DigestTexts
from bot.texts.en import ENGLISH
from bot.texts.sentences import Texts
from bot.texts.zh import CHINESE

__all__ = ["CHINESE", "ENGLISH", "DigestTexts", "Texts", "speak"]


def speak(language_code: str | None) -> Texts:
    """Chinese by default, English where the person's client asks for it."""
    return ENGLISH if (language_code or "").lower().startswith("en") else CHINESE

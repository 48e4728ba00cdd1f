"""Auditing exported chats: the live bot's examiner, chains and release, as a map over chats."""

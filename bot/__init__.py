"""Knows Telegram and people; what a message demands is asked of `classifier`."""

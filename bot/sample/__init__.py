"""A written week of three invented groups, lived on the embedded Telegram."""

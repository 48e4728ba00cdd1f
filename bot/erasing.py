"""`jianfu forget`: rows and keys of a group, or of everything, gone for good."""

import shutil

from bot.config import Config
from bot.donating import Donations
from bot.errors import JianfuError
from bot.privacy.keys import Keyring
from bot.store import Store


def forget(config: Config, group: str | None) -> str:
    """Erase one group by its own id, or everything; returns what to tell."""
    store = Store.open(config.storage.path)
    keyring = Keyring(config.storage.keys)
    donations = Donations(config.storage.path, keyring)
    try:
        if group is None:
            shutil.rmtree(config.storage.keys, ignore_errors=True)
            donations.forget_all()
            store.erase_all()
            return "已全部清空"
        if store.register.by_id(group) is None:
            raise JianfuError(f"没有编号为 {group} 的群；用 jianfu check 看有哪些")
        donations.forget_group(group, older=True)
        for week in keyring.weeks():
            keyring.destroy(week, f"group-{group}")
        store.erase_group(group)
        store.scrub()
        return f"已清除 {group}"
    finally:
        store.close()

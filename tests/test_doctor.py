"""`jianfu check` sees what would put memory or files before other eyes."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Config, Storage, Telegram
from bot.doctor import examine, swap
from bot.store import Store

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    for name, uuid in (("dm-0", "LVM-abc"), ("dm-1", "CRYPT-PLAIN-swap")):
        (tmp_path / name / "dm").mkdir(parents=True)
        (tmp_path / name / "dm" / "uuid").write_text(uuid)
    return tmp_path


@pytest.mark.parametrize(
    ("device", "bad"),
    [("/dev/sda2", True), ("/swapfile", True), ("/dev/dm-0", True), ("/dev/dm-1", False),
     ("/dev/zram0", False)],
)  # fmt: skip
def test_swap_is_harmless_only_in_memory_or_encrypted(blocks: Path, device: str, bad: bool) -> None:
    assert swap(HEAD, blocks).bad is False
    assert swap(f"{HEAD}{device} partition 1 0 -2\n", blocks).bad is bad


async def found(config: Config) -> list[str]:
    return [finding.line for finding in await examine(config) if finding.bad]


def configured(folder: Path, **telegram: str) -> Config:
    return Config(
        telegram=Telegram(**telegram),
        storage=Storage(path=folder / "jianfu.db", keys=folder / "keys"),
    )


async def test_keys_on_a_disk_and_files_open_to_others_are_named(tmp_path: Path) -> None:
    config = configured(tmp_path)
    Store.open(config.storage.path).close()
    assert config.storage.path.stat().st_mode & 0o777 == 0o600
    config.storage.path.chmod(0o644)
    said = "\n".join(await found(config))
    assert "断电后密钥还在盘里" in said
    assert f"别的用户读得到 {config.storage.path}" in said
    config.storage.path.chmod(0o600)
    assert "别的用户读得到" not in "\n".join(await found(config))


async def test_a_webhook_without_a_secret_is_named(tmp_path: Path) -> None:
    open_to_all = configured(tmp_path, webhook_url="https://x.example/hook")
    secret = configured(tmp_path, webhook_url="https://x.example/hook", webhook_secret="s" * 20)
    assert any("暗号" in line for line in await found(open_to_all))
    assert not any("暗号" in line for line in await found(secret))


CLOSED_OFF = """
import ctypes, os, resource
from bot.hardening import close_off
close_off()
print(ctypes.CDLL(None).prctl(3), resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))
"""


def test_the_process_dumps_no_core_and_opens_no_file_to_others() -> None:
    said = subprocess.run(
        [sys.executable, "-c", CLOSED_OFF], capture_output=True, text=True, check=True
    )
    assert said.stdout == "0 (0, 0) 0o77\n"

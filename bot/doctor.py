"""`jianfu check`: one line a finding, with the mend."""

from dataclasses import dataclass
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.app import MODEL, model_version
from bot.config import Config
from bot.donating import FEWEST_AUTHORS, FEWEST_GROUPS, FEWEST_SAMPLES, Donations
from bot.errors import JianfuError
from bot.hardening import OWNER_ONLY
from bot.privacy.keys import Keyring
from bot.store import Store
from classifier import Classifier, ClassifierError

MEMORY_FILESYSTEMS = ("tmpfs", "ramfs")


@dataclass(frozen=True)
class Finding:
    """One line; `bad` findings make the exit code 1."""

    bad: bool
    said: str

    @property
    def line(self) -> str:
        """The finding as printed."""
        return f"{'✗' if self.bad else '✓'} {self.said}"


async def examine(config: Config) -> list[Finding]:
    """Look at the model, the database, the key folder, the swap, the webhook and Telegram."""
    return [
        _model(),
        *_store(config),
        _donations(config),
        _keys(config),
        _private(config),
        swap(Path("/proc/swaps").read_text(), Path("/sys/class/block")),
        *_webhook(config),
        await _telegram(config),
    ]


def _model() -> Finding:
    try:
        version = model_version(Classifier.load(MODEL))
    except ClassifierError as error:
        return Finding(True, str(error))
    return Finding(False, f"模型 {version} 可用")


def _store(config: Config) -> list[Finding]:
    try:
        store = Store.open(config.storage.path)
    except JianfuError as error:
        return [Finding(True, str(error))]
    groups, tally = store.register.all(), store.feedback.tally()
    store.close()
    said = [Finding(False, f"数据库 {config.storage.path} 可用，登记 {len(groups)} 个群")]
    said += [Finding(False, f"群 {group.id}") for group in groups]
    useful, useless = tally["useful"], tally["useless"]
    return [*said, Finding(False, f"主管说周报有用 {useful} 次，没用 {useless} 次")]


def _keys(config: Config) -> Finding:
    folder = config.storage.keys
    kind = filesystem(folder)
    if kind in MEMORY_FILESYSTEMS:
        weeks = Keyring(folder).weeks()
        return Finding(False, f"密钥目录在内存盘上（{kind}），有 {len(weeks)} 周的密钥")
    return Finding(
        True,
        f"密钥目录在 {kind} 上，断电后密钥还在盘里；把 storage.keys 指到内存盘，例如 /run/jianfu",
    )


def filesystem(path: Path) -> str:
    """The kind of file system that holds a path, from /proc/mounts."""
    resolved = path.resolve()
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(Path(at), kind) for at, kind in mounts if resolved.is_relative_to(at)]
    return max(holding, key=lambda mount: len(mount[0].parts))[1]


def _private(config: Config) -> Finding:
    """Files that others on this machine could read."""
    path, donated = (
        config.storage.path,
        Donations(config.storage.path, Keyring(config.storage.keys)),
    )
    files = [path, path.with_name(f"{path.name}-wal"), donated.path, config.storage.keys]
    open_ = [file for file in files if file.exists() and file.stat().st_mode & OWNER_ONLY]
    if open_:
        named = "、".join(str(file) for file in open_)
        return Finding(True, f"别的用户读得到 {named}；用 chmod go-rwx 收回")
    return Finding(False, "数据库和密钥目录只有本用户读得到")


def swap(swaps: str, blocks: Path) -> Finding:
    """Whether some swap of /proc/swaps is neither in memory nor encrypted."""
    devices = [line.split()[0] for line in swaps.splitlines()[1:]]
    if all(_harmless(Path(device), blocks) for device in devices):
        return Finding(False, "没有未加密的交换区")
    return Finding(True, "开着没有加密的交换区，内存里的原文和密钥可能写到盘上；关掉交换或加密它")


def _harmless(device: Path, blocks: Path) -> bool:
    """A zram disk, or a dm-crypt one; a plain LVM volume is also called dm-0."""
    name = device.resolve().name
    mapped = blocks / name / "dm" / "uuid"
    return name.startswith("zram") or (mapped.exists() and mapped.read_text().startswith("CRYPT-"))


def _webhook(config: Config) -> list[Finding]:
    if config.telegram.webhook_url and not config.telegram.webhook_secret:
        return [Finding(True, "webhook 没有暗号，谁都能冒充 Telegram；写 telegram.webhook_secret")]
    return []


def _donations(config: Config) -> Finding:
    donations = Donations(config.storage.path, Keyring(config.storage.keys))
    enough = "够" if donations.enough() else "不够"
    return Finding(
        False,
        f"本人捐的训练样例 {len(donations.samples())} 条，{enough}训练一版"
        f"（要 {FEWEST_SAMPLES} 条，同一周里有 {FEWEST_GROUPS} 个群、{FEWEST_AUTHORS} 个人）",
    )


async def _telegram(config: Config) -> Finding:
    if not config.telegram.token:
        return Finding(False, "没有令牌：jianfu run 会在内置的本地 Telegram 上演示")
    from telegram import Bot

    try:
        async with Bot(config.telegram.token, base_url=config.telegram.base_url) as bot:
            can_read = (await bot.get_me()).can_read_all_group_messages
    except InvalidToken:
        return Finding(True, "Telegram 不认这个令牌；到 @BotFather 用 /token 重新取一个")
    except TelegramError as error:
        return Finding(True, f"连不上 Telegram（{type(error).__name__}）；检查网络和 base_url")
    if can_read:
        return Finding(False, "令牌有效，能读群消息")
    return Finding(
        True, "隐私模式开着，读不到群消息；到 @BotFather 用 /setprivacy 选 Disable，再重新拉进群"
    )

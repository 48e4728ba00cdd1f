"""A week's keys: 32 random bytes per group and per set of supervisors, in memory-backed files."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RandomBytes = Callable[[int], bytes]
KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """One week's secret of one scope; never leaves this process, never printed."""

    secret: bytes = field(repr=False)
    _derived: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
        if purpose not in self._derived:
            hkdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode())
            self._derived[purpose] = hkdf.derive(self.secret)
        return self._derived[purpose]


class Keyring:
    """Keys as files `<folder>/<week>/<scope>`; a scope is a group's own id or a class id."""

    def __init__(self, folder: Path, random_bytes: RandomBytes = os.urandom) -> None:
        self._folder = folder
        self._random_bytes = random_bytes
        self._cache: dict[tuple[str, str], Key] = {}

    def key(self, week: str, scope: str) -> Key:
        """The key of this week and scope, made on first use."""
        cached = self._cache.get((week, scope))
        if cached is None:
            cached = self._cache[week, scope] = self._load_or_make(self._folder / week / scope)
        return cached

    def _load_or_make(self, path: Path) -> Key:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.touch(mode=0o600)
            part.write_bytes(self._random_bytes(KEY_BYTES))
            part.replace(path)
        return Key(path.read_bytes())

    def destroy(self, week: str, scope: str | None = None) -> None:
        """Forget a week's keys, or one scope of it; doing it twice is harmless."""
        gone = [at for at in self._cache if at[0] == week and scope in (None, at[1])]
        for at in gone:
            del self._cache[at]
        folder = self._folder / week
        if scope is None:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            (folder / scope).unlink(missing_ok=True)

    def weeks(self) -> list[str]:
        """Weeks whose keys are alive, oldest first."""
        if not self._folder.exists():
            return []
        return sorted(child.name for child in self._folder.iterdir() if child.is_dir())

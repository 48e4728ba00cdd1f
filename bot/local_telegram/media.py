"""Files that people and bots send: kept under their ids, described as the Bot API does."""

import mimetypes
from dataclasses import dataclass

from bot.local_telegram.records import JSON
from bot.local_telegram.refusals import bad

PNG_MAGIC, JPEG_MAGIC = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PNG = (
    PNG_MAGIC + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)
LARGEST_PHOTO, LARGEST_UPLOAD, LARGEST_DOWNLOAD = 10 << 20, 50 << 20, 20 << 20
LONGEST_SIDES, STEEPEST = 10_000, 20


@dataclass(frozen=True)
class File:
    """A file on Telegram's servers."""

    id: str
    name: str
    data: bytes

    @property
    def path(self) -> str:
        """Where it is downloaded from, below /file/bot<token>/."""
        return f"files/{self.id}-{self.name}"

    def json(self) -> JSON:
        """The fields every kind of file has."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.data)}

    def document(self) -> JSON:
        """The Bot API's Document."""
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return self.json() | {"file_name": self.name, "mime_type": kind}

    def photo(self) -> list[JSON]:
        """The Bot API's list of PhotoSize; refused where it is no picture Telegram takes."""
        if len(self.data) > LARGEST_PHOTO:
            raise bad(
                f"file of size {len(self.data)} bytes is too big for a photo; "
                f"the maximum size is {LARGEST_PHOTO} bytes"
            )
        if not self.data.startswith((PNG_MAGIC, JPEG_MAGIC)):
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = _sides(self.data)
        if width + height > LONGEST_SIDES or max(width, height) > STEEPEST * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        return [self.json() | {"width": width, "height": height}]

    def sticker(self, emoji: str) -> JSON:
        """The Bot API's Sticker."""
        return self.json() | {
            "width": 512, "height": 512, "type": "regular", "emoji": emoji,
            "is_animated": False, "is_video": False,
        }  # fmt: skip


def _sides(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG; a JPEG's are not read and taken as usual ones."""
    if data.startswith(PNG_MAGIC) and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return 1280, 960


class Files:
    """All files of a world."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}

    def keep(self, name: str, data: bytes) -> File:
        """Store a new file."""
        file = File(f"file{len(self._by_id) + 1}", name, data)
        self._by_id[file.id] = file
        return file

    def get(self, file_id: str) -> File | None:
        """A file by its id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        """A file by its download path."""
        return next((file for file in self._by_id.values() if file.path == path), None)

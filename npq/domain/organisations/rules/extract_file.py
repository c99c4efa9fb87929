"""Opens an extract, compressed or not and in either encoding, and says in plain words what is wrong with a file."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, cast

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules.faults import ImportRefused

GZIP = b"\x1f\x8b"
UTF8_MARK = b"\xef\xbb\xbf"
NOT_TEXT = {
    b"PK\x03\x04": "an Excel workbook or a zip folder. Save it as CSV, or unpack it and give the CSV file inside",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook. Save it as CSV",
    b"%PDF": "a PDF document, not a CSV file",
}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Bytes that Windows-1252 gives no meaning to.
NO_LETTER = frozenset(b"\x81\x8d\x8f\x90\x9d")


@contextmanager
def opened(file: Path) -> Iterator[IO[str]]:
    """The text of an extract, line ends as they are. Raises ImportRefused, then or while it is read."""
    try:
        with _bytes(file) as data:
            encoding = _encoding(data)
        with _bytes(file) as data, io.TextIOWrapper(cast(IO[bytes], data), encoding, newline="") as text:
            yield text
    except FileNotFoundError:
        raise ImportRefused(ImportFault.NO_SUCH_FILE, f"There is no file {file}.") from None
    except (IsADirectoryError, PermissionError):
        raise ImportRefused(ImportFault.NO_SUCH_FILE, f"{file} cannot be read as a file.") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ImportRefused(
            ImportFault.BROKEN, "The compressed file is damaged or breaks off: fetch it again."
        ) from error


def _bytes(file: Path) -> gzip.GzipFile | io.BufferedReader:
    with file.open("rb") as raw:
        compressed = raw.read(len(GZIP)) == GZIP
    return gzip.open(file, "rb") if compressed else file.open("rb")


def _encoding(data: gzip.GzipFile | io.BufferedReader) -> str:
    """ "utf-8-sig" or "cp1252": UTF-8 if every line is, Windows-1252 if most lines with accents in them are not."""
    first = line = data.readline()
    _refuse_not_text(first)
    utf8, other, first_other = 0, 0, 0
    for number, line in enumerate(chain([first], data), 1):
        if line.isascii():
            if b"\0" in line:
                raise ImportRefused(ImportFault.NOT_TEXT, f"Line {number} is not text.", line=number)
        elif _is_utf8(line):
            utf8 += 1
        else:
            other += 1
            first_other = first_other or number
            if not NO_LETTER.isdisjoint(line):
                raise _wrong_encoding(number)
    _refuse_cut_short(first, line)
    if not other:
        return "utf-8-sig"
    if utf8 > other or first.startswith(UTF8_MARK):
        raise _wrong_encoding(first_other)
    return "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_cut_short(first: bytes, last: bytes) -> None:
    """Every row of a file whose header is quoted ends with a quotation mark; a last one that does not was cut off."""
    whole = last.endswith((b"\n", b"\r", b'"')) or not first.rstrip().endswith(b'"')
    if last and not whole:
        raise ImportRefused(
            ImportFault.BROKEN, "The file breaks off in the middle of its last row: fetch it again."
        )


def _refuse_not_text(first: bytes) -> None:
    for mark, what in NOT_TEXT.items():
        if first.startswith(mark):
            raise ImportRefused(ImportFault.NOT_TEXT, f"The file is {what}.")
    if first[:2] in UTF16_MARKS:
        raise ImportRefused(
            ImportFault.WRONG_ENCODING,
            "The file is in UTF-16 (“Unicode text”). Save it as CSV in UTF-8, or give the file as it was downloaded.",
        )


def _wrong_encoding(line: int) -> ImportRefused:
    return ImportRefused(
        ImportFault.WRONG_ENCODING,
        f"Line {line} holds letters that are neither UTF-8 nor Windows-1252 like the rest of the file. "
        "Give the file as it was downloaded, not one saved again by another program.",
        line=line,
    )

"""How a file is opened; what is refused is tried with whole imports in operations/test_schools.py."""

import gzip

import pytest

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules.extract_file import opened
from npq.domain.organisations.rules.faults import ImportRefused


@pytest.fixture
def text_of(tmp_path):
    def read(data: bytes) -> str:
        file = tmp_path / "file"
        file.write_bytes(data)
        with opened(file) as text:
            return text.read()

    return read


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_both_encodings_packed_or_not(text_of, pack, encoding):
    assert text_of(pack("Été\r\nété\n".encode(encoding))) == "Été\r\nété\n"


def test_what_looks_like_utf8_here_and_there_is_windows_1252_if_the_rest_is(text_of):
    """The real register holds a few such: letters that were mangled before they got there."""
    data = "CofÃ© Ã\n".encode("cp1252") + "é\nè\nê\n".encode("cp1252")
    assert text_of(data).endswith("é\nè\nê\n")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ImportRefused) as caught, opened(tmp_path):
        pass
    assert caught.value.code is ImportFault.NO_SUCH_FILE


def test_a_header_without_quotation_marks_says_nothing_of_the_last_row(text_of):
    assert text_of(b'a,b\n"1","2') == 'a,b\n"1","2'
    with pytest.raises(ImportRefused, match="breaks off in the middle of its last row"):
        text_of(b'"a","b"\n"1",2')

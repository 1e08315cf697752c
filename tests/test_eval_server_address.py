"""How a server may be named: what is no address of one is refused before anything is sent."""

import pytest

from eval.targets.server import ServerTarget, checked_address
from ingest.errors import InputError


@pytest.mark.parametrize(
    "address",
    [
        "ftp://dossier.example",
        "http://",
        "http:///v1",
        "http://naam:geheim@dossier.example",
        "http://geheim@dossier.example",
        "http://dossier..example",
        f"http://{'x' * 64}.example",
        "http://dossier.example:99999",
        "http://dossier.example:0",
        "http://[::1",
        "http://dossier .example",
        "http://dossier.example/\n",
        "http://dossier.example/?x=1",
        "http://dossier.example/#deel",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_no_server_is_refused_without_repeating_it(address):
    with pytest.raises(InputError, match="adres van de server") as failure:
        ServerTarget(address)
    assert "geheim" not in str(failure.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://dossier.example/vier//", "https://dossier.example/vier"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://dossier.example/v1/", "https://dossier.example"),
        ("https://dossier.example/vier/v1", "https://dossier.example/vier"),
    ],
)
def test_an_address_is_kept_without_slash_or_version_at_its_end(given, kept):
    assert checked_address(given) == kept


@pytest.mark.parametrize("key", ["regel\neinde", "sleutel€"])
def test_a_key_that_cannot_be_sent_is_refused(key):
    with pytest.raises(InputError, match="sleutel"):
        ServerTarget("http://127.0.0.1:8000", key)

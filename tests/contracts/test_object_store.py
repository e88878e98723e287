"""What every object store promises: the same suite for the folder and for the bucket."""

import os
import stat
from hashlib import sha256
from io import BytesIO

import boto3
import pytest
from moto import mock_aws
from pydantic import SecretStr

from api.object_store import LocalStore, ObjectDamaged, ObjectMissing, store_of
from api.object_store_s3 import S3Store
from api.settings import SettingsRefused

BODY = b"a picture" * 40_000
NAME = sha256(BODY).hexdigest()


@pytest.fixture
def bucket(settings):
    """A bucket of moto's; nothing leaves this process."""
    chosen = settings.model_copy(
        update={
            "s3_bucket": "photos",
            "s3_region": "us-east-1",
            "s3_access_key": SecretStr("testing"),
            "s3_secret_key": SecretStr("testing"),
        }
    )
    with mock_aws():
        boto3.client(
            "s3", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
        ).create_bucket(Bucket="photos")
        yield chosen


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return LocalStore(tmp_path / "media")
    return S3Store(request.getfixturevalue("bucket"))


def whole(store, name):
    return b"".join(store.open(name))


def test_what_is_put_is_there(store):
    store.put(NAME, BytesIO(BODY))
    assert whole(store, NAME) == BODY
    assert store.size(NAME) == len(BODY)


def test_putting_twice_is_harmless(store):
    store.put(NAME, BytesIO(BODY))
    store.put(NAME, BytesIO(BODY))
    assert whole(store, NAME) == BODY


def test_other_bytes_do_not_get_under_a_name(store):
    with pytest.raises(ObjectDamaged):
        store.put(NAME, BytesIO(BODY + b"!"))
    assert store.size(NAME) is None
    store.put(NAME, BytesIO(BODY))
    store.put(NAME, BytesIO(b"something else"))
    assert whole(store, NAME) == BODY


def test_the_absent_is_missing_before_its_first_byte(store):
    with pytest.raises(ObjectMissing):
        store.open(NAME)
    assert store.size(NAME) is None


def test_what_is_removed_is_gone_and_twice_is_harmless(store):
    store.put(NAME, BytesIO(BODY))
    store.remove(NAME)
    store.remove(NAME)
    assert store.size(NAME) is None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", "a" * 63, "A" * 64, f"{'a' * 63}/", "a" * 64 + "\n", "．" * 64]
)
def test_only_a_hash_is_a_name(store, name):
    for act in (store.open, store.size, store.remove, lambda name: store.put(name, BytesIO(b""))):
        with pytest.raises(ObjectMissing):
            act(name)


def test_it_answers_a_probe(store):
    store.probe()


# --- The folder alone -------------------------------------------------------------------------------------------------


def test_nobody_else_may_enter_the_folder(tmp_path):
    store = LocalStore(tmp_path / "media")
    old = os.umask(0)
    try:
        store.put(NAME, BytesIO(BODY))
    finally:
        os.umask(old)
    path = tmp_path / "media" / NAME[:2] / NAME
    assert stat.S_IMODE((tmp_path / "media").stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_writer_that_dies_leaves_no_object(tmp_path):
    class Dying(BytesIO):
        def read(self, _size=-1):
            if self.tell():
                raise OSError("cable pulled")
            return super().read(10)

    store = LocalStore(tmp_path / "media")
    with pytest.raises(OSError, match="cable"):
        store.put(NAME, Dying(BODY))
    assert store.size(NAME) is None
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


# --- The bucket alone -------------------------------------------------------------------------------------------------


def test_a_bucket_that_is_not_there_is_an_error_of_the_disk(bucket):
    store = S3Store(bucket.model_copy(update={"s3_bucket": "gone"}))
    with pytest.raises(OSError, match=r"NoSuchBucket|gone"):
        store.put(NAME, BytesIO(BODY))
    with pytest.raises(OSError, match=r"NoSuchBucket|gone"):
        store.probe()


def test_the_operator_chooses(settings, bucket):
    assert isinstance(store_of(settings), LocalStore)
    assert isinstance(store_of(bucket), S3Store)


def test_a_bucket_without_the_library_is_said_in_words(bucket, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "api.object_store_s3", None)
    with pytest.raises(SettingsRefused, match="boto3"):
        store_of(bucket)

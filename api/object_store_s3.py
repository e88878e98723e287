"""The object store in an S3-compatible bucket: AWS, 阿里云 OSS, 华为云 OBS, 腾讯云 COS, Ceph. Needs boto3 (extra `s3`).

The bucket is private. Files still go through this platform, never by the provider's own links: only so can a link be
bound to the person it was made for.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from api.object_store import CHUNK, ObjectDamaged, ObjectMissing, name_of
from api.settings import Settings

ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
PROBE = "probe"


class S3Store:
    """Objects under `<prefix>/<first two>/<hash>`, encrypted by the provider, time-outs of a few seconds."""

    def __init__(self, settings: Settings, client: Any = None) -> None:
        self.bucket, self.prefix = settings.s3_bucket, settings.s3_prefix.strip("/")
        self.client = client or boto3.client(
            "s3",
            endpoint_url=settings.s3_endpoint or None,
            region_name=settings.s3_region or None,
            aws_access_key_id=_plain(settings.s3_access_key),
            aws_secret_access_key=_plain(settings.s3_secret_key),
            config=Config(
                connect_timeout=3, read_timeout=10, retries={"max_attempts": 2, "mode": "standard"}
            ),
        )

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Hashed before it is sent; the provider checks the same hash again."""
        key = self._key(sha256)
        if self.size(sha256) is not None:
            return
        body = source.read()
        digest = hashlib.sha256(body)
        if digest.hexdigest() != sha256:
            raise ObjectDamaged(sha256)
        with _told():
            self.client.put_object(
                Bucket=self.bucket,
                Key=key,
                Body=body,
                ContentType="application/octet-stream",
                ChecksumAlgorithm="SHA256",
            )

    def open(self, sha256: str) -> Iterator[bytes]:
        """As the port says."""
        try:
            found = self.client.get_object(Bucket=self.bucket, Key=self._key(sha256))
        except ClientError as error:
            raise _missing(error, sha256) from error
        except BotoCoreError as error:
            raise OSError(str(error)) from error
        return iter(lambda: found["Body"].read(CHUNK), b"")

    def size(self, sha256: str) -> int | None:
        """As the port says."""
        try:
            return int(self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))["ContentLength"])
        except ClientError as error:
            if isinstance(_missing(error, sha256), ObjectMissing):
                return None
            raise OSError(str(error)) from error
        except BotoCoreError as error:
            raise OSError(str(error)) from error

    def remove(self, sha256: str) -> None:
        """As the port says."""
        with _told():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(sha256))

    def probe(self) -> None:
        """As the port says."""
        with _told():
            key = f"{self.prefix}/{PROBE}" if self.prefix else PROBE
            self.client.put_object(Bucket=self.bucket, Key=key, Body=b"1")
            self.client.delete_object(Bucket=self.bucket, Key=key)

    def _key(self, sha256: str) -> str:
        checked = name_of(sha256)
        return "/".join(part for part in (self.prefix, checked[:2], checked) if part)


class _told:  # noqa: N801 - a context manager, used like one
    """Whatever the provider says no with becomes an `OSError`, which is answered as busy."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ClientError | BotoCoreError):
            raise OSError(str(error)) from error


def _missing(error: ClientError, sha256: str) -> Exception:
    code = str(error.response.get("Error", {}).get("Code", ""))
    return ObjectMissing(sha256) if code in ABSENT else OSError(str(error))


def _plain(secret: Any) -> str | None:
    return secret.get_secret_value() if secret is not None else None

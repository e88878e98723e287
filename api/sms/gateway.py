r"""A gateway over HTTP: one signed POST a message, three seconds to answer, and nothing of its answer is trusted.

    POST <TRADEIN_SMS_URL>
    Content-Type: application/json
    X-Account: <TRADEIN_SMS_ACCOUNT>
    X-Timestamp: 2026-11-21T08:00:00Z
    X-Signature: hex(HMAC-SHA256(TRADEIN_SMS_SECRET, timestamp + "\n" + body))

    {"id": "<uuid>", "phone": "13812345678", "sender": "以旧换新", "template": "sign_in", "text": "验证码 …"}

    200 {"status": "accepted", "receipt": "…"}      the same id again: the same receipt, sent once
    200 {"status": "refused", "reason": "…"}        never try again

Providers differ in form (阿里云 SendSms, 腾讯云 SendSms and 华为云 MSGSMS sign in their own ways), and some do not
recognise repetitions: a relay of a few lines in the operator's network speaks this form on one side and theirs on the
other, and keeps the ids it has sent. docs/operations.md says how to run one.
"""

import hashlib
import hmac
import json
import ssl
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from api.clock import now
from api.sms.port import Outgoing, ProviderDown, ProviderRefused

TIMEOUT_S = 3.0
LARGEST_REPLY = 64 * 1024
PIECE = 8 * 1024


@dataclass(frozen=True, slots=True)
class GatewayAccount:
    """Where the gateway is, and who we are there."""

    url: str
    account: str
    secret: str = field(repr=False)
    sender: str = ""


class Gateway:
    """Sends by HTTP. Plain http is for a relay on this machine; everything else should be https."""

    def __init__(self, account: GatewayAccount) -> None:
        self.account = account
        self.parts = urlsplit(account.url)
        if self.parts.scheme not in {"http", "https"} or not self.parts.hostname:
            raise ValueError("TRADEIN_SMS_URL must be an http or https address")

    def send(self, message: Outgoing) -> str:
        """See the port."""
        body = json.dumps(
            {
                "id": str(message.id),
                "phone": message.phone,
                "sender": self.account.sender,
                "template": message.template,
                "text": message.text,
            },
            ensure_ascii=False,
        ).encode()
        return _receipt(*self._post(body))

    def _post(self, body: bytes) -> tuple[int, bytes]:
        deadline = time.monotonic() + TIMEOUT_S
        connection = self._connection()
        try:
            connection.request("POST", self.parts.path or "/", body, self._headers(body))
            return _read(connection.getresponse(), deadline)
        except (OSError, HTTPException) as error:
            raise ProviderDown(type(error).__name__) from None  # its words may quote what we sent
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        host, port = self.parts.hostname or "", self.parts.port
        if self.parts.scheme == "https":
            return HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=TIMEOUT_S)

    def _headers(self, body: bytes) -> dict[str, str]:
        moment = now().strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "Content-Type": "application/json",
            "X-Account": self.account.account,
            "X-Timestamp": moment,
            "X-Signature": signature(self.account.secret, moment, body),
        }


def signature(secret: str, moment: str, body: bytes) -> str:
    """What proves to the gateway that a request is ours, unaltered and recent."""
    return hmac.new(secret.encode(), moment.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def _read(reply: HTTPResponse, deadline: float) -> tuple[int, bytes]:
    # In pieces: neither an endless answer nor one that trickles holds us up.
    parts: list[bytes] = []
    while piece := reply.read1(PIECE):
        parts.append(piece)
        if sum(map(len, parts)) > LARGEST_REPLY:
            raise ProviderDown("an answer without end")
        if time.monotonic() > deadline:
            raise ProviderDown("no answer in time")
    return reply.status, b"".join(parts)


def _receipt(status: int, raw: bytes) -> str:
    said = _said(raw)
    if status in {400, 403, 404, 422} or (status == 200 and said.get("status") == "refused"):
        raise ProviderRefused(str(said.get("reason", status))[:200])
    receipt = said.get("receipt")
    if status != 200 or said.get("status") != "accepted" or not isinstance(receipt, str) or not receipt:
        raise ProviderDown(f"answered {status} and nothing that is understood")
    return receipt


def _said(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

"""Everything the platform holds about one consumer, gathered for themselves (PIPL 45)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.booking_review import OrderReview
from models.order import OrderContact, OrderLine, TradeOrder
from models.party import Account
from models.personal_consent import consents_of
from models.phone_login import PhoneLogin
from models.photo import Photo
from models.real_name import RealName
from models.session import LoginSession
from models.unit import Unit
from models.unmasking import looks_at

MOST_LOOKS = 1_000


def own_data(session: Session, account_id: UUID, now: datetime) -> dict[str, Any]:
    """The account, what was proved, agreed to and booked, and who looked; plain values, nothing masked."""
    account = session.get_one(Account, account_id)
    phone = session.get(PhoneLogin, account_id)
    return {
        "made_at": now,
        "account": {
            "id": account.id,
            "login": account.login,
            "name": account.display_name,
            "phone": (phone.phone if phone else None) or account.phone,
            "since": account.created_at,
        },
        "real_names": [_real_name(row) for row in _of_account(session, RealName, account_id)],
        "consents": [
            {
                "purpose": row.purpose,
                "text_sha256": row.text_sha256,
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
            }
            for row in consents_of(session, account_id)
        ],
        "sign_ins": _sign_ins(session, account_id),
        "orders": _orders(session, account_id),
        "photos": _photos(session, account_id),
        "looks": [look._asdict() for look in looks_at(session, account_id, None, MOST_LOOKS)],
    }


def _of_account(session: Session, table: Any, account_id: UUID) -> list[Any]:
    return list(session.scalars(select(table).where(table.account_id == account_id).order_by(table.id)))


def _real_name(row: RealName) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "name": row.name,
        "document_kind": row.kind,
        "document_country": row.country,
        "document_number": row.number,
        "verified_at": row.verified_at,
    }


_SESSION = ("method", "label", "created_at", "last_seen_at", "expires_at", "revoked_at")
_PHOTO = ("sha256", "purpose", "media_type", "size_bytes", "width", "height", "created_at")


def _sign_ins(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """Where the account was signed in, newest first."""
    query = select(*(getattr(LoginSession, name) for name in _SESSION))
    rows = session.execute(
        query.where(LoginSession.account_id == account_id).order_by(LoginSession.created_at.desc())
    )
    return [dict(row) for row in rows.mappings()]


def _photos(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """Pictures of one's own bookings; the pictures themselves are handed out by `GET /photos`."""
    query = (
        select(TradeOrder.number.label("order"), *(getattr(Photo, name) for name in _PHOTO))
        .join(TradeOrder, TradeOrder.id == Photo.order_id)
        .where(TradeOrder.consumer_id == account_id)
    )
    return [dict(row) for row in session.execute(query.order_by(Photo.id)).mappings()]


def _orders(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    orders = session.scalars(
        select(TradeOrder).where(TradeOrder.consumer_id == account_id).order_by(TradeOrder.id)
    ).all()
    ids = [order.id for order in orders]
    contacts = _by_order(session, OrderContact, ids)
    reviews = _by_order(session, OrderReview, ids)
    units = _units(session, ids)
    return [
        _order(order, contacts.get(order.id), reviews.get(order.id)) | {"units": units.get(order.id, [])}
        for order in orders
    ]


def _by_order(session: Session, table: Any, ids: list[UUID]) -> dict[UUID, Any]:
    return {row.order_id: row for row in session.scalars(select(table).where(table.order_id.in_(ids)))}


def _units(session: Session, ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    query = (
        select(OrderLine, Unit.code, Unit.stage)
        .outerjoin(Unit, Unit.id == OrderLine.unit_id)
        .where(OrderLine.order_id.in_(ids))
        .order_by(OrderLine.order_id, OrderLine.position)
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for line, code, stage in session.execute(query):
        unit = {"item_type": line.item_type, "code": code, "stage": stage, "price_fen": line.price_fen}
        found.setdefault(line.order_id, []).append(unit)
    return found


def _order(order: TradeOrder, contact: OrderContact | None, review: OrderReview | None) -> dict[str, Any]:
    return {
        "number": order.number,
        "state": order.state,
        "region": order.region_code,
        "placed_at": order.placed_at,
        "window": [order.slot_start, order.slot_end],
        "price_fen": order.price_fen,
        "cancel_reason": order.cancel_reason,
        "notice_sha256": order.notice_sha256,
        "contact": {"name": contact.name, "phone": contact.phone, "address": contact.address}
        if contact
        else None,
        "review": {"rating": review.rating, "remark": review.remark} if review else None,
    }

"""Text messages: a narrow port, a local outbox behind it in development, and a gateway over HTTP in production."""

from api.settings import Settings
from api.sms.gateway import Gateway, GatewayAccount
from api.sms.local import LocalOutbox, habits
from api.sms.port import Outgoing, Provider, ProviderDown, ProviderRefused

__all__ = ["Outgoing", "Provider", "ProviderDown", "ProviderRefused", "provider_of"]


def provider_of(settings: Settings) -> Provider:
    """Whoever sends our messages. Raises `LookupError` in production without a gateway."""
    if settings.sms_url:
        secret = settings.sms_secret.get_secret_value() if settings.sms_secret else ""
        return Gateway(GatewayAccount(settings.sms_url, settings.sms_account, secret, settings.sms_signature))
    if settings.production:
        raise LookupError("no TRADEIN_SMS_URL: text messages cannot be sent")
    return LocalOutbox(settings.sms_outbox, habits(settings.sms_habits))

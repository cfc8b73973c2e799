"""How the bot gets its updates. `getUpdates` itself waits, so the front awaits it; here are its checks and the webhook.

A webhook holds polling off, as on Telegram. `deliveries.py` brings updates there, where the front is one over HTTP.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from bot.playground import limits
from bot.playground.methods.method import method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request, conflict
from bot.playground.world import JSON, World

_PORTS: Final = (80, 88, 443, 8443)
_CONNECTIONS: Final = 40
_MOST: Final = 100
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SHOWN: Final = ("max_connections", "last_error_date", "last_error_message")


def _allowed(given: Parameters) -> list[str] | None:
    listed = given.json("allowed_updates", bad_request("can't parse allowed_updates JSON object"))
    return None if listed is None else [str(kind) for kind in listed]


def _asked(world: World, given: Parameters) -> None:
    if world.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(_allowed(given))


async def get_updates(world: World, given: Parameters) -> list[JSON]:
    """What is unconfirmed; waits up to `timeout` seconds when there is nothing."""
    _asked(world, given)
    seconds = min(max(given.integer("timeout"), 0), limits.POLL_SECONDS)
    return await world.updates.poll(given.integer("offset"), given.integer("limit"), seconds)


def poll_at_once(world: World, given: Parameters) -> list[JSON]:
    """`getUpdates` for a caller that cannot wait."""
    _asked(world, given)
    world.updates.confirm(given.integer("offset"))
    return world.updates.peek(given.integer("limit"))


def set_webhook(world: World, given: Parameters) -> bool:
    url = given.text("url")
    if not url:
        return delete_webhook(world, given)
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if urlsplit(url).port not in (None, *_PORTS):
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret, connections = given.text("secret_token"), given.integer("max_connections") or _CONNECTIONS
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if given.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.allow(_allowed(given))
    world.webhook = {"url": url, "secret_token": secret, "max_connections": min(max(connections, 1), _MOST)}
    world.updates.interrupt(conflict("terminated by setWebhook request"))
    world.updates.stir()
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    if given.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = {}
    return True


def get_webhook_info(world: World, _: Parameters) -> JSON:
    info: JSON = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if info["url"]:
        info |= {name: world.webhook[name] for name in _SHOWN if name in world.webhook}
    if world.updates.allowed is not None:
        info["allowed_updates"] = world.updates.allowed
    return info


METHODS = (
    method("getUpdates", poll_at_once, "offset limit timeout allowed_updates"),
    method(
        "setWebhook",
        set_webhook,
        "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
    ),
    method("deleteWebhook", delete_webhook, "drop_pending_updates"),
    method("getWebhookInfo", get_webhook_info),
)

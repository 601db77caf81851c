"""One question to a data source through the guarded door, with its credentials kept out of sight."""

from collections.abc import Callable
from dataclasses import replace

from checker.collect.http.door import Visit
from checker.collect.look import Call
from checker.collect.page import Page, page_of
from checker.collect.secrets import SecretMissing, Secrets
from checker.collect.visit_before import NOT_MODIFIED, conditions, with_known
from checker.core.web import Exchange


async def called(visit: Visit, call: Call, secrets: Secrets, read: Callable[[str], bytes]) -> Page:
    """The answer, its bytes kept without any secret; a missing secret is a failure of ours."""
    try:
        url, sent = secrets.filled_address(call.url), secrets.filled(call.sent)
        headers = {name: secrets.filled(value) for name, value in call.headers}
    except SecretMissing as missing:
        started = visit.road.clock()
        return page_of(_failed(call, started, str(missing)), b"")
    if call.own:
        visit = replace(visit, robots=None)
    if call.private:
        visit = replace(visit, policy=replace(visit.policy, allow_private=True))
    if call.delay_s is not None:
        visit = replace(visit, delay_s=call.delay_s)
    response = await visit.get(
        url,
        method=call.method,
        body=sent.encode() if sent else None,
        headers={**conditions(call.known), **headers},
        keep_body=False,
    )
    body = secrets.hidden_bytes(response.body)
    seen = _without_secrets(response.exchange, call, secrets)
    if seen.status == NOT_MODIFIED and call.known and call.known.blob:
        return _unchanged(seen, call.known, read)
    blob = visit.record.keep(body) if body else None
    return page_of(seen.model_copy(update={"blob": blob, "size": len(body)}), body)


def _unchanged(seen: Exchange, known: Exchange, read: Callable[[str], bytes]) -> Page:
    """An answer that nothing changed, with the bytes that it speaks of."""
    update = {"blob": known.blob, "size": known.size, "headers": with_known(seen, known)}
    return page_of(seen.model_copy(update=update), read(known.blob or ""))


def _without_secrets(exchange: Exchange, call: Call, secrets: Secrets) -> Exchange:
    hops = tuple(hop.model_copy(update={"url": secrets.hidden(hop.url)}) for hop in exchange.hops)
    return exchange.model_copy(
        update={
            "url": call.url,
            "final_url": secrets.hidden(exchange.final_url),
            "sent": call.sent,
            "hops": hops,
            "detail": secrets.hidden(exchange.detail),
            "headers": tuple((name, secrets.hidden(text)) for name, text in exchange.headers),
        }
    )


def _failed(call: Call, started: object, why: str) -> Exchange:
    return Exchange.model_validate(
        {
            "url": call.url,
            "final_url": call.url,
            "method": call.method,
            "sent": call.sent,
            "started": started,
            "failure": "crash",
            "detail": why,
        }
    )

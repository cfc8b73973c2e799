"""Answers to taps: the toast or the alert, and the end of a button's spinning. A tap is answered once, and soon."""

from __future__ import annotations

from bot.playground import limits
from bot.playground.methods.method import method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import World


def answer_callback_query(world: World, given: Parameters) -> bool:
    tap = world.queries.get(given.text("callback_query_id"))
    if tap is None or tap.answered or world.overdue(tap):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = given.text("text")
    if len(text) > limits.ANSWER_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if given.has("url"):
        raise bad_request("URL_INVALID")
    tap.answered = True
    tap.answer = {"text": text, "show_alert": given.flag("show_alert")}
    world.tell("answer", id=tap.id, user=tap.user_id, chat=tap.chat_id, message_id=tap.message_id, **tap.answer)
    return True


METHODS = (method("answerCallbackQuery", answer_callback_query, "callback_query_id text show_alert url cache_time"),)

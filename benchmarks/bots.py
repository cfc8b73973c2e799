"""The two bots that are compared, each as a process of its own: `python -m benchmarks.bots ours|stock URL TOKEN FILE`.

`stock` is python-telegram-bot as its documents show it: its own polling, its own HTTP, nothing stored, an answer to the
tap and an edit of the message for each tap. `ours` is Recourse whole, writing durably to an SQLite file.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

from bot.loading import loading
from bot.settings import TELEGRAM, Settings

if TYPE_CHECKING:
    from telegram.request import BaseRequest


def stock_application(token: str, request: BaseRequest | None = None, api_url: str = TELEGRAM) -> Any:
    """An echo without memory: the same number of calls, the same size of message."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    keys = InlineKeyboardMarkup([[InlineKeyboardButton(f"Choice {n}", callback_data=f"c:{n}")] for n in range(6)])
    filler = "What happened to your order? " * 8

    async def say(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(f"<b>{update.update_id}</b> {filler}", "HTML", reply_markup=keys)

    async def tap(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is not None:
            await query.answer()
            await query.edit_message_text(f"<b>{update.update_id}</b> {filler}", "HTML", reply_markup=keys)

    builder = Application.builder().token(token).base_url(f"{api_url}/bot").base_file_url(f"{api_url}/file/bot")
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application: Any = builder.build()
    application.add_handler(CallbackQueryHandler(tap))
    application.add_handler(MessageHandler(filters.ALL, say))
    return application


def ours(api_url: str, token: str, file: str) -> int:
    """Recourse as `python -m bot run` runs it, without Telegram's limits on pace."""
    with loading():
        from bot.commands.loop import run
        from bot.commands.run import serve
    from handlers.pace import UNLIMITED

    settings = Settings(bot_token=token, bot_api_url=api_url, database_url=f"sqlite:///{file}")
    return run(serve(settings, UNLIMITED))


def main(which: str, api_url: str, token: str, file: str) -> None:
    """Runs until told to end."""
    if which == "stock":
        stock_application(token, api_url=api_url).run_polling()
    else:
        ours(api_url, token, file)


if __name__ == "__main__":
    for brought in ("rich", "click", "pygments"):
        # By development tools; other libraries load them where they see them, and a host does not have them.
        sys.modules[brought] = cast(Any, None)
    main(*sys.argv[1:])

"""What people send besides text: pictures, albums, files, videos, voice, stickers, places, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.playground import limits
from bot.playground.entities import found
from bot.playground.methods.media import DOCUMENT, VIDEO, VOICE, Medium, card_of, file_card
from bot.playground.people import People, Person
from bot.playground.refusals import ImpossibleError
from bot.playground.world import JSON


class Attachments(People):
    """People, and what they can attach. `where` is that of `says`: reply_to, chat, thread."""

    def sends_photo(
        self,
        who: Person,
        content: bytes | int = 200_000,
        caption: str | None = None,
        *,
        album: str | None = None,
        size: tuple[int, int] = (0, 0),
        **where: Any,
    ) -> JSON:
        """A picture: its bytes, or only how many. Pictures with the same `album` belong together. One that is too
        large is refused as Telegram refuses it."""
        body: JSON = {"photo": self.files.photo(content, *size)}
        if album:
            body["media_group_id"] = album
        return self._send_file(who, body, caption, where)

    def sends_album(
        self, who: Person, contents: Sequence[bytes | int], caption: str | None = None, **where: Any
    ) -> list[JSON]:
        """Two to ten pictures at once; the caption is on the first. Each is an update of its own."""
        if not 2 <= len(contents) <= limits.ALBUM:
            raise ImpossibleError("an album has two to ten pictures")
        album = str(12000000000000000 + self.number())
        photos = [self.files.photo(content) for content in contents]  # all of them, before one is in the chat
        return [
            self._send_file(who, {"photo": photo, "media_group_id": album}, None if at else caption, where)
            for at, photo in enumerate(photos)
        ]

    def sends_document(
        self,
        who: Person,
        content: bytes | int = 50_000,
        name: str = "receipt.pdf",
        mime: str = "application/pdf",
        caption: str | None = None,
        **where: Any,
    ) -> JSON:
        """A file, such as a picture sent without compression."""
        return self._send_medium(DOCUMENT, who, content, caption, where, {"name": name, "mime": mime})

    def sends_video(
        self,
        who: Person,
        content: bytes | int = 3_000_000,
        caption: str | None = None,
        duration: int = 12,
        **where: Any,
    ) -> JSON:
        """A video."""
        details = {"duration": duration, "width": 720, "height": 1280, "name": "video.mp4"}
        return self._send_medium(VIDEO, who, content, caption, where, details)

    def sends_voice(self, who: Person, content: bytes | int = 20_000, duration: int = 5, **where: Any) -> JSON:
        """A voice message."""
        return self._send_medium(VOICE, who, content, None, where, {"duration": duration})

    def sends_sticker(self, who: Person, emoji: str = "👍", **where: Any) -> JSON:
        """A sticker."""
        stored = self.files.put("sticker", 20_000, mime="image/webp")
        return self._send(who, {"sticker": file_card(stored, {"emoji": emoji})}, **where)

    def sends_location(
        self, who: Person, latitude: float = 55.75, longitude: float = 37.62, live: int = 0, **where: Any
    ) -> JSON:
        """A place; `live`: for so many seconds it moves along with the person."""
        place = {"latitude": latitude, "longitude": longitude} | ({"live_period": live} if live else {})
        return self._send(who, {"location": place}, **where)

    def moves(self, who: Person, message_id: int, *, chat: int | None = None) -> JSON:
        """A live location moves along; the bot is told as of an edit."""
        user = self.person(who)
        room = self._room(user, chat)
        old = room.messages[message_id]
        place = old["location"] | {"latitude": old["location"]["latitude"] + 0.01}
        new = self.replace(room, {**old, "location": place})
        self._pass_on(room, new, "edited_message")
        return new

    def sends_venue(
        self, who: Person, title: str = "Parcel shop", address: str = "1 High Street", **where: Any
    ) -> JSON:
        """A place with a name; for whoever does not know venues it is a location as well."""
        place = {"latitude": 55.75, "longitude": 37.62}
        venue = {"location": place, "title": title, "address": address}
        return self._send(who, {"venue": venue, "location": place}, **where)

    def sends_poll(self, who: Person, question: str = "Which one?", **where: Any) -> JSON:
        """A poll with two answers."""
        options = [{"persistent_id": text, "text": text, "voter_count": 0} for text in ("this", "that")]
        flags = {"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": True}
        poll = {"id": str(self.number()), "question": question, "options": options, "total_voter_count": 0, **flags}
        return self._send(who, {"poll": {**poll, "type": "regular", "members_only": False}}, **where)

    def sends_dice(self, who: Person, value: int = 6, **where: Any) -> JSON:
        """A throw of the dice."""
        return self._send(who, {"dice": {"emoji": "🎲", "value": value}}, **where)

    def sends_video_note(self, who: Person, **where: Any) -> JSON:
        """A round video."""
        card = self.files.put("video_note", 300_000, mime="video/mp4").card()
        return self._send(who, {"video_note": card | {"length": 240, "duration": 4}}, **where)

    def sends_audio(self, who: Person, **where: Any) -> JSON:
        """A piece of music."""
        card = self.files.put("audio", 300_000, mime="audio/mpeg").card()
        return self._send(who, {"audio": card | {"duration": 60, "mime_type": "audio/mpeg"}}, **where)

    def sends_contact(self, who: Person, phone: str = "+10000000000", name: str = "Ana", **where: Any) -> JSON:
        """A contact."""
        return self._send(who, {"contact": {"phone_number": phone, "first_name": name}}, **where)

    def _send_medium(
        self, medium: Medium, who: Person, content: bytes | int, caption: str | None, where: Any, details: JSON
    ) -> JSON:
        return self._send_file(who, {medium.kind: card_of(self, medium, content, details)}, caption, where)

    def _send_file(self, who: Person, body: JSON, caption: str | None, where: Any) -> JSON:
        if caption:
            if len(caption) > limits.CAPTION:
                raise ImpossibleError(f"a caption has at most {limits.CAPTION} characters")
            body["caption"] = caption.strip()
            entities = found(body["caption"], [])
            if entities:
                body["caption_entities"] = entities
        return self._send(who, body, **where)

"""FAQ: what buyers really ask, and the tips from those who won. Keys, topics and sources; the words are in
templates/words/faq.j2 (`q_<key>`, `a_<key>`, `topic_<topic>`).

The keys are stable: they are in callback data. `rests_on` names rules (R), conflicts (C) and fallbacks (F) of the
project's collection of facts (docs/rules.md), or the article a tip comes from, by its key in sources.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Topic(StrEnum):
    """The shelves of the help screen, in the order a buyer needs them."""

    BEFORE = "before"
    DEADLINE = "deadline"
    EVIDENCE = "evidence"
    SELLER = "seller"
    DECISION = "decision"
    MONEY = "money"
    ACCOUNT = "account"
    TIPS_WIN = "tips_win"
    TIPS_AVOID = "tips_avoid"


class Question(StrEnum):
    """One question with one short answer."""

    NO_BUTTON = "no_button"
    CONFIRM_RECEIPT = "confirm_receipt"
    NOT_LIKED = "not_liked"
    CAME_LATE = "came_late"
    HOW_MANY_DAYS = "how_many_days"
    MISSED_ANSWER = "missed_answer"
    WAIT_TEN_DAYS = "wait_ten_days"
    SAYS_DELIVERED = "says_delivered"
    MISSING_PARCEL_PAPER = "missing_parcel_paper"
    UNTRACKED_LOST = "untracked_lost"
    SELLER_SAYS_OPEN = "seller_says_open"
    PERSONAL_REASONS = "personal_reasons"
    CANCEL_DISPUTE = "cancel_dispute"
    PAYPAL_OFFER = "paypal_offer"
    SELLER_IGNORES = "seller_ignores"
    SEND_ALL_BACK = "send_all_back"
    SEND_TO_CHINA = "send_to_china"
    LABEL_REFUSED = "label_refused"
    STILL_PENDING = "still_pending"
    REJECT_LOW_OFFER = "reject_low_offer"
    ZERO_PROPOSAL = "zero_proposal"
    LOST = "lost"
    NO_MONEY_YET = "no_money_yet"
    BANNED = "banned"
    BANK_MAIL = "bank_mail"
    CALM_WORDS = "calm_words"
    STRONG_PROOF = "strong_proof"
    EARLY = "early"
    WRITE_FIRST = "write_first"
    FAIR_AMOUNT = "fair_amount"
    FILES_FIT = "files_fit"
    ADD_FACTS = "add_facts"
    READ_LISTING = "read_listing"
    KEEP_LISTING = "keep_listing"
    CHECK_SELLER = "check_seller"
    FILM_OPENING = "film_opening"
    TRACKED_SHIPPING = "tracked_shipping"
    WATCH_ORDER = "watch_order"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: the question, its shelf, and what the answer rests on."""

    question: Question
    topic: Topic
    rests_on: tuple[str, ...]


FAQ: Final = (
    Entry(Question.NO_BUTTON, Topic.BEFORE, ("R1", "R3", "R10", "R11", "R12")),
    Entry(Question.CONFIRM_RECEIPT, Topic.BEFORE, ("C6", "R58a")),
    Entry(Question.NOT_LIKED, Topic.BEFORE, ("R56c", "F11", "ARTICLE-2025")),
    Entry(Question.CAME_LATE, Topic.BEFORE, ("C12", "R57l")),
    Entry(Question.HOW_MANY_DAYS, Topic.DEADLINE, ("R4", "R5", "C1")),
    Entry(Question.MISSED_ANSWER, Topic.DEADLINE, ("R33", "R34", "ARTICLE-2019")),
    Entry(Question.WAIT_TEN_DAYS, Topic.DEADLINE, ("R30", "R33", "F1")),
    Entry(Question.SAYS_DELIVERED, Topic.EVIDENCE, ("R53", "R58e")),
    Entry(Question.MISSING_PARCEL_PAPER, Topic.EVIDENCE, ("R53",)),
    Entry(Question.UNTRACKED_LOST, Topic.EVIDENCE, ("R58f", "C8", "F1", "F3")),
    Entry(Question.SELLER_SAYS_OPEN, Topic.SELLER, ("R32", "R54", "ARTICLE-2019")),
    Entry(Question.PERSONAL_REASONS, Topic.SELLER, ("R58h", "R58m", "R57i")),
    Entry(Question.CANCEL_DISPUTE, Topic.SELLER, ("R39", "R40", "C5", "R58b")),
    Entry(Question.PAYPAL_OFFER, Topic.SELLER, ("R58c",)),
    Entry(Question.SELLER_IGNORES, Topic.SELLER, ("R26", "R32")),
    Entry(Question.SEND_ALL_BACK, Topic.DECISION, ("R41", "C9", "R56j")),
    Entry(Question.SEND_TO_CHINA, Topic.DECISION, ("R54", "C9")),
    Entry(Question.LABEL_REFUSED, Topic.DECISION, ("R55", "R56l", "R54")),
    Entry(Question.STILL_PENDING, Topic.DECISION, ("R36", "R57a")),
    Entry(Question.REJECT_LOW_OFFER, Topic.DECISION, ("R31", "R34", "ARTICLE-2019")),
    Entry(Question.ZERO_PROPOSAL, Topic.DECISION, ("R32", "R58d")),
    Entry(Question.LOST, Topic.DECISION, ("C8", "F1", "F3", "F6", "F19")),
    Entry(Question.NO_MONEY_YET, Topic.MONEY, ("R57a", "R57c", "R57d", "C13")),
    Entry(Question.BANNED, Topic.ACCOUNT, ("R43",)),
    Entry(Question.BANK_MAIL, Topic.ACCOUNT, ("R58r",)),
    Entry(Question.CALM_WORDS, Topic.TIPS_WIN, ("ARTICLE-2025",)),
    Entry(Question.STRONG_PROOF, Topic.TIPS_WIN, ("ARTICLE-2025", "R48", "R49")),
    Entry(Question.EARLY, Topic.TIPS_WIN, ("ARTICLE-2025", "R58p")),
    Entry(Question.WRITE_FIRST, Topic.TIPS_WIN, ("ARTICLE-2019",)),
    Entry(Question.FAIR_AMOUNT, Topic.TIPS_WIN, ("ARTICLE-2025", "ARTICLE-2019")),
    Entry(Question.FILES_FIT, Topic.TIPS_WIN, ("R44", "R45", "R47")),
    Entry(Question.ADD_FACTS, Topic.TIPS_WIN, ("C4", "R29", "R31", "ARTICLE-2025")),
    Entry(Question.READ_LISTING, Topic.TIPS_AVOID, ("ARTICLE-2025",)),
    Entry(Question.KEEP_LISTING, Topic.TIPS_AVOID, ("ARTICLE-2025",)),
    Entry(Question.CHECK_SELLER, Topic.TIPS_AVOID, ("ARTICLE-2025",)),
    Entry(Question.FILM_OPENING, Topic.TIPS_AVOID, ("ARTICLE-2019", "R58m")),
    Entry(Question.TRACKED_SHIPPING, Topic.TIPS_AVOID, ("ARTICLE-2019", "R58f")),
    Entry(Question.WATCH_ORDER, Topic.TIPS_AVOID, ("ARTICLE-2025", "R18")),
)

if {entry.question for entry in FAQ} != set(Question) or len(FAQ) != len(Question):
    raise AssertionError("every question stands in FAQ exactly once")


SHELF: Final = {str(entry.question): entry.topic for entry in FAQ}


def under(topic: Topic) -> tuple[Question, ...]:
    """The questions of one shelf, in the order they are shown."""
    return tuple(entry.question for entry in FAQ if entry.topic is topic)

"""Sentence: what a buyer's own words already say, field by field, so that the bot need not ask again.

`mine` answers with the stored text form of each field (`bot.domain.case.parse` accepts it); several values mean that
the buyer must say which. Nothing is ever taken as true here: all of it is shown for confirmation. When the words are
not clear the field is left out, which only costs the buyer one more question.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.domain.issues import Family, Issue
from bot.reading import money
from bot.reading.cues import Hit, Token, common, lexicon, tokens
from bot.reading.item import item_named
from bot.reading.mentions import PROTECTION, Mention, day_phrases, days_mentioned
from bot.reading.orders import order_numbers
from bot.reading.spelling import fold, plain_digits

_LONGEST: Final = 4096
_MOST_ISSUES: Final = 3
_MOST_SUMS: Final = 3
_OPENING: Final = 1500  # enough to tell the language by
_MOST_PIECES: Final = 1000
_MOST_NUMBERS: Final = 60  # a text with more numbers is a list, not a story
_NEVER_CAME: Final = frozenset(
    {Issue.IN_TRANSIT, Issue.NO_TRACKING, Issue.DELIVERED_NOT_RECEIVED, Issue.RETURNED_TO_SENDER, Issue.CUSTOMS}
)
_UNVETOED: Final = frozenset({"not_opened"})  # what a "no" hit says
_SHARPER: Final = {
    # The sharper kind contains the words of the blunter one: "says delivered but I never got it".
    Issue.DELIVERED_NOT_RECEIVED: (Issue.IN_TRANSIT,),
    Issue.RETURNED_TO_SENDER: (Issue.IN_TRANSIT, Issue.LATE),
    Issue.NO_TRACKING: (Issue.IN_TRANSIT, Issue.DEFECTIVE, Issue.COUNTERFEIT),
    Issue.CUSTOMS: (Issue.IN_TRANSIT,),
    Issue.NOT_SHIPPED: (Issue.IN_TRANSIT,),
    Issue.WRONG_ADDRESS: (Issue.IN_TRANSIT, Issue.WRONG_ITEM, Issue.DELIVERED_NOT_RECEIVED),
    Issue.WRONG_SHIPPING_METHOD: (Issue.IN_TRANSIT, Issue.WRONG_ITEM),
    Issue.WRONG_VARIANT: (Issue.WRONG_ITEM, Issue.NOT_AS_DESCRIBED),
    Issue.WRONG_SIZE: (Issue.WRONG_ITEM, Issue.WRONG_VARIANT, Issue.NOT_AS_DESCRIBED, Issue.CHANGED_MIND),
    Issue.MISSING_QUANTITY: (Issue.IN_TRANSIT, Issue.WRONG_ITEM),
    Issue.EMPTY_PARCEL: (Issue.IN_TRANSIT, Issue.DELIVERED_NOT_RECEIVED),
    Issue.FAKE_CAPACITY: (Issue.COUNTERFEIT, Issue.WRONG_ITEM, Issue.NOT_AS_DESCRIBED),
    Issue.COUNTERFEIT: (Issue.NOT_AS_DESCRIBED,),
    Issue.USED_AS_NEW: (Issue.NOT_AS_DESCRIBED, Issue.POOR_QUALITY),
    Issue.EXTRA_PAYMENT: (Issue.CHANGED_MIND,),
    Issue.LATE: (Issue.CHANGED_MIND,),
    Issue.DIGITAL: (Issue.DEFECTIVE, Issue.WRONG_ITEM, Issue.USED_AS_NEW),
}


def mine(text: str, language: str, today: date, day_first: bool | None = None) -> Mapping[str, tuple[str, ...]]:
    """The facts in a buyer's first message. An empty mapping: nothing was clear enough."""
    text = text[:_LONGEST]
    folded = fold(plain_digits(text))
    heard: dict[str, tuple[str, ...]] = {}
    numbers = order_numbers(folded)
    if numbers:
        heard["order_number"] = numbers[:_MOST_SUMS]
    spoken = language_of(folded, language)
    if spoken is None:
        return heard
    table = lexicon(spoken)
    words = tokens(folded, table)
    sums = money.sums(folded)
    met = _unvetoed(table.hits(words))
    protected = [(words[hit.first].start, words[hit.last - 1].end) for hit in met if hit.cue.key == PROTECTION]
    phrases = day_phrases(folded, spoken, today, day_first, protected)
    hits = _counting_pieces(met, words, phrases.past, sums)
    heard |= _problem(hits)
    heard |= _one_of("stage", hits, ("decided", "open", "not_opened"))
    heard |= _one_of("payment", hits, ("paypal", "visa", "mastercard", "amex", "card"))
    heard |= _one_of("tracking", hits, ("returned", "delivered", "invalid", "stalled", "none", "moving"))
    heard |= _counts(hits)
    heard |= _sums(sums, words, hits)
    heard |= days_mentioned(phrases, sums, words, hits, folded, today)
    named = item_named(text, table)
    if named:
        heard["item"] = (named,)
    return heard


def wants_abuse(text: str, language: str = "en") -> bool:
    """Whether the buyer asks for help to cheat: goods for free, a false claim, money back for a thing that is fine."""
    folded = fold(text[:_LONGEST])
    spoken = language_of(folded, language)
    if spoken is None:
        return False
    table = lexicon(spoken)
    hits = [hit for hit in table.hits(tokens(folded, table)) if not hit.negated]
    excused = [hit for hit in hits if (hit.cue.topic, hit.cue.key) == ("abuse", "no")]
    asked = [hit for hit in hits if (hit.cue.topic, hit.cue.key) == ("abuse", "free")]
    honest = any(hit.cue.topic == "issue" and hit.cue.weight == 3 for hit in hits)
    plain = [hit for hit in asked if not any(_overlap(hit, other) for other in excused)]
    return any(hit.cue.weight == 3 for hit in plain) or bool(plain and not honest)


def language_of(folded: str, language: str) -> str | None:
    """The language a text is written in, among those we have cues for; the buyer's own wins a draw."""
    own = language[:2].lower()
    words = [token.text for token in tokens(folded[:_OPENING])]
    scores = Counter({name: sum(word in known for word in words) for name, known in common().items()})
    scores["uk"] += 3 * sum(folded.count(letter) for letter in "іїєґ")
    scores["ru"] += 2 * sum(folded.count(letter) for letter in "ыэъ")
    opening = folded[:_OPENING]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in opening)
    if cyrillic > sum("a" <= letter <= "z" for letter in opening):  # "размер S" is no French
        scores = Counter({name: scores[name] for name in ("ru", "uk")})
    best = max(scores.values(), default=0)
    if best == 0:
        return own if own in scores and any(word.isalpha() for word in words) and _writes(own, folded) else None
    leaders = [name for name, score in scores.items() if score == best]
    return own if own in leaders else "en" if "en" in leaders else leaders[0]


def _writes(language: str, folded: str) -> bool:
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in folded)
    return cyrillic if language in ("ru", "uk") else any("a" <= letter <= "z" for letter in folded)


def _problem(hits: Sequence[Hit]) -> dict[str, tuple[str, ...]]:
    """The kinds of problem, best first; only the family when no kind is clear."""
    scores: Counter[Issue] = Counter()
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        if hit.cue.topic == "issue" and not hit.negated and (hit.cue.key, hit.first) not in seen:
            seen.add((hit.cue.key, hit.first))
            kind = Issue(hit.cue.key)
            scores[kind] = max(scores[kind], hit.cue.weight * 10) + 1
    for sharp, blunt in _SHARPER.items():
        if scores[sharp] >= 30:
            for kind in blunt:
                del scores[kind]
    _leave_received(scores, hits)
    clear = [(kind, score) for kind, score in scores.most_common() if score >= 20]
    if clear:
        best = clear[0][1]
        return {"issue": tuple(kind.value for kind, score in clear if score >= best - 10)[:_MOST_ISSUES]}
    facts = {hit.cue.key for hit in hits if hit.cue.topic == "fact" and not hit.negated}
    if "not_received" in facts and "received" not in facts:
        return {"family": (Family.NEVER_CAME.value,)}
    return {"issue": tuple(kind.value for kind in scores)} if len(scores) == 1 else {}


def _leave_received(scores: Counter[Issue], hits: Sequence[Hit]) -> None:
    """A parcel that came with a fault did come: "arrived broken, the seller never got back to me"."""
    came = any(hit.cue.topic == "fact" and hit.cue.key == "received" and not hit.negated for hit in hits)
    faults = [kind for kind, score in scores.items() if score >= 20 and kind not in _NEVER_CAME]
    faults = [kind for kind in faults if kind not in (Issue.LATE, Issue.NOT_SHIPPED)]
    if came and faults:
        for kind in (Issue.IN_TRANSIT, Issue.LATE):
            del scores[kind]


def _unvetoed(hits: list[Hit]) -> list[Hit]:
    """Without what a longer phrase explains otherwise: "I have not received a reply" is no lost parcel."""
    vetoes = [hit for hit in hits if hit.cue.topic == "veto"]
    return [
        hit
        for hit in hits
        if hit.cue.topic == "veto" or not any(one.first <= hit.first and hit.last <= one.last for one in vetoes)
    ]


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _one_of(topic: str, hits: Sequence[Hit], keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The keys of a topic that were said; a hit inside a longer "no" hit is not one."""
    mine_ = [hit for hit in hits if hit.cue.topic == topic and not hit.negated]
    vetoes = [hit for hit in mine_ if hit.cue.key == "no"]
    said = {hit.cue.key for hit in mine_ if hit.cue.key in _UNVETOED or not any(_overlap(hit, one) for one in vetoes)}
    met = [key for key in keys if key in said]
    if topic == "payment":  # a named card is also a card
        met = [key for key in met if key != "card" or len(met) == 1]
    if topic == "tracking":
        met = met[:1]
    return {topic: tuple(met)} if met else {}


def _counting_pieces(
    hits: list[Hit], words: Sequence[Token], mentions: Sequence[Mention], sums: Sequence[money.Sum]
) -> list[Hit]:
    """Without cues whose number belongs to a day or a sum: it counts no pieces."""
    taken = [(one.start, one.end) for one in mentions]
    taken += [(one.start, one.end) for one in sums if one.currencies]

    def free(hit: Hit) -> bool:
        start, end = words[hit.first].start, words[hit.last - 1].end
        return not any(start < last and first < end for first, last in taken)

    return [hit for hit in hits if not hit.numbers or free(hit)]


def _counts(hits: Sequence[Hit]) -> dict[str, tuple[str, ...]]:
    """Pieces ordered and pieces affected."""
    heard: dict[str, set[int]] = {"quantity": set(), "affected": set()}
    lacking: set[int] = set()
    if any(hit.cue.key == "both" for hit in hits):  # "2 of 3 broken" says it best
        hits = [hit for hit in hits if hit.cue.key != "affected"]
    for hit in hits:
        if hit.cue.topic != "count" or hit.negated or not hit.numbers:
            continue
        first, second = (*hit.numbers, 0)[:2]
        if hit.cue.key == "both" and second:
            heard["affected"].add(first)
            heard["quantity"].add(second)
        elif hit.cue.key in ("parts", "short") and 0 < second < first:
            heard["quantity"].add(first)
            (heard["affected"] if hit.cue.key == "parts" else lacking).add(
                second if hit.cue.key == "parts" else first - second
            )
        elif hit.cue.key in heard:
            heard[hit.cue.key].add(first)
    heard["affected"] = heard["affected"] or lacking
    met = {name: values.pop() for name, values in heard.items() if len(values) == 1}
    if met.get("affected", 0) > met.get("quantity", _MOST_PIECES):
        return {}
    return {name: (str(value),) for name, value in met.items() if (name == "quantity") < value <= _MOST_PIECES}


def _sums(sums: Sequence[money.Sum], words: Sequence[Token], hits: Sequence[Hit]) -> dict[str, tuple[str, ...]]:
    """Price, tax and shipping with their currency; a sum offered, refunded or asked on top is no price."""
    heard: dict[str, dict[str, None]] = {"price": {}, "tax": {}, "shipping_price": {}}
    currencies: dict[str, None] = {}
    for one in sums[:_MOST_NUMBERS]:
        field = {"tax": "tax", "shipping": "shipping_price"}.get(one.role, "price")
        topics = _topics_near(one, words, hits)
        named = bool(one.currencies) or (field == "price" and "price" in topics)
        amounts = [amount for amount in one.amounts if 0 < amount <= money.most(one.currencies)]
        if not named or one.negative or not amounts or (field == "price" and "not_price" in topics):
            continue
        heard[field] |= dict.fromkeys(f"{amount:f}" for amount in amounts)
        currencies |= dict.fromkeys(one.currencies)
    met = {field: tuple(values) for field, values in heard.items() if 0 < len(values) <= _MOST_SUMS}
    if met and currencies:
        met["currency"] = tuple(currencies)[:_MOST_SUMS]
    return met


def _topics_near(one: money.Sum, words: Sequence[Token], hits: Sequence[Hit]) -> set[str]:
    """What the words around a sum make of it: up to four before it, one after; a bare number needs its verb at once."""
    at = bisect(words, one.start, key=lambda word: word.end)
    behind = bisect_left(words, one.end, key=lambda word: word.start)
    opening = max(0, at - 4)
    for place in range(opening, at):
        opening = place + 1 if words[place].text in ".!?;\n" else opening
    near: set[str] = set()
    paid = False  # "cost $40" is a price whatever was offered before
    for hit in hits:
        if hit.cue.topic == "sum":
            ahead = opening <= hit.first and hit.last <= at
            if (hit.cue.key == "price" and ahead and hit.last >= at - 1 and _stands_alone(behind, one, words)) or (
                hit.cue.key == "not_price" and (ahead or behind == hit.first)
            ):
                near.add(hit.cue.key)
                paid = paid or (hit.cue.key == "price" and hit.cue.weight == 3)
    return near - {"not_price"} if paid else near


def _stands_alone(behind: int, one: money.Sum, words: Sequence[Token]) -> bool:
    """No noun is counted by the number: "paid 50" but not "for 3 weeks"."""
    return behind >= len(words) or words[behind].start > one.end + 1 or words[behind].text in ".!?;\n"

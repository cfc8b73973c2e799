"""Told: the acts that a story tells, and who did each.

What is denied, asked or only supposed is not told: "the seller did NOT refuse", "what if the seller refuses?". Who did
it is the last one named before it in the sentence, else the one named right behind it ("rejected by AliExpress"), else
the one the story was about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from bot.reading.acts import ACTS, BETTER, JOINED, Who
from bot.reading.cues import ENDS, Hit, Lexicon, Token

_MOST: Final = 60
_BEHIND: Final = 5  # words
_OTHERS: Final = frozenset({Who.SELLER, Who.PLATFORM})
_SPOKEN_OF: Final = _OTHERS | {Who.CARRIER}
_REQUESTS: Final = ("asks_", "offers", "puts")
_BREATH: Final = 14  # words between two acts that are one happening


class Told(NamedTuple):
    """An act at the words first up to, not including, last."""

    act: str
    hit: Hit
    who: Who

    @property
    def first(self) -> int:
        return self.hit.first

    @property
    def last(self) -> int:
        return self.hit.last


class Story(NamedTuple):
    """A text as its words, the cues found in it, and the number of the sentence each word stands in."""

    folded: str
    words: Sequence[Token]
    hits: Sequence[Hit]
    sentences: Sequence[int]
    negations: frozenset[str]

    def comma(self, first: int, last: int) -> bool:
        """Whether a comma stands between the word before `first` and the word `last`."""
        begin = self.words[first - 1].end if first else 0
        return "," in self.folded[begin : self.words[last].start]


def story(folded: str, words: Sequence[Token], table: Lexicon) -> Story:
    """The text, ready to be read."""
    sentences = list(accumulate((word.text in ENDS for word in words), initial=0))
    return Story(folded, words, table.hits(words), sentences, table.negations)


def acts_told(tale: Story) -> list[Told]:
    """What was done, in the order in which it was told."""
    acts = [hit for hit in tale.hits if hit.cue.topic == "act"][:_MOST]
    vetoes = [hit for hit in tale.hits if hit.cue.topic == "veto"]
    clear = [hit for hit in acts if not any(_vetoed(hit, one) for one in vetoes)]
    moods = [hit for hit in tale.hits if hit.cue.topic == "mood"]
    actors = _actors(tale)
    whole = [hit for hit in clear if not _broken(hit, actors[0])]
    real = [hit for hit in _best(whole) if not _denied(tale, hit) and not _supposed(tale, hit, moods)]
    met: list[Told] = []
    for hit in sorted(real, key=lambda one: (one.first, one.last)):
        told = Told(hit.cue.key, hit, _who(tale, hit, actors))
        together = JOINED.get(frozenset({met[-1].act, told.act})) if met else None
        if together is None or told.first - met[-1].last > _BREATH:
            met.append(told)
        elif together != met[-1].act:
            met[-1] = told._replace(act=together)
    return met


def _best(hits: Sequence[Hit]) -> list[Hit]:
    """Each act once where it is said, without what a longer phrase says better."""

    def said_better(hit: Hit) -> bool:
        return any(hit.cue.key in BETTER.get(one.cue.key, ()) and _overlap(one, hit) for one in hits)

    met: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.first, -one.last)):
        again = any(one.cue.key == hit.cue.key and hit.first < one.last for one in met[-6:])
        if not again and not said_better(hit):
            met.append(hit)
    return met


def _asks(hit: Hit) -> bool:
    return hit.cue.key.startswith(_REQUESTS)


def _vetoed(hit: Hit, veto: Hit) -> bool:
    """Whether other words say that it is not meant: those of the act's own name, or "said" for every request."""
    return _overlap(hit, veto) and (veto.cue.key == hit.cue.key or (veto.cue.key == "said" and _asks(hit)))


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _broken(hit: Hit, subjects: Sequence[Hit]) -> bool:
    """Whether somebody else begins to act in the middle: "seller offered five aliexpress decided return"."""
    return _asks(hit) and any(hit.first < one.first < hit.last and one.cue.key in _OTHERS for one in subjects)


def _denied(tale: Story, hit: Hit) -> bool:
    """Whether a "not" stands before the act or inside it, unless the cue itself speaks of a not."""
    if any(word in tale.negations for step in hit.cue.steps for word in step.words):
        return False
    return hit.negated or any(tale.words[at].text in tale.negations for at in range(hit.first, hit.last))


def _supposed(tale: Story, hit: Hit, moods: Sequence[Hit]) -> bool:
    """Whether it is asked or only thought of. "if" holds to the end of its sentence, "should I" to the next comma."""
    return any(
        one.first < hit.first
        and tale.sentences[one.first] == tale.sentences[hit.first]
        and (one.cue.key == "if" or not tale.comma(one.last, max(hit.first, one.last)))
        for one in moods
    )


def _actors(tale: Story) -> tuple[list[Hit], list[Hit]]:
    """Those who can be the subject of a sentence, and all who are named."""
    named = [hit for hit in tale.hits if hit.cue.topic == "who"]
    nobody = [hit for hit in named if hit.cue.key == "nobody"]
    everybody = [hit for hit in named if hit.cue.key != "nobody"]
    subjects = [
        hit
        for hit in everybody
        if hit.cue.key != "named" and not any(one.first <= hit.first and hit.last <= one.last for one in nobody)
    ]
    return subjects, [hit for hit in everybody if hit.cue.key in _SPOKEN_OF]


def _who(tale: Story, hit: Hit, actors: tuple[list[Hit], list[Hit]]) -> Who:
    subjects, named = actors
    here = tale.sentences[hit.first]
    before = [one for one in subjects if one.first <= hit.first and tale.sentences[one.first] == here]
    if before and before[-1].cue.key != Who.THEY:
        return Who(before[-1].cue.key)
    if not before:
        behind = [one for one in subjects if hit.first <= one.first < hit.last + _BEHIND]
        behind = [one for one in behind if one.cue.key in _OTHERS and tale.sentences[one.first] == here]
        if behind:
            return Who(behind[0].cue.key)
        if hit.cue.key in ACTS and ACTS[hit.cue.key].own:
            return Who.UNSAID
    at = bisect_right([one.last for one in named], hit.first)
    spoken_of = Who(named[at - 1].cue.key) if at else None
    return spoken_of or (Who.THEY if before else Who.UNSAID)

"""The coach: one thing to do, its risk said, no day that has passed, and words for every key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addressees import COACH_LETTERS, Addressee
from bot.domain.advice import Do
from bot.domain.case import Case, Payment, Proof, Wish
from bot.domain.claim_letters import claim_facts
from bot.domain.claims import Shot
from bot.domain.coach import Coaching, coach
from bot.domain.eligibility import assess
from bot.domain.event_warnings import WARNED
from bot.domain.history import Event, Happening, Side
from bot.domain.issues import Issue
from bot.domain.lessons import LESSONS
from bot.domain.letters import LETTERS, letter_facts, requested
from bot.domain.offers import Worth, weigh
from bot.domain.remedies import suggest
from bot.domain.stages import Actor, Phase
from bot.domain.standing import told
from bot.domain.strength import Level, Strength, strength
from bot.domain.transitions import NEXT, POSSIBLE, STARTS
from bot.domain.warnings import WARNINGS
from bot.policies import load
from bot.rendering.words import words
from tests.coaching import coached
from tests.domain.test_standing import CASES, HAPPENINGS, LAWS, TODAY
from tests.rendering.samples import macros

POLICY: Final = load()
ROOT: Final = Path(__file__).resolve().parents[2]
KINDS: Final = ("why", "risk", "avoid", "change")
MORE: Final = frozenset({Do.EDIT_WITH_NEW_FACT, Do.LET_STAND})
PRICED: Final = st.builds(
    Case,
    issue=st.sampled_from(Issue),
    price=st.decimals(1, 500, places=2),
    currency=st.just("USD"),
    function_lost=st.none() | st.decimals("0.1", 1, places=1),
    return_price=st.none() | st.decimals(1, 100, places=2),
    opened_on=st.just(TODAY),
    ordered_on=st.just(date(2026, 3, 1)),
    payment=st.none() | st.sampled_from(Payment),
    evidence=st.none() | st.lists(st.sampled_from(Proof), max_size=4).map(tuple),
)


def _coached(case: Case, today: date = TODAY) -> Coaching:
    return coach(case, assess(case, POLICY, today), POLICY, today)


@given(CASES | PRICED, st.lists(HAPPENINGS, max_size=6))
@LAWS
def test_a_day_is_never_given_that_has_passed(case: Case, happenings: list[Happening]) -> None:
    said = _coached(told(case, *happenings))

    assert said.by is None or said.by >= TODAY


@given(PRICED, st.sampled_from(Event), st.decimals(0, 500, places=2), st.sampled_from(Side))
@LAWS
def test_a_higher_demand_is_never_advised_without_its_risk(case: Case, event: Event, sum_: Decimal, by: Side) -> None:
    said = _coached(told(case, Happening(event, TODAY, sum_, by)))

    refused = said.do is Do.REFUSE_POLITELY and said.offer is not None
    assert said.risk or not (said.do in MORE or refused)


def test_who_wants_the_money_for_the_goods_may_agree_to_a_return() -> None:
    case = Case(issue=Issue.DEFECTIVE, opened_on=TODAY, wish=Wish.RETURN, price=Decimal(40), currency="USD")
    said = _coached(told(case, Happening(Event.SELLER_ASKED_RETURN, TODAY)))

    assert (said.do, said.why[0], said.letters) == (Do.ACCEPT, "return_was_asked", ("return_terms",))


@given(PRICED, st.decimals(0, 500, places=2), st.sampled_from(Side))
@LAWS
def test_more_money_never_makes_an_offer_worse(case: Case, offered: Decimal, by: Side) -> None:
    remedy = requested(suggest(case, assess(case, POLICY, TODAY), POLICY))
    order = [Worth.ZERO, Worth.LOW, Worth.NEAR, Worth.FAIR]
    less = weigh(case, offered, by, remedy, strength(case)).worth
    more = weigh(case, offered + 1, by, remedy, strength(case)).worth

    if Worth.UNKNOWN not in (less, more):
        assert order.index(less) <= order.index(more)


@given(CASES | PRICED, st.lists(HAPPENINGS, max_size=5))
@LAWS
def test_whatever_happened_every_word_of_the_advice_can_be_said(case: Case, happenings: list[Happening]) -> None:
    said = _coached(told(case, *happenings))

    kinds = {"why": said.why, "risk": said.risk, "avoid": said.avoid, "change": said.change, "do": (said.do,)}
    for kind, keys in kinds.items():
        for key in keys:
            assert words("en").plain("coach", f"{kind}_{key}", said.facts)


def test_every_stage_turn_event_and_act_has_words_and_no_words_are_orphans() -> None:
    lessons = LESSONS.values()
    fixed = {
        *(f"{kind}_{phase}" for kind in ("stage", "silence") for phase in (*Phase, "ended")),
        *(f"turn_{actor}" for actor in Actor),
        *(f"do_{do}" for do in Do),
        *(f"means_{event}" for event in Event),
        *(f"strength_{level}" for level in Level),
        *(
            f"{kind}_{key}"
            for lesson in lessons
            for kind in ("why", "risk", "avoid", "change")
            for key in getattr(lesson, kind)
        ),
    }
    modules = ("counsel", "offers", "coach", "advice", "returning")
    source = "".join((ROOT / "bot" / "domain" / f"{name}.py").read_text(encoding="utf-8") for name in modules)
    worked_out = {f"{kind}_{do}" for kind in ("why_first", "risk_with") for do in Do}
    worked_out |= {f"why_offer_is_{worth}" for worth in Worth}
    spoken = set(macros("coach"))

    assert fixed - spoken == set()
    assert {key for key in spoken - fixed - worked_out if f'"{key.partition("_")[2]}"' not in source} == set()


def test_every_letter_of_the_coach_has_its_template_and_its_reader() -> None:
    named = {key for lesson in LESSONS.values() for key in lesson.letters}
    templates = {path.stem for path in (ROOT / "templates" / "letters").glob("[!_]*.j2")}
    usual = {letter.key for letter in LETTERS}

    assert named <= usual | set(COACH_LETTERS)
    assert templates == usual | set(COACH_LETTERS)


def test_every_warning_of_an_event_is_a_warning_there_is() -> None:
    assert {key for keys in WARNED.values() for key in keys} <= set(WARNINGS)


def test_what_moved_a_case_is_possible_where_it_led() -> None:
    """Else the coach would call an ordinary event odd."""
    reported = [
        pair for pair in STARTS if not pair[1].endswith(("ran_out", "applied", "under_way", "carried_out", "due"))
    ]

    assert [pair for pair in reported if (NEXT[pair], pair[1]) not in POSSIBLE] == []


def test_the_sentences_meet_every_event() -> None:
    assert {example.expect.get("event") for example in coached()} >= {event.value for event in Event}


@pytest.mark.parametrize("issue", list(Issue))
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_letters_of_the_coach_read_well_with_much_and_with_nothing(issue: Issue, language: str) -> None:
    full = Case(
        issue=issue,
        order_number="8015710859336916",
        item="phone",
        price=Decimal(200),
        currency="USD",
        ordered_on=date(2026, 3, 1),
        opened_on=date(2026, 5, 1),
        payment=Payment.VISA,
        evidence=(Proof.PHOTO,),
    )
    for case in (told(full, Happening(Event.DECIDED_AGAINST, date(2026, 5, 20), Decimal(5))), Case(issue=issue)):
        found = assess(case, POLICY, TODAY)
        facts = letter_facts(case, found, requested(suggest(case, found, POLICY)), TODAY)
        for key, reader in COACH_LETTERS.items():
            text = words(language).letter(key, {**facts, **claim_facts(case, _coached(case))})
            assert "None" not in text
            assert "  " not in text
            assert len(text.split()) <= 120
            assert not [word for word in ("must", "scam", "cheat", "immediately", "!") if word in text.casefold()]
            if reader is Addressee.SELLER:
                assert words("zh").letter(key, {**facts, **claim_facts(case, _coached(case))}) != text


def test_an_offer_to_the_seller_is_thanked_for_with_its_sum() -> None:
    case = told(
        Case(issue=Issue.DEFECTIVE, price=Decimal(20), currency="USD", function_lost=Decimal("0.5"), opened_on=TODAY),
        Happening(Event.SELLER_OFFERED_AMOUNT, TODAY, Decimal(2), Side.SELLER),
    )
    found = assess(case, POLICY, TODAY)
    facts = letter_facts(case, found, requested(suggest(case, found, POLICY)), TODAY)
    text = words("en").letter("low_offer", {**facts, **claim_facts(case, _coached(case))})

    assert text.startswith("Hello, thank you for your offer of US$2.00.")
    assert "a partial refund of US$11.00, without a return" in text


def test_the_two_things_that_would_help_are_the_most_convincing_ones_missing() -> None:
    case = Case(issue=Issue.DEFECTIVE, evidence=(Proof.SCREENSHOT,))

    assert strength(case) == Strength(Level.FAIR, (Shot.FAULT_VIDEO, Shot.WHOLE_ITEM))


def test_files_are_the_proof_once_there_are_some() -> None:
    """The film on the list is not a film that lies before us."""
    case = Case(issue=Issue.DEFECTIVE, evidence=(Proof.SCREENSHOT,))
    found = assess(case, POLICY, TODAY)
    without = coach(case, found, POLICY, TODAY).strength
    filmed = coach(case, found, POLICY, TODAY, {Shot.FAULT_VIDEO, Shot.WHOLE_ITEM, Shot.LISTING}).strength

    assert without.level is Level.FAIR
    assert filmed.level is Level.STRONG
    assert Shot.FAULT_VIDEO not in filmed.raised_by


def test_one_photo_does_not_prove_a_whole_list() -> None:
    case = Case(issue=Issue.DEFECTIVE, evidence=tuple(Proof))

    assert strength(case).level is Level.STRONG
    assert strength(case, matched={Shot.WHOLE_ITEM}).level is not Level.STRONG


LOST: Final = told(
    Case(
        issue=Issue.DEFECTIVE,
        price=Decimal(20),
        currency="USD",
        function_lost=Decimal("0.5"),
        ordered_on=date(2026, 3, 1),
        opened_on=date(2026, 5, 1),
        payment=Payment.PAYPAL,
    ),
    Happening(Event.DECIDED_AGAINST, date(2026, 5, 10)),
    Happening(Event.BUYER_APPEALED, date(2026, 5, 11)),
    Happening(Event.DECIDED_AGAINST, date(2026, 5, 15)),
)


def _written(key: str, case: Case) -> str:
    found, said = assess(case, POLICY, TODAY), _coached(case)
    facts = letter_facts(case, found, requested(suggest(case, found, POLICY)), TODAY)
    return words("en").letter(key, {**facts, **claim_facts(case, said)})


def test_a_bank_is_asked_for_the_fair_figure_and_not_for_the_opening_one() -> None:
    """With a seller one begins a little above; what is claimed elsewhere is what is due."""
    assert "a partial refund of US$10.00" in _written("paypal_claim", LOST)
    assert "a partial refund of US$11.00" in _written("low_offer", LOST.but(history=(), stage=None, closed_on=None))


def test_when_all_is_lost_the_day_to_act_is_that_of_the_first_way() -> None:
    said = _coached(LOST)

    assert said.at.phase is Phase.LOST
    assert said.at.act_by == said.by == said.routes[0].last_day
    assert said.at.act_by is not None


def test_a_dispute_that_was_won_is_not_said_to_have_brought_nothing() -> None:
    won = told(
        LOST.but(history=(), stage=None, closed_on=None),
        Happening(Event.DECIDED_FOR, date(2026, 5, 10)),
        Happening(Event.ITEM_DIED, date(2026, 5, 20)),
    )

    assert "solution" in _written("card_claim", LOST)
    assert "solution" not in _written("card_claim", won)


def test_a_proposal_without_its_sum_does_not_borrow_that_of_an_earlier_offer() -> None:
    case = told(
        LOST.but(history=(), stage=None, closed_on=None),
        Happening(Event.SELLER_OFFERED_AMOUNT, date(2026, 5, 3), Decimal(2), Side.SELLER),
        Happening(Event.PLATFORM_PROPOSED_ZERO, TODAY),
    )

    assert "2.00" not in _written("low_proposal", case)

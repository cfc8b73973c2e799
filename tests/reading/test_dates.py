"""Days as buyers type them, seen from Wednesday 15 July 2026. Each row: language, text, the day or how many days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ask import Direction
from bot.reading.dates import NoDay, read_day

TODAY = date(2026, 7, 15)

SAMPLES = """
en|month first|3 weeks ago|2026-06-24
en|month first|last friday|2026-07-10
en|month first|12/04/2020|2020-12-04
en|day first|12/04/2020|2020-04-12
en|month first|June 12th|2026-06-12
en|month first|yesterdy|2026-07-14
ru||вчера|2026-07-14
ru||позавчера|2026-07-13
ru||12 июня|2026-06-12
ru||06.05|2026-05-06
ru||в прошлую пятницу|2026-07-10
ru||неделю назад|2026-07-08
es||hace dos semanas|2026-07-01
es||ayer|2026-07-14
es||12 de junio|2026-06-12
es||el viernes pasado|2026-07-10
es||06/05|2026-05-06
es||antier|2026-07-13
de||vor 3 Tagen|2026-07-12
de||vorgestern|2026-07-13
de||12. Juni|2026-06-12
de||06.05.26|2026-05-06
de||letzten Freitag|2026-07-10
de||vor zwei Wochen|2026-07-01
it||ieri|2026-07-14
it||due settimane fa|2026-07-01
it||l'altro ieri|2026-07-13
it||venerdì scorso|2026-07-10
it||il 12 giugno|2026-06-12
fr||il y a 3 jours|2026-07-12
fr||avant-hier|2026-07-13
fr||12 juin|2026-06-12
fr||vendredi dernier|2026-07-10
fr||1er juillet|2026-07-01
pt||há 3 dias|2026-07-12
pt||anteontem|2026-07-13
pt||12/06|2026-06-12
pt||sexta-feira passada|2026-07-10
zh||2026年3月5日|2026-03-05
zh||昨天|2026-07-14
zh||3天前|2026-07-12
zh||上周五|2026-07-10
en|month first|2 weaks ago|2026-07-01
en|month first|jun 12|2026-06-12
ru||12 июян|2026-06-12
ru||3 дня назад.|2026-07-12
en|day first|dec 20|2025-12-20
en|month first|20.11.2025|2025-11-20
"""

HELD_OUT = """
en|June 15th, 2026|2026-06-15
en|15 of june|2026-06-15
en|a week ago|2026-07-08
en|2 months ago|2026-05-15
en|3 week ago|2026-06-24
en|day before yesterday|2026-07-13
en|the day before yesterday|2026-07-13
en|on Friday 12 June|2026-06-12
en|Order date: Jun 15, 2026|2026-06-15
en|Jun 15, 2026 08:15|2026-06-15
en|2026-07-12T10:00:00Z|2026-07-12
en|20260712|2026-07-12
en|tody|2026-07-15
en|yesturday|2026-07-14
en|10 days ago|2026-07-05
en|friday last week|2026-07-10
en|feburary 3|2026-02-03
en|it arrived 12 june|2026-06-12
en|6/15/20|2020-06-15
en|twelve days ago|2026-07-03
ru|12-го июня|2026-06-12
ru|12 июня 2026 года|2026-06-12
ru|12 июня 2026 г.|2026-06-12
ru|5 мая|2026-05-05
ru|полгода назад|2026-01-15
ru|две недели назад|2026-07-01
ru|в пятницу|2026-07-10
ru|на прошлой неделе в пятницу|2026-07-10
ru|21 день назад|2026-06-24
ru|пришло 3 июля|2026-07-03
ru|12.06.2026|2026-06-12
ru|12 06 2026|2026-06-12
ru|вчира|2026-07-14
ru|5 дней тому назад|2026-07-10
ru|заказал 1 сент 2025|2025-09-01
ru|месяц назад|2026-06-15
uk|вчора|2026-07-14
uk|3 дні тому|2026-07-12
uk|12 червня|2026-06-12
uk|минулої п'ятниці|2026-07-10
uk|два тижні тому|2026-07-01
pl|wczoraj|2026-07-14
pl|3 dni temu|2026-07-12
pl|12 czerwca|2026-06-12
pl|w zeszły piątek|2026-07-10
pl|tydzień temu|2026-07-08
tr|dün|2026-07-14
tr|3 gün önce|2026-07-12
tr|12 Haziran|2026-06-12
tr|geçen cuma|2026-07-10
tr|iki hafta önce|2026-07-01
ar|أمس|2026-07-14
ar|قبل 3 أيام|2026-07-12
ar|قبل يومين|2026-07-13
ar|12 يونيو|2026-06-12
ar|١٢ يونيو|2026-06-12
ar|١٢/٠٦/٢٠٢٦|2026-06-12
ar|الجمعة الماضية|2026-07-10
ar|قبل أسبوع|2026-07-08
ar|منذ ثلاثة أيام|2026-07-12
he|אתמול|2026-07-14
he|שלשום|2026-07-13
he|לפני 3 ימים|2026-07-12
he|לפני שבוע|2026-07-08
he|לפני יומיים|2026-07-13
he|12 ביוני|2026-06-12
he|ב-12 ביוני|2026-06-12
he|יום שישי שעבר|2026-07-10
ko|어제|2026-07-14
ko|그저께|2026-07-13
ko|3일 전|2026-07-12
ko|6월 12일|2026-06-12
ko|2026년 6월 12일|2026-06-12
ko|지난주 금요일|2026-07-10
ko|일주일 전|2026-07-08
ja|昨日|2026-07-14
ja|一昨日|2026-07-13
ja|3日前|2026-07-12
ja|6月12日|2026-06-12
ja|先週の金曜日|2026-07-10
ja|2週間前|2026-07-01
zh|前天|2026-07-13
zh|6月12号|2026-06-12
zh|三天前|2026-07-12
zh|两周前|2026-07-01
zh|一个月前|2026-06-15
zh|上星期五|2026-07-10
zh|上周一|2026-07-06
zh|2026/6/12|2026-06-12
zh|６月１２日|2026-06-12
pt-BR|ontem|2026-07-14
pt-BR|anteontem|2026-07-13
pt-BR|12 de junho|2026-06-12
pt-BR|3 dias atrás|2026-07-12
pt-BR|faz uma semana|2026-07-08
pt-BR|sexta passada|2026-07-10
pt-BR|há duas semanas|2026-07-01
es|hace una semana|2026-07-08
es|el 12 de junio de 2026|2026-06-12
es|el viernes de la semana pasada|2026-07-10
es|12/jun/2026|2026-06-12
de|vor einer Woche|2026-07-08
de|am 3. März 2026|2026-03-03
de|Freitag, 12. Juni|2026-06-12
de|vor zwei Tagen|2026-07-13
it|3 giorni fa|2026-07-12
it|una settimana fa|2026-07-08
it|12/04/2020|2020-04-12
fr|il y a une semaine|2026-07-08
fr|le 12 juin 2026|2026-06-12
fr|hier|2026-07-14
fr|12 fevrier|2026-02-12
nl|gisteren|2026-07-14
nl|3 dagen geleden|2026-07-12
nl|afgelopen vrijdag|2026-07-10
hi|3 दिन पहले|2026-07-12
vi|3 ngày trước|2026-07-12
id|3 hari yang lalu|2026-07-12
cs|před 3 dny|2026-07-12
el|πριν από 3 ημέρες|2026-07-12
th|12 มิถุนายน|2026-06-12
hu|2026.06.12.|2026-06-12
"""

SEVERAL = """
en|03/04|2
en|03/04/2026|2
en|06.05|2
en|last week|7
en|mid June|10
en|early june|10
en|last month|30
en|june|30
en|few days ago|5
en|about 2 weeks ago|7
en|last weekend|2
en|last monday|2
en|june 2026|30
en|12-13 june|2
en|12 or 13 june|2
ru|на прошлой неделе|7
ru|в середине июня|10
ru|несколько дней назад|5
ru|12-го|2
ru|в начале июля|10
de|Mitte Juni|10
de|letzte Woche|7
de|vor ein paar Tagen|5
es|la semana pasada|7
es|a mediados de junio|10
es|hace unos días|5
fr|la semaine dernière|7
fr|mi-juin|10
fr|il y a quelques jours|5
it|la settimana scorsa|7
it|metà giugno|10
pt|semana passada|7
pt|há alguns dias|5
pl|w zeszłym tygodniu|7
uk|минулого тижня|7
zh|上周|7
zh|6月中旬|10
zh|几天前|5
ko|지난주|7
ko|6월 중순|10
ja|先週|7
ja|数日前|5
ja|6月中旬|10
ar|الأسبوع الماضي|7
ar|منتصف يونيو|10
he|שבוע שעבר|7
he|אמצע יוני|10
tr|geçen hafta|7
tr|birkaç gün önce|5
en|couple of weeks ago|15
en|around june 12|5
ru|около месяца назад|15
it|qualche giorno fa|5
"""

NO_DATES = """
en|ok
en|8015710859336916
en|iphone 12
en|2 of 4
en|5 stars
en|48h
en|60 days
en|12,35
en|$11.74
en|11.74
en|covid 19
en|yes
en|I don't know
en|no idea
en|size 12
en|12
en|LP00123456789CN
en|maybe a refund
en|second hand
en|31/31
en|it never came
en|30 Feb 2026
ru|не знаю
ru|давно
ru|60 дней
ru|2 штуки
ru|1500 руб
ru|не помню
de|weiß nicht
es|no sé
fr|je ne sais pas
it|non lo so
en|100%
en|50 %
en|+7 912 345 67 89
en|12:30
en|15-20 days
en|1-2 weeks
en|🎉
en|2026
en|0/0/0
ru|3 раза
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "order", "text", "day"), rows(SAMPLES))
def test_the_researched_samples_are_all_read(language: str, order: str, text: str, day: str) -> None:
    day_first = {"day first": True, "month first": False}.get(order)
    assert str(read_day(text, language, TODAY, day_first).exact) == day


@pytest.mark.parametrize(("language", "text", "day"), rows(HELD_OUT))
def test_a_day_is_read_in_the_buyers_language(language: str, text: str, day: str) -> None:
    assert str(read_day(text, language, TODAY).exact) == day


@pytest.mark.parametrize(("language", "text", "count"), rows(SEVERAL))
def test_what_can_mean_several_days_is_never_one_silent_day(language: str, text: str, count: str) -> None:
    reading = read_day(text, language, TODAY)

    assert len(reading.days) == int(count)
    assert reading.exact is None
    assert list(reading.days) == sorted(reading.days)
    assert all(day <= TODAY for day in reading.days)


@pytest.mark.parametrize(("language", "text"), rows(NO_DATES))
def test_what_is_no_date_is_not_read_as_one(language: str, text: str) -> None:
    reading = read_day(text, language, TODAY)

    assert reading.days == ()
    assert reading.why is not None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NoDay.EMPTY),
        (" \u200f ", NoDay.EMPTY),
        ("x" * 61, NoDay.TOO_LONG),
        ("8015710859336916", NoDay.LOOKS_LIKE_ORDER_NUMBER),
        ("8015 7108 5933 6916", NoDay.LOOKS_LIKE_ORDER_NUMBER),
        ("no idea", NoDay.NO_DATE),
        ("30 February 2026", NoDay.OUT_OF_RANGE),
        ("15 August 2026", NoDay.OUT_OF_RANGE),
        ("12 June 2009", NoDay.OUT_OF_RANGE),
    ],
)
def test_a_refusal_says_why(text: str, why: NoDay) -> None:
    assert read_day(text, "en", TODAY).why is why


def test_a_day_out_of_range_is_told_so_that_it_can_be_asked_about() -> None:
    assert read_day("15 August 2026", "en", TODAY).refused == date(2026, 8, 15)


def test_english_numbers_are_ambiguous_until_the_buyers_order_is_known() -> None:
    assert read_day("03/04/2026", "en", TODAY).days == (date(2026, 3, 4), date(2026, 4, 3))
    assert read_day("03/04/2026", "en", TODAY, day_first=True).exact == date(2026, 4, 3)
    assert read_day("03/04/2026", "en", TODAY, day_first=False).exact == date(2026, 3, 4)


def test_a_future_reading_is_dropped_when_the_other_is_past() -> None:
    assert read_day("05/08/2026", "en", TODAY).exact == date(2026, 5, 8)


def test_a_repaired_slip_is_marked_as_a_guess() -> None:
    assert read_day("yesterdy", "en", TODAY).guessed
    assert not read_day("yesterday", "en", TODAY).guessed


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12 days left", date(2026, 7, 27)),
        ("en", "in 5 days", date(2026, 7, 20)),
        ("en", "12 August", date(2026, 8, 12)),
        ("en", "tomorrow", date(2026, 7, 16)),
        ("ru", "через 3 дня", date(2026, 7, 18)),
        ("ru", "осталось 12 дней", date(2026, 7, 27)),
        ("ru", "12 августа", date(2026, 8, 12)),
        ("de", "in 2 Wochen", date(2026, 7, 29)),
    ],
)
def test_the_end_of_protection_may_lie_ahead(language: str, text: str, day: date) -> None:
    assert read_day(text, language, TODAY, direction=Direction.FUTURE).exact == day


def test_either_direction_takes_the_nearer_day_and_asks_when_both_are_near() -> None:
    assert read_day("12 August", "en", TODAY, direction=Direction.ANY).exact == date(2026, 8, 12)
    assert len(read_day("14 January", "en", TODAY, direction=Direction.ANY).days) == 2


def test_friday_said_on_a_friday_is_a_week_ago() -> None:
    assert read_day("friday", "en", date(2026, 7, 17)).exact == date(2026, 7, 10)


def test_leap_day_without_a_year_is_the_last_one_there_was() -> None:
    assert read_day("29 February", "en", TODAY).exact == date(2024, 2, 29)


def test_half_a_phrase_is_not_read_as_the_whole() -> None:
    for text, language in (("полторы недели назад", "ru"), ("2 weeks and 3 days ago", "en")):
        assert read_day(text, language, TODAY).exact is None


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | st.text(alphabet="0123456789./-: ,年月日前agoweklstdnд нзаvor", max_size=60),
    st.sampled_from(["en", "ru", "ar", "zh", "ko", "pt-BR", "xx", ""]),
    st.sampled_from(list(Direction)),
    st.sampled_from([True, False, None]),
)
def test_no_text_breaks_the_reader(text: str, language: str, direction: Direction, day_first: bool | None) -> None:
    """Whatever is typed: candidates in range, or a reason."""
    reading = read_day(text, language, TODAY, day_first, direction)

    assert bool(reading.days) == (reading.why is None)
    assert len(reading.days) <= 40

"""Engines: which database a whole conversation is kept in. In memory, unless a test asks for PostgreSQL as well.

@EACH_ENGINE
async def test_…(talk): …    # `talk` opens its conversation on the fixture `database`
"""

from __future__ import annotations

from typing import Final

import pytest

EACH_ENGINE: Final = pytest.mark.parametrize("database", ["memory", "postgres"], indirect=True)
"""For the few stories in which the statements themselves matter: each costs a database of its own."""
EN_IN_MEMORY: Final = pytest.param("en", "memory", id="en")
RU_ON_POSTGRES: Final = pytest.param("ru", "postgres", id="ru-postgres")
EACH_LANGUAGE_ON_ANOTHER: Final = pytest.mark.parametrize(
    ("language", "database"), [EN_IN_MEMORY, RU_ON_POSTGRES], indirect=["database"]
)
"""For stories told in two languages anyway: two engines for the price of one."""

"""The orders for roles: each names fields that there are, and none twice."""

from __future__ import annotations

import pytest

from reward_reports.report.model.guides import guides
from reward_reports.report.model.roles import ROLES

FIELDS = set(guides())


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_names_fields_that_there_are_and_none_twice(role):
    named = [path for part in role.parts for path in part.fields]
    assert set(named) <= FIELDS
    assert len(named) == len(set(named))
    assert {*named, *role.rest(FIELDS)} == FIELDS

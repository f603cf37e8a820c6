"""How properties are searched: the same way on every machine, so that a suite that passed passes again.

Campaigns (`make campaign`) search at random instead.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A busy machine is no failure of ours: no deadlines, no complaint about slow examples.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("campaign", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

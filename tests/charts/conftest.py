import json
from pathlib import Path

import pytest

from timeline.charts import Row


@pytest.fixture(scope="session")
def seed_rows() -> list[Row]:
    """Events of the seed article, as the view `timeline` gives them where its date is inferred."""
    return [
        Row.model_validate(row) for row in json.loads(Path(__file__).with_name("seed_rows.json").read_text())
    ]

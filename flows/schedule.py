"""A flow on a schedule, in this process."""

from __future__ import annotations

import asyncio
from typing import Any

from prefect.flows import Flow
from prefect.runner import Runner


class StoppableRunner(Runner):
    """Ends on SIGTERM, and with it a run in progress, which then leaves the warehouse as it was.

    The handler of Prefect 3.8 never awaits its own shutdown, and waits for such a run for ever.
    """

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        self._leaving = asyncio.get_running_loop().create_task(self.astop())


def serve(flow: Flow[..., Any], *, cron: str, parameters: dict[str, Any]) -> None:
    """Run the flow at the times of a cron line (UTC), one run at a time, until stopped."""
    asyncio.run(_serve(flow, cron, parameters))


async def _serve(flow: Flow[..., Any], cron: str, parameters: dict[str, Any]) -> None:
    runner = StoppableRunner(name=flow.name, limit=1)
    await runner.aadd_flow(flow, name=flow.name, cron=cron, parameters=parameters)
    await runner.start()

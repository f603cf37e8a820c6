"""A flow on a schedule, in this process: one run at a time, and one for all that were missed."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.flows import Flow
from prefect.logging import get_logger
from prefect.runner import Runner
from prefect.states import Cancelled

# How often it is looked for runs that are due, in seconds.
_EVERY = 5


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
    # Not paused when it stops: what falls due in the meantime is still there when it starts again.
    runner = StoppableRunner(name=flow.name, limit=1, pause_on_shutdown=False)
    deployment = await runner.aadd_flow(flow, name=flow.name, cron=cron, parameters=parameters)
    await leave_out_the_missed(deployment)
    keeping = asyncio.create_task(_keep_leaving_out(deployment))
    try:
        await runner.start()
    finally:
        keeping.cancel()


async def leave_out_the_missed(deployment: UUID) -> None:
    """Of the runs that are due only the last is left: it finds all that those before it would have found."""
    async with get_client() as client:
        due = await client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
                expected_start_time=FlowRunFilterExpectedStartTime(before_=dt.datetime.now(dt.UTC)),
            ),
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        )
        for run in due[1:]:
            await client.set_flow_run_state(
                run.id, Cancelled(message=f"the run {due[0].name} stands for it"), force=True
            )


async def _keep_leaving_out(deployment: UUID) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        try:
            await leave_out_the_missed(deployment)
        except (
            Exception
        ) as error:  # a server that is away for a while comes back, and the next look finds more
            get_logger("timeline").warning("runs that were missed could not be left out: %s", error)

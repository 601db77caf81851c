"""`python -m tests.fleet.serve AS_OF`: serves the fleet until its standard input is closed."""

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from checker.demo.county import SHUT, County, Host, pages_of, site_at
from checker.demo.serve import serve
from tests.fleet.plans import Planned, fleet
from tests.fleet.strangers import DOMAIN, REFUSING, SERVICES, neighbour_hosts, stranger_hosts


@dataclass(frozen=True)
class FleetCounty(County):
    """The hosts beyond the county as the demo has them, and the fleet's sites with their quirks."""

    fleet: tuple[Planned, ...] = ()

    @cached_property
    def hosts(self) -> Mapping[str, Host]:
        """Every host that answers."""
        beyond = County(self.as_of, (), self.accounts).hosts
        hosts = {**neighbour_hosts(), **beyond, **stranger_hosts()}
        for each in self.fleet:
            plan = each.plan
            if plan.behaviour in SHUT:
                hosts[plan.host] = Host({}, SHUT[plan.behaviour])
                continue
            pages = pages_of(site_at(plan, self.as_of))
            hosts[plan.host] = Host(each.quirk(pages, self.as_of.date()) if each.quirk else pages)
        return hosts

    @property
    def refusing(self) -> tuple[str, ...]:
        """Names that lead to a closed port."""
        return (*super().refusing, *REFUSING)


def fleet_county(as_of: datetime) -> FleetCounty:
    """The fleet as of a moment in China."""
    sites = fleet()
    return FleetCounty(as_of, tuple(each.plan for each in sites), (), sites)


async def _serve(as_of: datetime) -> None:
    server = await serve(fleet_county(as_of))
    strangers = {
        f"{name}:80": f"{server.host}:{server.port}" for name in (f"*.{DOMAIN}", *SERVICES)
    }
    leads = {**server.connect_to, **strangers}
    sys.stdout.write(json.dumps({"port": server.port, "connect_to": leads}) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await server.close()


if __name__ == "__main__":
    asyncio.run(_serve(datetime.fromisoformat(sys.argv[1])))

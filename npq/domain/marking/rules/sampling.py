"""Which scripts are marked a second time besides those that have to be: some of each marker and provider, by chance."""

import random
from collections import defaultdict
from collections.abc import Hashable, Mapping
from uuid import UUID

PER_CENT = 100


def drawn(strata: Mapping[UUID, Hashable], percent: int, chance: random.Random) -> frozenset[UUID]:
    """So many per cent of each stratum, rounded up, so that nobody’s few are left out. `strata`: what each script
    belongs to, such as its marker and provider. The same chance draws the same, in whatever order they come."""
    together: defaultdict[Hashable, list[UUID]] = defaultdict(list)
    for script, stratum in strata.items():
        together[stratum].append(script)
    found: set[UUID] = set()
    for stratum in sorted(together, key=repr):
        scripts = sorted(together[stratum])
        found.update(chance.sample(scripts, -(-len(scripts) * percent // PER_CENT)))
    return frozenset(found)

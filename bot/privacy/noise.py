"""Discrete Laplace noise on the reports line, drawn by OpenDP in a child process.

OpenDP takes long to import and much memory; the bot needs it once a week (attacks.md §8).
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence

Noise = Callable[[Sequence[int], float], list[int]]
# One counted report a person and week moves one category and one verdict: L1 distance 2.
SENSITIVITY = 2


def laplace(counts: Sequence[int], epsilon: float) -> list[int]:
    """`counts` with noise of scale 2/epsilon; one person's odds move by at most e^epsilon."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.privacy.noise"],
        input=json.dumps({"counts": list(counts), "epsilon": epsilon}),
        capture_output=True,
        text=True,
        check=True,
    )
    noised: list[int] = json.loads(done.stdout)
    return noised


def _draw(counts: list[int], epsilon: float) -> list[int]:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    noised: list[int] = dp.m.make_laplace(*space, scale=SENSITIVITY / epsilon)(counts)
    return noised


if __name__ == "__main__":
    print(json.dumps(_draw(**json.load(sys.stdin))))

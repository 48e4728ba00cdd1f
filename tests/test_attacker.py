"""Two supervisors who share what they get, and a member of a small group who tells them the rest.

They know who is in which group, what was demanded when, which row is which group, and all that
happened in the member's own group. Over four weeks people join and leave, groups pause, and some
are quiet. They ask of everybody else how often this person did as told. An answer that leaves one
number is a person given away.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from bot.digest.anonymise import anonymise, classes
from bot.digest.contents import Published
from bot.privacy.release import Band, fold
from bot.records import ChainRow, GroupWeek, Watched
from classifier import Label
from tests.rows import WEEK, finding
from tests.weeks import no_noise

K, WEEKS, WORLDS = 5, 4, 40
LABELS = ((Label.ROLL_CALL,), (Label.FORCED_FORWARD, Label.TRACE_PROOF))
Act = tuple[int, str, str]  # Week, group, person.


@dataclass
class World:
    """What truly happened: in how many chains each person of each group and week took part."""

    supervisors: dict[str, tuple[int, ...]]
    chains: dict[tuple[int, str], int] = field(default_factory=dict)
    took_part: dict[Act, int] = field(default_factory=dict)
    people: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    @property
    def insiders_group(self) -> str:
        """The smallest group: what the colluding member knows."""
        sizes = [(len(people), group) for (_, group), people in self.people.items()]
        return min(sizes)[1]

    def released(self, week: int) -> list[Published]:
        """What both supervisors get, and the names of the groups in each row."""
        rows = [
            self._row(week, group) for group in self.supervisors if (week, group) in self.people
        ]
        return [
            anonymise(WEEK.plus(week), groups, None, k=K, epsilon=1.0, noise=no_noise,
                      rng=random.Random(1), model="test")
            for _, groups in classes(rows)
        ]  # fmt: skip

    def _row(self, week: int, group: str) -> GroupWeek:
        people, chains = self.people[week, group], self.chains[week, group]
        counts = [0] * chains
        for person in people:
            for place in range(self.took_part[week, group, person]):
                counts[place] += 1
        rows = [ChainRow(b"%d" % i, "{}", True, LABELS[i % 2], count, count)
                for i, count in enumerate(counts)]  # fmt: skip
        demands = [finding(b"%s%d" % (group.encode(), i), LABELS[i % 2], addressed=len(people))
                   for i in range(chains)]  # fmt: skip
        paused = int(group < "c" and week == 2)
        watched = Watched(group, self.supervisors[group], not paused, paused, 0, 0, len(people) + 9)
        everybody = frozenset(person.encode() for person in people)
        return GroupWeek(watched, 90, 9, tuple(demands), tuple(rows), everybody, 0)


def world(dice: random.Random) -> World:
    """Three to seven groups of two supervisors, four weeks, with joins, leaves and quiet weeks."""
    made = World({
        chr(97 + n): dice.choice([(1,), (1, 2), (2,)]) for n in range(dice.randint(3, 7))
    })  # fmt: skip
    for group in made.supervisors:
        people = [f"{group}{n}" for n in range(dice.choice([1, 2, 3, 4, 5, 6, 8, 10]))]
        for week in range(WEEKS):
            people = _joined_and_left(dice, group, people, week)
            if dice.random() < 0.08:
                continue  # The group has taken the bot out for this week.
            made.people[week, group] = people
            made.chains[week, group] = most = dice.randint(0, 3)
            eager = dice.choice([0.0, 0.5, 0.9, 1.0])
            for person in people:
                made.took_part[week, group, person] = sum(dice.random() < eager
                                                          for _ in range(most))  # fmt: skip
    return made


def _joined_and_left(dice: random.Random, group: str, people: list[str], week: int) -> list[str]:
    stay = [person for person in people if dice.random() > 0.1] or people
    return [*stay, *([f"{group}new{week}"] if dice.random() < 0.2 else [])]


@dataclass(frozen=True)
class Known:
    """One thing the attackers know: these acts add up to something between two numbers."""

    acts: tuple[Act, ...]
    band: Band


def of_rows(made: World, rows: Iterable[tuple[int, Sequence[str], Band]]) -> Iterator[Known]:
    for week, groups, band in rows:
        acts = [(week, group, person) for group in groups for person in made.people[week, group]]
        yield Known(tuple(acts), band)


def from_published(made: World) -> list[Known]:
    """Every count of people who did something that Published holds, row by row."""
    rows = [
        (week, [cell.group_id], cell.participants)
        for week in range(WEEKS)
        for published in made.released(week)
        for cell in published.cells
        if cell.participants
    ]
    return list(of_rows(made, rows))


def from_exact_sums(made: World) -> list[Known]:
    """What a digest of exact sums would tell: a total for each supervisor, rows of k people."""
    rows = []
    for week in range(WEEKS):
        there = [group for group in made.supervisors if (week, group) in made.people]
        sets = [[group for group in there if who in made.supervisors[group]] for who in (1, 2)]
        sets += [[group] for group in there if len(made.people[week, group]) >= K]
        for groups in sets:
            exact = sum(made.took_part[week, group, person]
                        for group in groups for person in made.people[week, group])  # fmt: skip
            rows.append((week, groups, Band(exact, exact)))
    return list(of_rows(made, rows))


def pinned(made: World, known: Sequence[Known]) -> Iterator[Act]:
    """Acts of others that what is known leaves only one number for, by linear programming."""
    acts = list(made.took_part)
    place = {act: number for number, act in enumerate(acts)}
    own = made.insiders_group
    ends = [
        (made.took_part[act],) * 2 if act[1] == own else (0, made.chains[act[:2]]) for act in acts
    ]
    sums = _matrix([[place[act] for act in each.acts] for each in known], len(acts))
    matrix = csr_array(np.vstack([sums, -sums])) if known else None
    limits = [each.band.hi for each in known] + [-each.band.lo for each in known] or None

    def solve(weights: np.ndarray) -> np.ndarray:
        done = linprog(weights, A_ub=matrix, b_ub=limits, bounds=ends)
        assert done.success
        return np.asarray(done.x)

    guessed = _never_moved(solve, acts)
    hidden = [act for act in guessed if act[1] != own and made.chains[act[:2]]]
    yield from (act for act in hidden if _range(solve, place[act], len(acts)) < 0.5)


def _matrix(rows: Sequence[Sequence[int]], width: int) -> np.ndarray:
    made = np.zeros((len(rows), width))
    for number, places in enumerate(rows):
        made[number, places] = 1
    return made


def _never_moved(solve: object, acts: list[Act]) -> list[Act]:
    """Acts with the same value in a few extreme solutions: all that could be pinned."""
    dice = np.random.default_rng(7)
    weights = [dice.normal(size=len(acts)) for _ in range(3)]
    seen = np.array([solve(sign * each) for each in weights for sign in (1, -1)])  # type: ignore[operator]
    return [act for act, moved in zip(acts, np.ptp(seen, axis=0) > 0.5, strict=True) if not moved]


def _range(solve: object, place: int, width: int) -> float:
    one = np.zeros(width)
    one[place] = 1
    return float(solve(-one)[place] - solve(one)[place])  # type: ignore[operator]


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [world(random.Random(seed)) for seed in range(WORLDS)]


def test_nobody_is_pinned_on_what_is_published(worlds: list[World]) -> None:
    for made in worlds:
        assert list(pinned(made, from_published(made))) == []


def test_the_same_attack_pins_people_on_exact_sums(worlds: list[World]) -> None:
    found = [any(pinned(made, from_exact_sums(made))) for made in worlds]
    assert sum(found) > WORLDS // 2


def test_bands_without_an_open_top_would_give_somebody_away(worlds: list[World]) -> None:
    """Folding alone is not enough where everybody did as told: the reason for `fold_within`."""

    def folded(made: World) -> list[Known]:
        exact = {known.acts: known.band.lo for known in from_exact_sums(made)}
        rows = [each for each in from_published(made) if each.acts in exact]
        return [Known(each.acts, fold(exact[each.acts], K)) for each in rows]

    assert any(pinned(made, folded(made)) for made in worlds)


@pytest.mark.parametrize("chains", [1, 2])
@pytest.mark.parametrize("size", [5, 6, 8, 9, 12])
def test_every_published_row_leaves_worlds_in_which_each_person_acted_otherwise(
    size: int, chains: int
) -> None:
    """All worlds of one group, exhausted: whole bytes of Published, minutes and all."""
    compatible = defaultdict(set)
    for count in range(size * chains + 1):
        made = World(
            {"a": (1,)}, {(0, "a"): chains}, people={(0, "a"): [f"a{n}" for n in range(size)]}
        )
        for number, person in enumerate(made.people[0, "a"]):
            share, rest = divmod(count, size)
            made.took_part[0, "a", person] = share + (number < rest)
        (body,) = made.released(0)
        compatible[body.to_json()].add(count)
    for counts in compatible.values():
        ends = {0, size * chains} & counts
        assert len(counts) >= (K if ends else (K + 1) // 2)


def test_who_complied_is_never_told_of_pooled_groups() -> None:
    """One who knows their own small group could subtract it from the sum."""
    made = World(dict.fromkeys("abc", (1,)))
    for name in "abc":
        made.people[0, name] = [f"{name}{n}" for n in range(4)]
        made.chains[0, name] = 1
        made.took_part |= {(0, name, person): 1 for person in made.people[0, name]}
    (complied,) = made.released(0)
    made.took_part = dict.fromkeys(made.took_part, 0)
    (refused,) = made.released(0)
    assert [cell.shape for cell in complied.cells] == ["pool"]
    assert complied.to_json() == refused.to_json()


def test_cases_tell_of_demands_and_never_of_who_complied(worlds: list[World]) -> None:
    for made in worlds[:10]:
        for week in range(WEEKS):
            before = [body.cases for body in made.released(week)]
            held = dict(made.took_part)
            made.took_part = dict.fromkeys(held, 0)
            assert [body.cases for body in made.released(week)] == before
            made.took_part = held

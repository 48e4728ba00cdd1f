"""The release rule of the anonymity contract, line 4."""

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.release import (
    Band,
    Cell,
    cells,
    fold,
    fold_within,
    reports_may_be_published,
)

PEOPLE = [b"%d" % n for n in range(40)]
memberships = st.dictionaries(
    st.sampled_from("abcdefg"), st.frozensets(st.sampled_from(PEOPLE)), min_size=1
)


@given(st.integers(0, 10_000), st.integers(5, 50))
def test_a_folded_count_always_contains_the_true_one(n: int, k: int) -> None:
    band = fold(n, k)
    assert band.lo <= n <= band.hi


@given(st.integers(0, 10_000), st.integers(5, 50))
def test_a_band_holds_at_least_half_of_k_different_counts(n: int, k: int) -> None:
    same = [m for m in range(max(0, n - 2 * k), n + 2 * k) if fold(m, k) == fold(n, k)]
    assert len(same) >= (k + 1) // 2


def test_zero_and_almost_k_look_the_same() -> None:
    assert fold(0, 5) == fold(4, 5) == Band(0, 4)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(5, 9))
def test_a_count_folded_within_its_most_is_in_its_band(n: int, more: int, k: int) -> None:
    band = fold_within(n, n + more, k)
    assert band.lo <= n <= band.hi


@given(st.integers(0, 300), st.integers(5, 9))
def test_neither_nobody_nor_everybody_is_ever_told(most: int, k: int) -> None:
    """Each end is hidden among k counts, or among all there are."""
    bands = [fold_within(n, most, k) for n in range(most + 1)]
    for end in (bands[0], bands[-1]):
        assert bands.count(end) >= min(k, most + 1)


@given(memberships, st.integers(5, 8))
def test_no_row_stands_on_fewer_than_k_people_unless_it_shows_no_people(
    people: dict[str, frozenset[bytes]], k: int
) -> None:
    for cell in cells(people, dict.fromkeys(people, 100), k):
        if cell.shape != "quiet":
            assert len(frozenset().union(*(people[group] for group in cell.groups))) >= k


@given(memberships, st.integers(5, 8))
def test_a_pool_has_three_groups_and_keeps_k_people_without_any_one(
    people: dict[str, frozenset[bytes]], k: int
) -> None:
    for cell in cells(people, dict.fromkeys(people, 0), k):
        if cell.shape == "pool":
            assert len(cell.groups) >= 3
            for left_out in cell.groups:
                others = (people[group] for group in cell.groups if group != left_out)
                assert len(frozenset().union(*others)) >= k


@given(memberships)
def test_no_group_is_in_two_rows(people: dict[str, frozenset[bytes]]) -> None:
    shown = [group for cell in cells(people, dict.fromkeys(people, 30), 5) for group in cell.groups]
    assert len(shown) == len(set(shown))


def test_two_small_groups_are_never_pooled() -> None:
    people = {"a": frozenset(PEOPLE[:4]), "b": frozenset(PEOPLE[4:8])}
    assert cells(people, {"a": 4, "b": 4}, 5) == []


def test_three_small_groups_are_pooled_when_no_one_of_them_carries_the_rest() -> None:
    people = {name: frozenset(PEOPLE[i * 4 : i * 4 + 4]) for i, name in enumerate("abc")}
    assert cells(people, dict.fromkeys("abc", 4), 5) == [Cell("pool", ("a", "b", "c"))]


def test_one_clerk_in_three_small_groups_counts_once() -> None:
    people = {name: frozenset(PEOPLE[:2]) for name in "abc"}
    assert cells(people, dict.fromkeys("abc", 4), 5) == []


def test_a_quiet_large_group_has_a_row_of_its_own() -> None:
    assert cells({"a": frozenset(PEOPLE[:2])}, {"a": 20}, 5) == [Cell("quiet", ("a",))]


def test_reports_are_published_from_four_k_active_people_on() -> None:
    assert not reports_may_be_published(19, 5)
    assert reports_may_be_published(20, 5)

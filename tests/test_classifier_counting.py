"""Features are found by number; that must count what the analysers name, and nothing else."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import hashing, normalise
from classifier.counting import FeatureCounter, keys_of, tokens_of
from classifier.features import ANALYSERS
from classifier.hashing import KeyTable, displacements
from tests.tiny_corpus import EXAMPLES

FEATURES = sorted(
    {
        (block, feature)
        for example in EXAMPLES[::2]
        for block, analyse in ANALYSERS.items()
        for feature in analyse(normalise(example.text))
    }
)
TOKENS = tokens_of(FEATURES)
KEYS = keys_of(FEATURES, TOKENS)
COUNTER = FeatureCounter(TOKENS, KEYS, KeyTable(KEYS, displacements(KEYS)))


def named(text: str) -> Counter[tuple[str, str]]:
    """The features of the vocabulary as the analysers name them."""
    found = Counter(
        (block, feature) for block, analyse in ANALYSERS.items() for feature in analyse(text)
    )
    return Counter({feature: count for feature, count in found.items() if feature in FEATURES})


def counted(text: str) -> Counter[tuple[str, str]]:
    places, counts = COUNTER.count(text)
    return Counter({FEATURES[p]: n for p, n in zip(places.tolist(), counts.tolist(), strict=True)})


@pytest.mark.parametrize("text", [example.text for example in EXAMPLES])
def test_every_feature_is_counted_in_real_sentences(text: str) -> None:
    assert counted(normalise(text)) == named(normalise(text))


@given(st.text(max_size=60) | st.text(alphabet="转发朋友圈收到1截图。⟪⟫…\U0001f44d", max_size=60))
def test_every_feature_is_counted_in_any_text(text: str) -> None:
    assert counted(normalise(text)) == named(normalise(text))


def test_a_feature_is_told_as_people_read_it() -> None:
    readable = {feature: COUNTER.readable(place) for place, feature in enumerate(FEATURES)}
    assert all(told == name.replace(" ", "") for (_, name), told in readable.items())


keys = st.lists(st.integers(1, 2**32 - 1), unique=True, max_size=300).map(
    lambda found: np.array(found, dtype=np.uint32)
)


@given(keys, keys)
def test_a_key_table_finds_its_own_keys_and_no_others(
    own: hashing.Keys, asked: hashing.Keys
) -> None:
    table = KeyTable(own, displacements(own))
    assert table.holds(own)
    places, known = table.look_up(asked)
    assert known.tolist() == np.isin(asked, own).nonzero()[0].tolist()
    assert own[places].tolist() == asked[known].tolist()


def test_a_key_table_grows_with_its_keys() -> None:
    many = np.random.default_rng(1).choice(2**32 - 1, 220_000, replace=False).astype(np.uint32) + 1
    assert KeyTable(many, displacements(many)).holds(many)

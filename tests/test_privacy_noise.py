"""The reports line's noise comes from OpenDP and has the scale the contract states."""

from statistics import mean

from bot.privacy.noise import laplace


def test_noise_is_centred_and_of_the_promised_size() -> None:
    drawn = laplace([100] * 4000, 1.0)
    # Discrete Laplace of scale 2: mean absolute deviation 1 / sinh(1/2) ≈ 1.92.
    assert 99.5 < mean(drawn) < 100.5
    assert 1.7 < mean(abs(value - 100) for value in drawn) < 2.2


def test_a_smaller_epsilon_means_more_noise() -> None:
    drawn = laplace([100] * 4000, 0.5)
    assert 3.5 < mean(abs(value - 100) for value in drawn) < 4.5

"""The linear learners `compare` shows; what they learn folds into one weight a feature."""

from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

_SEED = 20261101


class WeightedLinear(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression or linear SVM over features scaled by naive Bayes log-ratios.

    `bayes` 0 leaves the features as they are; 1 scales each wholly by its ratio (NB-SVM).
    """

    def __init__(self, learner: str = "logistic", c: float = 1.0, bayes: float = 0.0) -> None:
        self.learner = learner
        self.c = c
        self.bayes = bayes

    def fit(self, features: csr_matrix, truth: np.ndarray[Any, Any]) -> "WeightedLinear":
        """Learn one label; `truth` holds 0 and 1."""
        scale = 1 - self.bayes + self.bayes * _ratios(features, truth)
        inner = self._inner().fit(features.multiply(scale).tocsr(), truth)
        self.classes_ = inner.classes_
        self.coef_ = inner.coef_ * scale
        self.intercept_ = inner.intercept_
        return self

    def _inner(self) -> Any:
        if self.learner == "svm":
            return LinearSVC(C=self.c, random_state=_SEED)
        return LogisticRegression(C=self.c, solver="liblinear", random_state=_SEED)

    def decision_function(self, features: csr_matrix) -> np.ndarray[Any, Any]:
        """The signed distance from the border, positive for the label."""
        scores = features @ self.coef_.T + self.intercept_
        return np.asarray(scores).ravel()


def _ratios(features: csr_matrix, truth: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """How much more a feature occurs with the label than without: |log ratio|, mean 1."""
    inside, outside = (
        1 + np.asarray((features[truth == value] > 0).sum(axis=0)).ravel() for value in (1, 0)
    )
    ratios = np.abs(np.log(inside / (1 + (truth == 1).sum()) / outside * (1 + (truth == 0).sum())))
    return np.asarray(ratios / ratios.mean())

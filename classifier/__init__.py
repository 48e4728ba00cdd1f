"""Knows Chinese work-group text, nothing of Telegram. This is the package's public face."""

from classifier.errors import ArtefactError, ClassifierError, CorpusError
from classifier.labels import LABELS, SPEC_VERSION, Category, Label, category_of, chinese_name
from classifier.model import Classifier, Verdict
from classifier.objects import asked_object
from classifier.pushed import pushed
from classifier.text import normalise

__all__ = [
    "LABELS",
    "SPEC_VERSION",
    "ArtefactError",
    "Category",
    "Classifier",
    "ClassifierError",
    "CorpusError",
    "Label",
    "Verdict",
    "asked_object",
    "category_of",
    "chinese_name",
    "normalise",
    "pushed",
]

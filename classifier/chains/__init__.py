"""Roll-call chains: runs of replies by different members performing the same ritual."""

from classifier.chains.detector import ChainDetector
from classifier.chains.records import Chain, ChainKind, Demand, Turn

__all__ = ["Chain", "ChainDetector", "ChainKind", "Demand", "Turn"]

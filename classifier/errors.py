"""What can go wrong with the corpus or the model, each said in one Chinese line."""


class ClassifierError(Exception):
    """A problem the user can mend; its text is one plain Chinese line."""


class CorpusError(ClassifierError):
    """The corpus breaks its own rules; the line says which file, which line and why."""


class ArtefactError(ClassifierError):
    """The trained model is absent, damaged or made for other rules; mended by `jianfu train`."""

"""Checks a new password against a written policy and says why not.

>>> from keyward_policy import Context, Validator
>>> validator = Validator("nhs-appendix-a")
>>> report = validator.check("FarmHairTree83*", Context(username="jsmith", names=["John Smith"]))
>>> report
<keyward_policy.Report refused: special>
>>> report.messages("desk")
['Special characters: use at least 2 special characters, such as ! £ or %.']

Nothing here shows a password in ``repr``, ``str`` or an exception. A finding made for ``"private"``, the person who typed
the password, says what was read in it and where; keep that from everybody else.
"""

from ._keyward import (
    PRESETS,
    RULES,
    BreachFilterError,
    Context,
    EncodingError,
    Finding,
    History,
    HistoryError,
    KeywardError,
    Policy,
    PolicyError,
    Report,
    SuggestError,
    Suggestion,
    Validator,
    Verdicts,
    WordListError,
    __version__,
)

__all__ = [
    "PRESETS",
    "RULES",
    "BreachFilterError",
    "Context",
    "EncodingError",
    "Finding",
    "History",
    "HistoryError",
    "KeywardError",
    "Policy",
    "PolicyError",
    "Report",
    "SuggestError",
    "Suggestion",
    "Validator",
    "Verdicts",
    "WordListError",
    "__version__",
]

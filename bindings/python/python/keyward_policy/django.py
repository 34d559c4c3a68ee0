"""For ``AUTH_PASSWORD_VALIDATORS`` of Django::

    AUTH_PASSWORD_VALIDATORS = [
        {
            "NAME": "keyward_policy.django.KeywardValidator",
            "OPTIONS": {"policy": "nhs-appendix-a", "words": ["Riverside"]},
        }
    ]

What Django knows of the user is held against the password: user name, names and email address. Derive from the class and
override ``context_of`` and ``history_of`` to give more.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from . import Context, History, Validator


class KeywardValidator:
    """Refuses what the policy refuses, with a message a rule; the code of each is the rule's identifier.

    ``disclosure`` is how much the messages say. A page that shows them to whoever typed the password may use "private", which
    names what was read in it.
    """

    def __init__(self, policy: str = "nhs-appendix-a", *, disclosure: str = "desk", **options: Any) -> None:
        self.validator = Validator(policy, **options)
        self.disclosure = disclosure

    def context_of(self, user: Any) -> Context:
        """What is known of a user."""
        names = [getattr(user, "first_name", ""), getattr(user, "last_name", "")]
        return Context(
            username=user.get_username(),
            names=[" ".join(name for name in names if name)],
            email=getattr(user, getattr(user, "EMAIL_FIELD", "email"), ""),
        )

    def history_of(self, user: Any) -> History | None:
        """The earlier passwords of a user, where they are kept."""
        return None

    def validate(self, password: str, user: Any = None) -> None:
        context = None if user is None else self.context_of(user)
        history = None if user is None else self.history_of(user)
        report = self.validator.check(password, context, history=history)
        if not report.accepted:
            findings = report.findings(self.disclosure, _language())
            raise ValidationError(
                [
                    ValidationError(finding.message, code=finding.rule)
                    for finding in findings
                    if finding.severity == "violation"
                ]
            )

    def get_help_text(self) -> str:
        requirements = self.validator.policy.requirements(_language()).values()
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((text,) for text in requirements)))


def _language() -> str:
    return "cy" if (get_language() or "").startswith("cy") else "en"

"""A validator for a field of WTForms::

    from keyward_policy.wtforms import KeywardPassword

    class Change(Form):
        username = StringField()
        new_password = PasswordField(validators=[KeywardPassword("nhs-appendix-a", username="username")])
"""

from __future__ import annotations

from typing import Any

from wtforms import ValidationError

from . import Context, Validator


class KeywardPassword:
    """Refuses what the policy refuses. ``username``, ``names`` and ``email`` name fields of the form that tell of the person;
    the other arguments are those of ``Validator``."""

    def __init__(
        self,
        policy: Any = "nhs-appendix-a",
        *,
        username: str | None = None,
        names: str | None = None,
        email: str | None = None,
        disclosure: str = "desk",
        language: str = "en",
        **options: Any,
    ) -> None:
        self.validator = Validator(policy, **options)
        self.fields = {"username": username, "names": names, "email": email}
        self.disclosure = disclosure
        self.language = language

    def __call__(self, form: Any, field: Any) -> None:
        context = Context(**{key: form[name].data for key, name in self.fields.items() if name is not None})
        report = self.validator.check(field.data or "", context)
        if not report.accepted:
            raise ValidationError(" ".join(report.messages(self.disclosure, self.language)))

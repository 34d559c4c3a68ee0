"""A field of a pydantic model that holds only what the policy accepts::

    from keyward_policy.pydantic import Password

    class Change(BaseModel):
        new_password: Annotated[SecretStr, Password("nhs-appendix-a")]

The value is a ``SecretStr``. Neither the error of pydantic nor its ``errors()`` shows what was typed.
"""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, SecretStr
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from . import Validator


class Password:
    """Marks a ``SecretStr`` as a new password under a policy; the arguments are those of ``Validator``."""

    def __init__(self, policy: Any = "nhs-appendix-a", *, disclosure: str = "desk", language: str = "en", **options: Any):
        self.validator = Validator(policy, **options)
        self.disclosure = disclosure
        self.language = language

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if source is not SecretStr:
            raise TypeError("a password is a SecretStr, so that nothing shows it: Annotated[SecretStr, Password(…)]")
        # In two steps, as an error holds what went into its step: the second gets a secret.
        judge = core_schema.no_info_plain_validator_function(self._judge)
        return core_schema.chain_schema([handler(source), judge])

    def _judge(self, secret: SecretStr) -> SecretStr:
        report = self.validator.check(secret.get_secret_value())
        if not report.accepted:
            messages = report.messages(self.disclosure, self.language)
            # Not a template: a message may have braces.
            raise PydanticCustomError("password_policy", "{reasons}", {"reasons": "\n".join(messages), "rules": report.rules})
        return secret

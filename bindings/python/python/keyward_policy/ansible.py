"""Filters for Ansible. Put a file with this line into the folder ``filter_plugins`` beside a playbook::

    from keyward_policy.ansible import FilterModule

and a playbook can refuse a secret that its policy refuses::

    - ansible.builtin.assert:
        that: vault_password | keyward_accepted
        fail_msg: "{{ vault_password | keyward_messages }}"
      no_log: true

``keyward_messages`` gives what a service desk may read, ``keyward_rules`` the rules that object; ``policy=`` names another
policy. Neither holds anything of the password.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from . import Report, Validator


@cache
def _validator(policy: str) -> Validator:
    return Validator(policy)


def _check(password: Any, policy: str) -> Report:
    return _validator(policy).check(str(password))


def messages(password: Any, policy: str = "nhs-appendix-a", language: str = "en") -> list[str]:
    return _check(password, policy).messages("desk", language)


def rules(password: Any, policy: str = "nhs-appendix-a") -> list[str]:
    return _check(password, policy).rules


def accepted(password: Any, policy: str = "nhs-appendix-a") -> bool:
    return _check(password, policy).accepted


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"keyward_messages": messages, "keyward_rules": rules, "keyward_accepted": accepted}

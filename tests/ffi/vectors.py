"""The judged cases of tests/vectors (the arguments) through ctypes."""

import json
import os
import sys
from ctypes import CDLL, byref, c_bool, c_char_p, c_size_t, c_uint8, c_uint16, c_uint32, c_void_p

keyward = CDLL(os.environ["KEYWARD"])
FIELDS = {"username": 1, "names": 2, "email": 3, "phone": 4, "related": 5, "subjects": 6}


def ok(status):
    assert status == 0, status


def rule_id(number):
    text, length = c_char_p(), c_size_t()
    ok(keyward.keyward_rule_id(number, byref(text), byref(length)))
    return text.value[: length.value].decode()


def policy_of(name):
    policy = c_void_p()
    ok(keyward.keyward_policy_new_preset(name.encode(), c_size_t(len(name.encode())), byref(policy)))
    return policy


def context_of(request):
    context = c_void_p()
    ok(keyward.keyward_context_new(byref(context)))
    known = request.get("context") or {}
    values = [(FIELDS[key], value) for key, value in known.items() if key in FIELDS]
    values += [(7, request.get("previous") or []), (8, request.get("other_accounts") or [])]
    for field, value in values:
        for text in [value] if isinstance(value, str) else value or []:
            data = text.encode()
            ok(keyward.keyward_context_add_utf8(context, field, data, c_size_t(len(data))))
    if known.get("date_of_birth"):
        year, month, day = map(int, known["date_of_birth"].split("-"))
        ok(keyward.keyward_context_set_date_of_birth(context, c_uint16(year), c_uint8(month), c_uint8(day)))
    if request.get("operation") == "set":
        ok(keyward.keyward_context_set_operation(context, 2))
    return context


def check(policy, request):
    context, report, accepted, count, rule = context_of(request), c_void_p(), c_bool(), c_size_t(), c_uint32()
    password = request["password"].encode()
    ok(keyward.keyward_check_utf8(policy, context, password, c_size_t(len(password)), byref(report)))
    ok(keyward.keyward_report_accepted(report, byref(accepted)))
    ok(keyward.keyward_report_count(report, byref(count)))
    rules = set()
    for index in range(count.value):
        ok(keyward.keyward_report_rule(report, c_size_t(index), byref(rule)))
        rules.add(rule_id(rule.value))
    keyward.keyward_report_free(report)
    keyward.keyward_context_free(context)
    return accepted.value, rules


def main(files):
    policies, cases = {}, 0
    for file in files:
        for line in open(file, encoding="utf-8"):
            case = json.loads(line)
            expect, name = case["expect"], case["policy"]
            policies[name] = policies.get(name) or policy_of(name)
            accepted, rules = check(policies[name], case["request"])
            assert expect.get("accepted", accepted) == accepted, (case, rules)
            assert "any_of" not in expect or rules & set(expect["any_of"]), (case, rules)
            assert not rules & set(expect.get("none_of", [])), (case, rules)
            assert set(expect.get("exactly", rules)) == rules, (case, rules)
            cases += 1
    for policy in policies.values():
        keyward.keyward_policy_free(policy)
    print(cases, "cases")


main(sys.argv[1:])

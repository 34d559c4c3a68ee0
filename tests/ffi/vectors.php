<?php // The judged cases of tests/vectors (the arguments) through FFI.

declare(strict_types=1);

$keyward = FFI::cdef(file_get_contents(getenv('KEYWARD_CDEF')), getenv('KEYWARD'));

function ok(int $status): void
{
    if ($status !== 0) {
        throw new RuntimeException("status $status");
    }
}

function policy_of(FFI $keyward, string $name): FFI\CData
{
    $policy = $keyward->new('keyward_policy *');
    ok($keyward->keyward_policy_new_preset($name, strlen($name), FFI::addr($policy)));
    return $policy;
}

function context_of(FFI $keyward, array $request): FFI\CData
{
    $context = $keyward->new('keyward_context *');
    ok($keyward->keyward_context_new(FFI::addr($context)));
    $known = $request['context'] ?? [];
    $fields = [
        [$keyward->KEYWARD_FIELD_USERNAME, $known['username'] ?? []],
        [$keyward->KEYWARD_FIELD_NAME, $known['names'] ?? []],
        [$keyward->KEYWARD_FIELD_EMAIL, $known['email'] ?? []],
        [$keyward->KEYWARD_FIELD_PHONE, $known['phone'] ?? []],
        [$keyward->KEYWARD_FIELD_RELATED, $known['related'] ?? []],
        [$keyward->KEYWARD_FIELD_SUBJECT, $known['subjects'] ?? []],
        [$keyward->KEYWARD_FIELD_PREVIOUS, $request['previous'] ?? []],
        [$keyward->KEYWARD_FIELD_OTHER_ACCOUNT, $request['other_accounts'] ?? []],
    ];
    foreach ($fields as [$field, $values]) {
        foreach ((array) $values as $value) {
            ok($keyward->keyward_context_add_utf8($context, $field, $value, strlen($value)));
        }
    }
    if (($known['date_of_birth'] ?? '') !== '') {
        [$year, $month, $day] = array_map('intval', explode('-', $known['date_of_birth']));
        ok($keyward->keyward_context_set_date_of_birth($context, $year, $month, $day));
    }
    if (($request['operation'] ?? '') === 'set') {
        ok($keyward->keyward_context_set_operation($context, $keyward->KEYWARD_OPERATION_SET));
    }
    return $context;
}

function check(FFI $keyward, FFI\CData $policy, array $request): array
{
    $context = context_of($keyward, $request);
    $report = $keyward->new('keyward_report *');
    $password = $request['password'];
    ok($keyward->keyward_check_utf8($policy, $context, $password, strlen($password), FFI::addr($report)));
    [$length, $buffer] = [$keyward->new('size_t'), $keyward->new('char[8192]')];
    ok($keyward->keyward_report_json_utf8($report, $keyward->KEYWARD_DISCLOSURE_LOG, 1, $buffer, 8192, FFI::addr($length)));
    $answer = json_decode(FFI::string($buffer, $length->cdata), true, flags: JSON_THROW_ON_ERROR);
    $keyward->keyward_report_free($report);
    $keyward->keyward_context_free($context);
    return [$answer['accepted'], array_column($answer['findings'], 'rule')];
}

[$policies, $cases] = [[], 0];
foreach (array_slice($argv, 1) as $file) {
    foreach (file($file) as $line) {
        $case = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        [$expect, $name] = [$case['expect'], $case['policy']];
        $policies[$name] ??= policy_of($keyward, $name);
        [$accepted, $rules] = check($keyward, $policies[$name], $case['request']);
        sort($rules);
        $exactly = $expect['exactly'] ?? $rules;
        sort($exactly);
        $holds = ($expect['accepted'] ?? $accepted) === $accepted
            && (!isset($expect['any_of']) || array_intersect($expect['any_of'], $rules))
            && !array_intersect($expect['none_of'] ?? [], $rules)
            && $exactly === $rules;
        if (!$holds) {
            throw new RuntimeException($line . ' but ' . implode(' ', $rules));
        }
        $cases++;
    }
}
foreach ($policies as $policy) {
    $keyward->keyward_policy_free($policy);
}
echo "$cases cases\n";

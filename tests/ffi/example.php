<?php // The header is read after: cpp -P -DKEYWARD_NO_INCLUDES keyward.h > keyward.cdef.h
$keyward = FFI::cdef(file_get_contents(getenv('KEYWARD_CDEF')), getenv('KEYWARD') ?: 'libkeyward.so.0');
[$policy, $report] = [$keyward->new('keyward_policy *'), $keyward->new('keyward_report *')];
$keyward->keyward_policy_new_preset('nhs-appendix-a', 14, FFI::addr($policy));
$password = 'FarmHairTree83*';
if ($keyward->keyward_check_utf8($policy, null, $password, strlen($password), FFI::addr($report)) === 0) {
    [$text, $length] = [$keyward->new('char[4096]'), $keyward->new('size_t')];
    $keyward->keyward_report_text_utf8($report, $keyward->KEYWARD_DISCLOSURE_DESK, 1, $text, 4096, FFI::addr($length));
    echo FFI::string($text, $length->cdata), "\n";
}
$keyward->keyward_report_free($report);
$keyward->keyward_policy_free($policy);

<?php

declare(strict_types=1);

namespace Keyward;

use FFI\CData;

/** What came of one password. */
final class Report
{
    public readonly bool $accepted;

    /** @internal */
    public function __construct(private readonly CData $handle)
    {
        $accepted = Native::library()->new('bool');
        Native::done(Native::library()->keyward_report_accepted($handle, \FFI::addr($accepted)));
        $this->accepted = $accepted->cdata;
    }

    /** @return list<string> the rules that object */
    public function rules(): array
    {
        return array_column($this->answer(Disclosure::Log, Language::English)['findings'], 'rule');
    }

    /** @return list<Finding> */
    public function findings(Disclosure $disclosure = Disclosure::Desk, Language $language = Language::English): array
    {
        return array_map(
            fn (array $told) => new Finding(
                $told['rule'],
                $told['clause'],
                $told['severity'],
                $told['message'] ?? $told['rule'],
                $told['start'] ?? null,
                $told['end'] ?? null,
                $told['found'] ?? null,
            ),
            $this->answer($disclosure, $language)['findings'],
        );
    }

    /** @return list<string> what to tell the reader */
    public function messages(Disclosure $disclosure = Disclosure::Desk, Language $language = Language::English): array
    {
        return array_map(fn (Finding $finding) => $finding->message, $this->findings($disclosure, $language));
    }

    /** The answer as the command `keyward check --json` gives it. @return array<string, mixed> */
    public function answer(Disclosure $disclosure = Disclosure::Desk, Language $language = Language::English): array
    {
        $library = Native::library();
        $json = Native::text(fn ($buffer, $capacity, $needed) => $library->keyward_report_json_utf8(
            $this->handle,
            $disclosure->value,
            $language->value,
            $buffer,
            $capacity,
            $needed,
        ));
        return json_decode($json, true, flags: JSON_THROW_ON_ERROR);
    }

    public function __destruct()
    {
        Native::library()->keyward_report_free($this->handle);
    }

    /** @return array<string, bool> what may be dumped */
    public function __debugInfo(): array
    {
        return ['accepted' => $this->accepted];
    }

    public function __clone()
    {
        throw new \LogicException('a report has one owner');
    }

    public function __serialize(): array
    {
        throw new \LogicException('a report is not to be stored');
    }
}

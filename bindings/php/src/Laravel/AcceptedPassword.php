<?php

declare(strict_types=1);

namespace Keyward\Laravel;

use Closure;
use Illuminate\Contracts\Validation\ValidationRule;
use Keyward\Context;
use Keyward\Disclosure;
use Keyward\Language;
use Keyward\Policy;

/** A rule of Laravel: `'password' => ['required', new AcceptedPassword(Policy::open())]`. */
final class AcceptedPassword implements ValidationRule
{
    public function __construct(
        private readonly Policy $policy,
        private readonly ?Context $context = null,
        private readonly Language $language = Language::English,
    ) {
    }

    public function validate(string $attribute, #[\SensitiveParameter] mixed $value, Closure $fail): void
    {
        $report = $this->policy->check(is_string($value) ? $value : '', $this->context);
        if (!$report->accepted) {
            foreach ($report->messages(Disclosure::Desk, $this->language) as $message) {
                $fail($message);
            }
        }
    }
}

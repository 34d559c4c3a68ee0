<?php

declare(strict_types=1);

namespace Keyward;

use FFI\CData;

/** Earlier passwords as argon2id records, one a line as text, newest first. */
final class History implements \Countable
{
    private readonly CData $handle;

    public function __construct(string $text = '')
    {
        $library = Native::library();
        $this->handle = Native::handle(
            'keyward_history',
            fn ($out) => $library->keyward_history_new_utf8($text, strlen($text), $out),
        );
    }

    /** The cost of hashes from here on; without it OWASP's. */
    public function cost(int $memoryKib, int $passes, int $lanes = 1): static
    {
        Native::done(Native::library()->keyward_history_set_cost($this->handle, $memoryKib, $passes, $lanes));
        return $this;
    }

    /** Hashes a password and puts it first; no more than `keep` records stay. */
    public function add(#[\SensitiveParameter] string $password, int $keep = 24): void
    {
        $library = Native::library();
        Native::done($library->keyward_history_add_utf8($this->handle, $password, strlen($password)));
        Native::done($library->keyward_history_prune($this->handle, $keep));
    }

    public function count(): int
    {
        $count = Native::library()->new('size_t');
        Native::done(Native::library()->keyward_history_count($this->handle, \FFI::addr($count)));
        return $count->cdata;
    }

    public function text(): string
    {
        $library = Native::library();
        return Native::text(fn ($buffer, $capacity, $needed) => $library->keyward_history_text_utf8($this->handle, $buffer, $capacity, $needed));
    }

    /** @internal */
    public function handle(): CData
    {
        return $this->handle;
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            Native::library()->keyward_history_free($this->handle);
        }
    }

    public function __clone()
    {
        throw new \LogicException('a history has one owner');
    }
}

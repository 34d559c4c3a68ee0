<?php

declare(strict_types=1);

namespace Keyward;

use FFI\CData;

/** What is known of an account, of its owner, and of the passwords they have or had, newest first. */
final class Context
{
    private readonly CData $handle;

    /** Kept as long as the library may read it. */
    private ?History $history = null;

    /**
     * @param string|list<string> $phone
     * @param list<string> $names
     * @param list<string> $related
     * @param list<string> $subjects
     * @param list<string> $previous
     * @param list<string> $otherAccounts
     */
    public function __construct(
        string $username = '',
        array $names = [],
        string $email = '',
        string|array $phone = [],
        ?\DateTimeInterface $dateOfBirth = null,
        array $related = [],
        array $subjects = [],
        #[\SensitiveParameter] array $previous = [],
        #[\SensitiveParameter] array $otherAccounts = [],
        bool $set = false,
    ) {
        $library = Native::library();
        $this->handle = Native::handle('keyward_context', fn ($out) => $library->keyward_context_new($out));
        $fields = [[$username], $names, [$email], (array) $phone, $related, $subjects, $previous, $otherAccounts];
        foreach ($fields as $index => $values) {
            foreach ($values as $value) {
                if ($value !== '') {
                    Native::done($library->keyward_context_add_utf8($this->handle, $index + 1, $value, strlen($value)));
                }
            }
        }
        if ($dateOfBirth !== null) {
            [$year, $month, $day] = array_map('intval', explode('-', $dateOfBirth->format('Y-m-d')));
            Native::done($library->keyward_context_set_date_of_birth($this->handle, $year, $month, $day));
        }
        Native::done($library->keyward_context_set_operation($this->handle, $set ? 2 : 1));
    }

    /** Looks for the password among earlier ones that are kept as hashes, too: if nothing else objects, or always. */
    public function withHistory(History $history, bool $always = false): static
    {
        Native::done(Native::library()->keyward_context_set_history($this->handle, $history->handle(), $always));
        $this->history = $history;
        return $this;
    }

    /** @internal */
    public function handle(): CData
    {
        return $this->handle;
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            Native::library()->keyward_context_free($this->handle);
        }
    }

    /** @return array<string, mixed> nothing */
    public function __debugInfo(): array
    {
        return [];
    }

    public function __clone()
    {
        throw new \LogicException('a context has one owner');
    }
}

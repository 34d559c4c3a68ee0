<?php

declare(strict_types=1);

namespace Keyward;

/** One rule's objection. Place (in bytes) and word are there for the person who typed the password alone. */
final class Finding
{
    public function __construct(
        public readonly string $rule,
        public readonly string $clause,
        public readonly string $severity,
        public readonly string $message,
        public readonly ?int $start,
        public readonly ?int $end,
        private readonly ?string $found,
    ) {
    }

    public function found(): ?string
    {
        return $this->found;
    }

    /** @return array<string, string> what may be dumped */
    public function __debugInfo(): array
    {
        return ['rule' => $this->rule, 'clause' => $this->clause];
    }

    public function __serialize(): array
    {
        throw new \LogicException('a finding is not to be stored');
    }
}

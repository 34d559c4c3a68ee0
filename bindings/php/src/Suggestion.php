<?php

declare(strict_types=1);

namespace Keyward;

/** A password that passes, and how it is read out over the telephone. */
final class Suggestion
{
    public function __construct(
        private readonly string $password,
        private readonly string $readAloud,
        public readonly float $entropyBits,
        public readonly bool $mustChange,
    ) {
    }

    public function password(): string
    {
        return $this->password;
    }

    public function readAloud(): string
    {
        return $this->readAloud;
    }

    /** @return array<string, float> what may be dumped */
    public function __debugInfo(): array
    {
        return ['entropyBits' => $this->entropyBits];
    }
}

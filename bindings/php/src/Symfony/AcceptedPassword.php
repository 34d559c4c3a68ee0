<?php

declare(strict_types=1);

namespace Keyward\Symfony;

use Symfony\Component\Validator\Constraint;

/** A constraint of Symfony: `#[AcceptedPassword]` on a property, or in a form, `new AcceptedPassword(policy: 'ours.toml')`. */
#[\Attribute(\Attribute::TARGET_PROPERTY | \Attribute::TARGET_METHOD | \Attribute::IS_REPEATABLE)]
final class AcceptedPassword extends Constraint
{
    /**
     * @param string|null $username the property of the validated object that has the user name
     * @param list<string>|null $groups
     */
    public function __construct(
        public string $policy = 'nhs-appendix-a',
        public ?string $username = null,
        public string $language = 'en',
        ?array $groups = null,
        mixed $payload = null,
    ) {
        parent::__construct([], $groups, $payload);
    }
}

<?php

declare(strict_types=1);

namespace Keyward\Symfony;

use Keyward\Context;
use Keyward\Disclosure;
use Keyward\Language;
use Keyward\Policy;
use Symfony\Component\Validator\Constraint;
use Symfony\Component\Validator\ConstraintValidator;
use Symfony\Component\Validator\Exception\UnexpectedTypeException;

/** Judges what `AcceptedPassword` marks. The code of a violation is the rule; its invalid value is left out. */
final class AcceptedPasswordValidator extends ConstraintValidator
{
    /** @var array<string, Policy> */
    private array $policies = [];

    public function validate(#[\SensitiveParameter] mixed $value, Constraint $constraint): void
    {
        if (!$constraint instanceof AcceptedPassword) {
            throw new UnexpectedTypeException($constraint, AcceptedPassword::class);
        }
        if ($value === null) {
            return;
        }
        $object = $this->context->getObject();
        $name = $constraint->username;
        $username = $name !== null && isset($object->$name) ? (string) $object->$name : '';
        $policy = $this->policies[$constraint->policy] ??= Policy::open($constraint->policy);
        $report = $policy->check((string) $value, new Context(username: $username));
        if (!$report->accepted) {
            $language = $constraint->language === 'cy' ? Language::Welsh : Language::English;
            foreach ($report->findings(Disclosure::Desk, $language) as $finding) {
                $violation = $this->context->buildViolation($finding->message)->setCode($finding->rule);
                $violation->setInvalidValue(null)->addViolation();
            }
        }
    }
}

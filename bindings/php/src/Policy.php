<?php

declare(strict_types=1);

namespace Keyward;

use FFI;
use FFI\CData;

/** A written policy, by which passwords are judged. */
final class Policy
{
    private const FORMATS = ['text' => 1, 'markdown' => 2, 'html' => 3];
    private const TOML = 1;
    private const JSON = 2;

    private function __construct(private readonly CData $handle)
    {
    }

    /** A preset, or the policy in a file: JSON if its name ends so, TOML otherwise. */
    public static function open(string $name = 'nhs-appendix-a'): self
    {
        $library = Native::library();
        [$handle, $needed] = [$library->new('keyward_policy *'), $library->new('size_t')];
        $mistake = $library->new('char[4096]');
        $status = $library->keyward_policy_open_utf8(
            $name,
            strlen($name),
            FFI::addr($handle),
            $mistake,
            4096,
            FFI::addr($needed),
        );
        if ($status !== 0 && $needed->cdata > 0 && $needed->cdata <= 4096) {
            throw new KeywardException(FFI::string($mistake, $needed->cdata), $status);
        }
        Native::done($status);
        return new self($handle);
    }

    public static function fromToml(string $text): self
    {
        return self::read(self::TOML, $text);
    }

    public static function fromJson(string $text): self
    {
        return self::read(self::JSON, $text);
    }

    private static function read(int $format, string $text): self
    {
        $library = Native::library();
        try {
            return new self(Native::handle(
                'keyward_policy',
                fn ($out) => $library->keyward_policy_new_utf8($format, $text, strlen($text), $out),
            ));
        } catch (KeywardException $error) {
            $mistake = Native::text(fn ($buffer, $capacity, $needed) => $library->keyward_policy_mistake_utf8(
                $format,
                $text,
                strlen($text),
                $buffer,
                $capacity,
                $needed,
            ));
            throw new KeywardException($mistake === '' ? $error->getMessage() : $mistake, $error->getCode());
        }
    }

    /** Adds the organisation's own words, one a line. */
    public function addWords(string $words): static
    {
        Native::done(Native::library()->keyward_policy_add_words_utf8($this->handle, $words, strlen($words)));
        return $this;
    }

    /** Adds a filter of leaked passwords that `keyward breached build` made. */
    public function setBreachFilter(string $file): static
    {
        Native::done(Native::library()->keyward_policy_set_breach_filter_utf8($this->handle, $file, strlen($file)));
        return $this;
    }

    public function name(): string
    {
        $library = Native::library();
        return Native::lent(fn ($text, $length) => $library->keyward_policy_name($this->handle, $text, $length));
    }

    public function digest(): string
    {
        $library = Native::library();
        return Native::lent(fn ($text, $length) => $library->keyward_policy_digest($this->handle, $text, $length));
    }

    /** What it requires, as `text`, `markdown` or `html`. */
    public function explain(Language $language = Language::English, string $format = 'text'): string
    {
        $library = Native::library();
        return Native::text(fn ($buffer, $capacity, $needed) => $library->keyward_policy_explain_utf8(
            $this->handle,
            $language->value,
            self::FORMATS[$format] ?? throw new \ValueError('the format is text, markdown or html'),
            $buffer,
            $capacity,
            $needed,
        ));
    }

    /** Judges a password and says why. */
    public function check(#[\SensitiveParameter] string $password, ?Context $context = null): Report
    {
        $library = Native::library();
        return new Report(Native::handle('keyward_report', fn ($out) => $library->keyward_check_utf8(
            $this->handle,
            $context?->handle(),
            $password,
            strlen($password),
            $out,
        )));
    }

    /** Whether a password may be used. */
    public function accepts(#[\SensitiveParameter] string $password, ?Context $context = null): bool
    {
        [$library, $accepted] = [Native::library(), Native::library()->new('bool')];
        Native::done($library->keyward_accepts_utf8(
            $this->handle,
            $context?->handle(),
            $password,
            strlen($password),
            FFI::addr($accepted),
        ));
        return $accepted->cdata;
    }

    /** Makes a password that passes, of short words or of random characters. */
    public function suggest(bool $random = false, int $length = 0, ?Context $context = null): Suggestion
    {
        $library = Native::library();
        $made = Native::handle('keyward_suggestion', fn ($out) => $library->keyward_suggest(
            $this->handle,
            $context?->handle(),
            $random ? 2 : 1,
            $length,
            $out,
        ));
        [$bits, $change] = [$library->new('double'), $library->new('bool')];
        try {
            Native::done($library->keyward_suggestion_entropy_bits($made, FFI::addr($bits)));
            Native::done($library->keyward_suggestion_must_change($made, FFI::addr($change)));
            return new Suggestion(
                Native::text(fn (...$to) => $library->keyward_suggestion_password_utf8($made, ...$to)),
                Native::text(fn (...$to) => $library->keyward_suggestion_read_aloud_utf8($made, ...$to)),
                $bits->cdata,
                $change->cdata,
            );
        } finally {
            $library->keyward_suggestion_free($made);
        }
    }

    public function __destruct()
    {
        Native::library()->keyward_policy_free($this->handle);
    }

    public function __clone()
    {
        throw new \LogicException('a policy has one owner');
    }
}

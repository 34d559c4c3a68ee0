<?php

declare(strict_types=1);

namespace Keyward;

use FFI;
use FFI\CData;

/** The C library: loaded once a process, called with its status looked at. */
final class Native
{
    private const OK = 0;
    private const BUFFER_TOO_SMALL = 8;

    /** What a status means to the caller. */
    private const MEANINGS = [
        2 => 'the text is too long',
        3 => 'the text is not well-formed UTF-8',
        4 => 'a value is not one of those allowed',
        5 => 'there is no such thing, or no password passes',
        9 => 'the policy, list or history record has a mistake',
        10 => 'there is not enough memory',
        12 => 'the operating system gave no random numbers',
        15 => 'the policy asks for a breach filter, and none was given or it cannot be read',
    ];

    private static ?FFI $library = null;

    public static function library(): FFI
    {
        return self::$library ??= self::load();
    }

    private static function load(): FFI
    {
        try {
            return FFI::scope('KEYWARD');
        } catch (FFI\Exception) {
            $folder = dirname(__DIR__) . '/native';
            return FFI::cdef((string) file_get_contents("$folder/keyward.h"), "$folder/libkeyward.so");
        }
    }

    /** @throws KeywardException if a call was not done */
    public static function done(int $status): void
    {
        if ($status !== self::OK) {
            throw new KeywardException(self::MEANINGS[$status] ?? "keyward failed with status $status", $status);
        }
    }

    /** A text that the library writes into a buffer. @param callable(CData, int, CData): int $write */
    public static function text(callable $write): string
    {
        $library = self::library();
        [$needed, $capacity] = [$library->new('size_t'), 1024];
        do {
            $buffer = $library->new("char[$capacity]");
            $status = $write($buffer, $capacity, FFI::addr($needed));
            $again = $status === self::BUFFER_TOO_SMALL;
            if ($again) {
                $capacity = $needed->cdata;
            }
        } while ($again);
        self::done($status);
        $text = FFI::string($buffer, $needed->cdata);
        FFI::memset($buffer, 0, $capacity);
        return $text;
    }

    /** A text that the library lends. @param callable(CData, CData): int $lend */
    public static function lent(callable $lend): string
    {
        $library = self::library();
        [$text, $length] = [$library->new('const char *'), $library->new('size_t')];
        self::done($lend(FFI::addr($text), FFI::addr($length)));
        return FFI::string($text, $length->cdata);
    }

    /** A handle that the library makes. @param callable(CData): int $make */
    public static function handle(string $type, callable $make): CData
    {
        $handle = self::library()->new("$type *");
        self::done($make(FFI::addr($handle)));
        return $handle;
    }
}

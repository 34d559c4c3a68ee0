<?php

declare(strict_types=1);

namespace Keyward;

/** Something could not be done. The message never holds a password; the code is the status of the C library. */
final class KeywardException extends \RuntimeException
{
}

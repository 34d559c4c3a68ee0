<?php

declare(strict_types=1);

namespace Keyward;

/** Who will read what is told of a password. */
enum Disclosure: int
{
    /** The person who typed it. */
    case Private = 1;
    /** The service desk. */
    case Desk = 2;
    /** A log. */
    case Log = 3;
}

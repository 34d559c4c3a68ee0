<?php

declare(strict_types=1);

namespace Keyward;

enum Language: int
{
    case English = 1;
    case Welsh = 2;
}

<?php

// For a web server, where FFI is there for preloaded code alone. In php.ini, with PACKAGE for this folder:
//
//     ffi.enable = preload
//     ffi.preload = /etc/php/keyward.h          ; what `php PACKAGE/preload-header.php` prints
//     opcache.preload = PACKAGE/preload.php

declare(strict_types=1);

foreach (glob(__DIR__ . '/src/*.php') as $file) {
    require_once $file;
}

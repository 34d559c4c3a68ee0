<?php

// Prints the header that a web server preloads, which names the library by its whole path:
// `php preload-header.php > /etc/php/keyward.h`.

declare(strict_types=1);

$library = json_encode(__DIR__ . '/native/libkeyward.so', JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
echo "#define FFI_SCOPE \"KEYWARD\"\n#define FFI_LIB $library\n";
readfile(__DIR__ . '/native/keyward.h');

<?php

// A reset at a service desk: php reset.php USERNAME "FULL NAME" HISTORY-FILE < PASSWORD
//
// Without anything on standard input it suggests a password. Exit status: 0 accepted, 1 refused, 2 could not be judged.

declare(strict_types=1);

use Keyward\Context;
use Keyward\Disclosure;
use Keyward\History;
use Keyward\KeywardException;
use Keyward\Policy;

require 'vendor/autoload.php';

if ($argc !== 4) {
    fwrite(STDERR, "usage: php reset.php USERNAME \"FULL NAME\" HISTORY-FILE < PASSWORD\n");
    exit(2);
}
[, $username, $name, $file] = $argv;

try {
    $policy = Policy::open('nhs-appendix-a');
    $history = new History(is_file($file) ? file_get_contents($file) : '');
    $context = (new Context(username: $username, names: [$name], set: true))->withHistory($history);

    // One newline is how the line ended; anything else may be a part of the password.
    $password = preg_replace('/\n\z/', '', stream_get_contents(STDIN));
    if ($password === '') {
        $suggestion = $policy->suggest(context: $context);
        echo $suggestion->password(), "\n", $suggestion->readAloud(), "\n";
        exit(0);
    }

    $report = $policy->check($password, $context);
    if (!$report->accepted) {
        // What the desk is told has nothing of the password in it.
        echo implode("\n", $report->messages(Disclosure::Desk)), "\n";
        exit(1);
    }

    // Here the directory is told, and only if it says yes is the password remembered.
    $history->add($password, 4);
    file_put_contents($file, $history->text(), LOCK_EX);
    echo "accepted\n";
} catch (KeywardException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(2);
}

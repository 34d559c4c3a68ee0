<?php

// The tests of the package: `php tests/run.php FOLDER`, where FOLDER is the package as it is installed.

declare(strict_types=1);

namespace Illuminate\Contracts\Validation {
    // As Laravel declares it, which is not among what a test machine can install.
    interface ValidationRule
    {
        public function validate(string $attribute, mixed $value, \Closure $fail): void;
    }
}

namespace Tests {

use Keyward\Context;
use Keyward\Disclosure;
use Keyward\History;
use Keyward\KeywardException;
use Keyward\Language;
use Keyward\Policy;

// In the test of memory: a million unless the environment asks for fewer.
define(__NAMESPACE__ . '\CHECKS', (int) (getenv('KEYWARD_CHECKS') ?: 1_000_000));
const SECRET = 'Sw0rdfish-Zq!77-Kestrel';

$package = $argv[1];
$manifest = json_decode(file_get_contents("$package/composer.json"), true, flags: JSON_THROW_ON_ERROR);
$root = $manifest['autoload']['psr-4']['Keyward\\'];
spl_autoload_register(function (string $class) use ($package, $root): void {
    if (str_starts_with($class, 'Keyward\\')) {
        require $package . '/' . $root . str_replace('\\', '/', substr($class, 8)) . '.php';
    }
});
set_error_handler(function (int $level, string $text, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($text, 0, $level, $file, $line);
});

function same(mixed $expected, mixed $found, string $what = ''): void
{
    if ($expected !== $found) {
        throw new \Exception("$what: " . var_export($found, true) . ' is not ' . var_export($expected, true));
    }
}

/** @param callable(): mixed $run */
function thrown(callable $run): \Throwable
{
    try {
        $run();
    } catch (\Throwable $error) {
        return $error;
    }
    throw new \Exception('nothing was thrown');
}

function context_of(array $request): Context
{
    $known = $request['context'] ?? [];
    return new Context(
        username: $known['username'] ?? '',
        names: $known['names'] ?? [],
        email: $known['email'] ?? '',
        phone: $known['phone'] ?? '',
        dateOfBirth: ($known['date_of_birth'] ?? '') === '' ? null : new \DateTimeImmutable($known['date_of_birth']),
        related: $known['related'] ?? [],
        subjects: $known['subjects'] ?? [],
        previous: $request['previous'] ?? [],
        otherAccounts: $request['other_accounts'] ?? [],
        set: ($request['operation'] ?? '') === 'set',
    );
}

function every_case_is_judged_as_its_policy_says(): int
{
    [$policies, $cases] = [[], 0];
    foreach (glob(__DIR__ . '/../../../tests/vectors/*.jsonl') as $file) {
        foreach (file($file) as $line) {
            $case = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
            $text = $case['policy'];
            $policy = $policies[$text] ??= $text[0] === '{' ? Policy::fromJson($text) : Policy::open($text);
            $context = context_of($case['request']);
            $report = $policy->check($case['request']['password'], $context);
            same($report->accepted, $policy->accepts($case['request']['password'], $context), $line);
            [$rules, $expect] = [$report->rules(), $case['expect']];
            $exactly = $expect['exactly'] ?? $rules;
            [$sorted, $wanted] = [$rules, $exactly];
            sort($sorted);
            sort($wanted);
            same($wanted, $sorted, $line);
            same($expect['accepted'] ?? $report->accepted, $report->accepted, $line);
            same(true, !isset($expect['any_of']) || array_intersect($expect['any_of'], $rules) !== [], $line);
            same([], array_intersect($expect['none_of'] ?? [], $rules), $line);
            $cases++;
        }
    }
    return $cases;
}

function a_report_says_why(): void
{
    $policy = Policy::open();
    $report = $policy->check('FarmHairTree83*', new Context(username: 'jsmith'));
    same([false, ['special']], [$report->accepted, $report->rules()]);
    same(['Special characters: use at least 2 special characters, such as ! £ or %.'], $report->messages());
    same(false, $report->messages(language: Language::Welsh) === $report->messages());
    $word = $policy->check('éKW#sword%72ZQ')->findings(Disclosure::Private)[0];
    same(['dictionary_word', 5, 10, 'sword'], [$word->rule, $word->start, $word->end, $word->found()]);
    same([null, null], [$policy->check('éKW#sword%72ZQ')->findings()[0]->start, $report->findings()[0]->found()]);
    same($policy->digest(), $report->answer()['policy_digest']);
    same(true, str_starts_with($policy->explain(format: 'html'), '<p lang="en">'));
}

function policies_words_histories_and_suggestions(): void
{
    $policy = Policy::fromToml("id = 'ours'\nmin_length = 14")->addWords("zorblax\n");
    same(['ours', ['dictionary_word']], [$policy->name(), $policy->check('Kw7#zorblaxQ!24')->rules()]);
    same(true, Policy::fromJson('{"min_length": 8}')->accepts('Wq7#Nv!2pZ'));
    $history = (new History())->cost(8, 1);
    $history->add('Wq7#Nv!2pZ', 4);
    $history = new History($history->text());
    same(1, count($history));
    $context = (new Context())->withHistory($history);
    same(['recycled'], Policy::open()->check('Wq7#Nv!3pZ', $context)->rules());
    $made = Policy::open()->suggest(random: true, length: 16);
    same([true, 16, true], [Policy::open()->accepts($made->password()), strlen($made->password()), $made->entropyBits > 40]);
}

function mistakes_say_where(): void
{
    same(true, str_contains(thrown(fn () => Policy::fromToml("min_length = 8\nmin_lenght = 9"))->getMessage(), 'line 2'));
    same(true, str_contains(thrown(fn () => Policy::open('nhs-apendix-a'))->getMessage(), 'nearest'));
    same(KeywardException::class, thrown(fn () => new History('not a record'))::class);
    same(KeywardException::class, thrown(fn () => Policy::open()->check("Sw0rd\xff"))::class);
}

function a_password_never_shows(): void
{
    $policy = Policy::open();
    $context = new Context(previous: [SECRET], otherAccounts: [SECRET]);
    $report = $policy->check(SECRET, $context);
    $made = $policy->suggest();
    $things = [$policy, $context, $report, $made, ...$report->findings(), ...$report->findings(Disclosure::Desk)];
    ob_start();
    foreach ($things as $thing) {
        var_dump($thing);
        print_r($thing);
    }
    $shown = ob_get_clean() . json_encode($report->answer());
    foreach ([SECRET, 'fish', 'Kestrel', $made->password()] as $secret) {
        same(false, str_contains($shown, $secret), $secret);
    }
    foreach ([fn () => $policy->check(SECRET . "\xff"), fn () => new Context(previous: [SECRET . "\xff"])] as $run) {
        $error = thrown($run);
        same(false, str_contains((string) $error . print_r($error->getTrace(), true), 'Kestrel'));
    }
    same(\LogicException::class, thrown(fn () => serialize($report))::class);
}

function laravel_and_symfony_refuse(): void
{
    $messages = [];
    $rule = new \Keyward\Laravel\AcceptedPassword(Policy::open(), new Context(username: 'okafrey'));
    foreach (['KW#okafrey%72zq', 'Wq7#Nv!2pZ'] as $password) {
        $rule->validate('password', $password, function (string $message) use (&$messages): void {
            $messages[] = $message;
        });
    }
    same(1, count($messages));
    same(true, str_starts_with($messages[0], 'Personal information'));

    require_once 'Symfony/Component/Validator/autoload.php';
    $change = new class {
        public string $account = 'okafrey';

        #[\Keyward\Symfony\AcceptedPassword(username: 'account')]
        public ?string $password = null;
    };
    $validator = \Symfony\Component\Validator\Validation::createValidatorBuilder()->enableAnnotationMapping(true)->getValidator();
    same(0, count($validator->validate($change)));
    foreach (['KW#okafrey%72zq' => ['personal'], 'Wq7#Nv!2pZ' => [], 'FarmHairTree83*' => ['special']] as $password => $codes) {
        $change->password = $password;
        $violations = $validator->validate($change);
        same($codes, array_map(fn ($violation) => $violation->getCode(), iterator_to_array($violations)));
        same(false, str_contains((string) $violations, $password));
    }
}

/** What the manual says first, as it stands there; and what it says that each line gives. */
function the_lines_of_the_manual_run(): void
{
    global $package;
    same(1, preg_match('/```php\n(.*?)```/s', file_get_contents("$package/README.md"), $block));
    [$password, $typedCurrent] = ['FarmHairTree83*', 'Xv9!Kq4#Lm'];
    eval(preg_replace('/^(\$(?:report|policy)->.*);/m', '$told[] = $1;', $block[1]));
    [$accepted, $rules, $messages, $also, $better] = $told;
    same([false, ['special'], false, true], [$accepted, $rules, $also, $policy->accepts($better)]);
    same(true, str_contains($block[1], "// ['special']") && str_starts_with($messages[0], 'Special characters: use at least 2 '));
}

/** A page of a web server, which may use FFI in preloaded code alone. */
function a_web_server_judges(): void
{
    global $package;
    [$header, $page, $port] = [tempnam(sys_get_temp_dir(), 'keyward'), tempnam(sys_get_temp_dir(), 'keyward'), random_int(20000, 30000)];
    file_put_contents($header, shell_exec(PHP_BINARY . ' ' . escapeshellarg("$package/preload-header.php")));
    file_put_contents($page, '<?php echo implode(" ", Keyward\\Policy::open()->check("FarmHairTree83*")->rules());');
    $settings = [
        'ffi.enable=preload', "ffi.preload=$header", "opcache.preload=$package/preload.php", 'opcache.enable_cli=1',
        'opcache.preload_user=' . posix_getpwuid(posix_geteuid())['name'],
    ];
    $options = array_merge(...array_map(fn (string $setting) => ['-d', $setting], $settings));
    $command = [PHP_BINARY, ...$options, '-S', "127.0.0.1:$port", $page];
    $server = proc_open($command, [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', "$page.log", 'w']], $pipes, '/');
    try {
        for ($tries = 0; ($told = @file_get_contents("http://127.0.0.1:$port/")) === false; $tries++) {
            same(true, $tries < 300 && proc_get_status($server)['running'], (string) file_get_contents("$page.log"));
            usleep(50_000);
        }
        same('special', $told);
    } finally {
        proc_terminate($server);
        proc_close($server);
        array_map(unlink(...), [$header, $page, "$page.log"]);
    }
}

/** The example for a service desk, as a person would use it. */
function a_desk_resets_a_password(): void
{
    global $package;
    $folder = sys_get_temp_dir() . '/keyward-desk-' . random_int(0, PHP_INT_MAX);
    mkdir("$folder/vendor", recursive: true);
    $load = 'spl_autoload_register(fn ($class) => require ' . var_export(realpath($package), true)
        . " . '/src/' . str_replace('\\\\', '/', substr(\$class, 8)) . '.php');";
    file_put_contents("$folder/vendor/autoload.php", "<?php\n$load\n");
    $desk = function (string $password) use ($folder): array {
        $command = [PHP_BINARY, '-d', 'ffi.enable=1', __DIR__ . '/../../../examples/php/reset.php', 'jsmith', 'John Smith', 'jsmith.history'];
        $run = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes, $folder);
        fwrite($pipes[0], $password);
        fclose($pipes[0]);
        [$told, $wrong] = [stream_get_contents($pipes[1]), stream_get_contents($pipes[2])];
        return [proc_close($run), $told, $wrong];
    };
    try {
        [$status, $told] = $desk('');
        same(0, $status, $told);
        $password = explode("\n", $told)[0];
        same([0, "accepted\n", ''], $desk("$password\n"));
        [$status, $told] = $desk("$password\n");
        same([1, 0], [$status, strpos($told, 'Earlier passwords: ')], $told);
        [$status, $told] = $desk("Kw!Smith#2724\n");
        same([1, true, false], [$status, str_contains($told, 'Personal'), str_contains($told, 'Smith')], $told);
        file_put_contents("$folder/jsmith.history", "nothing that is a record\n");
        [$status, $told, $wrong] = $desk("Kw!Smith#2724\n");
        same([2, '', true], [$status, $told, $wrong !== '']);
    } finally {
        array_map(unlink(...), array_filter(["$folder/vendor/autoload.php", "$folder/jsmith.history"], is_file(...)));
        rmdir("$folder/vendor");
        rmdir($folder);
    }
}

function memory_stays_flat(): void
{
    $resident = fn () => (int) preg_replace('/.*VmRSS:\s+(\d+).*/s', '$1', file_get_contents('/proc/self/status'));
    $policy = Policy::open();
    $work = function (int $rounds) use ($policy): void {
        for ($number = 0; $number < $rounds; $number++) {
            $context = new Context(names: ['John Smith'], previous: ['Wq7#Nv!2pZ']);
            $report = $policy->check(SECRET . $number, $context);
            if ($number % 100 === 0) {
                $report->findings();
                $policy->suggest();
            }
            for ($again = 0; $again < 20; $again++) {
                $policy->accepts(SECRET . $number);
            }
        }
    };
    $rounds = intdiv(CHECKS, 20);
    $work(intdiv($rounds, 10));
    $before = $resident();
    $work($rounds);
    same(true, $resident() - $before < 1_000, 'KiB more than before: ' . ($resident() - $before));
}

$cases = every_case_is_judged_as_its_policy_says();
foreach ([
    'a_report_says_why', 'policies_words_histories_and_suggestions', 'mistakes_say_where', 'a_password_never_shows',
    'laravel_and_symfony_refuse', 'the_lines_of_the_manual_run', 'a_web_server_judges',
    'a_desk_resets_a_password', 'memory_stays_flat',
] as $test) {
    call_user_func(__NAMESPACE__ . "\\$test");
    echo "ok $test\n";
}
echo "$cases vectors\n";

}

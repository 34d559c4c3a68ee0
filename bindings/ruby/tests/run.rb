# frozen_string_literal: true

# The tests of the gem: `ruby tests/run.rb FOLDER VECTORS`, where FOLDER is the gem as it is installed.

require "date"
require "pp"

PACKAGE, VECTORS = ARGV
$LOAD_PATH.unshift(File.expand_path("lib", PACKAGE))
require "keyward"
include Keyward

# In the test of memory: a million unless the environment asks for fewer.
CHECKS = ENV.fetch("KEYWARD_CHECKS", "1000000").to_i
SECRET = "Sw0rdfish-Zq!77-Kestrel"

def same(expected, found, what = "")
  raise "#{what}: #{found.inspect} is not #{expected.inspect}" unless expected == found
end

def raised
  yield
rescue StandardError => error
  error
else
  raise "nothing was raised"
end

def context_of(request)
  known = request.fetch("context", {})
  born = known["date_of_birth"].to_s
  plain = %w[username names email phone related subjects].to_h { |field| [field.to_sym, known[field] || []] }
  Context.new(**plain, date_of_birth: born.empty? ? nil : Date.parse(born), previous: request["previous"] || [],
                       other_accounts: request["other_accounts"] || [], set: request["operation"] == "set")
end

def every_case_is_judged_as_its_policy_says
  policies = Hash.new { |all, text| all[text] = text.start_with?("{") ? Policy.from_json(text) : Policy.open(text) }
  lines = Dir[File.join(VECTORS, "*.jsonl")].sort.flat_map { |file| File.readlines(file, encoding: "UTF-8") }
  lines.each do |line|
    judged = JSON.parse(line)
    policy, request, expect = policies[judged["policy"]], judged["request"], judged["expect"]
    context = context_of(request)
    report = policy.check(request["password"], context)
    rules = report.rules
    same(report.accepted?, policy.accepts?(request["password"], context), line)
    same(expect.fetch("accepted", report.accepted?), report.accepted?, line)
    same((expect["exactly"] || rules).sort, rules.sort, line)
    same(true, !expect["any_of"] || expect["any_of"].intersect?(rules), line)
    same([], (expect["none_of"] || []) & rules, line)
  end
  lines.size
end

def a_report_says_why
  policy = Policy.open
  report = policy.check("FarmHairTree83*", Context.new(username: "jsmith"))
  same([false, ["special"]], [report.accepted?, report.rules])
  same(["Special characters: use at least 2 special characters, such as ! £ or %."], report.messages)
  same(false, report.messages(language: :cy) == report.messages)
  word = policy.check("éKW#sword%72ZQ").findings(disclosure: :private).first
  same(["dictionary_word", 5, 10, "sword"], [word.rule, word.start, word.end, word.found])
  desk = policy.check("éKW#sword%72ZQ").findings.first
  same([nil, nil, "WE-C2"], [desk.start, desk.found, desk.clause])
  same(policy.digest, report.answer["policy_digest"])
  same(true, policy.explain(format: :html).start_with?('<p lang="en">'))
end

def policies_words_histories_and_suggestions
  policy = Policy.from_toml("id = 'ours'\nmin_length = 14").add_words("zorblax\n")
  same(["ours", ["dictionary_word"]], [policy.name, policy.check("Kw7#zorblaxQ!24").rules])
  same(true, Policy.from_json('{"min_length": 8}').accepts?("Wq7#Nv!2pZ"))
  history = History.new(History.new.cost(8, 1).add("Wq7#Nv!2pZ", keep: 4).text)
  same(1, history.count)
  same(["recycled"], Policy.open.check("Wq7#Nv!3pZ", Context.new(history: history)).rules)
  made = Policy.open.suggest(random: true, length: 16)
  same([true, 16], [Policy.open.accepts?(made), made.length])
end

def mistakes_say_where
  {
    "line 2" => -> { Policy.from_toml("min_length = 8\nmin_lenght = 9") },
    "nearest" => -> { Policy.open("nhs-apendix-a") },
    "record" => -> { History.new("not a record") },
    "UTF-8" => -> { Policy.open.check("Sw0rd\xff") }
  }.each do |part, run|
    error = raised(&run)
    same([Error, true], [error.class, error.message.include?(part)], error.message)
  end
end

def a_password_never_shows
  policy = Policy.open
  context = Context.new(previous: [SECRET], other_accounts: [SECRET])
  report = policy.check(SECRET, context)
  things = [policy, context, report, History.new, *report.findings(disclosure: :private), *report.findings]
  errors = [-> { policy.check("#{SECRET}\xff") }, -> { Context.new(previous: ["#{SECRET}\xff"]) }].map { |run| raised(&run) }
  shown = things.map { |thing| "#{thing} #{thing.inspect} #{thing.pretty_inspect}" }.join
  shown += errors.map { |error| "#{error.full_message} #{error.inspect}" }.join + report.answer.to_json
  [SECRET, "fish", "Kestrel"].each { |part| same(false, shown.include?(part), part) }
  same(TypeError, raised { Marshal.dump(report) }.class)
  same(TypeError, raised { policy.dup }.class)
end

# What the manual says first, as it stands there.
def the_lines_of_the_manual_run
  block = File.read(File.join(PACKAGE, "README.md"), encoding: "UTF-8")[/```ruby\n(.*?)```/m, 1]
  names = binding
  { told: (told = []), password: "FarmHairTree83*", typed_current: "Xv9!Kq4#Lm" }.each { |name, value| names.local_variable_set(name, value) }
  names.eval(block.gsub(/^(report|policy)\./) { |start| "told << #{start}" })
  same([false, ["special"], false], told.values_at(0, 1, 3))
  same(true, block.include?("# #{told[1]}") && told[2].first.start_with?("Special characters: use at least 2 "))
  same(true, Policy.open.accepts?(told[4]))
end

def threads_share_a_policy_and_memory_stays_flat
  policy = Policy.open
  context = Context.new(names: ["John Smith"])
  resident = -> { GC.start && nil || File.read("/proc/self/statm").split[1].to_i * 4 }
  work = lambda do |rounds|
    threads = Array.new(2) do
      Thread.new do
        rounds.times do |number|
          same(false, policy.check(SECRET, context).accepted?) if (number % 20).zero?
          same(false, policy.accepts?(SECRET, context))
        end
      end
    end
    threads.each(&:join)
  end
  work.call(CHECKS / 20)
  before = resident.call
  work.call(CHECKS / 2)
  same(true, resident.call - before < 2_000, "KiB more than before: #{resident.call - before}")
end

cases = every_case_is_judged_as_its_policy_says
%i[
  a_report_says_why policies_words_histories_and_suggestions mistakes_say_where a_password_never_shows
  the_lines_of_the_manual_run threads_share_a_policy_and_memory_stays_flat
].each do |test|
  send(test)
  puts "ok #{test}"
end
puts "#{cases} vectors"

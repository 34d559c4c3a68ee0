# frozen_string_literal: true

require "json"
require_relative "keyward/native"

# Checks a new password against a written policy and says why not.
module Keyward
  # Who reads what is told of a password: the person who typed it, the service desk, a log.
  DISCLOSURES = { private: 1, desk: 2, log: 3 }.freeze
  LANGUAGES = { en: 1, cy: 2 }.freeze

  # What the library holds of something: nothing of it is shown, and it is not stored.
  class Held
    # @api private
    attr_reader :handle

    def inspect
      "#<#{self.class}>"
    end
    alias to_s inspect

    def marshal_dump
      raise TypeError, "#{self.class} is not to be stored"
    end

    def initialize_copy(_other)
      raise TypeError, "#{self.class} has one owner"
    end
  end

  # A written policy, by which passwords are judged.
  class Policy < Held
    FORMATS = { text: 1, markdown: 2, html: 3 }.freeze
    private_class_method :new

    # A preset, or the policy in a file: JSON if its name ends so, TOML otherwise.
    def self.open(name = "nhs-appendix-a")
      handle = nil
      mistake = Native.text do |*to|
        handle = Native.made(:policy) { |out| Native.policy_open_utf8(*Native.lent(name), out, *to) }
        0
      rescue Error => error
        raise unless [5, 9].include?(error.status) && to.last.get(:size_t, 0).positive?

        0
      end
      handle ? new(handle) : raise(Error.new(mistake, 9))
    end

    def self.from_toml(text)
      read(1, text)
    end

    def self.from_json(text)
      read(2, text)
    end

    def self.read(format, text)
      new(Native.made(:policy) { |out| Native.policy_new_utf8(format, *Native.lent(text), out) })
    rescue Error => error
      mistake = Native.text { |*to| Native.policy_mistake_utf8(format, *Native.lent(text), *to) }
      raise mistake.empty? ? error : Error.new(mistake, error.status)
    end
    private_class_method :read

    def initialize(handle)
      super()
      @handle = handle
    end

    # Adds the organisation's own words, one a line.
    def add_words(words)
      Native.done(Native.policy_add_words_utf8(handle, *Native.lent(words)))
      self
    end

    # Adds a filter of leaked passwords that `keyward breached build` made.
    def breach_filter=(file)
      Native.done(Native.policy_set_breach_filter_utf8(handle, *Native.lent(file)))
    end

    def name
      Native.kept { |*to| Native.policy_name(handle, *to) }
    end

    # 16 hexadecimal digits that two policies share if they ask for the same.
    def digest
      Native.kept { |*to| Native.policy_digest(handle, *to) }
    end

    # What it requires, as `:text`, `:markdown` or `:html`.
    def explain(language: :en, format: :text)
      Native.text { |*to| Native.policy_explain_utf8(handle, LANGUAGES.fetch(language), FORMATS.fetch(format), *to) }
    end

    # Judges a password and says why.
    def check(password, context = nil)
      Report.new(Native.made(:report) { |out| Native.check_utf8(handle, context&.handle, *Native.lent(password), out) })
    end

    # Whether a password may be used.
    def accepts?(password, context = nil)
      Native.written(:bool) { |out| Native.accepts_utf8(handle, context&.handle, *Native.lent(password), out) }
    end

    # Makes a password that passes, of short words or of random characters.
    def suggest(random: false, length: 0, context: nil)
      style = random ? 2 : 1
      made = Native.made(:suggestion) { |out| Native.suggest(handle, context&.handle, style, length, out) }
      Native.text { |*to| Native.suggestion_password_utf8(made, *to) }
    end
  end

  # What is known of an account, of its owner, and of the passwords they have or had, newest first.
  class Context < Held
    # `set` says that somebody else sets the password for the owner. Among a history it is looked if nothing else objects,
    # or always.
    def initialize(username: "", names: [], email: "", phone: [], date_of_birth: nil, related: [], subjects: [], previous: [],
                   other_accounts: [], set: false, history: nil, always_history: false)
      super()
      @handle = Native.made(:context) { |out| Native.context_new(out) }
      # In the order of the library's numbers for them.
      [username, names, email, phone, related, subjects, previous, other_accounts].each.with_index(1) do |values, field|
        Array(values).reject(&:empty?).each do |value|
          Native.done(Native.context_add_utf8(handle, field, *Native.lent(value)))
        end
      end
      born = date_of_birth
      Native.done(Native.context_set_date_of_birth(handle, born.year, born.month, born.day)) if born
      Native.done(Native.context_set_operation(handle, set ? 2 : 1))
      @history = history
      Native.done(Native.context_set_history(handle, history.handle, always_history)) if history
    end
  end

  # One rule's objection. Its place (in bytes) and the word are there for `:private` alone.
  Finding = Struct.new(:rule, :clause, :severity, :message, :start, :end, :found, keyword_init: true) do
    def inspect
      "#<Keyward::Finding #{rule} #{clause}>"
    end
    alias_method :to_s, :inspect

    def pretty_print(printer)
      printer.text(inspect)
    end
  end

  # What came of one password.
  class Report < Held
    # @api private
    def initialize(handle)
      super()
      @handle = handle
    end

    def accepted?
      Native.written(:bool) { |out| Native.report_accepted(handle, out) }
    end

    # The rules that object.
    def rules
      answer(disclosure: :log)["findings"].map { |told| told["rule"] }
    end

    def findings(disclosure: :desk, language: :en)
      answer(disclosure: disclosure, language: language)["findings"].map do |told|
        Finding.new(**told.transform_keys(&:to_sym).slice(*Finding.members))
      end
    end

    # What to tell the reader.
    def messages(disclosure: :desk, language: :en)
      findings(disclosure: disclosure, language: language).map(&:message)
    end

    # The answer as the command gives it with `--format json`.
    def answer(disclosure: :desk, language: :en)
      reader = [DISCLOSURES.fetch(disclosure), LANGUAGES.fetch(language)]
      JSON.parse(Native.text { |*to| Native.report_json_utf8(handle, *reader, *to) })
    end
  end

  # Earlier passwords as argon2id records, newest first.
  class History < Held
    # Reads what `text` of another one wrote; the empty text makes an empty one.
    def initialize(text = "")
      super()
      @handle = Native.made(:history) { |out| Native.history_new_utf8(*Native.lent(text), out) }
    end

    # The cost of hashes from here on; without it OWASP's.
    def cost(memory_kib, passes, lanes = 1)
      Native.done(Native.history_set_cost(handle, memory_kib, passes, lanes))
      self
    end

    # Hashes a password and puts it first; no more than `keep` records stay.
    def add(password, keep: 24)
      Native.done(Native.history_add_utf8(handle, *Native.lent(password)))
      Native.done(Native.history_prune(handle, keep))
      self
    end

    def count
      Native.written(:size_t) { |out| Native.history_count(handle, out) }
    end

    # A record a line.
    def text
      Native.text { |*to| Native.history_text_utf8(handle, *to) }
    end
  end
end

# frozen_string_literal: true

require "ffi"

module Keyward
  # A call that was not done. It never holds a password.
  class Error < StandardError
    attr_reader :status

    def initialize(message, status)
      super(message)
      @status = status
    end
  end

  # The C library: its functions, and their status looked at.
  module Native
    extend FFI::Library

    beside = File.expand_path("../../native/libkeyward.so", __dir__)
    ffi_lib File.exist?(beside) ? beside : "libkeyward.so.0"

    BUFFER_TOO_SMALL = 8

    # What a status means to the caller.
    MEANINGS = {
      2 => "the text is too long",
      3 => "the text is not well-formed UTF-8",
      4 => "a value is not one of those allowed",
      5 => "there is no such thing, or no password passes",
      9 => "the policy, list or history record has a mistake",
      10 => "there is not enough memory",
      12 => "the operating system gave no random numbers",
      15 => "the policy asks for a breach filter, and none was given or it cannot be read"
    }.freeze

    # A string goes over with its length, and a text comes back in a buffer.
    IN = %i[buffer_in size_t].freeze
    OUT = %i[pointer size_t pointer].freeze

    {
      policy_open_utf8: [*IN, :pointer, *OUT],
      policy_new_utf8: [:int, *IN, :pointer],
      policy_mistake_utf8: [:int, *IN, *OUT],
      policy_add_words_utf8: [:pointer, *IN],
      policy_set_breach_filter_utf8: [:pointer, *IN],
      policy_name: %i[pointer pointer pointer],
      policy_digest: %i[pointer pointer pointer],
      policy_explain_utf8: [:pointer, :int, :int, *OUT],
      context_new: %i[pointer],
      context_add_utf8: [:pointer, :int, *IN],
      context_set_date_of_birth: %i[pointer uint16 uint8 uint8],
      context_set_operation: %i[pointer int],
      context_set_history: %i[pointer pointer bool],
      check_utf8: [:pointer, :pointer, *IN, :pointer],
      accepts_utf8: [:pointer, :pointer, *IN, :pointer],
      report_accepted: %i[pointer pointer],
      report_json_utf8: [:pointer, :int, :int, *OUT],
      history_new_utf8: [*IN, :pointer],
      history_set_cost: %i[pointer uint32 uint32 uint32],
      history_add_utf8: [:pointer, *IN],
      history_prune: %i[pointer size_t],
      history_count: %i[pointer pointer],
      history_text_utf8: [:pointer, *OUT],
      suggest: %i[pointer pointer int size_t pointer],
      suggestion_password_utf8: [:pointer, *OUT]
    }.each { |name, arguments| attach_function name, "keyward_#{name}", arguments, :int }

    %i[policy context report history suggestion].each do |kind|
      attach_function :"#{kind}_free", "keyward_#{kind}_free", [:pointer], :void
    end

    module_function

    # Raises unless a call was done.
    def done(status)
      raise Error.new(MEANINGS.fetch(status) { "keyward failed with status #{status}" }, status) unless status.zero?
    end

    # A string's bytes and their number.
    def lent(text)
      [text, text.bytesize]
    end

    # What a call makes, freed when nobody has it any more.
    def made(kind)
      FFI::MemoryPointer.new(:pointer) do |out|
        done(yield(out))
        return FFI::AutoPointer.new(out.read_pointer, method(:"#{kind}_free"))
      end
    end

    # A number or a truth that a call writes.
    def written(type)
      FFI::MemoryPointer.new(type) do |out|
        done(yield(out))
        return type == :bool ? out.read(:bool) : out.get(type, 0)
      end
    end

    # A text that a call writes into a buffer, which is wiped.
    def text(capacity = 1024)
      needed = FFI::MemoryPointer.new(:size_t)
      loop do
        buffer = FFI::MemoryPointer.new(:char, capacity)
        status = yield buffer, capacity, needed
        told = buffer.read_bytes([needed.get(:size_t, 0), capacity].min) if status.zero?
        buffer.clear
        done(status) unless status == BUFFER_TOO_SMALL
        return told.force_encoding(Encoding::UTF_8) if told

        capacity = needed.get(:size_t, 0)
      end
    end

    # A text that lives as long as what it is of.
    def kept
      FFI::MemoryPointer.new(:pointer) do |out|
        length = written(:size_t) { |size| yield out, size }
        return out.read_pointer.read_bytes(length).force_encoding(Encoding::UTF_8)
      end
    end
  end
end

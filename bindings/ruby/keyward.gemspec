# frozen_string_literal: true

Gem::Specification.new do |spec|
  spec.name = "keyward"
  spec.version = "0.0.0"
  spec.summary = "Checks a new password against a written policy and says why not"
  spec.authors = ["The keyward developers"]
  spec.license = "MIT"
  spec.required_ruby_version = ">= 3.1"
  spec.files = Dir["lib/**/*.rb", "native/*", "LICENSE", "README.md"]
  spec.add_dependency "ffi", "~> 1.15"
end

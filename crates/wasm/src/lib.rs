//! keyward for WebAssembly: the rules and the word lists behind a few functions on numbers, without `std`, an allocator
//! or generated glue. The TypeScript in `ts/` is the only caller, and the two are published together as the npm package
//! `keyward`; nothing here is an interface for anybody else.
//!
//! `request` reads what the glue wrote, `settings` a policy, `engine` judges, `answer` writes the lines that go back, and
//! `abi` owns the fixed buffers and holds all of the `unsafe`.

#![cfg_attr(target_arch = "wasm32", no_std)]
#![deny(unsafe_code)]

#[expect(unsafe_code, reason = "the border with JavaScript")]
mod abi;
mod answer;
mod engine;
mod request;
mod settings;

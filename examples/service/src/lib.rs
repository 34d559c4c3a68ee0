//! A web service by axum that judges a new password, and forms by garde and by `validator` that hold one.
//!
//! What is refused is answered as `application/problem+json` (RFC 9457), with a line for each rule, and nothing of the password:
//! not in an answer, not in a log, and not in the error of a request that cannot be read.

#![forbid(unsafe_code)]

pub mod form;
pub mod registration;
pub mod service;

//! The extension module of the Python package `keyward_policy`: one file for each class.
//!
//! - `policy`, `validator`: what is judged by, and the judge.
//! - `context`, `history`: what is known of the account.
//! - `report`, `verdicts`, `suggestion`: what came of one password, of a column of them, and one that passes.
//! - `text`, `choice`, `error`: strings and options on the way in, mistakes on the way out.
//! - `arrow`: columns as other libraries lend them; all unsafe code of the package.

mod arrow;
mod choice;
mod context;
mod error;
mod history;
mod policy;
mod report;
mod suggestion;
mod text;
mod validator;
mod verdicts;

use pyo3::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Wipes what is given back, so that no copy of a password stays in the memory of this module.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

#[pymodule]
fn _keyward(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("RULES", keyward::Rule::ALL.iter().copied().map(keyward::Rule::id).collect::<Vec<_>>())?;
    module.add("PRESETS", keyward::PRESETS.iter().map(|preset| preset.id).collect::<Vec<_>>())?;
    module.add_class::<policy::Policy>()?;
    module.add_class::<context::Context>()?;
    module.add_class::<history::History>()?;
    module.add_class::<validator::Validator>()?;
    module.add_class::<report::Report>()?;
    module.add_class::<report::Finding>()?;
    module.add_class::<verdicts::Verdicts>()?;
    module.add_class::<suggestion::Suggestion>()?;
    error::add(module)
}

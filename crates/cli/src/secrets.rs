//! What the system may keep of this process's memory: no core, nothing for a debugger of the same user, and no swapped page where
//! the user is allowed to say so.

/// From here on a crash leaves no core, and no other program of this user reads the memory. Where the system has no such thing, or
/// does not allow it, the command does its work all the same.
pub(crate) fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Keeps all memory out of the swap space, if there is no limit to that: a limit is less than hashing needs.
pub(crate) fn leave_no_swap() {
    #[cfg(target_os = "linux")]
    {
        use rustix::mm::{MlockAllFlags, mlockall};
        use rustix::process::{Resource, getrlimit};
        use rustix::thread::{CapabilitySet, capabilities};
        let may = capabilities(None).is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK));
        if may || getrlimit(Resource::Memlock).current.is_none() {
            // Pages are locked when they are first used, so that only what is used takes room.
            let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
        }
    }
}

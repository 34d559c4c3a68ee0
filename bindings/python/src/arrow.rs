//! Columns of strings that other libraries lend, by the Arrow C data interface: the structures of
//! <https://arrow.apache.org/docs/format/CDataInterface.html>, read where they lie. All unsafe code of the package is here.
//!
//! The interface cannot be checked: whoever lends a column vouches for its pointers. What can be seen of it is: the type, the
//! number of buffers, and that each text lies within what its offsets say and is UTF-8.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::slice;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::error::EncodingError;

#[repr(C)]
struct ArrowSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut ArrowSchema,
    dictionary: *mut ArrowSchema,
    release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    private_data: *mut c_void,
}

#[repr(C)]
struct ArrowArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *const *const c_void,
    children: *mut *mut ArrowArray,
    dictionary: *mut ArrowArray,
    release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    private_data: *mut c_void,
}

#[repr(C)]
struct ArrowArrayStream {
    get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    private_data: *mut c_void,
}

macro_rules! released_on_drop {
    ($($structure:ty),*) => {
        $(impl Drop for $structure {
            fn drop(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: a structure that has a release function was filled by its producer and not released yet, as
                    // releasing it takes the function away. It is not used after.
                    unsafe { release(self) }
                }
            }
        })*
    };
}

released_on_drop!(ArrowSchema, ArrowArray, ArrowArrayStream);

/// How the texts of a column lie in memory.
#[derive(Clone, Copy)]
enum Layout {
    /// Offsets of 32 bits into one run of bytes.
    Offsets32,
    /// The same with 64 bits.
    Offsets64,
    /// 16 bytes each that hold a short text, or say where a longer one is.
    Views,
}

/// A column of strings, lent for as long as this lives.
pub(crate) struct Column {
    layout: Layout,
    chunks: Vec<ArrowArray>,
}

// SAFETY: the buffers of an array may be read by any thread, as nobody writes to them until they are released; and the
// interface lets any thread release them.
unsafe impl Send for Column {}
// SAFETY: as above.
unsafe impl Sync for Column {}

/// The column that an object lends, if it is one that does.
pub(crate) fn column(object: &Bound<'_, PyAny>) -> PyResult<Option<Column>> {
    if object.hasattr("__arrow_c_array__")? {
        let lent = object.call_method0("__arrow_c_array__")?;
        let (schema, array) = lent.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()?;
        // SAFETY: the names say what the capsules hold.
        let (schema, array) =
            unsafe { (moved::<ArrowSchema>(&schema, c"arrow_schema")?, moved(&array, c"arrow_array")?) };
        return Column::new(&schema, vec![array]).map(Some);
    }
    if object.hasattr("__arrow_c_stream__")? {
        let lent = object.call_method0("__arrow_c_stream__")?;
        let lent = lent.cast::<PyCapsule>()?;
        // SAFETY: the name says what the capsule holds.
        let mut stream = unsafe { moved::<ArrowArrayStream>(lent, c"arrow_array_stream")? };
        return Column::read(&mut stream).map(Some);
    }
    Ok(None)
}

/// What a structure that can be moved out of a capsule leaves there.
trait Movable: Sized {
    fn is_released(&self) -> bool;
    fn mark_released(&mut self);
}

macro_rules! movable {
    ($($structure:ty),*) => {
        $(impl Movable for $structure {
            fn is_released(&self) -> bool {
                self.release.is_none()
            }

            fn mark_released(&mut self) {
                self.release = None;
            }
        })*
    };
}

movable!(ArrowSchema, ArrowArray, ArrowArrayStream);

/// Moves a structure out of a capsule, as the interface says: what stays there is marked as released.
///
/// # Safety
/// A capsule of this name must hold such a structure.
unsafe fn moved<T: Movable>(capsule: &Bound<'_, PyCapsule>, name: &CStr) -> PyResult<T> {
    let held = capsule.pointer_checked(Some(name))?.cast::<T>();
    // SAFETY: the caller says what it points at; the capsule keeps it alive, and only a thread attached to the interpreter, as
    // this one is, looks at it.
    let structure = unsafe { held.as_ptr().as_mut() };
    let structure = structure.filter(|structure| !structure.is_released());
    let structure =
        structure.ok_or_else(|| PyValueError::new_err("the column was taken by somebody else"))?;
    // SAFETY: it is marked as released right away, so that it has one owner.
    let taken = unsafe { std::ptr::read(structure) };
    structure.mark_released();
    Ok(taken)
}

impl Column {
    fn new(schema: &ArrowSchema, chunks: Vec<ArrowArray>) -> PyResult<Self> {
        // SAFETY: a schema that is not released has a format, which ends with a NUL.
        let format = unsafe { CStr::from_ptr(schema.format) };
        let layout = match format.to_bytes() {
            _ if !schema.dictionary.is_null() => None,
            b"u" => Some((Layout::Offsets32, 3)),
            b"U" => Some((Layout::Offsets64, 3)),
            b"vu" => Some((Layout::Views, 3)),
            _ => None,
        };
        let (layout, buffers) = layout.ok_or_else(|| {
            let format = format.to_string_lossy();
            PyTypeError::new_err(format!(
                "the column must be one of plain strings, not of the Arrow format {format}"
            ))
        })?;
        if chunks.iter().any(|chunk| chunk.n_buffers < buffers || chunk.length < 0 || chunk.offset < 0) {
            return Err(PyValueError::new_err("the column is not as the Arrow interface says"));
        }
        Ok(Self { layout, chunks })
    }

    /// Everything that a stream gives.
    fn read(stream: &mut ArrowArrayStream) -> PyResult<Self> {
        let failed = || PyValueError::new_err("the column cannot be read");
        let (get_schema, get_next) = stream.get_schema.zip(stream.get_next).ok_or_else(failed)?;
        let mut schema = ArrowSchema::EMPTY;
        // SAFETY: both are what the interface asks for, and the stream is not released.
        if unsafe { get_schema(stream, &raw mut schema) } != 0 || schema.is_released() {
            return Err(failed());
        }
        let mut chunks = Vec::new();
        loop {
            let mut chunk = ArrowArray::EMPTY;
            // SAFETY: as above.
            if unsafe { get_next(stream, &raw mut chunk) } != 0 {
                return Err(failed());
            }
            if chunk.is_released() {
                return Self::new(&schema, chunks);
            }
            chunks.push(chunk);
        }
    }

    /// Hands out each text in turn, or that there is none.
    pub(crate) fn each(&self, mut take: impl FnMut(Option<&str>) -> PyResult<()>) -> PyResult<()> {
        let mut number = 0_usize;
        for chunk in &self.chunks {
            for row in 0..size(chunk.length) {
                let row = row + size(chunk.offset);
                let bytes = if chunk.has(row) { Some(chunk.bytes(self.layout, row, number)?) } else { None };
                let text = bytes.map(std::str::from_utf8).transpose();
                take(text.map_err(|_| EncodingError::new_err(format!("row {number} is no UTF-8")))?)?;
                number += 1;
            }
        }
        Ok(())
    }
}

impl ArrowSchema {
    const EMPTY: Self = Self {
        format: std::ptr::null(),
        name: std::ptr::null(),
        metadata: std::ptr::null(),
        flags: 0,
        n_children: 0,
        children: std::ptr::null_mut(),
        dictionary: std::ptr::null_mut(),
        release: None,
        private_data: std::ptr::null_mut(),
    };
}

impl ArrowArray {
    const EMPTY: Self = Self {
        length: 0,
        null_count: 0,
        offset: 0,
        n_buffers: 0,
        n_children: 0,
        buffers: std::ptr::null(),
        children: std::ptr::null_mut(),
        dictionary: std::ptr::null_mut(),
        release: None,
        private_data: std::ptr::null_mut(),
    };

    /// A buffer as values of a type, from one of them on; none if the producer left it out.
    ///
    /// # Safety
    /// The layout must say that the buffer `number` has that many.
    unsafe fn values<T>(&self, number: usize, from: usize, count: usize) -> Option<&[T]> {
        if number >= size(self.n_buffers) {
            return None;
        }
        // SAFETY: there are so many buffers, and one that is there is aligned for its type and as long as the caller says.
        unsafe {
            let buffer = self.buffers.add(number).read().cast::<T>();
            (!buffer.is_null()).then(|| slice::from_raw_parts(buffer.add(from), count))
        }
    }

    /// Whether a row has a value.
    fn has(&self, row: usize) -> bool {
        // SAFETY: the first buffer has a bit a row.
        let byte = unsafe { self.values::<u8>(0, row / 8, 1) };
        byte.and_then(<[u8]>::first).is_none_or(|byte| byte & (1 << (row % 8)) != 0)
    }

    fn bytes(&self, layout: Layout, row: usize, number: usize) -> PyResult<&[u8]> {
        let bytes = match layout {
            Layout::Offsets32 => {
                // SAFETY: the second buffer has an offset a row, and one more.
                let ends = unsafe { self.values::<i32>(1, row, 2) };
                self.between(ends.and_then(|ends| Some((*ends.first()?, *ends.last()?))))
            }
            Layout::Offsets64 => {
                // SAFETY: as above.
                let ends = unsafe { self.values::<i64>(1, row, 2) };
                self.between(ends.and_then(|ends| Some((*ends.first()?, *ends.last()?))))
            }
            Layout::Views => self.viewed(row),
        };
        bytes.ok_or_else(|| PyValueError::new_err(format!("row {number} lies outside its column")))
    }

    /// The part of the third buffer between two offsets.
    fn between<T: TryInto<usize>>(&self, ends: Option<(T, T)>) -> Option<&[u8]> {
        let (from, to) = ends?;
        let (from, to) = (from.try_into().ok()?, to.try_into().ok()?);
        let length = usize::checked_sub(to, from)?;
        // SAFETY: the bytes reach as far as the last offset, and offsets never fall.
        if length == 0 { Some(&[]) } else { unsafe { self.values(2, from, length) } }
    }

    /// The text of a view: its length, then itself if it has 12 bytes at most, or its first 4, and the number of a buffer with
    /// the place there.
    fn viewed(&self, row: usize) -> Option<&[u8]> {
        // SAFETY: the second buffer has a view of 16 bytes a row.
        let view = unsafe { self.values::<[u8; 16]>(1, row, 1) }?.first()?;
        let number = |from: usize| -> Option<usize> {
            let bytes = view.get(from..from + 4)?.try_into().ok()?;
            i32::from_ne_bytes(bytes).try_into().ok()
        };
        let length = number(0)?;
        if length <= 12 {
            return view.get(4..4 + length);
        }
        let (buffer, from) = (number(8)?, number(12)?);
        let last = size(self.n_buffers).checked_sub(1)?;
        let buffers = last.checked_sub(2)?;
        // SAFETY: the last buffer has the length of each of those before it but the first two.
        let held = unsafe { self.values::<i64>(last, 0, buffers) }?.get(buffer)?;
        let inside = usize::try_from(*held).ok()? >= from.checked_add(length)?;
        // SAFETY: that many bytes are there.
        if inside { unsafe { self.values(buffer + 2, from, length) } } else { None }
    }
}

/// A count of the interface, where it was seen that none is below nought.
fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

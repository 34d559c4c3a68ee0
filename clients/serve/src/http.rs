//! As much of HTTP as a program on this computer needs to ask: one request a connection. What a connection may take is bounded
//! (its time, its bytes, how many there are), so that a client that is slow, broken or malicious holds up none but itself.

use std::io::{self, Read, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use httparse::{EMPTY_HEADER, Request, Status};
use zeroize::Zeroizing;

/// Connections at a time. One more is turned away.
const MOST_CONNECTIONS: usize = 64;

/// How long a connection may take in all.
const PATIENCE: Duration = Duration::from_secs(10);

/// More than any request has before its body, and in it.
const MAX_HEAD: usize = 16 << 10;
const MAX_BODY: usize = 256 << 10;
const MOST_HEADERS: usize = 64;

/// A status, and a JSON document.
pub(crate) type Answer = (u16, Vec<u8>);

/// Has every request that is whole answered by its body, and does not end.
pub(crate) fn serve(listener: &TcpListener, answer: &(dyn Fn(&[u8]) -> Answer + Sync)) {
    let open = Arc::new(());
    thread::scope(|scope| {
        loop {
            let Ok((stream, _)) = listener.accept() else {
                // There may be no room for another file until a connection ends.
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            let mut connection = Connection { stream, until: Instant::now() + PATIENCE };
            if Arc::strong_count(&open) > MOST_CONNECTIONS {
                // A client that has gone is no matter, here as below.
                let _ = connection.respond(503, b"");
                continue;
            }
            let counted = Arc::clone(&open);
            let run = move || {
                let (status, body) =
                    connection.request().map_or_else(|status| (status, Vec::new()), |it| answer(&it));
                let _ = connection.respond(status, &body).and_then(|()| connection.drain());
                drop(counted);
            };
            // Without a thread the connection is closed, as one too many is.
            let _ = thread::Builder::new().spawn_scoped(scope, run);
        }
    });
}

struct Connection {
    stream: TcpStream,
    until: Instant,
}

impl Connection {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// The status that says what is wrong with it.
    fn request(&mut self) -> Result<Zeroizing<Vec<u8>>, u16> {
        let mut bytes = Zeroizing::new(Vec::new());
        let (head, whole) = loop {
            let mut headers = [EMPTY_HEADER; MOST_HEADERS];
            let mut request = Request::new(&mut headers);
            match request.parse(&bytes) {
                Ok(Status::Complete(head)) => break (head, head + length(&request)?),
                Ok(Status::Partial) if bytes.len() < MAX_HEAD => self.more(&mut bytes)?,
                Ok(Status::Partial) | Err(httparse::Error::TooManyHeaders) => return Err(431),
                Err(_) => return Err(400),
            }
        };
        while bytes.len() < whole {
            self.more(&mut bytes)?;
        }
        Ok(Zeroizing::new(bytes.get(head..whole).unwrap_or_default().to_vec()))
    }

    /// Reads what has come.
    fn more(&mut self, bytes: &mut Vec<u8>) -> Result<(), u16> {
        let mut part = Zeroizing::new([0; 4096]);
        let length = self.read(part.as_mut()).map_err(|_| 408_u16)?;
        bytes.extend_from_slice(part.get(..length).unwrap_or_default());
        if length == 0 { Err(400) } else { Ok(()) }
    }

    fn respond(&mut self, status: u16, body: &[u8]) -> io::Result<()> {
        let reason = match status {
            200 => "OK",
            400 => "Bad Request",
            405 => "Method Not Allowed",
            408 => "Request Timeout",
            411 => "Length Required",
            413 => "Content Too Large",
            429 => "Too Many Requests",
            431 => "Request Header Fields Too Large",
            503 => "Service Unavailable",
            _ => "Internal Server Error",
        };
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.stream.set_write_timeout(Some(PATIENCE))?;
        self.stream.write_all(&[head.as_bytes(), body].concat())?;
        self.stream.shutdown(Shutdown::Write)
    }

    /// Takes what is left of a request that is too large: closed before that, a connection would take its answer with it.
    fn drain(&mut self) -> io::Result<()> {
        let mut part = Zeroizing::new([0; 4096]);
        for _ in 0..1024 {
            if self.read(part.as_mut())? == 0 {
                break;
            }
        }
        Ok(())
    }
}

impl Read for Connection {
    /// As much as has come, until there is no time left.
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(bytes)
    }
}

/// How long the body is.
fn length(request: &Request<'_, '_>) -> Result<usize, u16> {
    if request.method != Some("POST") {
        return Err(405);
    }
    let mut lengths =
        request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("content-length"));
    let (Some(length), None) = (lengths.next(), lengths.next()) else { return Err(411) };
    let length = std::str::from_utf8(length.value).ok().and_then(|text| text.trim().parse().ok());
    length
        .ok_or(400)
        .and_then(|length: u64| usize::try_from(length).ok().filter(|length| *length <= MAX_BODY).ok_or(413))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may")]

    use super::*;

    /// What a connection that has sent this, and whose time is up at once or never, is read as.
    fn sent(bytes: &[u8], patience: Duration) -> Result<Vec<u8>, u16> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let mut connection =
            Connection { stream: listener.accept().unwrap().0, until: Instant::now() + patience };
        thread::scope(|scope| {
            let sender = scope.spawn(move || {
                // What is refused is not taken to its end.
                let _ = client.write_all(bytes).and_then(|()| client.shutdown(Shutdown::Write));
                client
            });
            let read = connection.request().map(|body| body.to_vec());
            connection.drain().ok();
            drop(sender.join());
            read
        })
    }

    #[test]
    fn a_request_is_read_whole_or_has_a_status() {
        let headers = "a: b\r\n".repeat(65);
        let long = "a".repeat(MAX_HEAD);
        for (request, read) in [
            ("POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}", Ok("{}")),
            ("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{} and more", Ok("{}")),
            ("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n", Ok("")),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n{}", Err(400)),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n", Err(400)),
            ("", Err(400)),
            ("GET / HTTP/1.1\r\n\r\n", Err(405)),
            ("POST / HTTP/1.1\r\n\r\n{}", Err(411)),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", Err(411)),
            ("POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", Err(411)),
            ("POST / HTTP/1.1\r\nContent-Length: two\r\n\r\n{}", Err(400)),
            ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n{}", Err(400)),
            ("POST / HTTP/1.1\r\nContent-Length: 262145\r\n\r\n{}", Err(413)),
            ("POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n{}", Err(413)),
            ("\u{16}\u{3}\u{1} a greeting of TLS", Err(400)),
            (&format!("POST / HTTP/1.1\r\n{headers}\r\n"), Err(431)),
            (&format!("POST /{long}"), Err(431)),
        ] {
            let read = read.map(|body: &str| body.as_bytes().to_vec());
            assert_eq!(sent(request.as_bytes(), Duration::from_secs(600)), read, "{request:.60}");
        }
    }

    #[test]
    fn who_takes_too_long_is_not_waited_for() {
        let request = b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(sent(request, Duration::ZERO), Err(408));
    }
}

//! `keyward-service ADDRESS [POLICY]`: for a page of this computer, or behind a server that ends TLS.

use std::error::Error;

use keyward::{NamedPolicy, Validator};
use keyward_service::service::service;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8087".to_owned());
    let policy = arguments.next().unwrap_or_else(|| NamedPolicy::DEFAULT.to_owned());
    let validator = Validator::new(NamedPolicy::open(&policy)?);
    validator.validate()?;
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("POST http://{}/password", listener.local_addr()?);
    axum::serve(listener, service(validator)).await?;
    Ok(())
}

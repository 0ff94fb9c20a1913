//! `scalegen.yaml`: what the user has and wants, in one small typed file in which every key may be left out.

mod file;
mod fit;
mod read;
mod schema;
mod traffic;
mod words;

pub use file::{App, Cache, DataHost, Database, Federation, Fleet, Network, Services, Tls, Web};
pub use read::{Given, Set, Source};
pub use schema::schema;
pub use traffic::Traffic;
pub use words::{Bundle, Cidr, Domain, Email, Name, Tags, ZoneName};

//! The parts of an architecture. Each file holds one part: what it is, why, and what it adds to the template.

pub mod address;
pub mod alarms;
pub mod backup;
pub mod balancer;
pub mod budget;
pub mod data_host;
pub mod database;
pub mod dns;
pub mod firewall;
mod host;
pub mod identity;
pub mod login;
pub mod network;
pub mod patches;
pub mod talk;
pub mod tls;
pub mod web;

//! The parts of an architecture. Each file holds one part: what it is, why, and what it adds to the template.

pub mod address;
pub mod alarms;
pub mod app;
pub mod assets;
pub mod backup;
pub mod balancer;
pub mod budget;
pub mod cache;
pub mod cdn;
pub mod data_host;
pub mod database;
pub mod dns;
pub mod edge;
pub mod firewall;
mod host;
pub mod identity;
pub mod login;
mod names;
pub mod network;
pub mod patches;
pub mod sessions;
mod storage;
pub mod talk;
pub mod tls;
pub mod web;

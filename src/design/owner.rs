//! What the owner said, in the words of the parts.

use std::net::Ipv4Addr;

use anyhow::Result;

use crate::{
    app::{App, Tls, ZoneName},
    components::{
        identity::{Domain, Known},
        network::{Addresses, Endpoint, Network, Plan},
        protection::Protection,
        tls::Issuer,
        world::Standing,
    },
    facts::Region,
    stage::file::Stage,
    wrong::wrong,
};

/// Zones that the file takes: as many as the address plan has room for.
const MOST_ZONES: usize = 4;
/// Partitions whose endpoint services are called `com.amazonaws.<region>.<service>` (`aws` by AWS's guide to `PrivateLink`,
/// `aws-us-gov` from memory). In China most have a `cn.` before it, and the European cloud was not looked up.
const NAMED: [&str; 2] = ["aws", "aws-us-gov"];

/// Domain, mailbox and application.
pub(super) fn known(app: &App) -> Known {
    Known {
        domain: domain(app),
        mail: app.alarm_email.as_ref().map(|mail| mail.get().to_owned()),
        bundle: app.bundle.as_ref().map(|bundle| bundle.get().to_owned()),
    }
}

/// The domain and its zone.
pub(super) fn domain(app: &App) -> Option<Domain> {
    let domain = app.domain.as_ref()?;
    Some(Domain { name: domain.name.get().to_owned(), zone: domain.hosted_zone_id.get().to_owned() })
}

/// Whether deletions are refused.
pub(super) fn protection(app: &App) -> Protection {
    if app.protects() { Protection::On } else { Protection::Off }
}

/// Who certifies the one host.
pub(super) fn issuer(app: &App) -> Issuer {
    match app.tls {
        Tls::Letsencrypt => Issuer::LetsEncrypt,
        Tls::None => Issuer::Nobody,
    }
}

/// The network and its front.
pub(super) fn network(stage: &Stage, app: &App, plan: Plan, region: Region) -> Result<Network> {
    Ok(Network {
        public: stage.network.public,
        hosts: !stage.balancer,
        plan,
        flow_logs: app.network.flow_logs.unwrap_or(true),
        endpoints: endpoints(app, region)?,
    })
}

/// Where subnets lie, for a stage that stands in so many zones. The second region has other addresses, so that the two can be
/// connected later, and zones of its own.
pub(super) fn plan(id: &str, needed: u8, app: &App, place: &Standing) -> Result<Plan> {
    let second = matches!(place, Standing::Second(_));
    let home = addresses(app)?;
    let letters = letters(id, needed.into(), app)?;
    Ok(Plan {
        addresses: if second { home.beside() } else { home },
        letters: if second { Vec::new() } else { letters },
    })
}

fn addresses(app: &App) -> Result<Addresses> {
    let Some(cidr) = app.network.cidr else { return Ok(Addresses::default()) };
    let [first, second, ..] = format!("{}.0.0", cidr.prefix()).parse::<Ipv4Addr>()?.octets();
    Ok(Addresses::of(first, second))
}

/// The zones' letters: each zone is of the home region, stands once, and there are enough of them.
fn letters(id: &str, needed: usize, app: &App) -> Result<Vec<char>> {
    let Some(zones) = &app.network.zones else { return Ok(Vec::new()) };
    let refuse = |sentence: String| Err(wrong("network.zones", sentence));
    let given = zones.len();
    if !(2..=MOST_ZONES).contains(&given) {
        return refuse(format!("{given} given; give 2 to {MOST_ZONES} zones"));
    }
    if let Some((_, twice)) = zones.iter().enumerate().find(|(at, zone)| zones[..*at].contains(zone)) {
        return refuse(format!("`{}` is there twice; keep one", twice.get()));
    }
    if given < needed {
        let more = needed - given;
        let more = if more == 1 { "one".to_owned() } else { more.to_string() };
        return refuse(format!("stage {id} stands in {needed} zones, and {given} are given; add {more}"));
    }
    zones.iter().map(|zone| letter(zone, app.region())).collect()
}

fn letter(zone: &ZoneName, region: Region) -> Result<char> {
    let mut letters = zone.get().strip_prefix(region.name()).unwrap_or_default().chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => Ok(letter),
        _ => Err(wrong(
            "network.zones",
            format!(
                "`{}` is no zone of {region}; give zones of the home region, such as {region}a",
                zone.get()
            ),
        )),
    }
}

/// Services that private hosts reach inside the network, each once.
fn endpoints(app: &App, region: Region) -> Result<Vec<Endpoint>> {
    let endpoints = &app.network.endpoints;
    let twice = endpoints.iter().enumerate().find(|(at, one)| endpoints[..*at].contains(one));
    if let Some((_, twice)) = twice {
        return Err(wrong("network.endpoints", format!("`{}` is there twice; keep one", twice.service())));
    }
    if !endpoints.is_empty() && !NAMED.contains(&region.partition()) {
        let sentence = format!("endpoints have other names in {region}; leave them out");
        return Err(wrong("network.endpoints", sentence));
    }
    Ok(endpoints.clone())
}

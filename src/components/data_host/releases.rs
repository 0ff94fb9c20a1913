//! How a change reaches a host whose boot script never runs again.

use indexmap::IndexMap;

use super::Built;
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            ec2::{Eip, Instance},
            ssm::Association,
        },
    },
    components::{
        identity::{Given, Identity},
        patches,
        talk::{ONE, TEN},
        tls::Tls,
    },
    sub, text,
};

/// What runs on the host.
pub(super) const RELEASE: &str = "DataHostRelease";

/// How long the command itself may take, in seconds.
const TIMEOUT: &str = "600";
/// How long Systems Manager may take, in seconds, before the update fails and goes back.
const PATIENCE: u16 = 900;

/// While the site is on this host, visitors come to it.
pub fn admit_visitors(t: &mut Template, host: &Built, tls: &Tls) {
    host.group.admit_visitors(
        t,
        ONE,
        "DataHostHttpFromInternet",
        tls.certifies().then_some("DataHostHttpsFromInternet"),
    );
}

/// A new bundle or domain is deployed on the running host.
pub fn release(t: &mut Template, identity: &Identity, tls: &Tls, host: &Id<Instance>, address: &Id<Eip>) {
    let (bundle, domain, secret) = (&identity.bundle, tls.domain(identity), tls.secret(identity));
    let command = sub!["/usr/local/bin/app-deploy '", bundle, "' '", domain, "' '", secret, "'"];
    let what = match (bundle, &identity.domain) {
        (Given::Asked(_), Given::Asked(_)) => "AppBundle or DomainName",
        _ => "bundle or domain",
    };
    let why =
        ONE.needs(&format!("a changed {what} reaches the running host, whose boot script never runs again"));
    t.add(RELEASE, Attributes::from(why).after(address), run(host, command));
}

/// The host gives up the site once the address has moved to the web server.
pub fn retire(t: &mut Template, host: &Id<Instance>, address: &Id<Eip>) {
    let why = TEN.says("the site leaves the database's host, after its address has moved");
    let association = run(host, text::render("retire-app.sh.j2", &()).into());
    t.add(RELEASE, Attributes::from(why).after(address), association);
}

fn run(host: &Id<Instance>, command: Val) -> Association {
    Association {
        name: "AWS-RunShellScript",
        targets: vec![patches::target(&[host])],
        parameters: IndexMap::from([("commands", vec![command]), ("executionTimeout", vec![TIMEOUT.into()])]),
        schedule_expression: None,
        apply_only_at_cron_interval: None,
        max_concurrency: None,
        max_errors: None,
        wait_for_success_timeout_seconds: Some(PATIENCE),
    }
}

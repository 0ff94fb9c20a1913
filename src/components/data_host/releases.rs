//! How a change reaches a host whose boot script never runs again.

use indexmap::IndexMap;

use super::LEAVES;
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            ec2::{Eip, Instance},
            ssm::Association,
        },
    },
    components::{identity::Identity, patches, talk::ONE, tls::Tls},
    sub, text,
};

/// How long Systems Manager may take, in seconds, before the update fails and goes back.
const PATIENCE: u16 = 900;

/// A new bundle or domain is deployed on the running host.
pub fn release(t: &mut Template, identity: &Identity, tls: &Tls, host: &Id<Instance>) {
    let (bundle, domain, secret) = (&identity.bundle, identity.served_domain(), tls.secret(identity));
    let command = sub!["/usr/local/bin/app-deploy '", bundle, "' '", domain, "' '", secret, "'"];
    let why = ONE.needs(
        "a changed AppBundle or DomainName reaches the running host, whose boot script never runs again",
    );
    t.add("DataHostRelease", why, run(host, command));
}

/// The host gives up the site once the address has moved to the web server.
pub fn retire(t: &mut Template, host: &Id<Instance>, address: &Id<Eip>) {
    let why = LEAVES.says("the site leaves the database's host, after its address has moved");
    let association = run(host, text::render("retire-app.sh.j2", &()).into());
    t.add("DataHostRelease", Attributes::from(why).after(address), association);
}

fn run(host: &Id<Instance>, command: Val) -> Association {
    Association {
        name: "AWS-RunShellScript",
        targets: vec![patches::target(&[host])],
        parameters: IndexMap::from([("commands", vec![command])]),
        schedule_expression: None,
        apply_only_at_cron_interval: None,
        max_concurrency: None,
        max_errors: None,
        wait_for_success_timeout_seconds: Some(PATIENCE),
    }
}

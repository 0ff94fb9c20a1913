//! How a web server boots.

use serde::Serialize;

use super::{Job, Site, client::Client};
use crate::{
    cfn::{Fact, Pseudo, Val, select, split, sub_marked, types::policy::Statement},
    components::{identity::Given, tls::Tls},
    sub, text,
};

/// Variables whose parts the larger sample application asks.
const MORE: [&str; 3] = ["DB_READER_HOSTS", "CACHE_ENDPOINT", "SESSION_TABLE"];

/// The values of `server.sh.j2`.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the switches of a script")]
struct Boot {
    role: String,
    host: String,
    stack: String,
    region: String,
    secret: String,
    database_host: String,
    database_name: String,
    client: &'static str,
    packages: &'static str,
    rights: &'static str,
    authorities: &'static str,
    port: u16,
    master_secret: String,
    databases: String,
    admin_host: String,
    variables: Vec<String>,
    program: &'static str,
    cache_engine: String,
    fleet: bool,
    url_suffix: String,
    app_log: String,
    targets: String,
    proxy: bool,
    traces: bool,
    bundle: String,
    domain: String,
    tls: bool,
    tls_secret: String,
}

/// Lets a host fetch a bundle, where one was given.
pub fn may_fetch(bundle: &Given, given: &Fact) -> Val<Statement> {
    let path = match bundle {
        Given::Asked(bundle) => select(1, &split("s3://", bundle)),
        Given::Said(bundle) => bundle.trim_start_matches("s3://").into(),
    };
    Statement::allow(["s3:GetObject"], [sub!["arn:", Pseudo::Partition, ":s3:::", path]]).when(given)
}

impl Site<'_> {
    pub(super) fn boot(&self, job: &Job) -> Val {
        sub_marked(&text::render("server.sh.j2", &self.values(job)))
    }

    /// The log group of the application: a fleet's is in the stack, a plain server's agent makes its own.
    fn app_log(&self) -> String {
        let own = || Val::from(Pseudo::StackName).mark() + "/app";
        self.fleet.as_ref().map_or_else(own, |member| member.log.mark())
    }

    /// What runs until the first release is deployed. Beside what a server needs for TLS of its own, user data has room for
    /// the smaller application alone.
    fn program(&self) -> &'static str {
        match () {
            () if self.tls.is_some() => "sample",
            () if self.surroundings.tells("PHOTO_QUEUE_URL") => "worker",
            () if MORE.iter().any(|variable| self.surroundings.tells(variable)) => "sample_more",
            () => "sample",
        }
    }

    /// Nothing where no load balancer asks for the host's health.
    fn targets(&self) -> String {
        let targets = self.fleet.as_ref().and_then(|member| member.targets.as_ref());
        targets.map(Val::mark).unwrap_or_default()
    }

    fn values(&self, job: &Job) -> Boot {
        let mark = |value: Val| value.mark();
        let spoken = self.surroundings.spoken();
        let client = Client::of(spoken);
        let master = self.maker().map(|login| mark(login.get()));
        Boot {
            role: job.role.clone(),
            host: job.host.clone(),
            stack: mark(Pseudo::StackName.into()),
            region: mark(Pseudo::Region.into()),
            secret: self.login.map(|login| mark(login.get())).unwrap_or_default(),
            database_host: self.surroundings.text("DB_HOST"),
            database_name: self.surroundings.text("DB_NAME"),
            client: client.name,
            packages: client.packages,
            rights: client.rights,
            authorities: spoken.and_then(|spoken| spoken.authorities).unwrap_or_default(),
            port: spoken.map_or(0, |spoken| spoken.engine.dialect().port()),
            master_secret: master.unwrap_or_default(),
            databases: self.databases.map(Val::mark).unwrap_or_default(),
            admin_host: self.surroundings.text("DB_WRITER_HOST"),
            variables: self.surroundings.lines(),
            program: self.program(),
            cache_engine: self.surroundings.text("CACHE_ENGINE"),
            fleet: self.fleet.is_some(),
            url_suffix: mark(Pseudo::UrlSuffix.into()),
            app_log: self.app_log(),
            targets: self.targets(),
            traces: self.surroundings.tells("OTEL_EXPORTER_OTLP_ENDPOINT"),
            proxy: self.tls.is_some(),
            bundle: if job.is_site() { mark(self.identity.bundle.get()) } else { String::new() },
            domain: self.tls.map(|tls| mark(tls.domain(self.identity))).unwrap_or_default(),
            tls: self.tls.is_some_and(Tls::certifies),
            tls_secret: self.tls.map(|tls| mark(tls.secret(self.identity))).unwrap_or_default(),
        }
    }
}

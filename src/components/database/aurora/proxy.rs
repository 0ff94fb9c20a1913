//! RDS Proxy: many connections of hosts that come and go become few of the database's, and a failover takes seconds.

use super::{
    super::{Site, ground::Ground},
    Cluster, Compatible,
};
use crate::{
    cfn::{
        Attributes, Id, Order, Template, Val,
        types::{
            iam::Role,
            rds::{ConnectionPool, DbProxy, DbProxyEndpoint, DbProxyTargetGroup, ProxyAuth},
        },
    },
    components::{
        app::Neighbour,
        firewall::{Door, Group, Purpose},
        login::Login,
        names::unique,
        talk::MILLION,
    },
};

/// The share of the database's connections that the proxy may take, in percent: the rest is for administrators, for
/// migrations, and for what a cluster forwards to another.
pub(super) const SHARE: u8 = 65;

const PURPOSE: Purpose = Purpose {
    id: "DatabaseProxySecurityGroup",
    step: MILLION,
    why: "the proxy before the database, which it reaches and nothing else",
    description: "Database proxy",
    calls_out: false,
};

/// The proxy, before it has its database.
#[derive(Debug)]
pub struct Proxy {
    writer: Id<DbProxy>,
    readers: Id<DbProxyEndpoint>,
    group: Group,
    port: u16,
    ways: [Order; 2],
}

impl Proxy {
    /// Builds the proxy and its second endpoint. The database it gets by [`Self::meet`].
    pub(super) fn build(
        t: &mut Template,
        site: Site<'_>,
        ground: &Ground,
        cluster: &Cluster,
        engine: Compatible,
    ) -> Self {
        let port = ground.engine.port();
        let group = PURPOSE.build(t, site.network);
        let why = "the proxy reaches the database";
        let way = Door { id: "DatabaseProxyToDatabase", step: MILLION, why, port };
        let out = group.reach(t, way, &ground.group);
        let way = ground.group.admit(t, Door { id: "DatabaseFromProxy", ..way }, &group);
        let role = role(t, site.application);
        let proxy = DbProxy {
            db_proxy_name: unique("db-"),
            engine_family: engine.terms().proxy,
            require_tls: true,
            role_arn: role.arn(),
            auth: vec![ProxyAuth {
                auth_scheme: "SECRETS",
                secret_arn: site.application.get(),
                iam_auth: "DISABLED",
            }],
            vpc_subnet_ids: site.places.subnets(),
            vpc_security_group_ids: vec![group.id()],
        };
        let why = MILLION
            .needs("keeps the database's connections for hosts that come and go, and through a failover")
            .must(
                "keep DBProxyName and VpcSubnetIds: a change replaces the proxy, and its host name with it",
            );
        let order = cluster.instances.iter().fold(Attributes::from(why), Attributes::after);
        let proxy = t.add("DatabaseProxy", order, proxy);
        let readers = readers(t, site, &proxy, &group);
        Self { writer: proxy, readers, group, port, ways: [out, way] }
    }

    /// Gives the proxy its database, once the application's login works there: the proxy tries it before it is ready.
    /// `first` is what makes that login.
    pub fn meet<R>(&self, t: &mut Template, cluster: &Cluster, first: &Id<R>) -> Id<DbProxyTargetGroup> {
        let targets = DbProxyTargetGroup {
            db_proxy_name: self.writer.get(),
            target_group_name: "default",
            db_cluster_identifiers: vec![cluster.id.get()],
            connection_pool_configuration_info: ConnectionPool {
                max_connections_percent: SHARE,
                max_idle_connections_percent: 20,
                connection_borrow_timeout: 30,
            },
        };
        let why = MILLION.needs(
            "the proxy's database; it logs in before it is ready, so the first host makes the login before",
        );
        let order = cluster.instances.iter().fold(Attributes::from(why), Attributes::after);
        t.add("DatabaseProxyTargets", order.after_all(&self.ways).after(first), targets)
    }

    /// The host name under which the application writes.
    pub fn writer(&self) -> Val {
        self.writer.endpoint()
    }

    /// The host name under which it reads.
    pub fn reader(&self) -> Val {
        self.readers.endpoint()
    }

    pub(super) fn neighbour(&self) -> Neighbour {
        Neighbour {
            name: "DatabaseProxy",
            group: self.group.clone(),
            port: self.port,
            step: MILLION,
            does: "reaches its database through the proxy",
        }
    }
}

fn readers(t: &mut Template, site: Site<'_>, proxy: &Id<DbProxy>, group: &Group) -> Id<DbProxyEndpoint> {
    let endpoint = DbProxyEndpoint {
        db_proxy_endpoint_name: unique("readers-"),
        db_proxy_name: proxy.get(),
        vpc_subnet_ids: site.places.subnets(),
        vpc_security_group_ids: vec![group.id()],
        target_role: "READ_ONLY",
    };
    let why = MILLION.needs("the proxy's host name for reads: any reader answers");
    t.add("DatabaseProxyReaders", why, endpoint)
}

fn role(t: &mut Template, login: &Login) -> Id<Role> {
    let may_read = login.may_read().into_iter().map(Into::into).collect();
    let role = Role::of("rds.amazonaws.com").allowed("login", may_read);
    t.add("DatabaseProxyRole", MILLION.needs("lets the proxy read the application's login"), role)
}

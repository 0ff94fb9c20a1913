//! Full-text search: Amazon `OpenSearch` Service, a node a zone.

use super::{
    alarms::{Alarms, Watch},
    app::{Neighbour, Surroundings},
    firewall::Purpose,
    key::DataKey,
    names,
    network::{self, Places},
    talk::MILLION,
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template,
        types::{
            logs::{LogGroup, ResourcePolicy},
            opensearch::{
                ClusterConfig, Domain, DomainEndpoint, EbsOptions, EncryptionAtRest, LogDestination,
                LogPublishing, NodeToNodeEncryption, VpcOptions,
            },
            policy::{PolicyDocument, Statement},
        },
    },
    sub,
};

const PURPOSE: Purpose = Purpose {
    id: "SearchSecurityGroup",
    step: MILLION,
    why: "the search domain; it never calls out",
    description: "Search",
    calls_out: false,
};

/// How big it is: a node a zone.
#[derive(Clone, Debug)]
pub struct Search {
    /// The node type, such as `r7g.large.search`.
    pub node: String,
    /// The disk of a node in GiB.
    pub storage: u32,
}

impl Search {
    /// Builds the domain; the application learns where it is.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        places: &Places,
        key: &DataKey,
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) {
        t.section("Search");
        let group = PURPOSE.build(t, network);
        let zones = u8::try_from(places.iter().count()).unwrap_or(u8::MAX).min(3);
        let vpc_options = VpcOptions {
            subnet_ids: places.subnets().into_iter().take(zones.into()).collect(),
            security_group_ids: vec![group.id()],
        };
        let why = MILLION
            .says("search on a managed service: nobody writes a search engine of their own")
            .must("keep EncryptionAtRestOptions: a change replaces the domain");
        let (log, writer) = log(t, key);
        let domain = self.domain(zones, vpc_options, key, &log);
        let domain = t.add("SearchDomain", Attributes::from(why).after(&writer), domain);
        watch(t, &domain, alarms);
        surroundings.tell("SEARCH_ENDPOINT", sub!["https://", domain.domain_endpoint()]);
        let requests = ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut", "es:ESHttpDelete"];
        surroundings.allow(Statement::allow(requests, [sub![domain.arn(), "/*"]]));
        let does = "searches";
        surroundings.meet(Neighbour { name: "Search", group, port: 443, step: MILLION, does });
    }

    fn domain(&self, zones: u8, vpc_options: VpcOptions, key: &DataKey, log: &Id<LogGroup>) -> Domain {
        Domain {
            engine_version: "OpenSearch_2.19",
            cluster_config: ClusterConfig::across(zones, self.node.clone(), zones.into()),
            ebs_options: EbsOptions { ebs_enabled: true, volume_type: "gp3", volume_size: self.storage },
            vpc_options,
            encryption_at_rest_options: EncryptionAtRest { enabled: true, kms_key_id: key.arn() },
            node_to_node_encryption_options: NodeToNodeEncryption { enabled: true },
            domain_endpoint_options: DomainEndpoint {
                enforce_https: true,
                tls_security_policy: "Policy-Min-TLS-1-2-PFS-2023-10",
            },
            access_policies: PolicyDocument::of(vec![account().into()]),
            log_publishing_options: LogPublishing {
                application: LogDestination { cloud_watch_logs_log_group_arn: log.arn(), enabled: true },
            },
        }
    }
}

/// The nodes' errors, and the policy that lets the service write them, without which the domain is refused.
fn log(t: &mut Template, key: &DataKey) -> (Id<LogGroup>, Id<ResourcePolicy>) {
    let why = MILLION.says("the errors of the nodes, for 30 days");
    let log = t.add("SearchLogGroup", why, LogGroup { retention_in_days: 30, kms_key_id: key.arn() });
    let policy = ResourcePolicy {
        policy_name: names::unique("search-"),
        policy_document: sub![
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"es.amazonaws.com"},"#,
            r#""Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":""#,
            log.arn(),
            r#"","Condition":{"StringEquals":{"aws:SourceAccount":""#,
            Pseudo::AccountId,
            r#""}}}]}"#
        ],
    };
    let why =
        MILLION.needs("the domain writes its log; a region of an account has room for ten such policies");
    let writer = t.add("SearchLogPolicy", why, policy);
    (log, writer)
}

/// Whom the account's IAM lets in; the domain cannot name itself.
fn account() -> Statement {
    let domains = names::arn("es", "domain/*");
    Statement::allow(["es:ESHttp*"], [domains]).by_account()
}

fn watch(t: &mut Template, domain: &Id<Domain>, alarms: &Alarms) {
    for (what, text, watch) in [
        (
            "Red",
            "search has lost data: look at the cluster's health, and restore a snapshot",
            Watch::above("AWS/ES", "ClusterStatus.red", 0).statistic("Maximum").for_periods(1, 60),
        ),
        (
            "Storage",
            "search's disks are nearly full: raise storage",
            Watch::below("AWS/ES", "FreeStorageSpace", 20_480).statistic("Minimum").for_periods(3, 300),
        ),
    ] {
        let watch = watch.of("DomainName", domain.get()).of("ClientId", Pseudo::AccountId);
        let id = format!("Search{what}Alarm");
        alarms.add(t, &id, MILLION.watches(text), format!("Search: {text}"), watch);
    }
}

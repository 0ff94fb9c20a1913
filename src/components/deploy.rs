//! Releases to a fleet: CodeDeploy takes a quarter of the hosts out at a time, and goes back when an alarm rings.

use std::collections::BTreeMap;

use super::{
    app::Surroundings,
    key::{Context, DataKey},
    logs,
    storage::{self, Age, objects},
    talk::HALF_MILLION,
    tier::Tier,
};
use crate::cfn::{
    Id, Template,
    types::{
        autoscaling::AutoScalingGroup,
        cloudwatch,
        codedeploy::{
            Alarm, AlarmConfiguration, Application, AutoRollback, DeploymentConfig, DeploymentGroup,
            DeploymentStyle, LoadBalancerInfo, MinimumHealthyHosts, TargetGroupName,
        },
        elbv2::TargetGroup,
        iam::Role,
        policy::Statement,
        s3::Bucket,
    },
};

/// The share of hosts that keep serving during a release, in percent: one zone may be lost as well. Of a small fleet it is
/// less, as CodeDeploy rounds up and must be left one host to work on.
const SERVING: u16 = 75;

/// Builds the bucket of releases; hosts may read it.
pub fn artifacts(t: &mut Template, logs: &logs::Built, key: &DataKey, surroundings: &mut Surroundings) {
    t.section("Releases");
    let why = HALF_MILLION.needs("releases, each for ever under its version: the way back is there");
    let bucket = storage::logged(t, "ArtifactBucket", why, Age::Kept, logs, key);
    let why = HALF_MILLION.needs("TLS for everybody who reads or writes a release");
    storage::policy(t, "ArtifactBucketPolicy", why, &bucket, Vec::new());
    t.output("ArtifactBucketName", "Where releases are uploaded for CodeDeploy", bucket.get());
    let read = Statement::allow(["s3:GetObject", "s3:GetObjectVersion"], [objects(&bucket, "*")]);
    surroundings.allow(read);
    surroundings.allow(list(&bucket));
    surroundings.allow_all(key.reads(Context::bucket(&bucket)));
}

fn list(bucket: &Id<Bucket>) -> Statement {
    Statement::allow(["s3:ListBucket"], [bucket.arn()])
}

/// What releases are made of.
#[derive(Debug)]
pub struct Releases {
    application: Id<Application>,
    paces: BTreeMap<u16, Id<DeploymentConfig>>,
    role: Id<Role>,
}

/// A fleet that gets releases.
#[derive(Clone, Copy, Debug)]
pub struct Released<'a> {
    /// What its hosts have in common.
    pub tier: &'a Tier,
    /// The fleet.
    pub fleet: &'a Id<AutoScalingGroup>,
    /// Its hosts at the least.
    pub min: u16,
    /// Where a load balancer finds them, and what rings when they answer with errors.
    pub behind: Option<(&'a Id<TargetGroup>, &'a Id<cloudwatch::Alarm>)>,
}

impl Releases {
    /// Builds role, application and pace, for fleets with these roles.
    pub fn build(t: &mut Template, hosts: &[&Id<Role>]) -> Self {
        t.section("Deployments");
        let role = role(t, hosts);
        let why = HALF_MILLION.says("CodeDeploy: releases reach the fleet without a new template");
        let application = t.add("DeployApplication", why, Application { compute_platform: "Server" });
        t.output("DeployApplicationName", "The CodeDeploy application", application.get());
        Self { application, paces: BTreeMap::new(), role }
    }

    /// Builds the deployment group of a fleet.
    pub fn reach(&mut self, t: &mut Template, to: Released<'_>) {
        let pace = self.pace(t, to.min);
        let job = &to.tier.job;
        let why = job
            .fleet
            .needs("new hosts get the newest release; a release that answers with errors goes back")
            .must(
                "leave out alarms that ring under load: they would stop new hosts just when they must come",
            );
        let group = t.add(&job.id("DeploymentGroup"), why, self.group(to, &pace));
        let text = format!("The CodeDeploy deployment group of the {} fleet", job.role);
        t.output(&job.id("DeploymentGroupName"), &text, group.get());
    }

    /// The pace for fleets of at least so many hosts; fleets share one where they can.
    fn pace(&mut self, t: &mut Template, min: u16) -> Id<DeploymentConfig> {
        let (min, all) = (u32::from(min.max(1)), 100);
        let serving = u16::try_from(all * (min - 1) / min).map_or(SERVING, |serving| SERVING.min(serving));
        self.paces.entry(serving).or_insert_with(|| pace(t, serving)).clone()
    }

    fn group(&self, to: Released<'_>, pace: &Id<DeploymentConfig>) -> DeploymentGroup {
        let traffic = if to.behind.is_some() { "WITH_TRAFFIC_CONTROL" } else { "WITHOUT_TRAFFIC_CONTROL" };
        DeploymentGroup {
            application_name: self.application.get(),
            service_role_arn: self.role.arn(),
            deployment_config_name: pace.get(),
            auto_scaling_groups: vec![to.fleet.get()],
            deployment_style: DeploymentStyle { deployment_type: "IN_PLACE", deployment_option: traffic },
            load_balancer_info: to.behind.map(|(targets, _)| LoadBalancerInfo {
                target_group_info_list: vec![TargetGroupName { name: targets.target_group_name() }],
            }),
            alarm_configuration: to.behind.map(|(_, errors)| AlarmConfiguration {
                enabled: true,
                alarms: vec![Alarm { name: errors.get() }],
            }),
            auto_rollback_configuration: AutoRollback {
                enabled: true,
                events: vec!["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
            },
        }
    }
}

fn pace(t: &mut Template, serving: u16) -> Id<DeploymentConfig> {
    let config = DeploymentConfig {
        compute_platform: "Server",
        minimum_healthy_hosts: MinimumHealthyHosts { r#type: "FLEET_PERCENT", value: serving },
    };
    let (id, text) = match serving {
        SERVING => {
            ("DeployPace".to_owned(), "three quarters of the fleet serve while a release goes out".to_owned())
        }
        _ => (
            format!("DeployPace{serving}"),
            format!("{serving} % of a small fleet serve while a release goes out"),
        ),
    };
    t.add(&id, HALF_MILLION.needs(&text), config)
}

/// What CodeDeploy does with a group that has a launch template needs three more permissions than its managed policy has.
fn role(t: &mut Template, hosts: &[&Id<Role>]) -> Id<Role> {
    let start = Statement::allow(["ec2:RunInstances", "ec2:CreateTags"], ["*".into()]);
    let pass = Statement::allow_on(["iam:PassRole"], hosts.iter().map(|role| role.arn()));
    let role = Role::of("codedeploy.amazonaws.com")
        .managed("service-role/AWSCodeDeployRole")
        .allowed("launch", vec![start.into(), pass.into()]);
    t.add(
        "DeployRole",
        HALF_MILLION.needs("lets CodeDeploy take hosts out of service and put them back"),
        role,
    )
}

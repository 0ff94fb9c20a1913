//! Releases to a fleet: CodeDeploy takes a quarter of the hosts out at a time, and goes back when an alarm rings.

use super::{
    app::Surroundings,
    balancer,
    key::{Context, DataKey},
    logs,
    storage::{self, Age, objects},
    talk::HALF_MILLION,
};
use crate::cfn::{
    Id, Template,
    types::{
        autoscaling::AutoScalingGroup,
        codedeploy::{
            Alarm, AlarmConfiguration, Application, AutoRollback, DeploymentConfig, DeploymentGroup,
            DeploymentStyle, LoadBalancerInfo, MinimumHealthyHosts, TargetGroupName,
        },
        iam::Role,
        policy::Statement,
        s3::Bucket,
    },
};

/// The share of hosts that keep serving during a release, in percent: one zone may be lost as well.
const SERVING: u8 = 75;

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

/// Builds application, pace and deployment group.
pub fn build(t: &mut Template, fleet: &Id<AutoScalingGroup>, web: &Id<Role>, balancer: &balancer::Built) {
    t.section("Deployments");
    let role = role(t, web);
    let why = HALF_MILLION.says("CodeDeploy: releases reach the fleet without a new template");
    let application = t.add("DeployApplication", why, Application { compute_platform: "Server" });
    t.output("DeployApplicationName", "The CodeDeploy application", application.get());
    let group = DeploymentGroup {
        application_name: application.get(),
        service_role_arn: role.arn(),
        deployment_config_name: pace(t).get(),
        auto_scaling_groups: vec![fleet.get()],
        deployment_style: DeploymentStyle {
            deployment_type: "IN_PLACE",
            deployment_option: "WITH_TRAFFIC_CONTROL",
        },
        load_balancer_info: LoadBalancerInfo {
            target_group_info_list: vec![TargetGroupName { name: balancer.targets.target_group_name() }],
        },
        alarm_configuration: AlarmConfiguration {
            enabled: true,
            alarms: vec![Alarm { name: balancer.errors.get() }],
        },
        auto_rollback_configuration: AutoRollback {
            enabled: true,
            events: vec!["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
        },
    };
    let why =
        HALF_MILLION.needs("new hosts get the newest release; a release that answers with errors goes back");
    let why =
        why.must("leave out alarms that ring under load: they would stop new hosts just when they must come");
    let group = t.add("WebDeploymentGroup", why, group);
    t.output("WebDeploymentGroupName", "The CodeDeploy deployment group of the web fleet", group.get());
}

fn pace(t: &mut Template) -> Id<DeploymentConfig> {
    let config = DeploymentConfig {
        compute_platform: "Server",
        minimum_healthy_hosts: MinimumHealthyHosts { r#type: "FLEET_PERCENT", value: SERVING },
    };
    let why = HALF_MILLION.needs("three quarters of the fleet serve while a release goes out");
    t.add("DeployPace", why, config)
}

/// What CodeDeploy does with a group that has a launch template needs three more permissions than its managed policy has.
fn role(t: &mut Template, web: &Id<Role>) -> Id<Role> {
    let start = Statement::allow(["ec2:RunInstances", "ec2:CreateTags"], ["*".into()]);
    let pass = Statement::allow(["iam:PassRole"], [web.arn()]);
    let role = Role::of("codedeploy.amazonaws.com")
        .managed("service-role/AWSCodeDeployRole")
        .allowed("launch", vec![start.into(), pass.into()]);
    t.add(
        "DeployRole",
        HALF_MILLION.needs("lets CodeDeploy take hosts out of service and put them back"),
        role,
    )
}

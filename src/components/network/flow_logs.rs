//! Refused connections, kept for a year: the first place to look when something cannot be reached, or when somebody got in.

use crate::{
    cfn::{
        Id, Template,
        types::{
            iam::Role,
            logs::LogGroup,
            policy::Statement,
            vpc::{FlowLog, Vpc},
        },
    },
    components::{key::DataKey, talk::ONE},
};

/// Logs what security groups and network rules refuse.
pub(super) fn build(t: &mut Template, vpc: &Id<Vpc>, key: &DataKey) {
    let group = t.add(
        "FlowLogGroup",
        ONE.needs("a year of refused connections"),
        LogGroup { retention_in_days: 365, kms_key_id: key.arn() },
    );
    let role = role(t, &group);
    let log = FlowLog {
        resource_type: "VPC",
        resource_id: vpc.get(),
        traffic_type: "REJECT",
        log_destination_type: "cloud-watch-logs",
        log_group_name: group.get(),
        deliver_logs_permission_arn: role.arn(),
    };
    t.add("VpcFlowLog", ONE.needs("shows who was refused, and where"), log);
}

fn role(t: &mut Template, group: &Id<LogGroup>) -> Id<Role> {
    let actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];
    let write = Statement::allow(actions, [group.arn()]);
    let role = Role::of("vpc-flow-logs.amazonaws.com").allowed("write", vec![write.into()]);
    t.add("FlowLogRole", ONE.needs("lets the network write to that log group, and to no other"), role)
}

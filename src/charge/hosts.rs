//! Hosts, alone and in groups, and their disks.

use super::{
    Charge,
    scope::{Scope, at, number, text},
};
use crate::cfn::Node;

/// What a host, a group of them at its smallest, or a disk costs.
pub(super) fn charge(kind: &str, properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    match kind {
        "AWS::EC2::Instance" => hosts(properties, properties, 1.0, scope),
        "AWS::AutoScaling::AutoScalingGroup" => {
            let mixed = at(properties, "MixedInstancesPolicy/LaunchTemplate");
            let template = mixed.and_then(|mixed| mixed.get("LaunchTemplateSpecification"));
            let holder =
                Node::single("LaunchTemplate", template.or(properties.get("LaunchTemplate"))?.clone());
            hosts(&holder, &Node::Null, number(properties, "MinSize")?, scope)
        }
        "AWS::EC2::Volume" => disk(properties, "VolumeType", "Size", 1.0, scope),
        _ => None,
    }
}

/// So many hosts of the type that `own` names or their launch template, with their disks.
fn hosts(holder: &Node, own: &Node, count: f64, scope: &Scope<'_>) -> Option<Charge> {
    let launch = scope.referred(at(holder, "LaunchTemplate/LaunchTemplateId"));
    let launch = launch.and_then(|launch| launch.get("LaunchTemplateData")).unwrap_or(&Node::Null);
    let class = text(own, "InstanceType").or(text(launch, "InstanceType"))?;
    let disks = at(launch, "BlockDeviceMappings").and_then(Node::as_list).unwrap_or_default();
    let disks: Option<Charge> =
        disks.iter().map(|each| disk(each.get("Ebs")?, "VolumeType", "VolumeSize", count, scope)).sum();
    Some(scope.classes("ec2", class, count)? + disks?)
}

/// So many disks; general purpose alone, without what they do beyond their base.
fn disk(settings: &Node, kind: &str, size: &str, count: f64, scope: &Scope<'_>) -> Option<Charge> {
    let item = match text(settings, kind).unwrap_or("gp2") {
        "gp3" => "disk_gp3_gib",
        "gp2" => "disk_gp2_gib",
        _ => return None,
    };
    scope.items(item, number(settings, size)? * count)
}

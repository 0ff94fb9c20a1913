//! Amazon EC2: instances, their disks, addresses and launch templates.

use serde::Serialize;

use super::{
    tag::Tag,
    vpc::{GroupId, Subnet},
};
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::EC2::EIP`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Eip {
    pub domain: &'static str,
    pub instance_id: Option<Ref<Instance>>,
    pub tags: Vec<Tag>,
}

impl Resource for Eip {
    const TYPE: &'static str = "AWS::EC2::EIP";
}

impl Id<Eip> {
    /// What a NAT gateway takes.
    pub fn allocation_id(&self) -> Val {
        self.att("AllocationId")
    }
}

/// `AWS::EC2::LaunchTemplate`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchTemplate {
    pub launch_template_data: LaunchTemplateData,
}

impl Resource for LaunchTemplate {
    const TYPE: &'static str = "AWS::EC2::LaunchTemplate";
}

impl Id<LaunchTemplate> {
    /// The number of its newest version.
    pub fn latest_version(&self) -> Val {
        self.att("LatestVersionNumber")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchTemplateData {
    pub image_id: String,
    pub instance_type: Option<String>,
    pub iam_instance_profile: ProfileArn,
    pub monitoring: Monitoring,
    pub security_group_ids: Vec<GroupId>,
    pub metadata_options: MetadataOptions,
    pub block_device_mappings: Vec<BlockDeviceMapping>,
    pub user_data: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Monitoring {
    pub enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProfileArn {
    pub arn: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetadataOptions {
    pub http_tokens: &'static str,
    pub http_put_response_hop_limit: u8,
    pub instance_metadata_tags: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BlockDeviceMapping {
    pub device_name: &'static str,
    pub ebs: Ebs,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ebs {
    pub volume_type: &'static str,
    pub volume_size: u32,
    pub encrypted: bool,
    pub delete_on_termination: bool,
}

/// `AWS::EC2::Volume`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Volume {
    pub availability_zone: Val,
    pub volume_type: &'static str,
    pub size: u32,
    pub encrypted: bool,
    pub tags: Vec<Tag>,
}

impl Resource for Volume {
    const TYPE: &'static str = "AWS::EC2::Volume";
    const KEEP: Keep = Keep::Snapshot;
}

/// `AWS::EC2::Instance`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Instance {
    pub launch_template: LaunchTemplateVersion,
    pub instance_type: Option<String>,
    pub monitoring: bool,
    pub subnet_id: Ref<Subnet>,
    pub security_group_ids: Vec<GroupId>,
    pub volumes: Vec<AttachedVolume>,
    pub tags: Vec<Tag>,
}

impl Resource for Instance {
    const TYPE: &'static str = "AWS::EC2::Instance";
}

impl Id<Instance> {
    /// Its address inside the network.
    pub fn private_ip(&self) -> Val {
        self.att("PrivateIp")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchTemplateVersion {
    pub launch_template_id: Ref<LaunchTemplate>,
    pub version: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttachedVolume {
    pub volume_id: Ref<Volume>,
    pub device: &'static str,
}

//! Amazon VPC: the private network.

use std::borrow::Cow;

use serde::Serialize;

use super::{logs::LogGroup, tag::Tag};
use crate::cfn::{Id, Ref, Resource, Val};

/// `AWS::EC2::VPC`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Vpc {
    pub cidr_block: String,
    pub enable_dns_support: bool,
    pub enable_dns_hostnames: bool,
    pub tags: Vec<Tag>,
}

impl Resource for Vpc {
    const TYPE: &'static str = "AWS::EC2::VPC";
}

/// `AWS::EC2::InternetGateway`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InternetGateway {
    pub tags: Vec<Tag>,
}

impl Resource for InternetGateway {
    const TYPE: &'static str = "AWS::EC2::InternetGateway";
}

/// `AWS::EC2::VPCGatewayAttachment`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcGatewayAttachment {
    pub vpc_id: Ref<Vpc>,
    pub internet_gateway_id: Ref<InternetGateway>,
}

impl Resource for VpcGatewayAttachment {
    const TYPE: &'static str = "AWS::EC2::VPCGatewayAttachment";
}

/// `AWS::EC2::Subnet`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Subnet {
    pub vpc_id: Ref<Vpc>,
    pub availability_zone: Val,
    pub cidr_block: String,
    pub map_public_ip_on_launch: bool,
    pub tags: Vec<Tag>,
}

impl Resource for Subnet {
    const TYPE: &'static str = "AWS::EC2::Subnet";
}

impl Id<Subnet> {
    /// The name of its zone.
    pub fn availability_zone(&self) -> Val {
        self.att("AvailabilityZone")
    }
}

/// `AWS::EC2::RouteTable`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RouteTable {
    pub vpc_id: Ref<Vpc>,
    pub tags: Vec<Tag>,
}

impl Resource for RouteTable {
    const TYPE: &'static str = "AWS::EC2::RouteTable";
}

/// `AWS::EC2::Route`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Route {
    pub route_table_id: Ref<RouteTable>,
    pub destination_cidr_block: &'static str,
    pub gateway_id: Option<Ref<InternetGateway>>,
    pub nat_gateway_id: Option<Ref<NatGateway>>,
}

impl Resource for Route {
    const TYPE: &'static str = "AWS::EC2::Route";
}

/// `AWS::EC2::SubnetRouteTableAssociation`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubnetRouteTableAssociation {
    pub subnet_id: Ref<Subnet>,
    pub route_table_id: Ref<RouteTable>,
}

impl Resource for SubnetRouteTableAssociation {
    const TYPE: &'static str = "AWS::EC2::SubnetRouteTableAssociation";
}

/// `AWS::EC2::NatGateway`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NatGateway {
    pub allocation_id: Val,
    pub subnet_id: Ref<Subnet>,
    pub tags: Vec<Tag>,
}

impl Resource for NatGateway {
    const TYPE: &'static str = "AWS::EC2::NatGateway";
}

/// `AWS::EC2::VPCEndpoint`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcEndpoint {
    pub vpc_id: Ref<Vpc>,
    pub service_name: Val,
    pub vpc_endpoint_type: &'static str,
    pub route_table_ids: Vec<Ref<RouteTable>>,
    pub private_dns_enabled: Option<bool>,
    pub subnet_ids: Vec<Ref<Subnet>>,
    pub security_group_ids: Vec<GroupId>,
}

impl Resource for VpcEndpoint {
    const TYPE: &'static str = "AWS::EC2::VPCEndpoint";
}

/// `AWS::EC2::FlowLog`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FlowLog {
    pub resource_type: &'static str,
    pub resource_id: Ref<Vpc>,
    pub traffic_type: &'static str,
    pub log_destination_type: &'static str,
    pub log_group_name: Ref<LogGroup>,
    pub deliver_logs_permission_arn: Val,
}

impl Resource for FlowLog {
    const TYPE: &'static str = "AWS::EC2::FlowLog";
}

/// `AWS::EC2::SecurityGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityGroup {
    pub group_description: &'static str,
    pub vpc_id: Ref<Vpc>,
    pub security_group_egress: Vec<Egress>,
    pub tags: Vec<Tag>,
}

impl Resource for SecurityGroup {
    const TYPE: &'static str = "AWS::EC2::SecurityGroup";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Egress {
    pub ip_protocol: &'static str,
    pub from_port: u16,
    pub to_port: u16,
    pub cidr_ip: &'static str,
    pub description: &'static str,
}

/// `AWS::EC2::SecurityGroupIngress`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityGroupIngress {
    pub group_id: GroupId,
    pub ip_protocol: &'static str,
    pub from_port: u16,
    pub to_port: u16,
    pub description: String,
    pub cidr_ip: Option<Cow<'static, str>>,
    pub source_security_group_id: Option<GroupId>,
}

impl Resource for SecurityGroupIngress {
    const TYPE: &'static str = "AWS::EC2::SecurityGroupIngress";
}

/// `AWS::EC2::SecurityGroupEgress`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityGroupEgress {
    pub group_id: GroupId,
    pub ip_protocol: &'static str,
    pub from_port: u16,
    pub to_port: u16,
    pub description: String,
    pub cidr_ip: Option<&'static str>,
    pub destination_security_group_id: Option<GroupId>,
}

impl Resource for SecurityGroupEgress {
    const TYPE: &'static str = "AWS::EC2::SecurityGroupEgress";
}

/// The ID of a security group: what rules and hosts take.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct GroupId(Val);

impl Id<SecurityGroup> {
    /// What rules and hosts take.
    pub fn group_id(&self) -> GroupId {
        GroupId(self.att("GroupId"))
    }
}

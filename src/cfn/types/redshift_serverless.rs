//! Amazon Redshift Serverless.

use serde::Serialize;

use super::vpc::{GroupId, Subnet};
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::RedshiftServerless::Namespace`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Namespace {
    pub namespace_name: Val,
    pub db_name: &'static str,
    pub admin_username: &'static str,
    pub manage_admin_password: bool,
    pub iam_roles: Vec<Val>,
    pub default_iam_role_arn: Val,
    pub kms_key_id: Option<Val>,
    pub log_exports: Vec<&'static str>,
}

impl Resource for Namespace {
    const TYPE: &'static str = "AWS::RedshiftServerless::Namespace";
    const KEEP: Keep = Keep::Retain;
}

/// `AWS::RedshiftServerless::Workgroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Workgroup {
    pub workgroup_name: Val,
    pub namespace_name: Ref<Namespace>,
    pub base_capacity: u16,
    pub max_capacity: u16,
    pub publicly_accessible: bool,
    pub enhanced_vpc_routing: bool,
    pub subnet_ids: Vec<Ref<Subnet>>,
    pub security_group_ids: Vec<GroupId>,
    pub port: u16,
}

impl Resource for Workgroup {
    const TYPE: &'static str = "AWS::RedshiftServerless::Workgroup";
}

impl Id<Workgroup> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Workgroup.WorkgroupArn")
    }

    /// Its host name.
    pub fn endpoint(&self) -> Val {
        self.att("Workgroup.Endpoint.Address")
    }
}

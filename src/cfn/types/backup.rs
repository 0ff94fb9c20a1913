//! AWS Backup.

use serde::Serialize;

use crate::cfn::{Keep, Ref, Resource, Val};

/// `AWS::Backup::BackupVault`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupVault {
    pub backup_vault_name: Val,
}

impl Resource for BackupVault {
    const TYPE: &'static str = "AWS::Backup::BackupVault";
    const KEEP: Keep = Keep::Retain;
}

/// `AWS::Backup::BackupPlan`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupPlan {
    pub backup_plan: Plan,
}

impl Resource for BackupPlan {
    const TYPE: &'static str = "AWS::Backup::BackupPlan";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Plan {
    pub backup_plan_name: Val,
    pub backup_plan_rule: Vec<Rule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    pub rule_name: &'static str,
    pub target_backup_vault: Ref<BackupVault>,
    pub schedule_expression: &'static str,
    pub start_window_minutes: u16,
    pub completion_window_minutes: u16,
    pub lifecycle: Lifecycle,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Lifecycle {
    pub delete_after_days: u16,
}

/// `AWS::Backup::BackupSelection`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupSelection {
    pub backup_plan_id: Ref<BackupPlan>,
    pub backup_selection: Selection,
}

impl Resource for BackupSelection {
    const TYPE: &'static str = "AWS::Backup::BackupSelection";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Selection {
    pub selection_name: &'static str,
    pub iam_role_arn: Val,
    pub resources: Vec<&'static str>,
    pub conditions: Conditions,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Conditions {
    pub string_equals: Vec<Equals>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Equals {
    pub condition_key: &'static str,
    pub condition_value: Val,
}

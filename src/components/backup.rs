//! A copy a day of everything tagged `Backup=daily`, kept for 35 days.

use super::{names::unique, talk::ONE};
use crate::cfn::{
    Id, Pseudo, Template, Val,
    types::{
        backup::{
            BackupPlan, BackupSelection, BackupVault, Conditions, Equals, Lifecycle, Plan, Rule, Selection,
        },
        iam::Role,
        tag::Tag,
    },
};

/// The tag by which a resource asks for a daily copy.
pub fn daily() -> Tag {
    Tag::new("Backup", "daily")
}

/// Builds vault, plan and selection.
pub fn build(t: &mut Template) {
    t.section("Backups");
    let vault = vault(t);
    let role = role(t);
    let plan = plan(t, &vault);
    selection(t, &plan, &role);
}

fn vault(t: &mut Template) -> Id<BackupVault> {
    let why = ONE
        .needs("keeps the copies, even when the stack is gone")
        .must("keep BackupVaultName: the copies lie under it");
    t.add("BackupVault", why, BackupVault { backup_vault_name: unique("backup-") })
}

fn role(t: &mut Template) -> Id<Role> {
    let role = Role::of("backup.amazonaws.com")
        .managed("service-role/AWSBackupServiceRolePolicyForBackup")
        .managed("service-role/AWSBackupServiceRolePolicyForRestores");
    t.add("BackupRole", ONE.needs("lets AWS Backup copy, and restore on the day it matters"), role)
}

fn plan(t: &mut Template, vault: &Id<BackupVault>) -> Id<BackupPlan> {
    let rule = Rule {
        rule_name: "daily",
        target_backup_vault: vault.get(),
        schedule_expression: "cron(0 5 * * ? *)",
        start_window_minutes: 60,
        completion_window_minutes: 360,
        lifecycle: Lifecycle { delete_after_days: 35 },
    };
    let backup_plan = Plan { backup_plan_name: unique("daily-"), backup_plan_rule: vec![rule] };
    t.add(
        "BackupPlan",
        ONE.needs("one copy a day at 05:00 UTC, kept for 35 days"),
        BackupPlan { backup_plan },
    )
}

fn selection(t: &mut Template, plan: &Id<BackupPlan>, role: &Id<Role>) {
    let equals = |condition_key, value: Val| Equals { condition_key, condition_value: value };
    let conditions = Conditions {
        string_equals: vec![
            equals("aws:ResourceTag/Backup", "daily".into()),
            equals("aws:ResourceTag/aws:cloudformation:stack-name", Pseudo::StackName.into()),
        ],
    };
    let backup_selection =
        Selection { selection_name: "tagged", iam_role_arn: role.arn(), resources: vec!["*"], conditions };
    let selection = BackupSelection { backup_plan_id: plan.get(), backup_selection };
    t.add(
        "BackupSelection",
        ONE.needs("what is tagged Backup=daily in this stack, now and later"),
        selection,
    );
}

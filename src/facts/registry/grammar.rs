//! What surrounds properties in a template, in the file's own form: CloudFormation user guide, resource attributes and
//! outputs, 2026-10; update and creation policies as cfn-lint 1.58.0 has them, and `Version` for custom resources.

use super::Kind;

/// A resource: its attributes, of which `Properties` is one.
pub const RESOURCE: Kind = Kind(concat!(
    "Resource\t\t\t\t\t\t\t\t",
    "Condition:s CreationPolicy:@CreationPolicy DeletionPolicy:s(Delete|Retain|RetainExceptOnCreate|Snapshot) ",
    "DependsOn:[s]/s Metadata:{?} Properties:{?} Type!:s UpdatePolicy:@UpdatePolicy ",
    "UpdateReplacePolicy:s(Delete|Retain|Snapshot) Version:s",
    "\tCreationPolicy AutoScalingCreationPolicy:@Successful ResourceSignal:@Signal StartFleet:b",
    "\tSuccessful MinSuccessfulInstancesPercent:i",
    "\tSignal Count:i Timeout:s",
    "\tUpdatePolicy AutoScalingReplacingUpdate:@Replacing AutoScalingRollingUpdate:@Rolling ",
    "AutoScalingScheduledAction:@Scheduled CodeDeployLambdaAliasUpdate:@Alias EnableVersionUpgrade:b ",
    "UseOnlineResharding:b",
    "\tReplacing WillReplace:b",
    "\tRolling MaxBatchSize:i MinActiveInstancesPercent:i MinInstancesInService:i MinSuccessfulInstancesPercent:i ",
    "PauseTime:s SuspendProcesses:[s] WaitOnResourceSignals:b",
    "\tScheduled IgnoreUnmodifiedGroupSizeProperties:b",
    "\tAlias AfterAllowTrafficHook:s ApplicationName!:s BeforeAllowTrafficHook:s DeploymentGroupName!:s",
));

/// An output.
pub const OUTPUT: Kind =
    Kind("Output\t\t\t\t\t\t\t\tCondition:s Description:s Export:@Export Value!:s\tExport Name!:s");

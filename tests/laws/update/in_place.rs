//! What changes in place, although the registry alone does not say so. Only rows that some step between two stages needs.

/// A conditional property whose change is made in place: type, property, how, source. The registry says "may replace".
pub type Change = (&'static str, &'static str, &'static str, &'static str);

/// "The plan" is the growth path of the design, sections 3.3 and 3.5, from the registry and the handlers' sources.
pub const IN_PLACE: [Change; 4] = [
    (
        "AWS::EC2::Instance",
        "InstanceType",
        "a host on EBS stops and starts with the new type",
        "the plan, 3.3",
    ),
    (
        "AWS::RDS::DBInstance",
        "AutoMinorVersionUpgrade",
        "what RDS does in the next maintenance window; nothing restarts for it",
        "ModifyDBInstance in the RDS reference",
    ),
    (
        "AWS::RDS::DBInstance",
        "BackupRetentionPeriod",
        "copies are kept longer; only a change from 0 or to 0 interrupts",
        "ModifyDBInstance in the RDS reference",
    ),
    ("AWS::RDS::DBInstance", "MultiAZ", "a standby is added to the running database", "the plan, 3.3"),
];

/// Attributes that change with a property of another name, although the resource stays: type, attribute, property.
pub const YIELDS: [(&str, &str, &str); 1] =
    [("AWS::EC2::LaunchTemplate", "LatestVersionNumber", "LaunchTemplateData")];

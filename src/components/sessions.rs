//! Session state off the web servers: any server can answer any visitor, and a server that goes takes nobody's session.

use super::{
    alarms::{Alarms, Watch},
    app::Surroundings,
    talk::TEN_THOUSAND,
};
use crate::cfn::{
    Id, Pseudo, Template,
    types::{
        dynamodb::{
            AttributeDefinition, GlobalTable, KeySchema, PointInTimeRecovery, Replica, Stream, TimeToLive,
        },
        policy::Statement,
    },
};

/// Builds the table and its alarms. It is a global table of one region from the first day: another region joins in place.
pub fn build(t: &mut Template, alarms: &Alarms, surroundings: &mut Surroundings) -> Id<GlobalTable> {
    t.section("Sessions");
    let why = TEN_THOUSAND
        .says("session state off the web tier, in DynamoDB; expired sessions leave by themselves")
        .must("keep the type and KeySchema: a change replaces the table");
    let table = t.add("SessionTable", why, sessions());
    watch(t, &table, alarms);
    t.output(
        "SessionTableName",
        "The session table: key `id`, expiry `expires_at` in epoch seconds",
        table.get(),
    );
    surroundings.tell("SESSION_TABLE", table.get());
    let actions = [
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:Query",
    ];
    surroundings.allow(Statement::allow(actions, [table.arn()]));
    table
}

fn sessions() -> GlobalTable {
    let replica = Replica {
        region: Pseudo::Region.into(),
        deletion_protection_enabled: true,
        point_in_time_recovery_specification: PointInTimeRecovery { point_in_time_recovery_enabled: true },
    };
    GlobalTable {
        billing_mode: "PAY_PER_REQUEST",
        attribute_definitions: vec![AttributeDefinition { attribute_name: "id", attribute_type: "S" }],
        key_schema: vec![KeySchema { attribute_name: "id", key_type: "HASH" }],
        global_secondary_indexes: Vec::new(),
        time_to_live_specification: Some(TimeToLive { attribute_name: "expires_at", enabled: true }),
        stream_specification: Stream { stream_view_type: "NEW_AND_OLD_IMAGES" },
        replicas: vec![replica],
    }
}

fn watch(t: &mut Template, table: &Id<GlobalTable>, alarms: &Alarms) {
    for (what, metric) in [("Read", "ReadThrottleEvents"), ("Write", "WriteThrottleEvents")] {
        let text = "requests are refused: one key is too hot, or the account's quota is reached";
        let watch = Watch::above("AWS/DynamoDB", metric, 0).statistic("Sum").for_periods(3, 60);
        let id = format!("Session{what}ThrottleAlarm");
        let watch = watch.of("TableName", table.get()).silence_is_fine();
        alarms.add(t, &id, TEN_THOUSAND.watches(text), format!("Sessions: {text}"), watch);
    }
}

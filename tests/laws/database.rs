//! The managed database, as the review wants it; the letters are the review's.

use scalegen::facts::DatabaseClass;
use serde_json::Value;

use crate::{all, at, stages};

/// A24: a class and a standby at once would be minutes without a database.
#[test]
fn the_database_grows_one_change_at_a_time() {
    for step in all().windows(2) {
        let [old, new] = [0, 1].map(|end: usize| &step[end].1["Resources"]["Database"]);
        if old.is_object() && new.is_object() {
            let changed = |property: &str| at(old, property) != at(new, property);
            assert!(!(changed("DBInstanceClass") && changed("MultiAZ")), "{} to {}", step[0].0, step[1].0);
        }
    }
}

/// A23: an alarm that can ring.
#[test]
fn the_alarm_for_connections_rings_before_they_are_used_up() {
    let with_alarm = |(stage, document): &'static (&str, Value)| {
        Some((stage, stages::resources(document), document["Resources"].get("DatabaseConnectionsAlarm")?))
    };
    for (stage, resources, alarm) in all().iter().filter_map(with_alarm) {
        let class = at(&resources["Database"], "DBInstanceClass")
            .as_str()
            .and_then(|name| DatabaseClass::find("postgres", name));
        let fixed = at(&resources["DatabaseParameters"], "Parameters/max_connections").as_str();
        let most = fixed.map_or(class.unwrap().max_connections(), |most| most.parse().unwrap());
        assert!(at(alarm, "Threshold").as_u64().unwrap() * 5 <= u64::from(most) * 4, "{stage}");
    }
}

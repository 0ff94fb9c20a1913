//! Instance types, database classes and database versions: those that AWS sells in the home region.

use scalegen::facts::databases::is_live_postgres;
use scalegen::facts::{DatabaseClass, InstanceType, Region};
use serde_json::Value;

use crate::golden::{Finding, resources};

/// What a template asks for that AWS does not sell.
pub fn check(template: &Value) -> Vec<Finding> {
    let all = resources(template).iter().flat_map(|(id, resource)| {
        let wrong = asked(&resource["Properties"]).into_iter().filter(|(_, text, sold)| !sold(text));
        wrong.map(|(path, text, _)| (id.clone(), path.into(), format!("`{text}` is not on sale")))
    });
    all.collect()
}

type Sold = fn(&str) -> bool;

/// The literals of a resource that name something AWS sells.
fn asked(properties: &Value) -> Vec<(&'static str, &str, Sold)> {
    let postgres = properties["Engine"] == "postgres";
    let paths: [(&'static str, Sold, bool); 4] = [
        ("/InstanceType", |name| InstanceType::find(name).is_some(), true),
        ("/LaunchTemplateData/InstanceType", |name| InstanceType::find(name).is_some(), true),
        ("/DBInstanceClass", is_class, postgres),
        ("/EngineVersion", is_live_postgres, postgres),
    ];
    let applies = paths.into_iter().filter(|(.., applies)| *applies);
    applies.filter_map(|(path, sold, _)| Some((path, properties.pointer(path)?.as_str()?, sold))).collect()
}

fn is_class(name: &str) -> bool {
    DatabaseClass::offered(name, Region::default()).is_some_and(|class| class.name() == name)
}

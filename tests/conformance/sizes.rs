//! Instance types, database classes and database versions: those that AWS sells in the home region.

use scalegen::facts::{DatabaseClass, InstanceType, Region, engine_versions};
use serde_json::Value;

use crate::golden::{Finding, resources};

/// What a template asks for that AWS does not sell.
pub fn check(template: &Value) -> Vec<Finding> {
    let all = resources(template).iter().flat_map(|(id, resource)| {
        let wrong = asked(resource).into_iter().filter(|(.., sold)| !sold);
        wrong.map(|(path, text, _)| (id.clone(), path.into(), format!("`{text}` is not on sale")))
    });
    all.collect()
}

/// The literals of a resource that name something AWS sells, and whether it does.
fn asked(resource: &Value) -> Vec<(&'static str, &str, bool)> {
    let properties = &resource["Properties"];
    let text = |path: &'static str| Some((path, properties.pointer(path)?.as_str()?));
    let hosts = ["/InstanceType", "/LaunchTemplateData/InstanceType"].into_iter().filter_map(text);
    let hosts = hosts.map(|(path, name)| (path, name, InstanceType::find(name).is_some()));
    let of_rds = resource["Type"].as_str().is_some_and(|kind| kind.starts_with("AWS::RDS::"));
    let engine = properties["Engine"].as_str().filter(|_| of_rds).unwrap_or_default();
    let known = !engine.is_empty();
    let class =
        text("/DBInstanceClass").filter(|_| known).map(|(path, name)| (path, name, is_class(engine, name)));
    let version = text("/EngineVersion").filter(|_| known);
    let version =
        version.map(|(path, name)| (path, name, engine_versions(engine).any(|it| it.version == name)));
    hosts.chain(class).chain(version).collect()
}

fn is_class(engine: &str, name: &str) -> bool {
    DatabaseClass::offered(engine, name, Region::default()).is_some_and(|class| class.name() == name)
}

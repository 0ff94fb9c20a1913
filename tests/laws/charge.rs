//! Every resource of every golden has a price by the hour, costs by use, or is free.

use scalegen::{
    cfn::{self, Node},
    charge::{self, Bill},
    facts::Region,
};

use crate::goldens;

/// Engines with a licence: nobody has their prices.
const LICENSED: [&str; 2] = ["oracle-se2-1k", "sqlserver-se-500k"];

#[test]
fn every_resource_of_every_golden_has_a_price() {
    for (folder, text) in goldens::templates() {
        let bill = bill(text);
        let licensed = LICENSED.iter().any(|name| folder.ends_with(name));
        let known = bill.unknown.iter().all(|id| licensed && id.starts_with("Database"));
        assert!(known && !bill.elsewhere, "{folder}: {:?}", bill.unknown);
        assert!(bill.usd_per_hour.usd() < 1000.0, "{folder}: {}", bill.usd_per_hour);
    }
}

/// A bigger stage costs more at rest, and the smallest less than ten cents an hour.
#[test]
fn stages_cost_more_and_more() {
    let order = ["1", "10", "100", "1k", "10k", "500k", "1m", "10m"];
    let costs: Vec<_> = order.iter().map(|id| cost(id)).collect();
    assert!(costs.windows(2).all(|pair| pair[0] < pair[1]) && costs[0] < 0.1, "{costs:?}");
}

fn cost(id: &str) -> f64 {
    let at = |folder: &str| folder.ends_with(&format!("golden/stages/{id}"));
    let (_, text) = goldens::templates().iter().find(|(folder, _)| at(folder)).unwrap();
    bill(text).usd_per_hour.usd()
}

/// What all of a template costs, whatever its conditions say.
fn bill(text: &str) -> Bill {
    let template = cfn::read::read(text).unwrap();
    let ids = template.get("Resources").and_then(Node::as_map).unwrap().iter().map(|(id, _)| id);
    charge::hourly_of(&template, ids, Region::default())
}

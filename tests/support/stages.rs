//! Every stage's template, for laws over all of them.

use scalegen::{
    cfn::Template,
    design::{Options, design, design_stage, edge},
    facts::regions::Region,
    stage::{LADDER, Rung, Stage},
};
use serde_json::{Map, Value};

/// Stage ID and template, smallest first.
pub fn templates() -> Vec<(&'static str, Template)> {
    LADDER.into_iter().map(|rung| (rung.id, design(rung, Options::default()).unwrap().template())).collect()
}

/// The stages that look different elsewhere than in us-east-1, and the stack that they need there.
pub fn elsewhere() -> Vec<(String, Template)> {
    let regions: [Region; 2] = ["eu-west-1", "ap-southeast-1"].map(|name| name.parse().unwrap());
    let delivered = |rung: &Rung| rung.stage().unwrap().cdn.is_some();
    let mut all = Vec::new();
    for rung in LADDER.into_iter().filter(delivered) {
        all.push((format!("us-east-1/{}-edge", rung.id), edge(rung, regions[0]).unwrap().template()));
        for region in regions {
            all.push((format!("{region}/{}", rung.id), design(rung, region.into()).unwrap().template()));
        }
    }
    all
}

/// What no stage asks for, but the format of stage files offers.
pub fn variants() -> Vec<(&'static str, Template)> {
    let stage = Stage::read(include_str!("every-scaling.yaml")).unwrap();
    vec![("every-scaling", design_stage("500k", &stage, Options::default()).unwrap().template())]
}

/// A template's document in the form in which tests ask for parts of it.
pub fn document(template: &Template, context: bool) -> Value {
    serde_json::to_value(template.document(context)).unwrap()
}

/// The resources of a document.
pub fn resources(document: &Value) -> &Map<String, Value> {
    document["Resources"].as_object().unwrap()
}

//! What is printed, in every language.

use scalegen::{
    cfn::{
        json,
        node::{Map, Node},
        read::read,
        yaml,
    },
    units::Users,
};

use crate::{all, stages, text};

#[test]
fn the_stage_is_named_in_the_description_alone() {
    for (stage, document) in all() {
        let body = text(&document["Resources"]);
        assert!(!body.contains("scalegen stage") && !body.contains("STAGE="), "{stage}");
    }
}

/// What CloudFormation takes at most, and per section how many entries.
const BYTES: usize = 1_000_000;
const ENTRIES: [(&str, usize); 3] = [("Resources", 500), ("Outputs", 200), ("Parameters", 200)];

/// What it takes as an argument, without a bucket.
const BODY_BYTES: usize = 51_200;

/// Stages below 500k users that are longer all the same.
const TOO_LONG: [(&str, &str); 1] =
    [("10k", "the delivery network, the cache and four servers with their alarms")];

#[test]
fn limits_hold() {
    for (id, template) in stages::templates() {
        for (section, most) in ENTRIES {
            let entries = template.document(false).get(section).and_then(Node::as_map).map_or(0, Map::len);
            assert!(entries <= most, "{id}: {entries} {section}");
        }
        let yaml = yaml::write(&template.document(true), &template.remarks());
        assert!(yaml.len() <= BYTES && json::write(&template.document(true), false).len() <= BYTES, "{id}");
    }
}

#[test]
fn small_stages_need_no_bucket() {
    for (id, template) in stages::templates().into_iter().filter(|(id, _)| is_small(id)) {
        let bytes = yaml::write(&template.document(false), &template.remarks()).len();
        let too_long = TOO_LONG.iter().any(|(known, _)| *known == id);
        assert_eq!(bytes > BODY_BYTES, too_long, "{id}: {bytes} bytes for --template-body");
    }
}

/// Below 500k users; so is a stage that is chosen by name only.
fn is_small(id: &str) -> bool {
    id.parse::<Users>().is_ok_and(|users| users.count() < 500_000) || id == "vertical"
}

#[test]
fn both_languages_read_back_to_the_same_template() {
    for (id, template) in stages::templates() {
        for context in [false, true] {
            let document = template.document(context);
            assert_eq!(read(&yaml::write(&document, &template.remarks())).unwrap(), document, "{id}");
            assert_eq!(read(&json::write(&document, true)).unwrap(), document, "{id}");
        }
    }
}

#[test]
fn the_same_stage_gives_the_same_bytes() {
    let print = || {
        stages::templates()
            .iter()
            .map(|(_, template)| yaml::write(&template.document(true), &template.remarks()))
            .collect::<Vec<_>>()
    };
    assert_eq!(print(), print());
}

#[test]
fn every_resource_has_its_reason() {
    for (id, template) in stages::templates() {
        for resource in stages::resources(&stages::document(&template, true)).values() {
            let context = &resource["Metadata"]["com.aws.cloudformation.Context"];
            assert!(
                context["why"].as_str().unwrap().len() > 15 && context["trust"]["cite"].is_string(),
                "{id}: {context}"
            );
        }
    }
}

/// Who the owner is, and what a person switches; each with its default.
const KNOWN: [(&str, &str); 9] = [
    ("DomainName", ""),
    ("HostedZoneId", ""),
    ("AlarmEmail", ""),
    ("AppBundle", ""),
    ("WebServerBVersion", ""),
    ("PhotoLayer", ""),
    ("SecondaryAssetsBucket", ""),
    ("SecondaryMediaBucket", ""),
    ("DatabaseRole", "primary"),
];

/// A29: a budget is a size, and sizes are literals.
#[test]
fn only_identity_is_a_parameter() {
    for (stage, document) in all() {
        for (name, parameter) in document["Parameters"].as_object().unwrap() {
            assert!(KNOWN.iter().any(|(known, _)| known == name), "{stage}: {name}");
            let default = KNOWN.iter().find(|(known, _)| known == name).unwrap().1;
            assert_eq!(parameter["Default"], default, "{stage}: {name}");
        }
    }
}

//! What is printed, in every language.

use scalegen::cfn::{json, read::read, yaml};

use crate::{all, stages, text};

#[test]
fn the_stage_is_named_in_the_description_alone() {
    for (stage, document) in all() {
        let body = text(&document["Resources"]);
        assert!(!body.contains("scalegen stage") && !body.contains("STAGE="), "{stage}");
    }
}

#[test]
fn limits_hold() {
    for (id, template) in stages::templates() {
        let document = template.document(false);
        assert!(
            yaml::write(&document, &template.remarks()).len() <= 51_200,
            "{id}: too big for --template-body"
        );
        assert!(
            template.len() <= 500 && document.get("Outputs").unwrap().as_map().unwrap().len() <= 200,
            "{id}"
        );
    }
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

/// A29: a budget is a size, and sizes are literals.
#[test]
fn only_identity_is_a_parameter() {
    for (stage, document) in all() {
        for (name, parameter) in document["Parameters"].as_object().unwrap() {
            let known = ["DomainName", "HostedZoneId", "AlarmEmail", "AppBundle", "WebServerBVersion"];
            assert!(known.contains(&name.as_str()) && parameter["Default"] == "", "{stage}: {name}");
        }
    }
}

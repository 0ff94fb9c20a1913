//! The judge judged: templates with known faults.

use serde_json::{Value, json};

use super::findings;

/// What the law says of a resource `It` beside one that is always there, and one that is there only with a domain.
fn verdict(it: &Value) -> Vec<String> {
    let given = |parameter: &str| json!({ "Fn::Not": [{ "Fn::Equals": [{ "Ref": parameter }, ""] }] });
    findings(&json!({
        "Parameters": { "Domain": {}, "Mail": {} },
        "Conditions": {
            "HasDomain": given("Domain"),
            "HasMail": given("Mail"),
            "HasBoth": { "Fn::And": [{ "Condition": "HasDomain" }, { "Condition": "HasMail" }] },
            "HasEither": { "Fn::Or": [{ "Condition": "HasDomain" }, { "Condition": "HasMail" }] },
            "HasNone": { "Fn::Not": [{ "Condition": "HasEither" }] },
            "HasNoDomain": { "Fn::Equals": [{ "Ref": "Domain" }, ""] },
        },
        "Resources": { "Always": {}, "Maybe": { "Condition": "HasDomain" }, "It": it },
    }))
}

#[test]
fn what_is_not_there_is_found_in_every_form() {
    let it = json!({
        "DependsOn": ["Always", "Nobody"],
        "Condition": "HasNothing",
        "Properties": {
            "A": { "Ref": "Nowhere" },
            "B": { "Fn::GetAtt": ["Domain", "Arn"] },
            "C": { "Fn::Sub": ["${AWS::Region} ${AWS::Moon} ${Given}", { "Given": { "Fn::GetAtt": "Gone.Arn" } }] },
            "D": { "Fn::If": ["HasMoney", { "Ref": "Domain" }, { "Fn::FindInMap": ["Table", "a", "b"] }] },
        },
    });
    assert_eq!(
        verdict(&it),
        [
            "It/Properties/A: there is no Nowhere",
            "It/Properties/B: there is no Domain",
            "It/Properties/C: there is no AWS::Moon",
            "It/Properties/C/Fn::Sub/1/Given: there is no Gone",
            "It/DependsOn: there is no Nobody",
            "It: there is no HasNothing in Conditions",
            "It/Properties/D: there is no HasMoney in Conditions",
            "It/Properties/D/Fn::If/2: there is no Table in Mappings",
        ]
    );
}

#[test]
fn outputs_rules_and_conditions_are_read_too() {
    let template = json!({
        "Conditions": { "Is": { "Fn::Equals": [{ "Ref": "Site" }, ""] }, "Both": { "Fn::And": [{ "Condition": "No" }] } },
        "Rules": { "Given": { "Assertions": [{ "Assert": { "Fn::Equals": [{ "Ref": "Zone" }, ""] } }] } },
        "Resources": { "Site": { "Condition": "Is" } },
        "Outputs": {
            "Url": { "Value": { "Fn::GetAtt": ["Site", "Url"] } },
            "Safe": { "Condition": "Is", "Value": { "Ref": "Site" } },
        },
    });
    assert_eq!(
        findings(&template),
        [
            "Url/Value: Site is there only where Is holds",
            "Given/Assertions/0/Assert/Fn::Equals/0: there is no parameter Zone",
            "Is/Fn::Equals/0: there is no parameter Site",
            "Both/Fn::And/0: there is no No in Conditions",
        ]
    );
}

#[test]
fn a_condition_must_hold_where_its_resource_is_used() {
    let used = json!({ "A": [{ "Fn::Sub": "arn:${Maybe}" }] });
    let only = |condition| verdict(&json!({ "Condition": condition, "Properties": used }));
    for enough in ["HasDomain", "HasBoth"] {
        assert_eq!(only(enough), [""; 0], "{enough}");
    }
    for too_little in ["HasMail", "HasEither", "HasNone", "HasNoDomain"] {
        assert_eq!(only(too_little), ["It/Properties/A/0: Maybe is there only where HasDomain holds"]);
    }
    assert_eq!(
        verdict(&json!({ "DependsOn": "Maybe" })),
        ["It/DependsOn: Maybe is there only where HasDomain holds"]
    );
}

#[test]
fn the_branch_must_be_the_one_where_it_holds() {
    let branch = |condition, at: usize| {
        let mut branches = [json!("a"), json!("b")];
        branches[at] = json!({ "C": { "Ref": "Maybe" } });
        let [then, otherwise] = branches;
        verdict(&json!({ "Properties": { "A": { "Fn::If": [condition, then, otherwise] } } })).is_empty()
    };
    assert!(branch("HasDomain", 0) && branch("HasBoth", 0) && branch("HasNoDomain", 1));
    assert!(
        !branch("HasDomain", 1) && !branch("HasMail", 0) && !branch("HasEither", 0) && !branch("HasNone", 1)
    );
}

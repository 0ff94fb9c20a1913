//! What holds whatever is overridden: in every stage, for every resource.

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::{prelude::*, sample::Index};
use scalegen::{
    app::App,
    cfn::{Template, yaml},
    design::{Finished, Options, Role, design, edge},
    facts::registry::{Alternative, Object, kind as registered},
    overrides::Overrides,
    stage::LADDER,
    strict,
    wrong::Wrong,
};
use serde_json::{Map, Value, json};

use crate::{references::references, stages};

static TEMPLATES: LazyLock<Vec<(&str, Template)>> = LazyLock::new(stages::templates);

/// As a person would write it; JSON is YAML.
fn read(overrides: &Value) -> Overrides {
    strict::read(overrides.to_string().as_bytes()).unwrap_or_else(|error| panic!("{overrides}: {error}"))
}

fn over(id: &str, properties: &Value) -> Value {
    json!({ "Resources": { id: { "Properties": properties } } })
}

/// The scalar properties of a resource that nothing but themselves holds to a form: name, and another value of theirs.
fn scalars(resource: &Value) -> Vec<(String, Value)> {
    let kind = registered(resource["Type"].as_str().unwrap()).unwrap();
    let there = resource["Properties"].as_object().into_iter().flatten();
    let mut found = Vec::new();
    for (name, value) in there.filter(|(_, value)| !value.is_object() && !value.is_array()) {
        let form = kind.properties().property(name).unwrap().form;
        let other = form.alternatives().find_map(|alternative| another(alternative, value));
        found.extend(other.map(|other| (name.clone(), other)));
    }
    found
}

/// A value of the same form that is not the one there.
fn another(alternative: Alternative, there: &Value) -> Option<Value> {
    match alternative {
        Alternative::Text(values) => match values.all().find(|value| there != value) {
            Some(value) => Some(value.into()),
            None if values.allow("another") => Some("another".into()),
            None => None,
        },
        Alternative::Whole(values) if values.allow("7077") => Some(7077.into()),
        Alternative::Number => Some(json!(70.77)),
        Alternative::Bool => there.as_bool().map(|there| (!there).into()),
        _ => None,
    }
}

/// JSON pointers to every place where two documents differ.
fn differences(path: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let names: BTreeSet<_> = a.keys().chain(b.keys()).collect();
            for name in names {
                differences(&format!("{path}/{name}"), &old[name], &new[name], found);
            }
        }
        _ if old == new => {}
        _ => found.push(path.to_owned()),
    }
}

/// Every name that a resource or an output asks for.
fn names(body: &Value) -> BTreeSet<String> {
    let order = &body["DependsOn"];
    let order =
        order.as_str().into_iter().chain(order.as_array().into_iter().flatten().filter_map(Value::as_str));
    let order: Vec<_> = order.map(str::to_owned).collect();
    references(body).into_iter().map(|reference| reference.to).chain(order).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn overridden_scalars_differ_and_nothing_else(picks in prop::collection::vec(any::<(Index, Index)>(), 1..6), at in any::<Index>()) {
        let (id, template) = at.get(&TEMPLATES);
        let old = stages::document(template, false);
        let all: Vec<_> = stages::resources(&old).iter().map(|(id, resource)| (id, scalars(resource))).collect();
        let all: Vec<_> = all.into_iter().filter(|(_, scalars)| !scalars.is_empty()).collect();
        let (mut resources, mut expected) = (Map::new(), BTreeSet::new());
        for (resource, property) in picks {
            let (name, scalars) = resource.get(&all);
            let (property, value) = property.get(scalars);
            resources.entry(name.as_str()).or_insert(json!({ "Properties": {} }))["Properties"][property] = value.clone();
            expected.insert(format!("/Resources/{name}/Properties/{property}"));
        }
        let mut changed = template.clone();
        let applied = read(&json!({ "Resources": resources })).apply(&mut changed);
        prop_assert!(applied.is_ok(), "{}: {:?}", id, applied);
        let new = stages::document(&changed, false);
        let mut found = Vec::new();
        differences("", &old, &new, &mut found);
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        let printed = yaml::write(&changed.document(false), &changed.remarks());
        let read = serde_json::to_value(scalegen::cfn::read::read(&printed).unwrap()).unwrap();
        prop_assert_eq!(read, new, "what is printed is what is meant");
    }

    /// Whatever is said of whatever, it is taken or refused in one line with the key's path.
    #[test]
    fn every_refusal_is_one_line_with_a_path(
        at in any::<Index>(), which in any::<Index>(), name in "\\PC{0,12}|[A-Z][a-zA-Z]{0,8}|Properties|Type|Tags",
        inner in "\\PC{0,12}|[A-Z][a-zA-Z]{0,8}|Tags|Ref|Fn::Sub|\n\u{85}",
        value in prop_oneof![
            Just(json!(null)), Just(json!([null])), Just(json!(true)), Just(json!({ "Fn::GetAtt": "a" })), Just(json!({})),
            Just(json!({ "Ref": "Nobody" })), Just(json!({ "Fn::If": ["A", 1] })), any::<i64>().prop_map(Value::from),
            "\\PC{0,20}|\\$\\{[a-zA-Z.]{0,9}\\}".prop_map(Value::from),
        ],
    ) {
        let (_, template) = at.get(&TEMPLATES);
        let ids: Vec<_> = template.resources().map(|(id, _)| id.to_owned()).chain([inner.clone()]).collect();
        let id = which.get(&ids);
        for over in [
            json!({ "Resources": { id: { &name: { &inner: &value } } } }),
            json!({ "Resources": { id: { "Properties": { &inner: &value, &name: [&value, { &inner: &value }] } } } }),
            json!({ "Resources": { id: { &name: &value } }, "Outputs": { &inner: { "Value": &value } } }),
        ] {
            let Ok(over) = strict::read::<Overrides>(over.to_string().as_bytes()) else { continue };
            if let Err(error) = over.apply(&mut template.clone()) {
                let wrong = error.downcast_ref::<Wrong>().expect("a path");
                prop_assert!(wrong.path.starts_with("overrides."), "{wrong}");
                prop_assert!(!wrong.to_string().contains(char::is_control), "{wrong:?}");
            }
        }
    }
}

/// A resource leaves exactly where nothing refers to it, and then every reference resolves.
#[test]
fn what_nothing_refers_to_may_leave() {
    for (stage, template) in TEMPLATES.iter() {
        let old = stages::document(template, false);
        let parts = ["Resources", "Outputs"].map(|section| old[section].as_object().unwrap());
        let wanted: Vec<_> =
            parts.iter().flat_map(|part| part.iter().map(|(id, body)| (id, names(body)))).collect();
        for id in stages::resources(&old).keys() {
            let mut changed = template.clone();
            let applied = read(&json!({ "Resources": { id: null } })).apply(&mut changed);
            if wanted.iter().any(|(by, names)| *by != id && names.contains(id)) {
                let told = applied.unwrap_err().to_string();
                assert!(told.starts_with(&format!("overrides.Resources.{id}: the ")), "{stage}: {told}");
            } else {
                assert!(applied.is_ok() && changed.resource(id).is_none(), "{stage}: {id}: {applied:?}");
                assert_eq!(changed.len() + 1, template.len(), "{stage}: {id}");
            }
        }
    }
}

/// Our own templates hold to what is asked of overrides: each resource said again, as it is, changes nothing.
#[test]
fn every_resource_may_be_said_again() {
    for (stage, template) in TEMPLATES.iter() {
        let old = stages::document(template, false);
        let again = json!({ "Resources": old["Resources"], "Outputs": old["Outputs"] });
        let mut changed = template.clone();
        let hints = read(&again).apply(&mut changed).unwrap_or_else(|error| panic!("{stage}: {error}"));
        assert_eq!((hints, stages::document(&changed, false)), (Vec::new(), old), "{stage}");
    }
}

/// A property that no type has, on every resource.
#[test]
fn an_unknown_property_is_told_for_every_resource() {
    for (stage, template) in TEMPLATES.iter() {
        for (id, body) in template.resources() {
            let object: Object =
                registered(body.get("Type").unwrap().as_text().unwrap()).unwrap().properties();
            assert!(!object.is_open(), "{stage}: {id}");
            let told = read(&over(id, &json!({ "Nonsense": 1 }))).apply(&mut template.clone()).unwrap_err();
            let start = format!("overrides.Resources.{id}.Properties.Nonsense: AWS::");
            assert!(told.to_string().starts_with(&start), "{stage}: {told}");
        }
    }
}

/// Every stack of every stage, away from us-east-1, for a user with these overrides.
fn stacks(overrides: &Overrides) -> Vec<(String, Finished)> {
    let region = Some("eu-west-1".parse().unwrap());
    let options = Options::from(App { overrides: overrides.clone(), region, ..App::default() });
    let mut stacks = Vec::new();
    for rung in LADDER {
        for role in [Role::Primary, Role::Secondary] {
            let Ok(design) = design(rung, &Options { role, ..options.clone() }) else { continue };
            stacks.push((format!("{} {role:?}", rung.id), design.finished().unwrap()));
        }
        let edge = edge(rung, options.clone()).ok();
        stacks.extend(edge.map(|edge| (format!("{} edge", rung.id), edge.finished(&options).unwrap())));
    }
    assert_eq!(stacks.len(), LADDER.len() + 1 + 5, "a second region, and five stages with an edge");
    stacks
}

/// One file serves every stack: what is said of a resource or an output is taken where it is, and waits elsewhere.
#[test]
fn what_one_stack_has_waits_in_the_others() {
    let plain = stacks(&Overrides::default());
    let names = |section: &str| {
        let documents = plain.iter().map(|(_, stack)| stages::document(&stack.template, false));
        documents
            .flat_map(|it| it[section].as_object().unwrap().keys().cloned().collect::<Vec<_>>())
            .collect::<BTreeSet<_>>()
    };
    let (resources, outputs) = (names("Resources"), names("Outputs"));
    let nothing = |names: &BTreeSet<String>| -> Map<_, _> {
        names.iter().map(|name| (name.clone(), json!({}))).collect()
    };
    let said = read(&json!({ "Resources": nothing(&resources), "Outputs": nothing(&outputs) }));
    for ((stack, finished), (_, plain)) in stacks(&said).iter().zip(&plain) {
        let document = stages::document(&finished.template, false);
        assert_eq!(document, stages::document(&plain.template, false), "{stack}");
        let has = |section: &str, name: &String| document[section].get(name).is_some();
        let waiting = resources
            .iter()
            .filter(|name| !has("Resources", name))
            .chain(outputs.iter().filter(|name| !has("Outputs", name)));
        let waiting: BTreeSet<_> =
            waiting.map(|name| format!("the override of {name} waits for a stack that has it")).collect();
        assert_eq!(finished.hints.iter().cloned().collect::<BTreeSet<_>>(), waiting, "{stack}");
    }
}

/// The edge stack is overridden as the others are, but what is new stands in the stack that serves.
#[test]
fn the_edge_is_overridden_and_nothing_is_added_to_it() {
    let said = json!({
        "Resources": {
            "Reports": { "Type": "AWS::SQS::Queue" },
            "WebAcl": { "Properties": { "Description": "ours" } },
        },
        "Outputs": { "Reports": { "Value": { "Ref": "Reports" } } },
    });
    for (stack, finished) in stacks(&read(&said)) {
        let document = stages::document(&finished.template, false);
        let edge = stack.ends_with("edge");
        assert_eq!(document["Resources"].get("Reports").is_none(), edge, "{stack}");
        assert_eq!(document["Outputs"].get("Reports").is_none(), edge, "{stack}");
        let acl = &document["Resources"]["WebAcl"];
        assert!(acl.is_null() || acl["Properties"]["Description"] == "ours", "{stack}");
    }
}

//! What a template's values refer to.
//!
//! For every test that asks: `#[path = "support/references.rs"] mod references;`.

use serde_json::Value;

/// A `Ref`, a `Fn::GetAtt`, or a `${…}` of a `Fn::Sub` that no variable of its own fills.
#[derive(Debug, PartialEq)]
pub struct Reference {
    /// Where it stands below the value that was searched, as a JSON pointer.
    pub path: String,
    /// The resource, parameter or pseudo parameter.
    pub to: String,
    /// The attribute that is asked for; none for a `Ref`.
    pub attribute: Option<String>,
}

/// Every reference at or below a value, in order.
pub fn references(value: &Value) -> Vec<Reference> {
    let mut found = Vec::new();
    walk("", value, &mut |path, value| found.extend(asked(path, value)));
    found
}

/// Calls `visit` with every value at or below this one and its JSON pointer.
pub fn walk(path: &str, value: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| walk(&below(path, key), value, visit)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| walk(&below(path, &at.to_string()), item, visit));
        }
        _ => {}
    }
}

fn below(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What this value itself asks for.
fn asked(path: &str, value: &Value) -> Vec<Reference> {
    let reference = |to: &str, attribute: Option<&str>| Reference {
        path: path.into(),
        to: to.into(),
        attribute: attribute.map(Into::into),
    };
    let dotted = |name: &str| match name.split_once('.') {
        Some((to, attribute)) => reference(to, Some(attribute)),
        None => reference(name, None),
    };
    let name = value["Ref"].as_str().map(|name| reference(name, None));
    let attribute = match &value["Fn::GetAtt"] {
        Value::String(name) => Some(dotted(name)),
        Value::Array(pair) => pair[0].as_str().map(|to| reference(to, pair[1].as_str())),
        _ => None,
    };
    let sub = &value["Fn::Sub"];
    let text = sub.as_str().or_else(|| sub[0].as_str()).unwrap_or_default();
    let free = variables(text).filter(|name| sub[1].get(name).is_none()).map(dotted);
    name.into_iter().chain(attribute).chain(free).collect()
}

/// The `${…}` of a text; not `${!…}`, which stays as it is.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.trim()).filter(|name| !name.starts_with('!'))
}

#[test]
fn every_form_of_a_reference_is_found() {
    let value = serde_json::json!({ "A": { "Ref": "One" }, "B/b": [
        { "Fn::GetAtt": ["Two", "Arn"] },
        { "Fn::GetAtt": "Three.Endpoint.Port" },
        { "Fn::Sub": "${Four} ${!No} ${Five.Arn}" },
        { "Fn::Sub": ["${Given} ${AWS::Region}", { "Given": { "Ref": "Six" } }] },
    ]});
    let found = references(&value).into_iter();
    let found: Vec<_> =
        found.map(|it| format!("{} {} {}", it.path, it.to, it.attribute.unwrap_or_default())).collect();
    assert_eq!(
        found,
        [
            "/A One ",
            "/B~1b/0 Two Arn",
            "/B~1b/1 Three Endpoint.Port",
            "/B~1b/2 Four ",
            "/B~1b/2 Five Arn",
            "/B~1b/3 AWS::Region ",
            "/B~1b/3/Fn::Sub/1/Given Six ",
        ]
    );
}

//! A template as CloudFormation takes it once some parameters have their values: what follows from them is worked out, and
//! what does not stays.

use serde_json::{Map, Value, json};

/// Parameters by name, with their values.
pub type Values = Map<String, Value>;

/// Resources and outputs.
pub fn evaluate(template: &Value, values: &Values) -> Value {
    let known = Known { template, values };
    let section = |name: &str| known.section(&template[name]);
    let mut resources = section("Resources");
    let there: Vec<_> = resources.keys().cloned().collect();
    resources.values_mut().for_each(|body| wait_for(body, &there));
    json!({ "Resources": resources, "Outputs": section("Outputs") })
}

struct Known<'a> {
    template: &'a Value,
    values: &'a Values,
}

impl Known<'_> {
    /// Entries that may be there.
    fn section(&self, section: &Value) -> Map<String, Value> {
        let mut all = Map::new();
        for (id, body) in section.as_object().into_iter().flatten() {
            let mut body = body.clone();
            let holds = body["Condition"].as_str().map(|name| self.condition(name));
            match holds {
                Some(Some(false)) => continue,
                Some(Some(true)) => drop(body.as_object_mut().unwrap().remove("Condition")),
                _ => {}
            }
            all.insert(id.clone(), self.value(&body));
        }
        all
    }

    fn condition(&self, name: &str) -> Option<bool> {
        self.test(&self.template["Conditions"][name])
    }

    fn test(&self, test: &Value) -> Option<bool> {
        let (name, argument) = test.as_object()?.iter().next()?;
        let all = || argument.as_array().into_iter().flatten().map(|it| self.test(it));
        match name.as_str() {
            "Condition" => self.condition(argument.as_str()?),
            "Fn::Not" => all().next()?.map(|holds| !holds),
            "Fn::And" if all().any(|it| it == Some(false)) => Some(false),
            "Fn::And" => all().all(|it| it == Some(true)).then_some(true),
            "Fn::Equals" => {
                let [one, two] = [0, 1].map(|at| self.value(&argument[at]));
                (one.is_string() && two.is_string()).then_some(one == two)
            }
            _ => panic!("a test of {name}"),
        }
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|it| self.value(it)).filter(is_there).collect(),
            Value::Object(map) if map.len() == 1 => {
                let (name, argument) = map.iter().next().unwrap();
                self.call(name, argument)
            }
            Value::Object(map) => self.map(map),
            other => other.clone(),
        }
    }

    fn map(&self, map: &Map<String, Value>) -> Value {
        let values = map.iter().map(|(key, value)| (key.clone(), self.value(value)));
        let mut map: Map<_, _> = values.filter(|(_, value)| is_there(value)).collect();
        if let Some(Value::Array(statements)) = map.get_mut("Statement") {
            *statements = merged(std::mem::take(statements));
        }
        map.into()
    }

    fn call(&self, name: &str, argument: &Value) -> Value {
        match name {
            "Ref" => self.reference(argument.as_str().unwrap()),
            "Fn::If" => match self.condition(argument[0].as_str().unwrap()) {
                Some(holds) => self.value(&argument[if holds { 1 } else { 2 }]),
                None => {
                    json!({ "Fn::If": [argument[0], self.branch(&argument[1]), self.branch(&argument[2])] })
                }
            },
            "Fn::Sub" => self.sub(argument),
            "Fn::Select" | "Fn::Split" => called(name, &self.value(argument)),
            _ => self.map(&Map::from_iter([(name.to_owned(), argument.clone())])),
        }
    }

    /// A branch keeps what leaves its property out.
    fn branch(&self, value: &Value) -> Value {
        if is_there(value) { self.value(value) } else { value.clone() }
    }

    fn reference(&self, name: &str) -> Value {
        self.values.get(name).cloned().unwrap_or_else(|| json!({ "Ref": name }))
    }

    /// The parts, as a text where all of them are.
    fn sub(&self, argument: &Value) -> Value {
        let (text, variables) = match argument {
            Value::Array(pair) => (pair[0].as_str().unwrap(), &pair[1]),
            text => (text.as_str().unwrap(), &Value::Null),
        };
        let mut parts = Vec::new();
        for (index, piece) in text.split("${").enumerate() {
            let (variable, rest) = match piece.split_once('}') {
                _ if index == 0 => (None, piece.to_owned()),
                _ if piece.starts_with('!') => (None, format!("${{{}", &piece[1..])),
                Some((name, rest)) => (Some(name), rest.to_owned()),
                None => panic!("an open variable in {text}"),
            };
            if let Some(name) = variable {
                push(&mut parts, self.variable(name, variables));
            }
            push(&mut parts, rest.into());
        }
        parts.retain(|part| *part != "");
        match parts.as_slice() {
            [] => "".into(),
            [Value::String(text)] => text.clone().into(),
            _ => json!({ "Fn::Sub": parts }),
        }
    }

    fn variable(&self, name: &str, variables: &Value) -> Value {
        match (variables.get(name), name.split_once('.')) {
            (Some(value), _) => self.value(value),
            (None, Some((to, attribute))) => json!({ "Fn::GetAtt": [to, attribute] }),
            (None, None) => self.reference(name),
        }
    }
}

fn is_there(value: &Value) -> bool {
    *value != json!({ "Ref": "AWS::NoValue" })
}

/// Texts join, and so do the parts of another text.
fn push(parts: &mut Vec<Value>, part: Value) {
    if let Value::Array(inner) = &part["Fn::Sub"] {
        for part in inner {
            push(parts, part.clone());
        }
        return;
    }
    match (parts.last_mut(), &part) {
        (Some(Value::String(last)), Value::String(text)) => last.push_str(text),
        _ => parts.push(part),
    }
}

fn called(name: &str, argument: &Value) -> Value {
    match (name, &argument[0], &argument[1]) {
        ("Fn::Split", Value::String(separator), Value::String(text)) => {
            text.split(separator.as_str()).collect()
        }
        ("Fn::Select", index, Value::Array(items)) => {
            items[usize::try_from(index.as_u64().unwrap()).unwrap()].clone()
        }
        _ => json!({ name: argument }),
    }
}

/// Statements that differ in their resources alone are one, as the order of resources says nothing.
fn merged(statements: Vec<Value>) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for mut statement in statements {
        let Some(map) = statement.as_object_mut() else { continue };
        let mut resources = list(map.remove("Resource").unwrap_or_default());
        let twin = all.iter_mut().find(|it| {
            let mut it = (*it).clone();
            it.as_object_mut().unwrap().remove("Resource");
            it == statement
        });
        if let Some(twin) = twin {
            resources.extend(list(twin["Resource"].take()));
        } else {
            all.push(statement.clone());
        }
        resources.sort_by_key(Value::to_string);
        resources.dedup();
        let place = all.iter_mut().find(|it| {
            let mut it = (*it).clone();
            it.as_object_mut().unwrap().remove("Resource");
            it == statement
        });
        place.unwrap()["Resource"] = resources.into();
    }
    all
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// Nobody waits for what is not there.
fn wait_for(body: &mut Value, there: &[String]) {
    let Some(map) = body.as_object_mut() else { return };
    let order = list(map.remove("DependsOn").unwrap_or_default());
    let order = order.into_iter().filter(|it| there.iter().any(|name| *it == **name));
    map.insert("DependsOn".to_owned(), order.collect());
}

#[test]
fn what_is_known_is_worked_out_and_the_rest_stays() {
    let template = json!({
        "Conditions": {
            "HasName": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Name" }, ""] }] },
            "HasOther": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Other" }, ""] }] },
            "HasNone": { "Fn::Not": [{ "Condition": "HasName" }] },
        },
        "Resources": {
            "Here": { "Condition": "HasName", "DependsOn": ["Gone", "Open"], "Properties": {
                "A": { "Fn::Sub": ["${!X} ${Name}-${AWS::Region}-${V}", { "V": { "Fn::Sub": "${Name}.${B.Arn}" } }] },
                "B": { "Fn::If": ["HasNone", 1, { "Ref": "AWS::NoValue" }] },
                "C": [{ "Fn::If": ["HasName", { "Ref": "AWS::NoValue" }, 1] }, { "Fn::Sub": "www.${Name}" }],
                "D": { "Fn::Select": [1, { "Fn::Split": ["s3://", { "Ref": "Name" }] }] },
            } },
            "Gone": { "Condition": "HasNone" },
            "Open": { "Condition": "HasOther", "A": { "Fn::If": ["HasOther", { "Ref": "Name" }, 2] } },
        },
    });
    let values = Values::from_iter([("Name".to_owned(), "s3://a".into())]);
    assert_eq!(
        evaluate(&template, &values),
        json!({ "Outputs": {}, "Resources": {
            "Here": { "DependsOn": ["Open"], "Properties": {
                "A": { "Fn::Sub": ["${X} s3://a-", { "Ref": "AWS::Region" }, "-s3://a.", { "Fn::GetAtt": ["B", "Arn"] }] },
                "C": ["www.s3://a"],
                "D": "a",
            } },
            "Open": { "Condition": "HasOther", "DependsOn": [], "A": { "Fn::If": ["HasOther", "s3://a", 2] } },
        } })
    );
}

//! Which conditions hold together: a truth table over the comparisons that a template's conditions are made of.

use serde_json::Value;

/// A condition that is known to hold, or not to.
pub type Fact = (String, bool);

/// Whether a condition holds wherever all the facts do.
///
/// Comparisons are taken to be independent of each other, so that a doubt counts against the template.
pub fn surely(conditions: &Value, facts: &[Fact], condition: &str) -> bool {
    let mut comparisons = Vec::new();
    conditions.as_object().into_iter().flatten().for_each(|(_, test)| collect(test, &mut comparisons));
    assert!(comparisons.len() <= 16, "too many comparisons for a truth table");
    (0..1_u32 << comparisons.len()).all(|row| {
        let equal = |test: &Value| {
            comparisons.iter().position(|known| *known == test).is_some_and(|at| row >> at & 1 == 1)
        };
        let holds = |name: &str| holds(conditions, &conditions[name], &equal);
        holds(condition) || !facts.iter().all(|(name, truth)| holds(name) == *truth)
    })
}

/// Every `Fn::Equals` of a test, each once.
fn collect<'a>(test: &'a Value, found: &mut Vec<&'a Value>) {
    let operands = ["Fn::And", "Fn::Or", "Fn::Not"].iter().filter_map(|name| test[name].as_array()).flatten();
    operands.for_each(|operand| collect(operand, found));
    if test["Fn::Equals"].is_array() && !found.contains(&test) {
        found.push(test);
    }
}

fn holds(conditions: &Value, test: &Value, equal: &dyn Fn(&Value) -> bool) -> bool {
    let operand = |test: &Value| holds(conditions, test, equal);
    let Some((name, argument)) = test.as_object().and_then(|map| map.iter().next()) else {
        return false;
    };
    match (name.as_str(), argument) {
        ("Condition", Value::String(name)) => operand(&conditions[name.as_str()]),
        ("Fn::And", Value::Array(tests)) => tests.iter().all(operand),
        ("Fn::Or", Value::Array(tests)) => tests.iter().any(operand),
        ("Fn::Not", Value::Array(tests)) => !operand(&tests[0]),
        _ => equal(test),
    }
}

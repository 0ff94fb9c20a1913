//! What keeps a resource from being deleted.

use super::{scalar::scalar, stack::Resource};
use crate::{
    cfn::Node,
    facts::data::{Protection, data},
};

/// The property that blocks the deletion of a resource, if it is set so.
pub(super) fn protection(resource: &Resource) -> Option<&'static str> {
    let rows = data(&resource.kind)?.protected_by();
    rows.into_iter().find(|row| is_set(resource, row)).map(|row| row.path)
}

fn is_set(resource: &Resource, row: &Protection) -> bool {
    let mut steps = row.path.split('/');
    let first = steps.next().and_then(|name| resource.properties.get(name));
    first.is_some_and(|value| says(value, &steps.collect::<Vec<_>>(), row))
}

fn says(value: &Node, steps: &[&str], row: &Protection) -> bool {
    match (steps, row.item) {
        ([], None) => scalar(value).is_some_and(|value| value.eq_ignore_ascii_case(row.value)),
        ([], Some(item)) => value.as_list().unwrap_or_default().iter().any(|pair| {
            let part = |name| pair.get(name).and_then(scalar);
            part("Key").as_deref() == Some(item) && part("Value").as_deref() == Some(row.value)
        }),
        (["*", rest @ ..], _) => value.as_list().unwrap_or_default().iter().any(|item| says(item, rest, row)),
        ([name, rest @ ..], _) => value.get(name).is_some_and(|value| says(value, rest, row)),
    }
}

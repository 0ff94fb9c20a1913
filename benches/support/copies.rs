//! A template with its resources several times, each copy under logical IDs of its own.

use scalegen::cfn::{Node, node::Map};

/// The template with so many copies of its resources, and how many these are.
pub fn copies(template: &Node, count: usize, change: &dyn Fn(&str) -> String) -> (Node, usize) {
    let sections = template.as_map().expect("a template");
    let resources = template.get("Resources").and_then(Node::as_map).expect("resources");
    let many: Map = (0..count)
        .flat_map(|number| {
            let copy = Copy { resources, suffix: suffix(number), change };
            resources.iter().map(move |(id, body)| ((id.to_owned() + &copy.suffix).into(), copy.value(body)))
        })
        .collect();
    let size = many.len();
    let mut many = Some(many);
    let all = sections.iter().map(|(name, section)| match name {
        "Resources" => (name.to_owned().into(), Node::Map(many.take().unwrap_or_default())),
        _ => (name.to_owned().into(), section.clone()),
    });
    (Node::Map(all.collect()), size)
}

/// The first copy keeps its names: outputs refer to it.
fn suffix(number: usize) -> String {
    if number == 0 { String::new() } else { format!("Copy{number}") }
}

struct Copy<'a> {
    resources: &'a Map,
    suffix: String,
    change: &'a dyn Fn(&str) -> String,
}

impl Copy<'_> {
    fn value(&self, value: &Node) -> Node {
        match value {
            Node::Text(text) => self.text(text).into(),
            Node::List(items) => items.iter().map(|item| self.value(item)).collect::<Vec<_>>().into(),
            Node::Map(map) => Node::Map(
                map.iter().map(|(name, value)| (name.to_owned().into(), self.value(value))).collect(),
            ),
            value => value.clone(),
        }
    }

    /// A logical ID, or a text with some of them in `${}`.
    fn text(&self, text: &str) -> String {
        if self.is_ours(text) {
            return text.to_owned() + &self.suffix;
        }
        let mut parts = text.split("${");
        let mut out = (self.change)(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_at(part.find(['.', '}']).unwrap_or(part.len()));
            out.extend(["${", name, if self.is_ours(name) { &self.suffix } else { "" }, rest]);
        }
        out
    }

    fn is_ours(&self, name: &str) -> bool {
        self.resources.get(name).is_some()
    }
}

//! What was changed by hand in the stack, carried along: three templates become one.

use crate::cfn::{Node, node::Map, without_context, yaml::Remark};

use super::{document::Document, grow::united};

/// A template as it was printed, and as it is deployed.
#[derive(Clone, Debug)]
pub struct Edited {
    /// As we print it.
    pub printed: Document,
    /// As it is.
    pub deployed: Document,
}

/// An edit that does not fit a later template, by its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// That template has a value of its own there.
    Own(String),
    /// It does not have what was edited.
    Gone(String),
}

impl Edited {
    /// What was deployed, with the comments that we print and without the reasons that we print as metadata: those of later
    /// templates are others.
    pub fn new(printed: Document, deployed: Node) -> Self {
        let remarks = printed.remarks.clone();
        Self { printed, deployed: Document { node: without_context(deployed), remarks } }
    }

    /// A later template with the edits; what does not fit is noted.
    pub(super) fn carry(&self, later: Document, dropped: &mut Vec<Dropped>) -> Document {
        let [base, live] = [&self.printed, &self.deployed].map(|side| sections(&side.node));
        let node =
            Node::Map(maps(base, live, sections(&later.node), &mut Place { path: Vec::new(), dropped }));
        let own: Vec<_> = self.own().map(remark).collect();
        Document { node, remarks: later.remarks.into_iter().chain(own).collect() }.in_order()
    }

    /// Whether anything that we print is in what is deployed.
    pub(super) fn is_ours(&self) -> bool {
        self.printed.resources().iter().any(|(id, _)| self.deployed.resources().get(id).is_some())
    }

    /// Resources that only the deployed template has.
    pub(super) fn own(&self) -> impl Iterator<Item = &str> {
        let ids = self.deployed.resources().iter().map(|(id, _)| id);
        ids.filter(|id| self.printed.resources().get(id).is_none())
    }
}

fn sections(node: &Node) -> &Map {
    node.as_map().unwrap_or(Map::EMPTY)
}

fn remark(id: &str) -> Remark {
    Remark { id: id.to_owned(), banner: None, comment: "added by hand".to_owned(), note: None }
}

/// Where two edits meet, and where those that lose are noted.
struct Place<'a> {
    path: Vec<String>,
    dropped: &'a mut Vec<Dropped>,
}

/// Entry by entry: what was edited stands, unless the later template has another value itself.
fn maps(base: &Map, live: &Map, later: &Map, place: &mut Place) -> Map {
    let mut merged = Map::default();
    for name in united(live, later) {
        let sides = [base.get(name), live.get(name), later.get(name)];
        place.path.push(name.to_owned());
        if let Some(value) = one(sides, place) {
            merged.push(name.to_owned(), value);
        }
        place.path.pop();
    }
    merged
}

fn one([base, live, later]: [Option<&Node>; 3], place: &mut Place) -> Option<Node> {
    match (base, live, later) {
        _ if live == base || live == later => later.cloned(),
        _ if later == base => live.cloned(),
        (Some(Node::Map(base)), Some(Node::Map(live)), Some(Node::Map(later))) => {
            Some(Node::Map(maps(base, live, later, place)))
        }
        (None, Some(Node::Map(live)), Some(Node::Map(later))) => {
            Some(Node::Map(maps(Map::EMPTY, live, later, place)))
        }
        _ => {
            let why = if later.is_some() { Dropped::Own } else { Dropped::Gone };
            place.dropped.push(why(place.path.join(".")));
            later.cloned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfn;

    /// A value, as YAML writes it on one line.
    fn read(text: &str) -> Node {
        cfn::read::read(&format!("value: {text}")).unwrap().get("value").unwrap().clone()
    }

    fn carried([base, live, later]: [&str; 3]) -> (Node, Vec<Dropped>) {
        let [base, live, later] = [base, live, later].map(read);
        let mut dropped = Vec::new();
        let document = Edited::new(base.into(), live).carry(later.into(), &mut dropped);
        (document.node, dropped)
    }

    #[test]
    fn an_edit_stands_in_what_comes_later() {
        let (node, dropped) =
            carried(["{a: {b: 1, c: 2}}", "{a: {b: 9, c: 2, d: 3}}", "{a: {b: 1, c: 4}, e: 5}"]);
        assert_eq!(node, read("{a: {b: 9, c: 4, d: 3}, e: 5}"));
        assert!(dropped.is_empty());
    }

    #[test]
    fn what_both_change_is_the_later_ones_and_said() {
        let (node, dropped) = carried(["{a: {b: 1}}", "{a: {b: 2}}", "{a: {b: 3}}"]);
        assert_eq!((node, dropped), (read("{a: {b: 3}}"), vec![Dropped::Own("a.b".to_owned())]));
    }

    #[test]
    fn what_goes_takes_its_edits_along() {
        let (node, dropped) = carried(["{a: {b: 1}, c: 1}", "{a: {b: 2}, c: 1}", "{c: 1}"]);
        assert_eq!((node, dropped), (read("{c: 1}"), vec![Dropped::Gone("a".to_owned())]));
    }

    #[test]
    fn what_was_taken_out_stays_out() {
        let (node, dropped) = carried(["{a: 1, b: 2}", "{a: 1}", "{a: 1, b: 2, c: 3}"]);
        assert_eq!((node, dropped), (read("{a: 1, c: 3}"), Vec::new()));
    }
}

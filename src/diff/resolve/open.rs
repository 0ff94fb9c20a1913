//! Loops of a section that cannot be unrolled.

use anyhow::{Result, bail};

use super::{Scope, each::LOOP};
use crate::cfn::Node;

impl Scope<'_> {
    /// Whether an entry of a section is none that is still a loop.
    ///
    /// # Errors
    /// When it is one; why it is, and what to do.
    pub(in crate::diff) fn no_loop(&self, name: &str, body: &Node) -> Result<()> {
        if !name.starts_with(LOOP) {
            return Ok(());
        }
        match body.as_list() {
            Some([Node::Text(_), items, Node::Map(_)]) => {
                bail!("its items cannot be known here; {}", self.remedy(items)?)
            }
            _ => bail!("a loop is a list of a variable, its items and a map of entries; write it so"),
        }
    }

    fn remedy(&self, items: &Node) -> Result<String> {
        let items = self.value(items)?.unwrap_or(Node::Null);
        Ok(match self.open_parameter(&items) {
            Some(name) => format!("give `{name}` by --param"),
            None => "write them out".to_owned(),
        })
    }

    /// A parameter without a value for which a value asks.
    fn open_parameter<'v>(&self, value: &'v Node) -> Option<&'v str> {
        match value {
            Node::List(items) => items.iter().find_map(|item| self.open_parameter(item)),
            Node::Map(map) => {
                let asked = value.get("Ref").and_then(Node::as_text);
                let asked = asked.filter(|name| self.parameters.contains_key(name));
                asked.or_else(|| map.iter().find_map(|(_, value)| self.open_parameter(value)))
            }
            _ => None,
        }
    }
}

//! One round of a loop: its variable and what stands in its place.

use crate::{
    cfn::{Node, call},
    diff::secret,
};

/// One round of a loop.
pub(super) struct Round<'a> {
    variable: &'a str,
    pub item: &'a str,
    /// What stands for the item, and for the item without what a logical ID may not have.
    pub pattern: String,
    plain_pattern: String,
}

impl<'a> Round<'a> {
    pub(super) fn new(variable: &'a str, item: &'a str) -> Self {
        let [pattern, plain_pattern] = ["$", "&"].map(|sign| format!("{sign}{{{variable}}}"));
        Self { variable, item, pattern, plain_pattern }
    }

    /// Whether a value is a `Ref` to the variable.
    pub(super) fn is_asked(&self, value: &Node) -> bool {
        call(value).is_some_and(|call| call.name == "Ref" && call.argument.as_text() == Some(self.variable))
    }

    /// How often the item stands in a text.
    pub(super) fn count(&self, text: &str) -> usize {
        text.matches(&self.pattern).count() + text.matches(&self.plain_pattern).count()
    }

    /// The text with the item for the variable.
    pub(super) fn fill(&self, text: &str) -> String {
        let text = text.replace(&self.pattern, self.item);
        if !text.contains(&self.plain_pattern) {
            return text;
        }
        let is_plain = |letter: &char| secret::meant(*letter).is_ascii_alphanumeric();
        let plain: String = self.item.chars().filter(is_plain).collect();
        text.replace(&self.plain_pattern, &plain)
    }
}

//! A section of a template: entries under logical IDs.

use indexmap::IndexMap;

use super::node::{Map, Node};

/// The longest logical ID that CloudFormation takes, in characters.
const LONGEST: usize = 255;

/// Entries under logical IDs, in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Section<T = Node>(IndexMap<String, T>);

impl<T> Section<T> {
    /// Puts an entry under a new logical ID.
    ///
    /// # Panics
    /// When the logical ID is taken, or is not 1 to 255 ASCII letters and digits.
    pub(super) fn add(&mut self, name: &str, entry: T) {
        assert!(
            is_logical_id(name),
            "`{name}` is no logical ID: those are 1 to {LONGEST} letters and digits"
        );
        let earlier = self.0.insert(name.to_owned(), entry);
        assert!(earlier.is_none(), "`{name}` is there twice");
    }

    /// Whether the logical ID is taken; without a hash, as most that ask have few entries.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.keys().any(|known| known == name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0.get(name)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0.get_mut(name)
    }

    /// Puts an entry in the place of the one under this name, or last.
    pub(super) fn put(&mut self, name: &str, entry: T) {
        assert!(
            is_logical_id(name),
            "`{name}` is no logical ID: those are 1 to {LONGEST} letters and digits"
        );
        self.0.insert(name.to_owned(), entry);
    }

    /// Takes an entry out, and gives it with the one that comes to stand in its place.
    pub(super) fn remove(&mut self, name: &str) -> Option<(T, Option<&mut T>)> {
        let (at, _, entry) = self.0.shift_remove_full(name)?;
        Some((entry, self.0.get_index_mut(at).map(|(_, next)| next)))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// The section as it stands in the document, each entry in its uniform form.
    pub(super) fn into_map(self, form: impl Fn(T) -> Node) -> Map {
        self.0.into_iter().map(|(name, entry)| (name.into(), form(entry))).collect()
    }
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self(IndexMap::default())
    }
}

/// Whether CloudFormation takes it as a logical ID.
pub fn is_logical_id(name: &str) -> bool {
    matches!(name.len(), 1..=LONGEST) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logical_id_is_letters_and_digits() {
        let longest = "a".repeat(LONGEST);
        for good in ["A", "WebServerB", "7", &longest] {
            assert!(is_logical_id(good), "{good}");
        }
        for bad in ["", "Web-Server", "Web Server", "Web.Arn", "AWS::Region", "Büro", "A\n", &(longest + "a")]
        {
            assert!(!is_logical_id(bad), "{bad}");
        }
    }

    #[test]
    #[should_panic(expected = "`Site` is there twice")]
    fn a_name_is_taken_once() {
        let mut section = Section::default();
        section.add("Site", 1);
        section.add("Site", 2);
    }
}

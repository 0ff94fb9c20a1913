//! Where something stands in a resource.

/// A place in a resource, in two writings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// As people read it: `Properties.Tags[0].Value`.
    pub shown: String,
    /// As the registry writes it, without `Properties`: `Tags/*/Value`.
    pub known: String,
}

/// The way to a place below `Properties`.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps<'a>(Vec<Step<'a>>);

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Steps<'a> {
    /// Does something a step further, under a key.
    pub(super) fn key(&mut self, key: &'a str) {
        self.0.push(Step::Key(key));
    }

    /// A step into a list.
    pub(super) fn item(&mut self, index: usize) {
        self.0.push(Step::Item(index));
    }

    /// Back by a step.
    pub(super) fn back(&mut self) {
        self.0.pop();
    }

    /// Where the steps lead.
    pub(super) fn place(&self) -> Place {
        let (mut shown, mut known) = ("Properties".to_owned(), String::new());
        for step in &self.0 {
            if !known.is_empty() {
                known.push('/');
            }
            match step {
                Step::Key(key) => {
                    shown.extend([".", key]);
                    known.push_str(key);
                }
                Step::Item(index) => {
                    shown.extend(["[", &index.to_string(), "]"]);
                    known.push('*');
                }
            }
        }
        Place { shown, known }
    }
}

impl Place {
    /// An attribute of a resource, such as `DeletionPolicy`.
    pub(super) fn attribute(name: &str) -> Self {
        Self { shown: name.to_owned(), known: String::new() }
    }

    /// A property.
    pub(super) fn property_named(name: &str) -> Self {
        Self { shown: format!("Properties.{name}"), known: name.to_owned() }
    }

    /// The property in which it lies; nothing for an attribute.
    pub(super) fn property(&self) -> &str {
        self.known.split('/').next().unwrap_or_default()
    }

    /// The places in which it lies, from the outermost one to itself, as people read them.
    pub(super) fn ways(&self) -> impl Iterator<Item = &str> {
        let ends = self.shown.match_indices(['.', '[']).map(|(end, _)| end);
        ends.chain([self.shown.len()]).map(|end| &self.shown[..end])
    }
}

//! Why a resource is there, for the people and the machines that will change it.

use super::node::{Map, Node, node};

/// The metadata key under which AWS keeps the reasons for a template and its resources.
pub(super) const CONTEXT: &str = "com.aws.cloudformation.Context";

/// The reason for a resource, printed as a comment or as `com.aws.cloudformation.Context` metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    pub(super) topic: &'static str,
    pub(super) text: String,
    pub(super) cite: &'static str,
    pub(super) confidence: Confidence,
    pub(super) must: Vec<&'static str>,
    pub(super) mutable: Mutable,
}

/// How sure the reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The source says it.
    High,
    /// It follows from the source and from how AWS works.
    Medium,
}

/// What a later change may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutable {
    /// A change would lose data or break what depends on it.
    MustNeverChange,
    /// A change keeps the `must` lines.
    ChangeWithConstraints,
    /// A change is read by a second person.
    ReviewRequired,
    /// A figure to tune.
    FreeToTune,
}

impl Why {
    /// A reason under a topic (one or two words that stand before it), with the source that says so.
    pub fn new(
        topic: &'static str,
        text: impl Into<String>,
        cite: &'static str,
        confidence: Confidence,
    ) -> Self {
        Self {
            topic,
            text: text.into(),
            cite,
            confidence,
            must: Vec::new(),
            mutable: Mutable::ReviewRequired,
        }
    }

    /// Adds a constraint whose violation breaks the system.
    #[must_use]
    pub fn must(mut self, constraint: &'static str) -> Self {
        self.must.push(constraint);
        if self.mutable != Mutable::MustNeverChange {
            self.mutable = Mutable::ChangeWithConstraints;
        }
        self
    }

    /// Says what a later change may do.
    #[must_use]
    pub fn mutable(mut self, mutable: Mutable) -> Self {
        self.mutable = mutable;
        self
    }

    pub(super) fn comment(&self) -> String {
        format!("{}: {}", self.topic, self.text)
    }

    /// As metadata; with what was changed since the reason was given.
    pub(super) fn context(&self, overridden: &[String]) -> Node {
        let mut context = Map::default();
        context.push("why", self.comment());
        if !self.must.is_empty() {
            context.push("must", node(&self.must));
        }
        context.push("mutable", self.mutable.word());
        let trust = [("src", "authored"), ("conf", self.confidence.word()), ("cite", self.cite)];
        context.push("trust", Map::from_iter(trust.map(|(name, word)| (name.into(), word.into()))));
        if !overridden.is_empty() {
            context.push("overridden", node(overridden));
        }
        context.into()
    }
}

/// A template without the reasons that are printed as metadata; what others wrote there stays.
#[must_use]
pub fn without_context(mut template: Node) -> Node {
    forget(&mut template);
    if let Node::Map(sections) = &mut template
        && let Some(Node::Map(resources)) = sections.get_mut("Resources")
    {
        resources.values_mut().for_each(forget);
    }
    template
}

/// Takes the reason out of a body's metadata, and the metadata with it if nothing is left.
fn forget(body: &mut Node) {
    let Node::Map(attributes) = body else { return };
    let Some(Node::Map(metadata)) = attributes.get_mut("Metadata") else { return };
    if metadata.remove(CONTEXT).is_some() && metadata.is_empty() {
        drop(attributes.remove("Metadata"));
    }
}

impl Confidence {
    fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
        }
    }
}

impl Mutable {
    fn word(self) -> &'static str {
        match self {
            Self::MustNeverChange => "must-never-change",
            Self::ChangeWithConstraints => "change-with-constraints",
            Self::ReviewRequired => "review-required",
            Self::FreeToTune => "free-to-tune",
        }
    }
}

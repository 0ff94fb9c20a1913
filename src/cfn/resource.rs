//! What every AWS resource type has, and the handle to a resource that is in the template.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use super::Val;

/// The properties of one AWS resource type.
pub trait Resource: Serialize {
    /// The type's name, for example `AWS::EC2::VPC`.
    const TYPE: &'static str;
    /// What becomes of the data when the resource leaves the stack.
    const KEEP: Keep = Keep::Nothing;
}

/// What CloudFormation does with a resource's data when the resource is deleted or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It holds no data: no policy is written.
    Nothing,
    /// It holds data that may go.
    Delete,
    /// A last snapshot is taken.
    Snapshot,
    /// It stays in the account, except when its very creation failed: an orphan would block the next attempt.
    Retain,
}

impl Keep {
    /// The values of `DeletionPolicy` and `UpdateReplacePolicy`.
    pub(super) fn policies(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Nothing => None,
            Self::Delete => Some(("Delete", "Delete")),
            Self::Snapshot => Some(("Snapshot", "Snapshot")),
            Self::Retain => Some(("RetainExceptOnCreate", "Retain")),
        }
    }
}

/// Proof that a resource of type `R` is in the template.
///
/// References are made from an `Id`, and only `Template::add` makes one, so a template cannot point at a resource it lacks:
///
/// ```compile_fail,E0624
/// use scalegen::cfn::{Id, types::vpc::Vpc};
///
/// let dangling = Id::<Vpc>::new("Nope");
/// ```
#[derive(Debug)]
pub struct Id<R> {
    name: String,
    of: PhantomData<fn() -> R>,
}

impl<R> Id<R> {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), of: PhantomData }
    }

    /// The logical ID.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `!Ref` to the resource.
    pub fn get(&self) -> Ref<R> {
        Ref(self.clone())
    }

    /// `!GetAtt` of the resource; the attributes of a type are named beside its struct.
    pub(super) fn att<T>(&self, attribute: &'static str) -> Val<T> {
        Val::attribute(&self.name, attribute)
    }
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        Self::new(&self.name)
    }
}

/// `!Ref` to a resource of type `R`, and to no other.
#[derive(Debug)]
pub struct Ref<R>(Id<R>);

impl<R> Clone for Ref<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<R> Serialize for Ref<R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map([("Ref", &self.0.name)])
    }
}

impl<R> From<Ref<R>> for Val {
    fn from(reference: Ref<R>) -> Self {
        Self::reference(reference.0.name)
    }
}

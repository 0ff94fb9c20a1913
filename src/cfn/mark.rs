//! Values on their way through a text template: an intrinsic function goes in as marked text and comes out as itself.

use serde_json::{from_str, to_string};

use super::{
    Val,
    value::{Function, Intrinsic},
};

/// Where an intrinsic function begins and ends: private-use characters, so no script holds them.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

impl Val {
    /// The value as text for a script: a literal as it is, an intrinsic function between marks that [`marked`] finds.
    ///
    /// # Panics
    /// Never: a call is plain data.
    pub fn mark(&self) -> String {
        let call = match self {
            Self::Is(literal) => return literal.clone(),
            Self::Fn(Intrinsic(Function::Ref(name))) => name.to_string(),
            Self::Fn(Intrinsic(Function::GetAtt(name, attribute))) => format!("{name}.{attribute}"),
            Self::Fn(Intrinsic(Function::Call(name, argument))) => {
                to_string(&(name, argument)).expect("a call is plain data")
            }
        };
        format!("{OPEN}{call}{CLOSE}")
    }
}

/// The parts of a text whose intrinsic functions were written by [`Val::mark`], in order.
pub(super) fn marked(text: &str) -> impl Iterator<Item = Val> {
    text.split(OPEN).enumerate().flat_map(|(index, part)| match part.split_once(CLOSE) {
        Some((call, literal)) if index > 0 => [Val::Fn(Intrinsic(unmarked(call))), Val::from(literal)],
        _ => [Val::from(""), Val::from(part)],
    })
}

/// Names hold no brackets, and logical IDs no dots.
fn unmarked(call: &str) -> Function {
    if call.starts_with('[') {
        let (name, argument): (String, _) = from_str(call).expect("a call is written by `mark`");
        return Function::Call(name.into(), argument);
    }
    match call.split_once('.') {
        Some((name, attribute)) => Function::GetAtt(name.to_owned(), attribute.to_owned().into()),
        None => Function::Ref(call.to_owned().into()),
    }
}

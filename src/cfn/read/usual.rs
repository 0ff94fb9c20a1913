//! YAML as nearly everybody writes it, read in two thirds of the time.
//!
//! It gives up on what is rare, on what YAML 1.1 and 1.2 may read differently, and on all that is wrong: the reader of any YAML
//! takes that, and knows what to say of it. Where this one does not give up, both read the same.

mod scalar;
#[cfg(test)]
mod tests;

use memchr::memmem;
use saphyr_parser::{Event, Parser, Span, StrInput, Tag};

use super::{Entries, function};
use crate::cfn::Node;
use scalar::{is_text, scalar};

/// How deep a value may lie here.
const LEVELS: usize = 64;

/// The document, unless there is something unusual in it.
pub(super) fn read(text: &str) -> Option<Node> {
    if !is_plain(text) {
        return None;
    }
    let mut reader = Reader { text, parser: Parser::new_from_str(text) };
    reader.one(|event| matches!(event, Event::StreamStart))?;
    reader.one(|event| matches!(event, Event::DocumentStart(_)))?;
    reader.one(|event| matches!(event, Event::MappingStart(0, None)))?;
    let document = reader.map(LEVELS)?;
    reader.one(|event| matches!(event, Event::DocumentEnd))?;
    reader.one(|event| matches!(event, Event::StreamEnd))?;
    Some(document)
}

/// Whether a text is in ASCII, with no other space than blanks and line feeds, without directives and signs of an end.
fn is_plain(text: &str) -> bool {
    let has = |rare: &str| memmem::find(text.as_bytes(), rare.as_bytes()).is_some();
    text.ends_with('\n')
        && !text.starts_with(['%', '.'])
        && text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~'))
        && !["\n%", "\n..."].into_iter().any(has)
}

struct Reader<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
}

/// What begins, and where it stands.
type Begun<'a> = (Event<'a>, Span);

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Begun<'a>> {
        self.parser.next_event()?.ok()
    }

    fn one(&mut self, is_it: impl Fn(&Event) -> bool) -> Option<()> {
        self.next().filter(|(event, _)| is_it(event)).map(|_| ())
    }

    /// The value that begins, at most so many levels deep. One with an anchor is unusual.
    fn value(&mut self, (event, at): Begun<'a>, levels: usize) -> Option<Node> {
        let (value, tag) = match event {
            Event::Scalar(text, style, 0, tag) => (scalar(text, style)?, tag),
            Event::SequenceStart(0, tag) => (self.list(levels.checked_sub(1)?)?, tag),
            Event::MappingStart(0, tag) => (self.map(levels.checked_sub(1)?)?, tag),
            _ => return None,
        };
        match tag {
            Some(tag) => self.is_name(&tag, at).then(|| function(&tag.suffix, value)),
            None => Some(value),
        }
    }

    fn list(&mut self, levels: usize) -> Option<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items.into()),
                begun => items.push(self.value(begun, levels)?),
            }
        }
    }

    fn map(&mut self, levels: usize) -> Option<Node> {
        let mut found = Entries::default();
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, _) => return Some(found.map.into()),
                (Event::Scalar(key, style, 0, None), at)
                    if self.is_key(at) && is_text(&key, style) && !found.have(&key) =>
                {
                    key
                }
                _ => return None,
            };
            let begun = self.next()?;
            found.add(key.into_owned(), self.value(begun, levels)?);
        }
    }

    /// Whether it stands on one line, with a colon and a blank or the end of the line behind it.
    fn is_key(&self, at: Span) -> bool {
        const LONGEST: usize = 1000;
        let (start, end) = (at.start.index(), at.end.index());
        let behind = self.text.as_bytes().get(end..end + 2);
        at.start.line() == at.end.line()
            && (start + 1..start + LONGEST).contains(&end)
            && matches!(behind, Some(b": " | b":\n"))
    }

    /// Whether it is a short tag such as `!Ref`, with a blank or the end of the line behind it.
    fn is_name(&self, tag: &Tag, at: Span) -> bool {
        let behind = self.text.as_bytes().get(at.start.index() + "!".len() + tag.suffix.len());
        let is_name = tag.handle == "!" && tag.suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_name && matches!(behind, Some(b' ' | b'\n'))
    }
}

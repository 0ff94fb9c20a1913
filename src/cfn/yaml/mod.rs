//! A template as YAML, as a person would write it. By hand: no library writes short tags, comments and literal blocks, and
//! those there are leave `no` and `12:30:45` unquoted, which YAML 1.1 readers take for something else.

mod flow;
mod scalar;

use std::borrow::Cow;

use super::node::{Map, Node};
use flow::{Call, call};

/// What YAML carries beside a resource.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The resource's logical ID.
    pub id: String,
    /// The title of the group that begins with it.
    pub banner: Option<Cow<'static, str>>,
    /// Why it is there, in one line.
    pub comment: String,
    /// What else there is to say of it, on a line of its own.
    pub note: Option<String>,
}

/// The document with its remarks, which are in the order of the resources; no anchors, no aliases.
pub fn write(document: &Node, remarks: &[Remark]) -> String {
    let mut writer = Writer { out: String::with_capacity(64 * 1024), remarks };
    match document {
        Node::Map(sections) if !sections.is_empty() => writer.document(sections),
        other => {
            writer.value(other, 0);
            writer.out = writer.out.trim_start().to_owned();
        }
    }
    writer.out
}

struct Writer<'a> {
    out: String,
    remarks: &'a [Remark],
}

impl<'a> Writer<'a> {
    fn document(&mut self, sections: &Map) {
        for (index, (name, section)) in sections.iter().enumerate() {
            if index > 0 && section.as_map().is_some() {
                self.out.push('\n');
            }
            match section {
                Node::Map(entries) if !entries.is_empty() && call(section).is_none() => {
                    self.key(name, 0);
                    self.out.push('\n');
                    self.entries(entries, name == "Resources");
                }
                _ => self.pair(name, section, 0),
            }
        }
    }

    /// The entries of a section, a blank line between those that need more than one line.
    fn entries(&mut self, entries: &Map, resources: bool) {
        let mut tall = false;
        for (index, (name, entry)) in entries.iter().enumerate() {
            let remark = if resources { self.next_remark(name) } else { None };
            let banner = remark.and_then(|remark| remark.banner.as_deref());
            if index > 0 && (tall || banner.is_some()) {
                self.out.push('\n');
            }
            self.remark(banner, remark);
            let before = self.out.len();
            self.pair(name, entry, 1);
            tall = self.out[before..].lines().nth(1).is_some();
        }
    }

    /// The remark of a resource, if the next ones have it: those before it are of resources that are gone.
    fn next_remark(&mut self, id: &str) -> Option<&'a Remark> {
        let at = self.remarks.iter().position(|remark| remark.id == id)?;
        let (found, rest) = self.remarks[at..].split_first()?;
        self.remarks = rest;
        Some(found)
    }

    fn remark(&mut self, banner: Option<&str>, remark: Option<&Remark>) {
        if let Some(title) = banner {
            let rule = "-".repeat(74_usize.saturating_sub(title.len()));
            self.out.extend(["  # --- ", &scalar::comment(title), " ", &rule, "\n\n"]);
        }
        if let Some(remark) = remark {
            for line in [Some(&remark.comment), remark.note.as_ref()].into_iter().flatten() {
                self.out.extend(["  # ", &scalar::comment(line), "\n"]);
            }
        }
    }

    fn key(&mut self, key: &str, depth: usize) {
        self.pad(depth);
        scalar::plain_or_quoted(&mut self.out, key, false);
        self.out.push(':');
    }

    fn pad(&mut self, depth: usize) {
        self.out.extend(std::iter::repeat_n("  ", depth));
    }

    fn pair(&mut self, key: &str, value: &Node, depth: usize) {
        self.key(key, depth);
        self.value(value, depth);
    }

    /// Everything after `key:` or `-`, with the line break.
    fn value(&mut self, value: &Node, depth: usize) {
        if let Some(call) = call(value) {
            return self.call(&call, depth);
        }
        match value {
            Node::Map(map) if !map.is_empty() => {
                self.out.push('\n');
                self.map(map, depth + 1);
            }
            Node::List(items) if !items.is_empty() => self.items(items, depth),
            Node::Text(text) if scalar::is_block(text) => self.block(text, depth + 1),
            other => {
                self.out.push(' ');
                flow::scalar(&mut self.out, other, false);
                self.out.push('\n');
            }
        }
    }

    /// A list on the line of its key if it is short, otherwise below it.
    fn items(&mut self, items: &[Node], depth: usize) {
        self.out.push(' ');
        if flow::short_list(&mut self.out, items) {
            self.out.push('\n');
        } else {
            self.out.pop();
            self.out.push('\n');
            self.list(items, depth + 1);
        }
    }

    fn map(&mut self, map: &Map, depth: usize) {
        for (key, value) in map.iter() {
            self.pair(key, value, depth);
        }
    }

    fn list(&mut self, items: &[Node], depth: usize) {
        for item in items {
            self.pad(depth);
            self.out.push('-');
            match item {
                Node::Map(map) if !map.is_empty() && call(item).is_none() => self.inline(map, depth),
                Node::List(nested) if !nested.is_empty() => self.nested(nested, depth),
                _ => self.item(item, depth),
            }
        }
    }

    /// A function whose long form is needed stands on the dash's line.
    fn item(&mut self, item: &Node, depth: usize) {
        match (call(item), item) {
            (Some(call), Node::Map(map)) if call.needs_long_form() => self.inline(map, depth),
            _ => self.value(item, depth),
        }
    }

    /// A map as a list's item: its first key on the dash's line.
    fn inline(&mut self, map: &Map, depth: usize) {
        let start = self.out.len();
        self.map(map, depth + 1);
        self.join(start, depth);
    }

    fn nested(&mut self, items: &[Node], depth: usize) {
        let start = self.out.len();
        self.list(items, depth + 1);
        self.join(start, depth);
    }

    /// Takes the indentation of what was written since `start` back to one blank.
    fn join(&mut self, start: usize, depth: usize) {
        self.out.replace_range(start..start + 2 * (depth + 1), " ");
    }

    fn call(&mut self, call: &Call<'_>, depth: usize) {
        self.out.push(' ');
        if flow::one_line(&mut self.out, call) {
            self.out.push('\n');
        } else if call.needs_long_form() {
            self.out.pop();
            self.out.push('\n');
            self.pair(&call.long_name(), call.argument, depth + 1);
        } else {
            self.out.extend(["!", call.name]);
            self.value(call.argument, depth);
        }
    }

    fn block(&mut self, text: &str, depth: usize) {
        self.out.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
        for line in text.lines() {
            if !line.is_empty() {
                self.pad(depth);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }
}

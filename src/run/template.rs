//! Templates from disk or from a pipe.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::anyhow;
use scalegen::cfn::{Node, read};

use crate::{cli::names_file, failure::Failure, files::unreadable};

/// The largest that is read, in bytes: CloudFormation takes 1,000,000, and comments and loops may take a few times as many.
const LARGEST: u64 = 8_000_000;

/// Whether a name is that of a template's file, there or not.
pub(super) fn looks_like_file(name: &str) -> bool {
    names_file(name) || name.ends_with(".template")
}

/// Whether a name is a template's: a file, or standard input.
pub(super) fn is_file(name: &str) -> bool {
    name == "-" || Path::new(name).is_file() || looks_like_file(name)
}

/// Reads a template; `-` is standard input.
pub(super) fn read(name: &str) -> Result<Node, Failure> {
    let bytes = if name == "-" { all(io::stdin().lock()) } else { File::open(name).and_then(all) };
    let bytes = bytes.map_err(|error| unreadable(Path::new(name), &error))?;
    parsed(&bytes).map_err(|reason| Failure::Usage(anyhow!("{name}: {reason}")))
}

/// Everything, up to one byte too many.
fn all(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A template, or the text of one as JSON: so `aws cloudformation get-template --query TemplateBody` prints one that is in YAML.
fn parsed(bytes: &[u8]) -> Result<Node, String> {
    if bytes.len() as u64 > LARGEST {
        return Err(format!("more than {LARGEST} bytes, and CloudFormation takes 1000000; name a template"));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|_| "this is not text in UTF-8; name a template".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let inner: Option<String> = serde_json::from_str(text).ok();
    read::read(inner.as_deref().unwrap_or(text)).map_err(|error| error.to_string())
}

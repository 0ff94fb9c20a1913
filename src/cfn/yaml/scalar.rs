//! Strings that YAML 1.1 and YAML 1.2 readers take for the same string.

use std::{borrow::Cow, fmt::Write};

use memchr::{memchr, memchr3};

const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];

/// The text as it is where that is safe, in single quotes otherwise, in double quotes where it has control characters.
/// `in_flow` is stricter: brackets and commas end a plain scalar there.
pub(super) fn plain_or_quoted(out: &mut String, text: &str, in_flow: bool) {
    if is_plain(text, in_flow) {
        out.push_str(text);
    } else if all_printable(text) {
        out.extend(["'", &text.replace('\'', "''"), "'"]);
    } else {
        escaped(out, text);
    }
}

/// The text as a comment takes it: whatever could end its line, or is not printable, is a blank.
pub(super) fn comment(text: &str) -> Cow<'_, str> {
    if all_printable(text) {
        text.into()
    } else {
        text.chars().map(|c| if is_printable(c) { c } else { ' ' }).collect()
    }
}

/// Whether the text is best read, and can be written, as a literal block.
pub(super) fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    memchr(b'\n', body.as_bytes()).is_some()
        && !body.starts_with([' ', '\t', '\n'])
        && !body.ends_with('\n')
        && body.split('\n').all(is_block_line)
}

fn is_block_line(line: &str) -> bool {
    !line.ends_with([' ', '\t']) && line.split('\t').all(all_printable)
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let bytes = text.as_bytes();
    let starts_well =
        bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'_' | b'$'));
    let harmless = bytes.iter().all(u8::is_ascii_alphanumeric) || is_harmless_text(text, in_flow);
    (starts_well || is_address(text)) && harmless && !is_word(text)
}

/// A word that a YAML 1.1 reader takes for a boolean or for nothing.
fn is_word(text: &str) -> bool {
    text.len() <= 5 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn is_harmless_text(text: &str, in_flow: bool) -> bool {
    let bytes = text.as_bytes();
    let ends_well = bytes.last().is_some_and(|b| !matches!(b, b':' | b' '));
    ends_well
        && bytes.iter().all(|b| is_harmless(*b, in_flow))
        && (memchr3(b':', b'#', b'$', bytes).is_none() || bytes.windows(2).all(is_harmless_pair))
}

fn is_harmless_pair(pair: &[u8]) -> bool {
    !matches!(pair, b": " | b" #" | b"${")
}

/// Brackets, commas and colons mean something between brackets.
fn is_harmless(byte: u8, in_flow: bool) -> bool {
    matches!(byte, b' '..=b'~') && !(in_flow && matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':'))
}

/// `10.20.0.0/16`: no reader takes it for a number.
fn is_address(text: &str) -> bool {
    text.matches('.').count() == 3
        && text.contains('/')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/'))
}

/// Every character stands for itself. ASCII is looked at first, as nearly all text is, and to its end: a processor compares
/// many bytes at once only where none of them may stop it.
fn all_printable(text: &str) -> bool {
    let ascii = text.bytes().fold(true, |good, byte| good & matches!(byte, b' '..=b'~'));
    ascii || text.chars().all(is_printable)
}

/// Not a control character, nor one of those that YAML takes for a line break or a byte-order mark.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn escaped(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => drop(write!(out, "\\u{:04X}", u32::from(c))),
        }
    }
    out.push('"');
}

//! What is looked at before the YAML reader: whether a file is text at all.

use super::{Fault, Place};

/// More brackets than any such file has; the reader's time grows with the square of those that are open at once.
const BRACKETS: usize = 10_000;

/// The file's text, without a byte order mark.
pub(super) fn text(file: &[u8]) -> Result<&str, Fault> {
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let text = str::from_utf8(file).map_err(|error| {
        let sound = String::from_utf8_lossy(&file[..error.valid_up_to()]);
        fault(&sound, "this byte is not UTF-8; save the file as text in UTF-8")
    })?;
    if let Some(index) = text.find(|letter: char| is_no_text(letter)) {
        return Err(fault(&text[..index], "this control or private-use character is not text; remove it"));
    }
    if let Some((index, _)) = text.match_indices(['[', '{']).nth(BRACKETS) {
        return Err(fault(
            &text[..index],
            "more than 10,000 brackets; write lists and maps on lines of their own",
        ));
    }
    Ok(text)
}

/// A control character, or one of those that only a program gives a meaning to.
fn is_no_text(letter: char) -> bool {
    let private = ('\u{E000}'..='\u{F8FF}').contains(&letter);
    private || letter.is_control() && !"\t\n\r\u{85}".contains(letter)
}

/// A fault behind the text that was sound.
fn fault(sound: &str, sentence: &str) -> Fault {
    Fault { place: Some(Place::behind(sound)), path: String::new(), sentence: sentence.to_owned() }
}

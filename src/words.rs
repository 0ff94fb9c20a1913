//! Words of sentences that people read: the one that was meant, and a sentence on one line.

/// The longest sentence that is shown whole, in characters.
const LONGEST: usize = 600;

/// The known word that `word` may have been meant to be: a slip of the finger is at most one edit for every three letters,
/// and capitals are no slip.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = word.chars().count() / 3;
    let edits = |other: &str| strsim::osa_distance(&word, &other.to_lowercase());
    let (edits, near) =
        known.into_iter().map(|other| (edits(other), other)).min_by_key(|(edits, _)| *edits)?;
    (edits <= allowed).then_some(near)
}

/// The text on one line: what would break it or move the cursor is escaped, and the middle of an endless text is left out.
pub fn line(text: &str) -> String {
    let (letters, half) = (text.chars().count(), LONGEST / 2);
    let (head, tail) = if letters > LONGEST { (half, letters - half) } else { (letters, letters) };
    let cut = (letters > LONGEST).then_some('…');
    let mut line = String::with_capacity(text.len().min(4 * LONGEST));
    for letter in text.chars().take(head).chain(cut).chain(text.chars().skip(tail)) {
        if moves(letter) { line.extend(letter.escape_default()) } else { line.push(letter) }
    }
    line
}

/// A word for a shell that runs commands which people read: in quotes only where it needs some.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+=.,_:@%/-".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// Whether a terminal would do anything else than show the letter where it stands.
fn moves(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_at_most_a_third_of_the_word() {
        let known = ["new", "web", "servers", "network"];
        let meant = [
            ("sevrers", Some("servers")),
            ("SERVERS", Some("servers")),
            ("serv", None),
            ("wbe", Some("web")),
            ("cdn", None),
            ("x", None),
            ("", None),
        ];
        for (word, near) in meant {
            assert_eq!(nearest(word, known), near, "{word}");
        }
        assert_eq!(nearest("web", []), None);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line("a\nb\r\u{1b}[31m`\u{2028}é"), "a\\nb\\r\\u{1b}[31m`\\u{2028}é");
        let endless = line(&format!("`{}` is no number", "9".repeat(1_000_000)));
        assert_eq!(endless.chars().count(), LONGEST + 1);
        assert!(endless.starts_with("`999") && endless.ends_with("9` is no number") && endless.contains('…'));
    }
}

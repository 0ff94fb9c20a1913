//! Words of the file that must have a form: checked as they are read.

use std::net::Ipv4Addr;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// A text that is taken only if it has a form, which the schema tells editors as a pattern.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $pattern:literal, $fits:expr, $remedy:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(try_from = "String")]
        #[schemars(extend("pattern" = $pattern))]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                let fits: fn(&str) -> bool = $fits;
                if fits(&text) { Ok(Self(text)) } else { Err(format!("`{text}` {}", $remedy)) }
            }
        }

        impl $name {
            /// The plain text.
            #[must_use]
            pub fn get(&self) -> &str {
                &self.0
            }
        }
    };
}

word! {
    /// A stack's name: 2 to 20 small letters, digits and hyphens, so that names made from it have room.
    Name, "^[a-z][a-z0-9-]{1,19}$", is_name,
    "is no name; give 2 to 20 small letters, digits and hyphens, a letter first"
}
word! {
    /// A domain in lower case, such as `example.com`.
    DomainName, r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$", is_domain,
    "is no domain; give one in lower case, such as example.com"
}
word! {
    /// The ID of a public Route 53 hosted zone.
    HostedZoneId, "^Z[A-Z0-9]{4,31}$", is_zone,
    "is no hosted zone; give its ID, such as Z0123456789ABCDEFGHIJ"
}
word! {
    /// A mail address.
    Email, r"^[^@\s]+@[^@\s]+\.[^@\s]+$", is_email,
    "is no mail address; give one such as ops@example.com"
}
word! {
    /// Where the application's bundle is.
    Bundle, "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[A-Za-z0-9._/=+@-]+$", is_bundle,
    "is no bundle; give s3://bucket/key with letters, digits and ._/=+@- in the key"
}
word! {
    /// An availability zone, such as `us-east-1a`.
    ZoneName, "^[a-z]{2,5}(-[a-z]+)+-[0-9][a-f]$", is_zone_name,
    "is no availability zone; give one such as us-east-1a"
}

/// A domain and the zone that serves it: both, or neither.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The site's domain, such as `example.com`.
    pub name: DomainName,
    /// The public hosted zone to which it is delegated.
    pub hosted_zone_id: HostedZoneId,
}

/// A private network of 65,536 addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("pattern" = r"^(10\.[0-9]{1,3}|172\.(1[6-9]|2[0-9]|3[01])|192\.168)\.0\.0/16$"))]
pub struct Cidr(u8, u8);

impl TryFrom<String> for Cidr {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let address = text.strip_suffix("/16").and_then(|address| address.parse::<Ipv4Addr>().ok());
        match address.filter(Ipv4Addr::is_private).map(|address| address.octets()) {
            Some([first, second, 0, 0]) => Ok(Self(first, second)),
            _ => Err(format!("`{text}` is no private network of size /16; give one such as 10.20.0.0/16")),
        }
    }
}

impl Cidr {
    /// The first two numbers of its addresses: `10.20`.
    #[must_use]
    pub fn prefix(self) -> String {
        format!("{}.{}", self.0, self.1)
    }
}

/// Tags of the stack: CloudFormation puts them on every resource that can carry tags. At most 40; no key begins with `aws:`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "IndexMap<String, String>")]
#[schemars(extend("maxProperties" = 40))]
pub struct Tags(IndexMap<String, String>);

impl TryFrom<IndexMap<String, String>> for Tags {
    type Error = String;

    fn try_from(tags: IndexMap<String, String>) -> Result<Self, String> {
        if tags.len() > 40 {
            return Err(format!("{} tags; give 40 at the most", tags.len()));
        }
        match tags.iter().find(|(key, value)| !is_tag(key, value)) {
            Some((key, _)) => Err(format!(
                "`{key}` is no tag; give a key of 1 to 128 letters, digits and +=.,_:@- that does not begin with aws:, and a \
                 value of at most 256 characters"
            )),
            None => Ok(Self(tags)),
        }
    }
}

impl Tags {
    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// The web servers read their own tags through the instance's metadata, whose keys take no blank and no slash.
fn is_tag(key: &str, value: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || "+=.,_:@-".contains(c);
    (1..=128).contains(&key.len())
        && key.chars().all(letters)
        && !key.to_ascii_lowercase().starts_with("aws:")
        && value.chars().count() <= 256
        && !value.contains(char::is_control)
}

fn is_name(text: &str) -> bool {
    (2..=20).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(is_small)
}

fn is_small(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(is_small)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(label)
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_lowercase())
}

fn is_zone(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    (5..=32).contains(&text.len()) && text.starts_with('Z') && text.chars().all(letter)
}

fn is_email(text: &str) -> bool {
    let sound = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@')
    };
    text.split_once('@').is_some_and(|(user, host)| {
        sound(user)
            && sound(host)
            && host.rsplit_once('.').is_some_and(|(name, top)| !name.is_empty() && !top.is_empty())
    })
}

fn is_bundle(text: &str) -> bool {
    let Some((bucket, key)) = text.strip_prefix("s3://").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    (3..=63).contains(&bucket.len())
        && bucket.chars().all(|c| is_small(c) || c == '.')
        && edge(bucket.chars().next())
        && edge(bucket.chars().last())
        && !key.is_empty()
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "._/=+@-".contains(c))
}

fn is_zone_name(text: &str) -> bool {
    let region = &text[..text.len().saturating_sub(1)];
    text.is_ascii()
        && text.ends_with(|c: char| ('a'..='f').contains(&c))
        && region.ends_with(|c: char| c.is_ascii_digit())
        && region.matches('-').count() >= 2
        && region.chars().all(is_small)
}

//! What a tier of hosts does: the web site, or one service of it.

use crate::components::talk::{HALF_MILLION, MILLION, Step, TEN};

/// A tier's name, and the steps at which it came.
#[derive(Clone, Debug)]
pub struct Job {
    name: String,
    /// The application's `ROLE` on these hosts.
    pub role: String,
    /// One of the hosts, as people say.
    pub host: String,
    /// The step at which its first host came.
    pub first: Step,
    /// The step at which it became a fleet.
    pub fleet: Step,
    kind: Kind,
}

/// Who asks for the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Visitors.
    Site,
    /// The web site.
    Service,
    /// Nobody: it lies in a queue.
    Queue,
}

impl Job {
    /// The web site.
    pub fn web() -> Self {
        let (name, role, host) = ("Web".to_owned(), "web".to_owned(), "a web server".to_owned());
        Self { name, role, host, first: TEN, fleet: HALF_MILLION, kind: Kind::Site }
    }

    /// A service behind the web site, such as `users`.
    pub fn service(role: &str) -> Self {
        let (name, host) = (format!("{}Service", capital(role)), format!("a host of the service {role}"));
        Self { name, role: role.to_owned(), host, first: MILLION, fleet: MILLION, kind: Kind::Service }
    }

    /// The hosts that work on uploads.
    pub fn photo_worker() -> Self {
        let (name, role) = ("PhotoWorker".to_owned(), "photos".to_owned());
        Self {
            name,
            role,
            host: "a photo worker".to_owned(),
            first: MILLION,
            fleet: MILLION,
            kind: Kind::Queue,
        }
    }

    /// Whether its hosts are the web site's. These take the stack's bundle; tiers that began as fleets get releases by
    /// `CodeDeploy` alone.
    pub fn is_site(&self) -> bool {
        self.kind == Kind::Site
    }

    /// The logical ID of one of its parts.
    pub fn id(&self, part: &str) -> String {
        format!("{}{part}", self.name)
    }

    /// What its logical IDs begin with.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A sentence's beginning for an alarm: `Web: `.
    pub fn says(&self, text: &str) -> String {
        format!("{}: {text}", capital(&self.role))
    }
}

/// The word with a capital.
pub fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}

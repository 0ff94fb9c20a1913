//! What the application is given on its hosts: where its neighbours are, and what it may do with them.
//!
//! Every part that the application uses tells its own half, so that a tier of hosts need not know the parts.

use indexmap::IndexMap;

use super::{
    database::Engine,
    firewall::{Door, Group},
    talk::Step,
};
use crate::cfn::{Id, Order, Template, Val, types::policy::Statement};

/// Variables, permissions and neighbours, and what must be there before a host boots.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    variables: IndexMap<&'static str, Val>,
    statements: Vec<Val<Statement>>,
    neighbours: Vec<Neighbour>,
    before: Vec<Order>,
    database: Option<Spoken>,
}

/// The database as its clients see it.
#[derive(Clone, Copy, Debug)]
pub struct Spoken {
    /// What runs it.
    pub engine: Engine,
    /// Where the certificates of those lie who vouch for its host name, if AWS runs it.
    pub authorities: Option<&'static str>,
}

/// A part that listens inside the network.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// Its name in logical IDs: `Database`.
    pub name: &'static str,
    /// Its security group.
    pub group: Group,
    /// Its TCP port.
    pub port: u16,
    /// The step at which it comes.
    pub step: Step,
    /// What the application does there: `reaches its database`.
    pub does: &'static str,
}

impl Surroundings {
    /// Sets an environment variable of the application.
    pub fn tell(&mut self, variable: &'static str, value: impl Into<Val>) {
        self.variables.insert(variable, value.into());
    }

    /// Lets the application's hosts do something.
    pub fn allow(&mut self, statement: impl Into<Val<Statement>>) {
        self.statements.push(statement.into());
    }

    /// Lets them do several things, or none.
    pub fn allow_all(&mut self, statements: impl IntoIterator<Item = Statement>) {
        self.statements.extend(statements.into_iter().map(Into::into));
    }

    /// Introduces a part that listens inside the network.
    pub fn meet(&mut self, neighbour: Neighbour) {
        self.neighbours.push(neighbour);
    }

    /// Says how the database is spoken to.
    pub fn speak(&mut self, database: Spoken) {
        self.database = Some(database);
    }

    /// How the database is spoken to, where there is one.
    pub fn spoken(&self) -> Option<Spoken> {
        self.database
    }

    /// Hosts come after a part: where its name is there sooner than the part itself.
    pub fn come_after<R>(&mut self, part: &Id<R>) {
        self.before.push(part.into());
    }

    /// What hosts come after.
    pub fn before(&self) -> &[Order] {
        &self.before
    }

    /// Adds what others find.
    pub fn join(&mut self, others: &Self) {
        self.variables.extend(others.variables.clone());
        self.statements.extend(others.statements.iter().cloned());
        self.neighbours.extend(others.neighbours.iter().cloned());
        self.database = self.database.or(others.database);
        self.before.extend(others.before.iter().cloned());
    }

    /// The permissions.
    pub fn statements(&self) -> Vec<Val<Statement>> {
        self.statements.clone()
    }

    /// The lines of the application's environment file.
    pub fn lines(&self) -> Vec<String> {
        self.variables.iter().map(|(name, value)| format!("{name}={}", value.mark())).collect()
    }

    /// Whether a part tells this variable.
    pub fn tells(&self, variable: &str) -> bool {
        self.variables.contains_key(variable)
    }

    /// A variable's value as text for a script; nothing where no part tells it.
    pub fn text(&self, variable: &str) -> String {
        self.variables.get(variable).map(Val::mark).unwrap_or_default()
    }

    /// Opens every neighbour's door to a tier of hosts: `("Web", "the web site")`.
    pub fn open_doors(&self, t: &mut Template, (tier, who): (&str, &str), from: &Group) {
        for neighbour in &self.neighbours {
            let (id, why) = (format!("{}From{tier}", neighbour.name), format!("{who} {}", neighbour.does));
            let door = Door { id: &id, step: neighbour.step, why: &why, port: neighbour.port };
            neighbour.group.admit(t, door, from);
        }
    }
}

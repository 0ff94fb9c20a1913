//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::{
    app::Surroundings,
    key::{Context, DataKey},
    talk::{HUNDRED, ONE, TEN_MILLION},
};
use crate::cfn::{
    Id, Ref, Template, Val, Why,
    types::{
        policy::Statement,
        secretsmanager::{GenerateSecretString, Secret},
    },
};

/// What must not be edited in a secret that AWS fills.
pub const KEEP: &str = "keep GenerateSecretString: any edit makes a new password that nobody else knows";

/// A login: the secret that holds it, and the key under which that lies.
#[derive(Clone, Debug)]
pub struct Login {
    secret: Id<Secret>,
    key: DataKey,
}

impl Login {
    /// Builds the application's login, the same from the first user to the last.
    pub fn application(t: &mut Template, key: &DataKey) -> Self {
        t.section("Database login");
        let why = ONE.needs("the application's database login; hosts read it when they start");
        let description = "Database login of the application";
        Self::build(t, "DatabaseSecret", why, (description, r#"{"username":"app"}"#), key)
    }

    /// Builds the administrator's login of the managed database: it creates the application's, which may do less.
    pub fn administrator(t: &mut Template, key: &DataKey) -> Self {
        let why =
            HUNDRED.needs("the administrator's login, so that the application is not the administrator");
        let description = "Database login of the administrator";
        Self::build(t, "DatabaseMasterSecret", why, (description, r#"{"username":"dbadmin"}"#), key)
    }

    /// Builds the two logins of a further cluster: the application's, and the administrator's.
    pub fn pair(t: &mut Template, cluster: &str, key: &DataKey) -> [Self; 2] {
        let why = TEN_MILLION.needs("a login of this database alone: what leaks there opens no other");
        let description = "Database login of the application";
        let application = (description, r#"{"username":"app"}"#);
        let application = Self::build(t, &format!("{cluster}Secret"), why, application, key);
        let why = TEN_MILLION.needs("the administrator's login of this database");
        let administrator = ("Database login of the administrator", r#"{"username":"dbadmin"}"#);
        let administrator = Self::build(t, &format!("{cluster}MasterSecret"), why, administrator, key);
        [application, administrator]
    }

    fn build(
        t: &mut Template,
        id: &str,
        why: Why,
        (description, secret_string_template): (&'static str, &'static str),
        key: &DataKey,
    ) -> Self {
        let generate_secret_string = GenerateSecretString {
            secret_string_template: Some(secret_string_template),
            generate_string_key: Some("password"),
            ..GenerateSecretString::text(32)
        };
        let secret = Secret {
            description,
            kms_key_id: key.arn(),
            generate_secret_string,
            replica_regions: Vec::new(),
        };
        Self { secret: t.add(id, why.must(KEEP), secret), key: key.clone() }
    }

    /// `!Ref` to the secret: its ARN.
    pub fn get(&self) -> Ref<Secret> {
        self.secret.get()
    }

    /// The application knows where its login lies, and may read it.
    pub fn tell(&self, surroundings: &mut Surroundings) {
        surroundings.tell("DB_SECRET_ARN", self.get());
        surroundings.allow_all(self.may_read());
    }

    /// Lets a host read it.
    pub fn may_read(&self) -> Vec<Statement> {
        may_read(self.get(), &self.key)
    }
}

/// Lets a host read a secret.
pub fn may_read(secret: impl Into<Val>, key: &DataKey) -> Vec<Statement> {
    let secret = secret.into();
    let read = Statement::allow(["secretsmanager:GetSecretValue"], [secret.clone()]);
    [read].into_iter().chain(key.reads(Context::secret(secret))).collect()
}

//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::{
    app::Surroundings,
    key::{Context, DataKey},
    talk::{HUNDRED, ONE, TEN_MILLION},
    world::{Second, World},
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
    arn: Val,
    secret: Option<Id<Secret>>,
    key: DataKey,
}

impl Login {
    /// Builds the application's login, the same from the first user to the last.
    pub fn application(t: &mut Template, key: &DataKey, world: &World) -> Self {
        if let Some(second) = world.second() {
            return Self::copy(second, "DatabaseSecret");
        }
        t.section("Database login");
        let why = ONE.needs("the application's database login; hosts read it when they start");
        let description = "Database login of the application";
        Self::build(t, "DatabaseSecret", why, (description, r#"{"username":"app"}"#), key, world)
    }

    /// Builds the administrator's login of the managed database: it creates the application's, which may do less.
    pub fn administrator(t: &mut Template, key: &DataKey, world: &World) -> Self {
        let why =
            HUNDRED.needs("the administrator's login, so that the application is not the administrator");
        let description = "Database login of the administrator";
        Self::build(t, "DatabaseMasterSecret", why, (description, r#"{"username":"dbadmin"}"#), key, world)
    }

    /// Builds the two logins of a further cluster: the application's, and the administrator's where there is one.
    pub fn pair(t: &mut Template, cluster: &str, key: &DataKey, world: &World) -> (Self, Option<Self>) {
        let id = format!("{cluster}Secret");
        if let Some(second) = world.second() {
            return (Self::copy(second, &id), None);
        }
        let why = TEN_MILLION.needs("a login of this database alone: what leaks there opens no other");
        let description = "Database login of the application";
        let application = Self::build(t, &id, why, (description, r#"{"username":"app"}"#), key, world);
        let why = TEN_MILLION.needs("the administrator's login of this database");
        let administrator = ("Database login of the administrator", r#"{"username":"dbadmin"}"#);
        let id = format!("{cluster}MasterSecret");
        (application, Some(Self::build(t, &id, why, administrator, key, world)))
    }

    /// The copy of a login that the first region made.
    fn copy(second: &Second, id: &str) -> Self {
        Self { arn: second.secret(id), secret: None, key: DataKey::default() }
    }

    fn build(
        t: &mut Template,
        id: &str,
        why: Why,
        (description, secret_string_template): (&'static str, &'static str),
        key: &DataKey,
        world: &World,
    ) -> Self {
        let generate_secret_string = GenerateSecretString {
            secret_string_template: Some(secret_string_template),
            generate_string_key: Some("password"),
            ..GenerateSecretString::text(32)
        };
        let (kms_key_id, replica_regions) = (key.arn(), world.copies());
        let secret = Secret { description, kms_key_id, generate_secret_string, replica_regions };
        let secret = t.add(id, why.must(KEEP), secret);
        let arn = secret.get().into();
        world.tell_secret(t, id, &arn);
        Self { arn, secret: Some(secret), key: key.clone() }
    }

    /// The secret's ARN.
    pub fn get(&self) -> Val {
        self.arn.clone()
    }

    /// The secret, where this stack owns it.
    pub fn secret(&self) -> Option<Ref<Secret>> {
        self.secret.as_ref().map(Id::get)
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
    all_read(vec![secret.into()], key)
}

/// Lets a host read several logins under one key: a statement for all of them, as a role's policies have 10,240 characters.
pub fn may_read_all(logins: &[Login]) -> Vec<Statement> {
    let key = logins.first().map(|login| login.key.clone()).unwrap_or_default();
    all_read(logins.iter().map(Login::get).collect(), &key)
}

fn all_read(secrets: Vec<Val>, key: &DataKey) -> Vec<Statement> {
    let read = Statement::allow_on(["secretsmanager:GetSecretValue"], secrets);
    [read].into_iter().chain(key.reads(Context::asked_secrets())).collect()
}

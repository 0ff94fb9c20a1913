//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::{
    app::Surroundings,
    database::Engine,
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

/// Whose login a secret holds.
#[derive(Clone, Copy)]
struct Who {
    description: &'static str,
    template: &'static str,
    length: u8,
}

const APPLICATION: &str = r#"{"username":"app"}"#;
const ADMINISTRATOR: &str = r#"{"username":"dbadmin"}"#;

/// A login: the secret that holds it, and the key under which that lies.
#[derive(Clone, Debug)]
pub struct Login {
    arn: Val,
    secret: Option<Id<Secret>>,
    key: DataKey,
}

impl Login {
    /// Builds the application's login, the same from the first user to the last.
    pub fn application(t: &mut Template, key: &DataKey, world: &World, engine: Engine) -> Self {
        if let Some(second) = world.second() {
            return Self::copy(second, "DatabaseSecret");
        }
        t.section("Database login");
        let why = ONE.needs("the application's database login; hosts read it when they start");
        let description = "Database login of the application";
        let who = Who { description, template: APPLICATION, length: engine.terms().password };
        Self::build(t, "DatabaseSecret", why, who, key, world)
    }

    /// Builds the administrator's login of the managed database: it creates the application's, which may do less.
    pub fn administrator(t: &mut Template, key: &DataKey, world: &World, engine: Engine) -> Self {
        let why =
            HUNDRED.needs("the administrator's login, so that the application is not the administrator");
        let description = "Database login of the administrator";
        let who = Who { description, template: ADMINISTRATOR, length: engine.terms().password };
        Self::build(t, "DatabaseMasterSecret", why, who, key, world)
    }

    /// Builds the two logins of a further cluster: the application's, and the administrator's where there is one.
    pub fn pair(t: &mut Template, cluster: &str, key: &DataKey, world: &World) -> (Self, Option<Self>) {
        let [id, administrators] = secrets(cluster);
        if let Some(second) = world.second() {
            return (Self::copy(second, &id), None);
        }
        let why = TEN_MILLION.needs("a login of this database alone: what leaks there opens no other");
        let length = Engine::default().terms().password;
        let description = "Database login of the application";
        let who = Who { description, template: APPLICATION, length };
        let application = Self::build(t, &id, why, who, key, world);
        let why = TEN_MILLION.needs("the administrator's login of this database");
        let who = Who { description: "Database login of the administrator", template: ADMINISTRATOR, length };
        (application, Some(Self::build(t, &administrators, why, who, key, world)))
    }

    /// The copy of a login that the first region made.
    fn copy(second: &Second, id: &str) -> Self {
        Self { arn: second.secret(id), secret: None, key: DataKey::default() }
    }

    fn build(t: &mut Template, id: &str, why: Why, who: Who, key: &DataKey, world: &World) -> Self {
        let Who { description, template, length } = who;
        let generate_secret_string = GenerateSecretString {
            secret_string_template: Some(template),
            generate_string_key: Some("password"),
            ..GenerateSecretString::text(length)
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

/// The logical IDs of a database's two logins: the application's and the administrator's.
pub fn secrets(database: &str) -> [String; 2] {
    ["Secret", "MasterSecret"].map(|part| format!("{database}{part}"))
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

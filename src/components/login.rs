//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::{
    app::Surroundings,
    talk::{HUNDRED, ONE},
};
use crate::cfn::{
    Id, Ref, Template, Why,
    types::{
        policy::Statement,
        secretsmanager::{GenerateSecretString, Secret},
    },
};

/// What must not be edited in a secret that AWS fills.
pub const KEEP: &str = "keep GenerateSecretString: any edit makes a new password that nobody else knows";

/// A login: the secret that holds it.
#[derive(Clone, Debug)]
pub struct Login(Id<Secret>);

impl Login {
    /// Builds the application's login, the same from the first user to the last.
    pub fn application(t: &mut Template) -> Self {
        t.section("Database login");
        let why = ONE.needs("the application's database login; hosts read it when they start");
        let description = "Database login of the application";
        Self(secret(t, "DatabaseSecret", why, description, r#"{"username":"app"}"#))
    }

    /// Builds the administrator's login of the managed database: it creates the application's, which may do less.
    pub fn administrator(t: &mut Template) -> Self {
        let why =
            HUNDRED.needs("the administrator's login, so that the application is not the administrator");
        let description = "Database login of the administrator";
        Self(secret(t, "DatabaseMasterSecret", why, description, r#"{"username":"dbadmin"}"#))
    }

    /// `!Ref` to the secret: its ARN.
    pub fn get(&self) -> Ref<Secret> {
        self.0.get()
    }

    /// The application knows where its login lies, and may read it.
    pub fn tell(&self, surroundings: &mut Surroundings) {
        surroundings.tell("DB_SECRET_ARN", self.get());
        surroundings.allow(self.may_read());
    }

    /// Lets a host read it.
    pub fn may_read(&self) -> Statement {
        Statement::allow(["secretsmanager:GetSecretValue"], [self.get().into()])
    }
}

fn secret(
    t: &mut Template,
    id: &str,
    why: Why,
    description: &'static str,
    secret_string_template: &'static str,
) -> Id<Secret> {
    let generate_secret_string = GenerateSecretString {
        secret_string_template: Some(secret_string_template),
        generate_string_key: Some("password"),
        password_length: 32,
        exclude_punctuation: true,
    };
    let why = why.must(KEEP);
    t.add(id, why, Secret { description, generate_secret_string })
}

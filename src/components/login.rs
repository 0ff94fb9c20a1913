//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::{
    app::Surroundings,
    talk::{HUNDRED, ONE},
};
use crate::cfn::{
    Id, Template, Why,
    types::{
        policy::Statement,
        secretsmanager::{GenerateSecretString, Secret},
    },
};

/// What must not be edited in a secret that AWS fills.
pub const KEEP: &str = "keep GenerateSecretString: any edit makes a new password that nobody else knows";

/// The application's login, the same from the first user to the last.
pub fn application(t: &mut Template) -> Id<Secret> {
    t.section("Database login");
    let why = ONE.needs("the application's database login; hosts read it when they start");
    secret(t, "DatabaseSecret", why, "Database login of the application", r#"{"username":"app"}"#)
}

/// The administrator's login of the managed database: it creates the application's, which may do less.
pub fn administrator(t: &mut Template) -> Id<Secret> {
    let why = HUNDRED.needs("the administrator's login, so that the application is not the administrator");
    secret(t, "DatabaseMasterSecret", why, "Database login of the administrator", r#"{"username":"dbadmin"}"#)
}

/// The application knows where its login lies, and may read it.
pub fn tell(surroundings: &mut Surroundings, login: &Id<Secret>) {
    surroundings.tell("DB_SECRET_ARN", login.get());
    surroundings.allow(may_read(login));
}

/// Lets a host read a secret.
pub fn may_read(secret: &Id<Secret>) -> Statement {
    Statement::allow(["secretsmanager:GetSecretValue"], [secret.get().into()])
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

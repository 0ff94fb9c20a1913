//! Database credentials: made by Secrets Manager, read by hosts at boot, in no template and on no disk.

use super::talk::{HUNDRED, ONE};
use crate::cfn::{
    Id, Template,
    types::secretsmanager::{GenerateSecretString, Secret},
};

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

fn secret(
    t: &mut Template,
    id: &str,
    why: crate::cfn::Why,
    description: &'static str,
    secret_string_template: &'static str,
) -> Id<Secret> {
    let generate_secret_string = GenerateSecretString {
        secret_string_template: Some(secret_string_template),
        generate_string_key: Some("password"),
        password_length: 32,
        exclude_punctuation: true,
    };
    let why =
        why.must("keep GenerateSecretString: any edit makes a new password that the database does not know");
    t.add(id, why, Secret { description, generate_secret_string })
}

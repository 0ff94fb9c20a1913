//! Text that CloudFormation carries but does not read, scripts and the dashboard's body, and text that people read. Strict:
//! an undefined value is an error. `shell` quotes a value as a word of the shell.
//!
//! What only some stacks need of a Python program stands between lines with `#%`, which Python takes for comments: the file
//! runs as it is, and its tests run all of it.

use std::{borrow::Cow, sync::LazyLock};

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig, value::Serde,
};
use serde::Serialize;

/// Every text template under its file name.
const TEMPLATES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(environment);

/// The text of a template with one typed context.
///
/// # Panics
/// When a template and its context disagree, which no input can cause and the goldens would show.
pub fn render(name: &str, context: &impl Serialize) -> String {
    let template = ENVIRONMENT.get_template(name);
    let text = template.and_then(|template| template.render(Serde(context)));
    text.expect("text templates and their contexts agree")
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.line_statement_prefix("#%");
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build().expect("the delimiters are Jinja's own"));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("shell", |value: &str| {
        shlex::try_quote(value).map(Cow::into_owned).map_err(|_| Error::from(ErrorKind::InvalidOperation))
    });
    environment.set_loader(|name| {
        Ok(TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, source)| (*source).to_owned()))
    });
    environment
}

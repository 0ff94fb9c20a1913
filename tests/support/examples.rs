//! What the files under `examples/` ask for.

use std::fs;

use scalegen::{app::App, cfn::Template, design::design, stage::At, strict};

/// Each example by the folder of its golden: those for another region beside the other templates for that region.
pub fn all() -> Vec<(String, Template)> {
    let home = ["minimal", "photo-cms", "forum", "black-friday"]
        .map(|name| (format!("examples/{name}"), template(name)));
    let other = ("elsewhere/eu-central-1/example-other-region".to_owned(), template("other-region"));
    home.into_iter().chain([other]).collect()
}

fn template(name: &str) -> Template {
    let app = app(name);
    design(At::from(app.users.unwrap()), &app.into()).unwrap().template().unwrap()
}

fn app(name: &str) -> App {
    let file = fs::read(format!("{}/examples/{name}/scalegen.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    strict::read(&file).unwrap()
}

//! `scalegen stage`: one template, ready to deploy.

use std::{mem::ManuallyDrop, path::Path};

use anyhow::{Result, anyhow, bail, ensure};
use scalegen::{
    app::{App, Name, Source},
    cfn::{REQUEST, Template, json, yaml},
    components::edge,
    design::{self, Options, design, design_stage, in_steps_from},
    facts::Region,
    stage::{self, At, file::Regions},
    words::quoted,
};

use super::{config, hint};
use crate::{
    cli::{Language, Role, Stage, Where},
    failure::Failure,
    files::{print, save},
};

/// The largest that it takes at all.
const LARGEST: usize = 1_000_000;

/// What is printed: a stage of the ladder, or one of the user's own, under the name of its file.
enum Subject {
    Ladder(At),
    Own(String, Box<stage::Stage>),
}

/// A template, and where and as what it is deployed.
struct Printed {
    template: Template,
    region: Region,
    app: App,
}

pub(super) fn print_stage(wanted: &Stage) -> Result<(), Failure> {
    flags(wanted).map_err(Failure::Usage)?;
    let mut given = config::given(&wanted.wishes, [wanted.region, wanted.secondary_region])?;
    let file = if let Some(Where::File(path)) = &wanted.at { Some(config::source(path)?) } else { None };
    let app = given.app().map_err(Failure::Usage)?;
    let subject = subject(wanted, &app, file.as_ref()).map_err(Failure::Usage)?;
    given.sources.extend(file);
    let printed = printed(wanted, &subject, app).map_err(|error| Failure::Usage(given.tell(error)))?;
    write(wanted, printed)
}

/// Flags that mean nothing together.
fn flags(wanted: &Stage) -> Result<()> {
    ensure!(!wanted.compact || wanted.format == Language::Json, "--compact is for JSON; add --format json");
    ensure!(
        !wanted.no_comments || wanted.format == Language::Yaml,
        "--no-comments is for YAML: JSON has no comments; leave it out"
    );
    ensure!(
        wanted.role != Role::Edge || wanted.secondary_region.is_none(),
        "the edge stack is the home region's; leave --secondary-region out"
    );
    Ok(())
}

fn subject(wanted: &Stage, app: &App, file: Option<&Source>) -> Result<Subject> {
    let (subject, id, regions) = if let Some(file) = file {
        let (id, stage) = (name(&file.name), own(file)?);
        let regions = stage.regions;
        (Subject::Own(id.clone(), Box::new(stage)), id, regions)
    } else {
        let at = at(wanted, app)?;
        (Subject::Ladder(at), at.rung.id.to_owned(), at.rung.stage()?.regions)
    };
    ensure!(
        regions == Regions::Two || wanted.secondary_region.is_none(),
        "stage {id} has one region; leave --role and --secondary-region out, or print stage 11m",
    );
    Ok(subject)
}

/// What was typed, or else the file's number of users.
fn at(wanted: &Stage, app: &App) -> Result<At> {
    match (&wanted.at, app.users) {
        (Some(Where::At(at)), _) => Ok(*at),
        (_, Some(users)) => Ok(users.into()),
        _ => bail!(
            "how many users? type a stage or a number such as 500k, or write `users` into scalegen.yaml"
        ),
    }
}

/// A stage file of the user's own, unless it is something else that people have in YAML.
fn own(file: &Source) -> Result<stage::Stage> {
    file.read().map_err(|error| match file.place("Resources") {
        Some(_) => anyhow!(
            "{} is a template, with Resources; a stage file has the keys that `scalegen schema stage` prints",
            file.name
        ),
        None => error,
    })
}

/// The file's name without folder and end.
fn name(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The template, after what a person should know of it.
fn printed(wanted: &Stage, subject: &Subject, app: App) -> Result<Printed> {
    let role = match wanted.role {
        Role::Edge => return edge_stack(subject, app),
        Role::Primary => design::Role::Primary,
        Role::Secondary => design::Role::Secondary,
    };
    let options = Options { app, role };
    let design = match subject {
        Subject::Ladder(at) => design(*at, &options),
        Subject::Own(id, stage) => design_stage(id, stage, &options),
    }?;
    let finished = design.finished()?;
    if let Subject::Ladder(at) = subject
        && let Some(before) = in_steps_from(at.rung, &options.app.database)?
    {
        let before = before.id;
        hint(&format!(
            "over a live stack of an earlier stage, such as {before}, deploy the steps of `scalegen migrate {before} {at}` with the \
             same options, not this at once"
        ));
    }
    design.hints.iter().chain(&finished.hints).for_each(|text| hint(text));
    Ok(Printed { template: finished.template, region: design.region, app: options.app })
}

/// What CloudFront takes from us-east-1 alone.
fn edge_stack(subject: &Subject, app: App) -> Result<Printed> {
    let options = Options::from(app);
    let edge = match subject {
        Subject::Ladder(at) => design::edge(at.rung, options.clone()),
        Subject::Own(id, stage) => design::edge_stage(id, stage, &options),
    }?;
    let finished = edge.finished(&options)?;
    finished.hints.iter().for_each(|text| hint(text));
    Ok(Printed { template: finished.template, region: edge::REGION.parse()?, app: options.app })
}

fn write(wanted: &Stage, printed: Printed) -> Result<(), Failure> {
    let Printed { template, region, app } = printed;
    let text = written(template, wanted);
    if text.len() > LARGEST {
        return Err(Failure::Usage(too_large(text.len())));
    }
    if text.len() > REQUEST {
        hint(&format!(
            "{} bytes go through a bucket: {}",
            text.len(),
            deployment(wanted, region, &app, true)
        ));
    } else if app.tags.iter().next().is_some() {
        hint(&format!("tags come with the command: {}", deployment(wanted, region, &app, false)));
    }
    match &wanted.output {
        Some(path) => save(path, text.as_bytes()),
        None => print(text.as_bytes()),
    }
}

fn too_large(bytes: usize) -> anyhow::Error {
    anyhow!(
        "{bytes} bytes, and CloudFormation takes {LARGEST}; lower federation.shards or take services out, or print JSON \
         with --compact"
    )
}

/// The command that deploys the template.
fn deployment(wanted: &Stage, region: Region, app: &App, bucket: bool) -> String {
    let usual = if wanted.format == Language::Json { "stack.json" } else { "stack.yaml" };
    let file = wanted.output.as_deref().filter(|file| *file != Path::new("-")).unwrap_or(Path::new(usual));
    let file = quoted(&file.display().to_string());
    let name = app.name.as_ref().map_or("STACK", Name::get);
    let mut tags: Vec<_> = app.tags.iter().map(|(key, value)| quoted(&format!("{key}={value}"))).collect();
    if tags.is_empty() {
        tags.push(format!("app={name}"));
    }
    let bucket = if bucket { " --s3-bucket BUCKET" } else { "" };
    format!(
        "aws cloudformation deploy --stack-name {name} --template-file {file} --region {region}{bucket} \
         --capabilities CAPABILITY_IAM --tags {}",
        tags.join(" ")
    )
}

/// The process ends soon: taking the tree apart would only cost time.
fn written(template: Template, wanted: &Stage) -> String {
    let remarks = if wanted.no_comments { Vec::new() } else { template.remarks() };
    let document = ManuallyDrop::new(template.into_document(wanted.context));
    match wanted.format {
        Language::Json => json::write(&document, wanted.compact),
        Language::Yaml => yaml::write(&document, &remarks),
    }
}

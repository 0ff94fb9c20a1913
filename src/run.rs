//! One short function per subcommand.

use std::{
    io::{self, Write},
    mem::ManuallyDrop,
    path::Path,
};

use anyhow::{Result, anyhow, bail, ensure};
use clap::CommandFactory;
use scalegen::{
    app::App,
    cfn::{Template, json, yaml},
    design::{self, Options, design, edge},
    facts::Region,
    ladder,
    stage::file::Regions,
};

use crate::{
    cli::{Cli, Command, Language, Listing, Role, Stage},
    failure::Failure,
    files::{print, save},
};

/// The largest template that CloudFormation takes in the request itself, in bytes; a bigger one goes through S3.
const BODY_LIMIT: usize = 51_200;

/// The largest that it takes at all.
const LARGEST: usize = 1_000_000;

/// Runs what was typed.
///
/// # Errors
/// When the input is wrong or the output cannot be written.
pub fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Stages { format } => print(stages(format).map_err(Failure::Usage)?.as_bytes()),
        Command::Stage(wanted) => stage(&wanted),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "scalegen", &mut out);
            print(&out)
        }
        Command::Man => {
            let mut out = Vec::new();
            let page = clap_mangen::Man::new(Cli::command()).render(&mut out);
            page.map_err(|error| Failure::Files(error.into()))?;
            print(&out)
        }
    }
}

fn stage(wanted: &Stage) -> Result<(), Failure> {
    if wanted.compact && wanted.format == Language::Yaml {
        return Err(Failure::Usage(anyhow!("--compact is for JSON; add --format json")));
    }
    if wanted.no_comments && wanted.format == Language::Json {
        return Err(Failure::Usage(anyhow!("--no-comments is for YAML: JSON has no comments; leave it out")));
    }
    let (template, region) = template(wanted).map_err(Failure::Usage)?;
    let text = written(template, wanted);
    if text.len() > LARGEST {
        return Err(Failure::Usage(too_large(text.len())));
    }
    if text.len() > BODY_LIMIT {
        hint(&deployment(text.len(), wanted, region));
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

/// The template, and the region in which it is deployed.
fn template(wanted: &Stage) -> Result<(Template, Region)> {
    let role = match wanted.role {
        Role::Edge if wanted.secondary_region.is_some() => {
            bail!("the edge stack is the home region's; leave --secondary-region out")
        }
        Role::Edge => return Ok((edge(wanted.at.rung, wanted.region)?.template(), wanted.region)),
        Role::Primary => design::Role::Primary,
        Role::Secondary => design::Role::Secondary,
    };
    let one = wanted.at.rung.stage()?.regions == Regions::One;
    ensure!(
        !one || wanted.secondary_region.is_none(),
        "stage {} has one region; leave --role and --secondary-region out, or print stage 11m",
        wanted.at.rung.id
    );
    let app =
        App { region: Some(wanted.region), secondary_region: wanted.secondary_region, ..App::default() };
    let design = design(wanted.at, &Options { app, role })?;
    design.hints.iter().for_each(|text| hint(text));
    Ok((design.template()?, design.region))
}

/// The command that deploys a template which is too big for the request itself.
fn deployment(bytes: usize, wanted: &Stage, region: Region) -> String {
    let usual = if wanted.format == Language::Json { "stack.json" } else { "stack.yaml" };
    let file = wanted.output.as_deref().filter(|file| *file != Path::new("-")).unwrap_or(Path::new(usual));
    let file = file.display().to_string().replace('\'', r"'\''");
    let file = if file.contains([' ', '\'', '$']) { format!("'{file}'") } else { file };
    format!(
        "{bytes} bytes go through a bucket: aws cloudformation deploy --stack-name STACK --template-file {file} \
         --region {region} --s3-bucket BUCKET --capabilities CAPABILITY_IAM --tags app=STACK"
    )
}

/// Says on standard error what the product cannot.
fn hint(text: &str) {
    let _ = writeln!(io::stderr(), "hint: {text}");
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

fn stages(format: Listing) -> Result<String> {
    let rows = ladder::rows()?;
    Ok(match format {
        Listing::Text => ladder::text(&rows),
        Listing::Markdown => ladder::markdown(&rows),
        Listing::Json => ladder::listing(&rows),
    })
}

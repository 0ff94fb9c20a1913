//! One short function per subcommand. Only this file touches files and standard output.

use std::{
    io::{self, ErrorKind, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context, Error, Result, anyhow};
use clap::CommandFactory;
use scalegen::{
    cfn::{Template, json, yaml},
    design::design,
    facts::regions::Region,
    stage::{LADDER, Rung},
    units::Users,
};
use serde_json::{Value, json};

use crate::cli::{Cli, Command, Language, Listing, Stage};

/// The largest template that CloudFormation takes in the request itself, in bytes; a bigger one goes through S3.
const BODY_LIMIT: usize = 51_200;

/// Why a command printed nothing.
#[derive(Debug)]
pub enum Failure {
    /// Wrong usage, configuration or template.
    Usage(Error),
    /// A file or a stream could not be used.
    Files(Error),
}

impl Failure {
    /// One sentence on standard error, and the exit code.
    pub fn report(&self) -> ExitCode {
        let (code, error) = match self {
            Self::Usage(error) => (2, error),
            Self::Files(error) => (1, error),
        };
        let _ = writeln!(io::stderr(), "error: {error:#}");
        ExitCode::from(code)
    }
}

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
    let template = design(wanted.at, wanted.region).map_err(Failure::Usage)?.template();
    let text = written(&template, wanted);
    if text.len() > BODY_LIMIT {
        let _ = writeln!(
            io::stderr(),
            "hint: {} bytes: deploy with --s3-bucket BUCKET --capabilities CAPABILITY_IAM",
            text.len()
        );
    }
    match &wanted.output {
        Some(path) => save(path, text.as_bytes()),
        None => print(text.as_bytes()),
    }
}

fn written(template: &Template, wanted: &Stage) -> String {
    let document = template.document(wanted.context);
    match wanted.format {
        Language::Json => json::write(&document, wanted.compact),
        Language::Yaml if wanted.no_comments => yaml::write(&document, &yaml::Remarks::default()),
        Language::Yaml => yaml::write(&document, &template.remarks()),
    }
}

/// One row a stage: ID, users, what is new, number of resources.
fn rows() -> Result<Vec<(Rung, String, String, usize)>> {
    let row = |rung: Rung| {
        let users = rung.users().map_or_else(|| "by name".to_owned(), |users| users.count().to_string());
        let resources = design(rung, Region::default())?.template().len();
        Ok((rung, users, rung.stage()?.new, resources))
    };
    LADDER.into_iter().map(row).collect()
}

fn stages(format: Listing) -> Result<String> {
    let rows = rows()?;
    let lines = |line: fn(&str, &str, usize, &str) -> String| -> String {
        rows.iter().map(|(rung, users, new, resources)| line(rung.id, users, *resources, new)).collect()
    };
    Ok(match format {
        Listing::Text => {
            "stage     users    resources  new\n".to_owned()
                + &lines(|id, users, resources, new| format!("{id:<9} {users:<8} {resources:>9}  {new}\n"))
        }
        Listing::Markdown => {
            "| stage | users | resources | new |\n|---|---|---|---|\n".to_owned()
                + &lines(|id, users, resources, new| format!("| `{id}` | {users} | {resources} | {new} |\n"))
        }
        Listing::Json => {
            let row = |(rung, _, new, resources): &(Rung, String, String, usize)| json!({ "id": rung.id, "users": rung.users().map(Users::count), "new": new, "resources": resources });
            json::write(&Value::Array(rows.iter().map(row).collect()), false)
        }
    })
}

/// Prints the product. A reader that stops early, such as `head`, has what it wanted.
fn print(product: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(product).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Files(Error::new(error).context("standard output")))
        }
        _ => Ok(()),
    }
}

/// Writes beside the file, then renames: the file is whole or untouched.
fn save(path: &Path, product: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> Result<()> {
        let mut file = tempfile::Builder::new().permissions(permissions()).tempfile_in(folder)?;
        file.write_all(product)?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display())).map_err(Failure::Files)
}

#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o644)
}

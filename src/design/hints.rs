//! What a person should know of a design before its deployment: a sentence each, in lower case.

use crate::{
    app::{App, Tls},
    components::{database::Engine, edge, tier, world::Standing},
    facts::{Region, has_type},
    stage::file::Stage,
    units::Usd,
};

/// The month's budget, where CloudFormation can make one.
pub(super) fn budget(monthly: Usd, region: Region, hints: &mut Vec<String>) -> Option<Usd> {
    if has_type(region, "AWS::Budgets::Budget") {
        return Some(monthly);
    }
    let dollars = monthly.dollars();
    hints.push(format!(
        "{region} has no AWS::Budgets::Budget; make a budget of {dollars} USD a month by hand"
    ));
    None
}

/// The stage with mail only where CloudFormation can send any.
pub(super) fn without_mail(stage: &Stage, region: Region, hints: &mut Vec<String>) -> Stage {
    let offered = MAIL.iter().all(|kind| has_type(region, kind));
    if stage.mail && !offered {
        hints.push(format!("{region} has no Amazon SES; send mail through another region by hand"));
    }
    Stage { mail: stage.mail && offered, ..stage.clone() }
}

/// What stage and file say of what is to come.
pub(super) fn all(stage: &Stage, place: &Standing, app: &App) -> impl Iterator<Item = String> {
    let hints =
        [mail(stage), search(stage), login(stage, app.database.engine), plain(stage, app), zones(place, app)];
    hints.into_iter().flatten()
}

/// What must be there before search.
fn search(stage: &Stage) -> Option<String> {
    let text = "the first search domain of an account needs a role: aws iam create-service-linked-role --aws-service-name \
                opensearchservice.amazonaws.com";
    stage.search.is_some().then(|| text.to_owned())
}

/// Where a new database begins empty: a live stack grows to it.
pub(super) fn empty(begins: bool, app: &App) -> Vec<String> {
    let text = "over a live stage before it this puts the site on an empty database: move the data first (README, Grow)";
    let gone = "`protect: false` lets that update delete the old database, of which a snapshot is all that stays: deploy the \
                stage before with `protect: true` first";
    let hints = [begins.then_some(text), (begins && !app.protects()).then_some(gone)];
    hints.into_iter().flatten().map(str::to_owned).collect()
}

/// What hosts cannot do where they have no client of the database.
fn login(stage: &Stage, engine: Engine) -> Option<String> {
    let name = engine.terms().name;
    let text = format!("make the login of DatabaseSecret by hand: Amazon Linux has no client for {name}");
    (stage.data_host.is_none() && !tier::has_client(engine)).then_some(text)
}

/// What keeps mail from users at first.
pub const SANDBOX: &str =
    "mail begins in the sandbox of SES: 200 a day, to verified addresses alone; ask for production access";

fn mail(stage: &Stage) -> Option<String> {
    stage.mail.then(|| SANDBOX.to_owned())
}

/// What sends mail.
const MAIL: [&str; 3] =
    ["AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination", "AWS::SES::EmailIdentity"];

/// What the choice of certificates means for a host that boots once.
fn plain(stage: &Stage, app: &App) -> Option<String> {
    let text = "this host gets no certificate later either: with tls: letsencrypt one comes with the web server of stage 10";
    (stage.web.is_none() && app.tls == Tls::None).then(|| text.to_owned())
}

/// Whose the zones are.
fn zones(place: &Standing, app: &App) -> Option<String> {
    let text = "network.zones are the home region's: this stack takes the first zones of its own region";
    (matches!(place, Standing::Second(_)) && app.network.zones.is_some()).then(|| text.to_owned())
}

pub(super) fn edge_first(id: &str, stage: &Stage, region: Region) -> String {
    let reason = if stage.waf.is_some() { "for the firewall, and for a domain" } else { "for a domain" };
    format!(
        "{reason}, deploy the edge stack in {} first, then give its name as EdgeStack: \
         scalegen stage {id} --region {region} --role edge",
        edge::REGION
    )
}

//! What a person should know of a design before its deployment: a sentence each, in lower case.

use crate::{
    components::{
        database::{Dialect, Engine},
        edge, tier,
    },
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

/// What must be there before search.
pub(super) fn search(stage: &Stage) -> Option<String> {
    let text = "the first search domain of an account needs a role: aws iam create-service-linked-role --aws-service-name \
                opensearchservice.amazonaws.com";
    stage.search.is_some().then(|| text.to_owned())
}

/// Where a new database begins empty: the stage of its kind to which a live stack grows.
pub(super) fn empty(stage: &Stage) -> Option<String> {
    let rds = stage.database.is_some() && !stage.balancer;
    let aurora = stage.aurora.is_some() && stage.federation.is_none();
    let text = "over a live stage before it this puts the site on an empty database: move the data first (README, Grow)";
    (rds || aurora).then(|| text.to_owned())
}

/// What hosts cannot do where they have no client of the database.
pub(super) fn login(stage: &Stage, engine: Engine) -> Option<String> {
    let name = match engine.dialect() {
        Dialect::Postgres => "postgres",
        Dialect::Mysql => "mysql",
        Dialect::Oracle => "oracle-se2",
        Dialect::SqlServer => "sqlserver-se",
    };
    let text = format!("make the login of DatabaseSecret by hand: Amazon Linux has no client for {name}");
    (stage.data_host.is_none() && !tier::has_client(engine)).then_some(text)
}

/// What keeps mail from users at first.
pub(super) fn mail(stage: &Stage) -> Option<String> {
    let text = "mail begins in the sandbox of SES: 200 a day, to verified addresses alone; ask for production access";
    stage.mail.then(|| text.to_owned())
}

/// What sends mail.
const MAIL: [&str; 3] =
    ["AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination", "AWS::SES::EmailIdentity"];

pub(super) fn edge_first(id: &str, stage: &Stage, region: Region) -> String {
    let reason = if stage.waf.is_some() { "for the firewall, and for a domain" } else { "for a domain" };
    format!(
        "{reason}, deploy the edge stack in {} first, then give its name as EdgeStack: \
         scalegen stage {id} --region {region} --role edge",
        edge::REGION
    )
}

//! What a person should know of a design before its deployment: a sentence each, in lower case.

use crate::{
    components::edge,
    facts::{Region, has_type},
    stage::file::Stage,
    units::Usd,
};

/// vCPUs of the EC2 families that a new account may run at once: the least that users report (from memory: AWS raises the
/// number by itself as an account is used).
const NEW_ACCOUNT: u32 = 5;

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

/// What sends mail.
const MAIL: [&str; 3] =
    ["AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination", "AWS::SES::EmailIdentity"];

/// What a new account may lack.
pub(super) fn quota(least: u32, most: u32) -> Option<String> {
    let text = format!(
        "the hosts take {least} to {most} vCPUs, and a few more during an update; a new account may have as few as \
         {NEW_ACCOUNT}: see the EC2 quota L-1216C47A"
    );
    (most > NEW_ACCOUNT).then_some(text)
}

pub(super) fn edge_first(id: &str, stage: &Stage, region: Region) -> String {
    let reason = if stage.waf.is_some() { "for the firewall, and for a domain" } else { "for a domain" };
    format!(
        "{reason}, deploy the edge stack in {} first, then give its name as EdgeStack: \
         scalegen stage {id} --region {region} --role edge",
        edge::REGION
    )
}

//! Who may use the key.

use crate::{
    cfn::{
        Pseudo, Val,
        types::policy::{PolicyDocument, Statement},
    },
    components::{cdn, names},
    sub,
};

/// Who uses the key without a role of the account, beside CloudWatch Logs, which every stack has.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// The ARN of the trail, if there is one.
    pub trail: Option<Val>,
    /// Whether CloudFront reads what lies under the key.
    pub delivery: bool,
}

impl Services {
    /// The key's own policy. What roles and people may do with it the account's IAM says, as with everything else.
    pub(super) fn policy(self) -> PolicyDocument {
        let mut statements = vec![account(), no_grants_by_hand(), logs()];
        statements.extend(self.trail.map(trail));
        statements.extend(self.delivery.then(delivery));
        PolicyDocument::of(statements.into_iter().map(Into::into).collect())
    }
}

/// The policy of a key that databases alone use.
pub(super) fn of_databases() -> PolicyDocument {
    PolicyDocument::of([account(), no_grants_by_hand()].map(Into::into).into())
}

/// In a key's policy, the key itself.
fn on_it<const N: usize>(actions: [&'static str; N]) -> Statement {
    Statement::allow(actions, ["*".into()])
}

fn account() -> Statement {
    on_it(["kms:*"]).by_account()
}

/// A grant is a way in that no policy shows. RDS takes one on behalf of whoever creates a database, which says that it is
/// for an AWS resource, and hands it on to the hosts below as a service: both stay open.
fn no_grants_by_hand() -> Statement {
    Statement::deny(["kms:CreateGrant"], ["*".into()])
        .only("BoolIfExists", "kms:GrantIsForAWSResource", ["false".into()])
        .only("BoolIfExists", "aws:PrincipalIsAWSService", ["false".into()])
}

fn logs() -> Statement {
    let actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
    let groups = names::arn("logs", "log-group:*");
    on_it(actions).by(sub!["logs.", Pseudo::Region, ".", Pseudo::UrlSuffix]).only(
        "ArnLike",
        "kms:EncryptionContext:aws:logs:arn",
        [groups],
    )
}

fn trail(arn: Val) -> Statement {
    let write = on_it(["kms:GenerateDataKey*", "kms:DescribeKey"]).by("cloudtrail.amazonaws.com");
    write.only("StringEquals", "aws:SourceArn", [arn])
}

/// Any distribution of the account: ours refers to its bucket, and the bucket to this key.
fn delivery() -> Statement {
    let ours = cdn::arn("*");
    on_it(["kms:Decrypt"]).by("cloudfront.amazonaws.com").only("ArnLike", "aws:SourceArn", [ours])
}

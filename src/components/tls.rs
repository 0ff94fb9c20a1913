//! HTTPS on a single host: a Let's Encrypt certificate, proved through DNS and kept where the next host finds it.

use super::{
    identity::Identity,
    key::{Context, DataKey},
    talk::ONE,
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template, Val,
        types::{
            policy::Statement,
            secretsmanager::{GenerateSecretString, Secret},
        },
        when,
    },
    sub,
};

/// The certificate's keeper, and the key under which it keeps.
#[derive(Clone, Debug)]
pub struct Tls {
    secret: Id<Secret>,
    key: DataKey,
}

impl Tls {
    /// Builds the secret that the first host fills and every later host restores before it takes visitors.
    pub fn build(t: &mut Template, identity: &Identity, key: &DataKey) -> Self {
        let why = ONE.needs(
            "the certificate outlives its host: a new one neither waits for it nor uses up the weekly limit",
        );
        let why = why.must("keep GenerateSecretString: an edit overwrites the certificate");
        let secret = Secret {
            description: "Certificate of the site",
            kms_key_id: key.arn(),
            generate_secret_string: GenerateSecretString::text(32),
            replica_regions: Vec::new(),
        };
        let secret = t.add("TlsSecret", Attributes::from(why).when(&identity.has_domain), secret);
        Self { secret, key: key.clone() }
    }

    /// The secret's ARN, or nothing without a domain.
    pub fn secret(&self, identity: &Identity) -> Val {
        when(&identity.has_domain, self.secret.get(), "")
    }

    /// What a host needs to get, keep and renew the certificate.
    pub fn statements(&self, identity: &Identity) -> Vec<Val<Statement>> {
        let keep = Statement::allow(
            ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
            [self.secret.get().into()],
        );
        let prove = Statement::allow(["route53:ChangeResourceRecordSets"], [zone(identity)]).only(
            "ForAllValues:StringEquals",
            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            challenges(identity),
        );
        let look = Statement::allow(["route53:ListHostedZones", "route53:GetChange"], ["*".into()]);
        let seal = self.key.writes(Context::secret(self.secret.get()));
        [keep, prove, look]
            .into_iter()
            .chain(seal)
            .map(|statement| statement.when(&identity.has_domain))
            .collect()
    }
}

fn zone(identity: &Identity) -> Val {
    sub!["arn:", Pseudo::Partition, ":route53:::hostedzone/", &identity.zone]
}

/// The only records that the host may write.
fn challenges(identity: &Identity) -> [Val; 2] {
    [sub!["_acme-challenge.", &identity.domain], sub!["_acme-challenge.www.", &identity.domain]]
}

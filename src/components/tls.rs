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

/// Who certifies a host that faces the internet itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Issuer {
    /// Let's Encrypt, where there is a domain.
    #[default]
    LetsEncrypt,
    /// Nobody: it speaks HTTP alone.
    Nobody,
}

/// How a host that faces the internet itself serves the site.
#[derive(Clone, Debug)]
pub enum Tls {
    /// With a certificate, where there is a domain.
    Certified(Keeper),
    /// Over HTTP alone, under any name.
    Plain,
}

/// The certificate's keeper, and the key under which it keeps.
#[derive(Clone, Debug)]
pub struct Keeper {
    secret: Id<Secret>,
    key: DataKey,
}

impl Tls {
    /// Builds the certificate's keeper, where somebody certifies.
    pub fn build(t: &mut Template, issuer: Issuer, identity: &Identity, key: &DataKey) -> Self {
        match issuer {
            Issuer::LetsEncrypt => Self::Certified(Keeper::build(t, identity, key)),
            Issuer::Nobody => Self::Plain,
        }
    }

    /// Whether the host has a certificate once there is a domain.
    pub fn certifies(&self) -> bool {
        matches!(self, Self::Certified(_))
    }

    /// How visitors come where there is a domain.
    pub fn scheme(&self) -> &'static str {
        if self.certifies() { "https://" } else { "http://" }
    }

    /// The domain for which the host has a certificate; nothing without either.
    pub fn domain(&self, identity: &Identity) -> Val {
        if self.certifies() { identity.served_domain() } else { "".into() }
    }

    /// The ARN of the certificate's secret, or nothing without a domain or a certificate.
    pub fn secret(&self, identity: &Identity) -> Val {
        match self {
            Self::Certified(keeper) => when(&identity.has_domain, keeper.secret.get(), ""),
            Self::Plain => "".into(),
        }
    }

    /// What a host needs to get, keep and renew the certificate.
    pub fn statements(&self, identity: &Identity) -> Vec<Val<Statement>> {
        match self {
            Self::Certified(keeper) => keeper.statements(identity),
            Self::Plain => Vec::new(),
        }
    }
}

impl Keeper {
    /// Builds the secret that the first host fills and every later host restores before it takes visitors.
    fn build(t: &mut Template, identity: &Identity, key: &DataKey) -> Self {
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

    fn statements(&self, identity: &Identity) -> Vec<Val<Statement>> {
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

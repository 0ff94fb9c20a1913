//! What only the owner of a stack knows: its domain, its mailbox and its application.

use crate::cfn::{Condition, Declaration, Parameter, Template, Test, Val, when};

/// The parameters of a stack, and the conditions that say whether they were given.
#[derive(Debug)]
pub struct Identity {
    /// The site's domain, such as `example.com`.
    pub domain: Parameter,
    /// The hosted zone that serves the domain.
    pub zone: Parameter,
    /// Where alarms and budget notices go.
    pub mail: Parameter,
    /// The application's bundle, an `s3://` URL.
    pub bundle: Parameter,
    /// Domain and zone were given.
    pub has_domain: Condition,
    /// A mailbox was given.
    pub has_mail: Condition,
    /// A bundle was given.
    pub has_bundle: Condition,
}

impl Identity {
    /// Declares parameters and conditions. All have defaults: a fresh stack deploys with none.
    pub fn build(t: &mut Template) -> Self {
        let domain = t.parameter("DomainName", &DOMAIN);
        let zone = t.parameter("HostedZoneId", &ZONE);
        let mail = t.parameter("AlarmEmail", &MAIL);
        let bundle = t.parameter("AppBundle", &BUNDLE);
        let has_domain = t.condition("HasDomain", &Test::all_given(&[&domain, &zone]));
        let has_mail = t.condition("HasAlarmEmail", &Test::given(&mail));
        let has_bundle = t.condition("HasAppBundle", &Test::given(&bundle));
        Self { domain, zone, mail, bundle, has_domain, has_mail, has_bundle }
    }

    /// The domain that hosts serve: nothing where its zone is not known, for then no certificate can be had.
    pub fn served_domain(&self) -> Val {
        when(&self.has_domain, self.domain.get(), "")
    }
}

pub(super) const DOMAIN: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The site's domain, for example example.com. Empty: no DNS records and no certificate of its own.",
    allowed_pattern: r"^$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
    constraint_description: "a domain in lower case such as example.com, or nothing",
};

pub(super) const ZONE: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The public Route 53 hosted zone to which DomainName is delegated.",
    allowed_pattern: "^$|^Z[A-Z0-9]{4,31}$",
    constraint_description: "a hosted zone ID such as Z0123456789ABCDEFGHIJ, or nothing",
};

const MAIL: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The mailbox for alarms and budget notices; it must confirm the subscription once.",
    allowed_pattern: r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$",
    constraint_description: "a mail address, or nothing",
};

/// The key's letters are those that a shell and a URL leave alone.
const BUNDLE: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "s3://bucket/key of a .tgz with an executable named start that listens on $PORT. Empty: the sample app.",
    allowed_pattern: "^$|^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[A-Za-z0-9._/=+@-]+$",
    constraint_description: "s3://bucket/key with letters, digits and ._/=+@- in the key, or nothing",
};

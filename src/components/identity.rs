//! What only the owner of a stack knows: its domain, its mailbox and its application.

use crate::cfn::{Declaration, Fact, Parameter, Template, Test, Val, when};

/// What the owner said before the template was printed. What is not here the template asks for by parameters.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The site's domain.
    pub domain: Option<Domain>,
    /// Where alarms and budget notices go.
    pub mail: Option<String>,
    /// The application's bundle, an `s3://` URL.
    pub bundle: Option<String>,
}

/// A domain, and the hosted zone that serves it.
#[derive(Clone, Debug)]
pub struct Domain {
    /// The domain, such as `example.com`.
    pub name: String,
    /// The zone's ID.
    pub zone: String,
}

/// A value of the owner's: asked for when the stack is deployed, or in the template itself.
#[derive(Clone, Debug)]
pub enum Given {
    /// A parameter of the stack.
    Asked(Parameter),
    /// The value.
    Said(String),
}

impl Given {
    /// The value, or `!Ref` to the parameter.
    pub fn get(&self) -> Val {
        match self {
            Self::Asked(parameter) => parameter.get(),
            Self::Said(value) => value.clone().into(),
        }
    }

    /// One value, and whether it was given.
    fn build(
        t: &mut Template,
        said: Option<&String>,
        (name, declaration): (&str, &Declaration),
        condition: &str,
    ) -> (Self, Fact) {
        if let Some(said) = said {
            return (Self::Said(said.clone()), Fact::Settled);
        }
        let parameter = t.parameter(name, declaration);
        let given = t.condition(condition, &Test::given(&parameter));
        (Self::Asked(parameter), (&given).into())
    }
}

impl From<&Given> for Val {
    fn from(given: &Given) -> Self {
        given.get()
    }
}

/// What a stack knows of its owner, and the facts that say whether it was given.
#[derive(Debug)]
pub struct Identity {
    /// The site's domain, such as `example.com`.
    pub domain: Given,
    /// The hosted zone that serves the domain.
    pub zone: Given,
    /// Where alarms and budget notices go.
    pub mail: Given,
    /// The application's bundle, an `s3://` URL.
    pub bundle: Given,
    /// Domain and zone were given.
    pub has_domain: Fact,
    /// A mailbox was given.
    pub has_mail: Fact,
    /// A bundle was given.
    pub has_bundle: Fact,
}

impl Identity {
    /// Declares parameters and conditions for what is not known. All have defaults: a fresh stack deploys with none.
    pub fn build(t: &mut Template, known: &Known) -> Self {
        let Site { domain, zone, has_domain } = Site::build(t, known.domain.as_ref(), Some(""));
        let (mail, has_mail) = Given::build(t, known.mail.as_ref(), ("AlarmEmail", &MAIL), "HasAlarmEmail");
        let (bundle, has_bundle) =
            Given::build(t, known.bundle.as_ref(), ("AppBundle", &BUNDLE), "HasAppBundle");
        Self { domain, zone, mail, bundle, has_domain, has_mail, has_bundle }
    }

    /// The domain that hosts serve: nothing where its zone is not known, for then no certificate can be had.
    pub fn served_domain(&self) -> Val {
        when(&self.has_domain, self.domain.get(), "")
    }
}

/// A domain and its zone, which are given together.
pub(super) struct Site {
    pub domain: Given,
    pub zone: Given,
    pub has_domain: Fact,
}

impl Site {
    /// Without `fallback` a stack that knows no domain must be told one.
    pub(super) fn build(t: &mut Template, known: Option<&Domain>, fallback: Option<&'static str>) -> Self {
        if let Some(Domain { name, zone }) = known {
            let said = |value: &String| Given::Said(value.clone());
            return Self { domain: said(name), zone: said(zone), has_domain: Fact::Settled };
        }
        let domain = t.parameter("DomainName", &Declaration { default: fallback, ..DOMAIN });
        let zone = t.parameter("HostedZoneId", &Declaration { default: fallback, ..ZONE });
        let has_domain = (&t.condition("HasDomain", &Test::all_given(&[&domain, &zone]))).into();
        Self { domain: Given::Asked(domain), zone: Given::Asked(zone), has_domain }
    }
}

const DOMAIN: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The site's domain, for example example.com. Empty: no DNS records and no certificate of its own.",
    allowed_pattern: r"^$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
    constraint_description: "a domain in lower case such as example.com, or nothing",
};

const ZONE: Declaration = Declaration {
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

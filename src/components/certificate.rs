//! One certificate for the domain and all its names.

use super::{identity::Given, talk::THOUSAND};
use crate::{
    cfn::{
        Attributes, Fact, Id, Template,
        types::acm::{Certificate, DomainValidation},
    },
    sub,
};

/// Builds the certificate, where a domain was given. It waits until DNS proves the domain.
pub fn build(t: &mut Template, domain: &Given, zone: &Given, given: &Fact) -> Id<Certificate> {
    let wildcard = sub!["*.", domain];
    let validate = |domain_name| DomainValidation { domain_name, hosted_zone_id: zone.get() };
    let certificate = Certificate {
        domain_name: domain.get(),
        subject_alternative_names: vec![wildcard.clone()],
        validation_method: "DNS",
        domain_validation_options: vec![validate(domain.get()), validate(wildcard)],
    };
    let why = THOUSAND
        .needs("one certificate for the domain and all its names; it waits until DNS proves the domain")
        .must("keep every property: a change makes a new certificate");
    t.add("SiteCertificate", Attributes::from(why).when(given), certificate)
}

//! Amazon SES.

use serde::Serialize;

use super::sns::Topic;
use crate::cfn::{Id, Ref, Resource, Val};

/// `AWS::SES::ConfigurationSet`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfigurationSet {
    pub reputation_options: ReputationOptions,
    pub suppression_options: SuppressionOptions,
    pub delivery_options: DeliveryOptions,
    pub sending_options: SendingOptions,
}

impl Resource for ConfigurationSet {
    const TYPE: &'static str = "AWS::SES::ConfigurationSet";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReputationOptions {
    pub reputation_metrics_enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SuppressionOptions {
    pub suppressed_reasons: Vec<&'static str>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeliveryOptions {
    pub tls_policy: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendingOptions {
    pub sending_enabled: bool,
}

/// `AWS::SES::ConfigurationSetEventDestination`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfigurationSetEventDestination {
    pub configuration_set_name: Ref<ConfigurationSet>,
    pub event_destination: EventDestination,
}

impl Resource for ConfigurationSetEventDestination {
    const TYPE: &'static str = "AWS::SES::ConfigurationSetEventDestination";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventDestination {
    pub name: Option<&'static str>,
    pub enabled: bool,
    pub matching_event_types: Vec<&'static str>,
    pub sns_destination: SnsDestination,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnsDestination {
    #[serde(rename = "TopicARN")]
    pub topic_arn: Ref<Topic>,
}

/// `AWS::SES::EmailIdentity`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EmailIdentity {
    pub email_identity: Val,
    pub dkim_signing_attributes: DkimSigningAttributes,
    pub configuration_set_attributes: ConfigurationSetAttributes,
    pub mail_from_attributes: MailFromAttributes,
    pub feedback_attributes: FeedbackAttributes,
}

impl Resource for EmailIdentity {
    const TYPE: &'static str = "AWS::SES::EmailIdentity";
}

/// Names and values of the three records by which a receiver checks a signature.
const DKIM: [(&str, &str); 3] = [
    ("DkimDNSTokenName1", "DkimDNSTokenValue1"),
    ("DkimDNSTokenName2", "DkimDNSTokenValue2"),
    ("DkimDNSTokenName3", "DkimDNSTokenValue3"),
];

impl Id<EmailIdentity> {
    /// The name of a signature's record.
    ///
    /// # Panics
    /// When `number` is not 1, 2 or 3.
    pub fn dkim_name(&self, number: usize) -> Val {
        self.att(DKIM[number - 1].0)
    }

    /// The value of the record of that number.
    ///
    /// # Panics
    /// When `number` is not 1, 2 or 3.
    pub fn dkim_value(&self, number: usize) -> Val {
        self.att(DKIM[number - 1].1)
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DkimSigningAttributes {
    pub next_signing_key_length: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfigurationSetAttributes {
    pub configuration_set_name: Ref<ConfigurationSet>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MailFromAttributes {
    pub mail_from_domain: Val,
    pub behavior_on_mx_failure: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FeedbackAttributes {
    pub email_forwarding_enabled: bool,
}

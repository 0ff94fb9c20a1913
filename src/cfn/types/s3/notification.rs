//! Who hears of a bucket's changes.

use serde::Serialize;

use crate::cfn::Val;

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Notifications {
    pub event_bridge_configuration: Option<EventBridge>,
    pub queue_configurations: Vec<QueueConfiguration>,
}

impl Notifications {
    /// Every change is an event on the account's bus.
    pub fn events() -> Self {
        Self {
            event_bridge_configuration: Some(EventBridge { event_bridge_enabled: true }),
            queue_configurations: Vec::new(),
        }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventBridge {
    pub event_bridge_enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueueConfiguration {
    pub event: &'static str,
    pub queue: Val,
    pub filter: NotificationFilter,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NotificationFilter {
    pub s3_key: KeyFilter,
}

impl NotificationFilter {
    /// Only objects whose keys begin so.
    pub fn prefix(value: &'static str) -> Self {
        Self { s3_key: KeyFilter { rules: vec![FilterRule { name: "prefix", value }] } }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct KeyFilter {
    pub rules: Vec<FilterRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FilterRule {
    pub name: &'static str,
    pub value: &'static str,
}

//! AWS Budgets.

use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::Budgets::Budget`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Budget {
    pub budget: BudgetData,
    pub notifications_with_subscribers: Vec<NotificationWithSubscribers>,
}

impl Resource for Budget {
    const TYPE: &'static str = "AWS::Budgets::Budget";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BudgetData {
    pub budget_type: &'static str,
    pub time_unit: &'static str,
    pub budget_limit: Spend,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Spend {
    pub amount: u32,
    pub unit: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NotificationWithSubscribers {
    pub notification: Notification,
    pub subscribers: Vec<Subscriber>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Notification {
    pub notification_type: &'static str,
    pub comparison_operator: &'static str,
    pub threshold: u8,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Subscriber {
    pub subscription_type: &'static str,
    pub address: Val,
}

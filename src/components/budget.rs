//! A mail before the bill surprises.

use super::{identity::Identity, talk::ONE};
use crate::{
    cfn::{
        Attributes, Mutable, Template,
        types::budgets::{Budget, BudgetData, Notification, NotificationWithSubscribers, Spend, Subscriber},
    },
    units::Usd,
};

/// Warns at 80 % of `monthly` spent, and when the forecast exceeds it. It counts the whole account.
pub fn build(t: &mut Template, identity: &Identity, monthly: Usd) {
    let why = ONE.needs("a mail at 80 % of the month's budget, and when the forecast exceeds it");
    let budget = Budget {
        budget: BudgetData {
            budget_type: "COST",
            time_unit: "MONTHLY",
            budget_limit: Spend { amount: monthly.dollars(), unit: "USD" },
        },
        notifications_with_subscribers: vec![
            notify(identity, "ACTUAL", 80),
            notify(identity, "FORECASTED", 100),
        ],
    };
    let why = Attributes::from(why.mutable(Mutable::FreeToTune)).when(&identity.has_mail);
    t.add("Budget", why, budget);
}

fn notify(
    identity: &Identity,
    notification_type: &'static str,
    threshold: u8,
) -> NotificationWithSubscribers {
    NotificationWithSubscribers {
        notification: Notification { notification_type, comparison_operator: "GREATER_THAN", threshold },
        subscribers: vec![Subscriber { subscription_type: "EMAIL", address: identity.mail.get() }],
    }
}

//! stub
use super::{alarms::Alarms, talk::HALF_MILLION};
use crate::cfn::{Id, Template, types::logs::LogGroup};
/// stub
pub fn build(t: &mut Template, _alarms: &Alarms) -> Id<LogGroup> {
    t.add(
        "WebLogGroup",
        HALF_MILLION.needs("the fleet's logs for 30 days"),
        LogGroup { retention_in_days: 30 },
    )
}

//! A fleet that scales on requests aims at what its hosts bear: twice the processors, twice the requests.

use crate::{
    app::{App, Traffic},
    facts::InstanceType,
    stage::file::Stage,
};

/// Requests for each host and minute, after what the user said of types and traffic. What he said of scaling stands.
pub(in crate::design) fn pace(before: &Stage, stage: &mut Stage, app: &App) {
    let (Some(was), Some(web)) = (&before.web, &mut stage.web) else { return };
    let Some(fleet) = web.fleet.as_mut().filter(|_| app.web.fleet.scaling.is_none()) else { return };
    let [was, now] = [&was.instance, &web.instance].map(|name| InstanceType::sustained(name));
    let ratio = now / was * Traffic::default().processors() / app.traffic.processors();
    let scaled = fleet.scaling.requests.map(|requests| f64::from(requests) * ratio);
    if let Some(requests) = scaled.filter(|requests| requests.is_finite()) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it saturates, and is above 0"
        )]
        let requests = requests.round() as u32;
        fleet.scaling.requests = Some(requests.max(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::LADDER;

    fn requests(keys: serde_json::Value) -> Option<u32> {
        let app: App = serde_json::from_value(keys).unwrap();
        let before = LADDER.into_iter().find(|rung| rung.id == "500k").unwrap().stage().unwrap();
        let mut stage = app.fit(&before);
        pace(&before, &mut stage, &app);
        stage.web.unwrap().fleet.unwrap().scaling.requests
    }

    #[test]
    fn requests_follow_the_type_and_the_traffic() {
        use serde_json::json;
        assert_eq!(requests(json!({})), Some(3600));
        assert_eq!(requests(json!({ "web": { "instance": "m8g.xlarge" } })), Some(7200));
        assert_eq!(requests(json!({ "traffic": { "request_ms": 24 } })), Some(1800));
        let said = json!({ "web": { "instance": "m8g.xlarge", "fleet": { "scaling": { "requests": 9 } } } });
        assert_eq!(requests(said), Some(9));
    }
}

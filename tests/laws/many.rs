//! Many shards and many services: valid, or refused with the setting to lower.

use crate::{stages, wiring::findings};

fn with(shards: u8, services: u8) -> Result<scalegen::cfn::Template, String> {
    stages::with("10m", shards, services)
}

#[test]
fn any_number_of_shards_and_services_is_valid_or_refused() {
    for shards in [1, 3, 16, 64] {
        for services in [1, 3, 12] {
            match with(shards, services) {
                Ok(template) => {
                    let document = stages::document(&template, false);
                    assert_eq!(findings(&document), [""; 0], "{shards} shards, {services} services");
                    assert!(template.len() <= 500);
                }
                Err(said) => {
                    assert!(said.contains("lower federation.shards or take services out"), "{said}");
                    assert!(shards == 64 || services == 12, "{shards} shards, {services} services: {said}");
                }
            }
        }
    }
    assert!(with(1, 1).is_ok() && with(16, 3).is_ok() && with(64, 3).is_err());
}

/// Shards only add: what is there stays as it is, but for those who learn of them.
#[test]
fn more_shards_leave_every_cluster_as_it_is() {
    let [few, many] = [3, 16].map(|shards| stages::document(&with(shards, 3).unwrap(), false));
    for (name, old) in stages::resources(&few) {
        let new = &stages::resources(&many)[name];
        let data = crate::registry::stateful(crate::kind(old));
        assert!(!data || old == new, "{name}");
    }
}

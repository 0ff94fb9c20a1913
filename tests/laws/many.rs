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

/// A service may have any name that is none of the stack's own: logical IDs begin with it.
#[test]
fn no_name_of_a_service_meets_another_part() {
    let ids = include_str!("../golden/logical-ids.txt");
    let words = ids
        .lines()
        .filter_map(|line| line.split(' ').next())
        .flat_map(|id| (2..=id.len().min(12)).map(|end| id[..end].to_lowercase()));
    let names: std::collections::BTreeSet<_> =
        words.filter(|word| word.bytes().all(|b| b.is_ascii_lowercase())).collect();
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/stages/11m.yaml")).unwrap();
    for name in &names {
        for (others, place) in [(format!("[{name}, xx]"), "first"), (format!("[xx, {name}]"), "second")] {
            let file = file.replace("[users, products, forums]", &others);
            let Ok(stage) = scalegen::stage::Stage::read(&file) else { continue };
            let design = scalegen::design::design_stage("11m", &stage, &scalegen::design::Options::default());
            assert!(design.unwrap().template().is_ok(), "{name} {place}");
        }
    }
    assert!(names.len() > 200);
}

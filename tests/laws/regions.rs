//! What must hold in every region.

use scalegen::{design::design, facts::Region, stage::LADDER};

use crate::{kind, registry, stages};

/// CloudFormation refuses a template with a type that the region lacks.
#[test]
fn no_type_is_missing_where_a_stage_may_live() {
    let mut homes = 0;
    for (rung, region) in LADDER.into_iter().flat_map(|rung| Region::all().map(move |region| (rung, region)))
    {
        let Ok(design) = design(rung, &region.into()) else { continue };
        let document = stages::document(&design.template().unwrap(), false);
        for (id, resource) in stages::resources(&document) {
            let missing = registry::missing_in(kind(resource));
            assert!(!missing.contains(&region.to_string()), "{region} lacks the type of {id} in {}", rung.id);
        }
        homes += 1;
    }
    assert!(homes >= Region::all().count(), "only {homes} of all pairs are accepted");
}

/// The budget stays out only where there is none, and never in silence.
#[test]
fn a_budget_is_there_or_a_hint_says_why_not() {
    for region in Region::all() {
        let design = design(LADDER[0], &region.into()).unwrap();
        let document = stages::document(&design.template().unwrap(), false);
        let offered = !registry::missing_in("AWS::Budgets::Budget").contains(&region.to_string());
        assert_eq!(stages::resources(&document).contains_key("Budget"), offered, "{region}");
        assert_eq!(design.hints.iter().any(|hint| hint.contains("budget")), !offered, "{region}");
    }
}

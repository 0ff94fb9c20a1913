use std::collections::BTreeSet;

use super::*;
use crate::facts::registry;

fn home(service: &str, name: &str) -> Price {
    class(service, name, Region::default()).unwrap()
}

#[test]
fn every_row_of_a_class_is_read() {
    for row in CLASSES.rows() {
        let region = Region::parse(row.cell(1)).unwrap();
        let (service, family) = row.key().split_once(' ').unwrap();
        for size in row.words(2).map(|pair| pair.split_once('=').unwrap().0) {
            let price = class(service, &format!("{family}.{size}"), region).unwrap();
            assert!(price.usd > 0.0 && price.usd < 50.0 && price.of_region, "{row:?}");
        }
        assert!(row.cell(3).len() > 3 && row.cell(4).is_empty(), "{row:?}");
    }
}

#[test]
fn every_item_is_read_and_used() {
    for row in PRICES.rows() {
        let price = item(row.key(), Region::default()).unwrap();
        assert!(price.usd > 0.0 && ["hour", "month", "run"].contains(&row.cell(2)), "{row:?}");
        assert!(row.cell(3).len() > 3 && row.cell(4).is_empty(), "{row:?}");
    }
}

#[test]
fn every_charge_is_of_a_type_and_an_item() {
    let mut seen = BTreeSet::new();
    for row in CHARGES.rows() {
        assert!(registry::kind(row.key()).is_some() && seen.insert(row.key()), "{row:?}");
        if let Hourly::Item(name) = way(row.key()).unwrap().hourly {
            assert!(item(name, Region::default()).is_some(), "{row:?}");
        }
        assert!(["", "yes"].contains(&row.cell(2)), "{row:?}");
    }
    assert_eq!(way("AWS::EC2::Host"), None);
}

#[test]
fn a_region_has_its_own_price_or_that_of_the_first() {
    let london = Region::parse("eu-west-2").unwrap();
    assert!(home("ec2", "t4g.large").of_region && class("ec2", "t4g.large", london).unwrap().of_region);
    assert!(class("ec2", "t4g.large", london).unwrap().usd > home("ec2", "t4g.large").usd);
    assert_eq!(
        class("ec2", "m8g.large", london).unwrap(),
        Price { of_region: false, ..home("ec2", "m8g.large") }
    );
    assert_eq!(class("ec2", "m8g.huge", london), None);
    assert_eq!(class("ec2", "m8g", london), None);
}

#[test]
fn what_is_from_memory_is_marked() {
    assert!(home("postgres", "db.m7g.large").sourced && !home("postgres", "db.m8g.large").sourced);
    assert!(!item("graph_ncu", Region::default()).unwrap().sourced);
}

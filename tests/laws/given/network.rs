//! The network that the owner wants.

use scalegen::{components::network::Addresses, design::Role, stage::LADDER};
use serde_json::{Map, Value, json};

use super::given;
use crate::{at, kind, stages, text, waits_for};

fn print(id: &str, keys: Value, role: Role) -> Value {
    stages::document(&given::template(id, given::app(keys), role), false)
}

fn of_kind<'a>(template: &'a Value, kind_of: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    stages::resources(template).iter().filter(move |(_, it)| kind(it) == kind_of)
}

/// First and last address of a block.
fn range(block: &str) -> (u32, u32) {
    let (address, bits) = block.split_once('/').unwrap();
    let first = u32::from(address.parse::<std::net::Ipv4Addr>().unwrap());
    let size = 1_u32 << (32 - bits.parse::<u32>().unwrap());
    assert_eq!(first % size, 0, "{block}");
    (first, first + size - 1)
}

/// Networks at either end of each private range.
const NETWORKS: [&str; 6] = ["10.0", "10.20", "10.255", "172.16", "172.31", "192.168"];

#[test]
fn every_network_holds_its_subnets_and_they_share_no_address() {
    for network in NETWORKS {
        let keys = json!({ "network": { "cidr": format!("{network}.0.0/16") } });
        let mut stacks: Vec<_> = LADDER.map(|it| print(it.id, keys.clone(), Role::Primary)).into();
        stacks.push(print("11m", keys, Role::Secondary));
        let ranges = stacks.iter().map(|template| {
            let all = range(at(&template["Resources"]["Vpc"], "CidrBlock").as_str().unwrap());
            let mut blocks: Vec<_> = of_kind(template, "AWS::EC2::Subnet")
                .map(|(_, it)| range(at(it, "CidrBlock").as_str().unwrap()))
                .collect();
            blocks.sort_unstable();
            assert!(blocks.iter().all(|block| all.0 <= block.0 && block.1 <= all.1), "{network}");
            assert!(blocks.windows(2).all(|pair| pair[0].1 < pair[1].0), "{network}");
            assert!(network == "10.20" || !text(template).contains("10.20."), "{network}");
            all
        });
        let ranges: Vec<_> = ranges.collect();
        let (first, second) = (ranges[0], ranges[ranges.len() - 1]);
        assert!(ranges[..ranges.len() - 1].iter().all(|it| *it == first), "{network}");
        assert!(second.1 < first.0 || first.1 < second.0, "{network}");
    }
    // The database's own rules know the network, too.
    let keys = json!({ "network": { "cidr": "172.16.0.0/16" } });
    assert!(
        text(&print("10", keys, Role::Primary)["Resources"]["DataHostLaunchTemplate"])
            .contains("172.16.0.0/16")
    );
}

#[test]
fn two_regions_have_different_private_addresses() {
    let privates = (0..=255).map(|it| (10, it)).chain((16..=31).map(|it| (172, it))).chain([(192, 168)]);
    for (first, second) in privates {
        let home = Addresses::of(first, second);
        let other = home.beside();
        let address = other.all().replace("/16", "").parse::<std::net::Ipv4Addr>().unwrap();
        assert!(other != home && address.is_private(), "{home:?} {other:?}");
    }
    let beside = |first, second| Addresses::of(first, second).beside().all();
    assert_eq!(Addresses::default().beside().all(), "10.21.0.0/16");
    assert_eq!(
        [beside(10, 255), beside(172, 31), beside(192, 168)],
        ["10.254.0.0/16", "172.30.0.0/16", "10.21.0.0/16"]
    );
}

/// Zones in the order in which they were given, in every tier; those of the second region are its own.
#[test]
fn subnets_stand_in_the_zones_that_were_given() {
    let zones = json!({ "network": { "zones": ["us-east-1d", "us-east-1b", "us-east-1f"] } });
    for rung in LADDER {
        let template = print(rung.id, zones.clone(), Role::Primary);
        for (id, subnet) in of_kind(&template, "AWS::EC2::Subnet") {
            let letter = match id.chars().last() {
                Some('A') => "d",
                Some('B') => "b",
                _ => "f",
            };
            let zone = json!({ "Fn::Sub": format!("${{AWS::Region}}{letter}") });
            assert_eq!(*at(subnet, "AvailabilityZone"), zone, "{}: {id}", rung.id);
        }
        assert!(!text(&template).contains("Fn::GetAZs"), "{}", rung.id);
    }
    let (second, usual) = (print("11m", zones, Role::Secondary), print("11m", json!({}), Role::Secondary));
    assert_eq!(second, usual);
}

/// A service's name leads to its endpoint as soon as that one is there: whoever calls from the network is let in before.
#[test]
fn endpoints_let_every_host_in_before_they_are_there() {
    for rung in LADDER {
        let template = print(rung.id, given::network(), Role::Primary);
        let resources = stages::resources(&template);
        let ours = |it: &&Value| text(at(it, "SecurityGroupIds")).contains("\"EndpointSecurityGroup\"");
        let endpoints: Vec<_> =
            of_kind(&template, "AWS::EC2::VPCEndpoint").map(|(_, it)| it).filter(ours).collect();
        let hosts = subnets_of_hosts(resources);
        let private = hosts.iter().all(|subnet| subnet.starts_with("App"));
        assert_eq!(endpoints.len(), if private { 8 } else { 0 }, "{}", rung.id);
        for endpoint in endpoints {
            // The server of the stage before serves from there until others do.
            let before = "EndpointFromPublicSubnetA";
            assert!(waits_for(endpoint, before), "{}", rung.id);
            assert_eq!(at(&resources[before], "CidrIp"), at(&resources["PublicSubnetA"], "CidrBlock"));
            assert_eq!(
                (at(endpoint, "PrivateDnsEnabled"), at(endpoint, "VpcEndpointType")),
                (&true.into(), &"Interface".into())
            );
            for subnet in &hosts {
                let rule = format!("EndpointFrom{subnet}");
                assert_eq!(at(&resources[&rule], "CidrIp"), at(&resources[subnet], "CidrBlock"), "{rule}");
                assert_eq!(at(&resources[&rule], "FromPort"), 443);
                assert!(
                    waits_for(endpoint, &rule) && text(at(endpoint, "SubnetIds")).contains(subnet),
                    "{rule}"
                );
            }
        }
    }
}

/// The subnets in which hosts stand.
fn subnets_of_hosts(resources: &Map<String, Value>) -> Vec<String> {
    let places = resources.values().flat_map(|it| match kind(it) {
        "AWS::EC2::Instance" => vec![at(it, "SubnetId")],
        "AWS::AutoScaling::AutoScalingGroup" => {
            at(it, "VPCZoneIdentifier").as_array().unwrap().iter().collect()
        }
        _ => Vec::new(),
    });
    let mut names: Vec<_> = places.map(|it| it["Ref"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

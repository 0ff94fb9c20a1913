//! What a new account may lack is told before it is missed, and no host is renewed for the name of its stage.

use scalegen::{design::Options, facts::InstanceType, stage::LADDER};
use serde_json::Value;

use crate::{at, every, kind, references::references, stages::resources, text};

/// The name of the launch template that a group or a host takes its settings from.
fn launch_template<'a>(document: &'a Value, resource: &Value) -> Option<&'a Value> {
    let named = references(resource).into_iter().map(|reference| &document["Resources"][&reference.to]);
    named.into_iter().find(|found| found["Type"] == "AWS::EC2::LaunchTemplate")
}

/// vCPUs of what a resource runs: at the least and at the most.
fn vcpus(document: &Value, resource: &Value) -> [u32; 2] {
    let properties = &resource["Properties"];
    let hosts = match kind(resource) {
        "AWS::AutoScaling::AutoScalingGroup" => ["MinSize", "MaxSize"].map(|size| properties[size].as_str()),
        "AWS::EC2::Instance" => [Some("1"); 2],
        _ => return [0; 2],
    };
    let own = properties["InstanceType"].as_str();
    let inherited = launch_template(document, resource)
        .and_then(|found| at(found, "LaunchTemplateData/InstanceType").as_str());
    let class = own.or(inherited).unwrap();
    let each = InstanceType::find(class).unwrap().vcpus;
    hosts.map(|count| count.unwrap().parse::<u32>().unwrap() * each)
}

/// B11: what `stages` and the hint say is what the template's groups and hosts hold.
#[test]
fn the_quota_of_hosts_is_what_the_template_takes() {
    let mut told = 0;
    for rung in LADDER {
        let design = scalegen::design::design(rung, &Options::default()).unwrap();
        let document = crate::stage(rung.id);
        let all = resources(document).values().map(|resource| vcpus(document, resource));
        let [least, most] = all.fold([0; 2], |[least, most], [few, many]| [least + few, most + many]);
        match design.quotas.iter().find(|quota| quota.code == "L-1216C47A") {
            Some(quota) => {
                assert_eq!([quota.least, quota.most], [least, most], "{}", rung.id);
                told += 1;
            }
            None => assert!(most < 5, "{}: {most}", rung.id),
        }
    }
    assert!(told >= 5, "{told}");
}

/// B24: boot scripts do not know the stage, so a step renews only hosts that have something else to do.
#[test]
fn no_host_boots_with_the_name_of_its_stage() {
    for (name, template) in every("AWS::EC2::LaunchTemplate") {
        let script = text(&at(&template, "LaunchTemplateData")["UserData"]);
        let mut words = script.split(|letter: char| !letter.is_ascii_alphanumeric());
        let stage = words.find(|word| ["STAGE", "500k", "1m", "10m", "11m"].contains(word));
        assert_eq!(stage, None, "{name}");
    }
}

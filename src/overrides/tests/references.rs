//! What refers to what is not there, and what waits for itself.

use super::{apply, of_database, refused, template};

const OF_VALUES: [(&str, &str); 8] = [
    (
        "Engine: !Ref Emial",
        "Engine: the template has no resource or parameter `Emial`; did you mean `Email`?",
    ),
    (
        "Engine: !Ref AWS::Regoin",
        "Engine: the template has no resource or parameter `AWS::Regoin`; did you mean `AWS::Region`?",
    ),
    (
        "Engine: !GetAtt Alarm.TopicName",
        "Engine: the template has no resource `Alarm`; did you mean `Alarms`?",
    ),
    (
        "Engine: !GetAtt Alarms.TopicNam",
        "Engine: `Alarms` is AWS::SNS::Topic, which has no attribute `TopicNam`; did you mean `TopicName`?",
    ),
    (
        "Tags: [{ Key: a, Value: !Sub 'x-${Alarms.TopicAr}' }]",
        "Tags[0].Value: `Alarms` is AWS::SNS::Topic, which has no attribute `TopicAr`; did you mean `TopicArn`?",
    ),
    (
        "Engine: !Sub ['${A}-${Emial}', { A: 1 }]",
        "Engine: the template has no resource or parameter `Emial`; did you mean `Email`?",
    ),
    ("Engine: !If [IsBig, a, b]", "Engine: the template has no condition `IsBig`; there are none"),
    ("Engine: !FindInMap [Sizes, a, b]", "Engine: the template has no mapping `Sizes`; there are none"),
];

const OF_RESOURCES: [(&str, &str); 6] = [
    (
        "Resources: { Spare: { DependsOn: [Alarms, Databas] } }",
        "Resources.Spare.DependsOn[1]: the template has no resource `Databas`; did you mean `Database`?",
    ),
    (
        "Resources: { Spare: { Condition: IsBig } }",
        "Resources.Spare.Condition: the template has no condition `IsBig`; there are none",
    ),
    (
        "Resources: { Alarms: null }",
        "Resources.Alarms: the resource `Down` refers to it; change or take out that one, too",
    ),
    (
        "Resources: { Database: null }",
        "Resources.Database: the resource `Fleet` refers to it; change or take out that one, too",
    ),
    (
        "Resources: { Fleet: null }",
        "Resources.Fleet: the output `Site` refers to it; change or take out that one, too",
    ),
    (
        "Outputs: { More: { Value: !Ref Nothing } }",
        "Outputs.More.Value: the template has no resource or parameter `Nothing`; known are Alarms, Spare,",
    ),
];

#[test]
fn references_resolve() {
    for (over, told) in OF_VALUES {
        assert_eq!(of_database(over), format!("Resources.Database.Properties.{told}"), "{over}");
    }
    for (over, told) in OF_RESOURCES {
        assert!(refused(over).starts_with(told), "{over}: {}", refused(over));
    }
    apply(&mut template(), "Resources: { Fleet: null }\nOutputs: { Site: null }").unwrap();
}

#[test]
fn no_resource_waits_for_itself() {
    assert_eq!(
        refused(
            "Resources: { Database: { DependsOn: Down }, Down: { Properties: { AlarmName: !Ref Fleet } } }"
        ),
        "Resources.Database: it waits for itself: Database → Down → Fleet → Database; take one of these references out"
    );
    assert_eq!(
        refused("Resources: { Spare: { DependsOn: Spare } }"),
        "Resources.Spare: it waits for itself: Spare → Spare; take one of these references out"
    );
}

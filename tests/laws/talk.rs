//! Every service that the talk names has its place: in a stage, as an option, or in a line of the README.

use crate::{README, all, kind, stages, text};

/// Where it is.
enum Place {
    /// A resource of this type, in a stage.
    Stage(&'static str),
    /// A resource of this type, which a stage file may ask for.
    Option(&'static str),
    /// A mark in what hosts run.
    Host(&'static str),
    /// A row of the README's table, which says what replaces it today.
    Readme,
}
use Place::{Host, Option, Readme, Stage};

const TALK: [(&str, Place); 41] = [
    ("EC2", Stage("AWS::EC2::Instance")),
    ("Elastic IP", Stage("AWS::EC2::EIP")),
    ("Route 53", Stage("AWS::Route53::RecordSet")),
    ("RDS", Stage("AWS::RDS::DBInstance")),
    ("Aurora", Stage("AWS::RDS::DBCluster")),
    ("ELB", Stage("AWS::ElasticLoadBalancingV2::LoadBalancer")),
    ("S3", Stage("AWS::S3::Bucket")),
    ("CloudFront", Stage("AWS::CloudFront::Distribution")),
    ("ElastiCache", Stage("AWS::ElastiCache::ReplicationGroup")),
    ("DynamoDB", Stage("AWS::DynamoDB::GlobalTable")),
    ("Auto Scaling", Stage("AWS::AutoScaling::AutoScalingGroup")),
    ("CloudWatch", Stage("AWS::CloudWatch::Alarm")),
    ("CloudWatch Logs", Stage("AWS::Logs::LogGroup")),
    ("CloudTrail", Stage("AWS::CloudTrail::Trail")),
    ("CodeDeploy", Stage("AWS::CodeDeploy::DeploymentGroup")),
    ("Lambda", Stage("AWS::Lambda::Function")),
    ("SQS", Stage("AWS::SQS::Queue")),
    ("SNS", Stage("AWS::SNS::Topic")),
    ("SES", Stage("AWS::SES::EmailIdentity")),
    ("Kinesis", Stage("AWS::Kinesis::Stream")),
    ("IAM", Stage("AWS::IAM::Role")),
    ("VPC", Stage("AWS::EC2::VPC")),
    ("EBS", Stage("AWS::EC2::Volume")),
    ("federation", Stage("AWS::SSM::Parameter")),
    ("multi-region", Stage("AWS::RDS::GlobalCluster")),
    ("deep analysis", Stage("AWS::XRay::SamplingRule")),
    ("Systems Manager", Stage("AWS::SSM::Association")),
    ("external monitoring", Stage("AWS::Synthetics::Canary")),
    ("Redshift", Option("AWS::RedshiftServerless::Workgroup")),
    ("graph", Option("AWS::Neptune::DBCluster")),
    ("search", Option("AWS::OpenSearchService::Domain")),
    ("Step Functions", Option("AWS::StepFunctions::StateMachine")),
    ("Session Manager", Stage("AWS::IAM::InstanceProfile")),
    ("CodeDeploy agent", Host("codedeploy-agent")),
    ("EFS", Readme),
    ("SWF", Readme),
    ("Elastic Beanstalk", Readme),
    ("OpsWorks", Readme),
    ("New Relic, Pingdom", Readme),
    ("Elastic Transcoder", Readme),
    ("CloudSearch", Readme),
];

#[test]
fn every_service_of_the_talk_has_its_place() {
    let variants = stages::variants();
    let options: Vec<_> = variants.iter().map(|(_, template)| stages::document(template, false)).collect();
    let has = |document: &serde_json::Value, wanted: &str| {
        stages::resources(document).values().any(|resource| kind(resource) == wanted)
    };
    for (name, place) in TALK {
        let there = match place {
            Stage(kind) => all().iter().any(|(_, document)| has(document, kind)),
            Option(kind) => {
                all().iter().all(|(_, document)| !has(document, kind))
                    && options.iter().any(|document| has(document, kind))
            }
            Host(mark) => all().iter().any(|(_, document)| text(document).contains(mark)),
            Readme => README.contains(&format!("| {name} |")),
        };
        assert!(there, "{name}");
    }
}

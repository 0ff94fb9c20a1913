//! One narrow struct per AWS type: the properties that scalegen writes, under the names of CloudFormation's own reference.
#![expect(clippy::struct_excessive_bools, reason = "CloudFormation has as many switches")]
#![expect(missing_docs, reason = "the property names are CloudFormation's, and so is their documentation")]

pub mod acm;
pub mod application_autoscaling;
pub mod autoscaling;
pub mod backup;
pub mod budgets;
pub mod cloudfront;
pub mod cloudtrail;
pub mod cloudwatch;
pub mod codedeploy;
pub mod dynamodb;
pub mod ec2;
pub mod elasticache;
pub mod elbv2;
pub mod firehose;
pub mod iam;
pub mod kinesis;
pub mod kms;
pub mod lambda;
pub mod logs;
pub mod neptune;
pub mod opensearch;
pub mod policy;
pub mod rds;
pub mod redshift_serverless;
pub mod route53;
pub mod s3;
pub mod secretsmanager;
pub mod ses;
pub mod sns;
pub mod sqs;
pub mod ssm;
pub mod stepfunctions;
pub mod synthetics;
pub mod tag;
pub mod vpc;
pub mod wafv2;
pub mod xray;

//! The customer's own key for what a stack keeps, where one is asked for.
//!
//! Without it everything is encrypted all the same, under keys of AWS that cost nothing. A key of one's own costs a dollar a
//! month, and 10,000 uses of it three cents (us-east-1, infracost, 2024-07-01); each of its first two yearly rotations adds
//! another dollar a month (from memory). For that its owner says who may use it, sees in CloudTrail who did, and can shut
//! everything away at once: the stack's log groups, its secrets, the database with replicas and snapshots, static files,
//! releases and the trail.
//!
//! With the keys of AWS stay the disks of hosts, the tables, the cache, queues and the stream, and what databases tell of queries;
//! the log groups that RDS, the hosts' agents and the canary make; and the log bucket, since a load balancer writes under
//! S3's own keys only.

mod policy;

use super::{
    names,
    talk::{MORE, ONE},
};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val,
        types::{
            kms::{Alias, Key},
            policy::Statement,
            s3::Bucket,
        },
    },
    sub,
};
pub use policy::Services;

/// The customer's own key, or none: then each service takes its own.
#[derive(Clone, Debug, Default)]
pub struct DataKey(Option<Id<Key>>);

/// What a service says whenever it uses the key for somebody: that it does, and for which secret or bucket.
#[derive(Clone, Debug)]
pub struct Context(Vec<(&'static str, &'static str, Val)>);

impl DataKey {
    /// Builds the key, and the name under which people find it.
    pub fn build(t: &mut Template, services: Services) -> Self {
        t.section("Key");
        let why = ONE.needs("the customer's own key for what the stack keeps; it stays when the stack goes");
        let key = Key {
            description: sub!["Data of the stack ", Pseudo::StackName],
            enable_key_rotation: true,
            key_policy: services.policy(),
        };
        let key = t.add("DataKey", why.must("never delete it: what lies under it is lost with it"), key);
        let alias_name = sub!["alias/", Pseudo::StackName, "-data"];
        let why = ONE.needs("the key's name in the console, and wherever a key is chosen");
        t.add("DataKeyAlias", why, Alias { alias_name, target_key_id: key.get() });
        let text =
            "The key of the stack's data; who reads it needs kms:Decrypt, who writes it kms:GenerateDataKey";
        t.output("DataKeyArn", text, key.arn());
        Self(Some(key))
    }

    /// Builds a key for databases whose source is in another region: they take none of AWS's own.
    pub fn of_databases(t: &mut Template) -> Self {
        t.section("Key");
        let key = Key {
            description: sub!["Databases of the stack ", Pseudo::StackName],
            enable_key_rotation: true,
            key_policy: policy::of_databases(),
        };
        let why = MORE.needs("the key of the databases in this region; their source's stays in the other");
        Self(Some(t.add("DatabaseKey", why.must("never delete it: what lies under it is lost with it"), key)))
    }

    /// Its ARN, which no service mistakes for a change, as it may with the ID.
    pub fn arn(&self) -> Option<Val> {
        self.0.as_ref().map(Id::<Key>::arn)
    }

    /// Lets a role read what lies under the key.
    pub fn reads(&self, of: Context) -> Option<Statement> {
        self.uses(["kms:Decrypt"], of)
    }

    /// Lets a role read and write: whoever writes in parts reads them back.
    pub fn writes(&self, of: Context) -> Option<Statement> {
        self.uses(["kms:Decrypt", "kms:GenerateDataKey"], of)
    }

    fn uses<const N: usize>(&self, actions: [&'static str; N], Context(facts): Context) -> Option<Statement> {
        let statement = Statement::allow(actions, [self.arn()?]);
        Some(facts.into_iter().fold(statement, |it, (operator, key, value)| it.only(operator, key, [value])))
    }
}

/// Under which name Secrets Manager tells the secret.
const SECRET: &str = "kms:EncryptionContext:SecretARN";

impl Context {
    /// A secret, by its ARN.
    pub fn secret(arn: impl Into<Val>) -> Self {
        Self(vec![("StringEquals", SECRET, arn.into())])
    }

    /// Every secret that the role may ask for, by no other way than Secrets Manager, which gives it no other. They are not
    /// named again: that would take a role with 16 shards past the 10,240 characters of its policies. How Secrets Manager is
    /// called here its user guide says (Secret encryption and decryption); the suffix in China is from memory.
    pub fn asked_secrets() -> Self {
        let service = sub!["secretsmanager.", Pseudo::Region, ".", Pseudo::UrlSuffix];
        let any = names::arn("secretsmanager", "secret:*");
        Self(vec![("StringEquals", "kms:ViaService", service), ("StringLike", SECRET, any)])
    }

    /// All objects of a bucket with a bucket key: without one, S3 would name each object.
    pub fn bucket(bucket: &Id<Bucket>) -> Self {
        Self(vec![("StringEquals", "kms:EncryptionContext:aws:s3:arn", bucket.arn())])
    }
}

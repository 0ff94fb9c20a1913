//! Regions: a stack alone, the first of two, or the second, which shares the first one's data.
//!
//! Which of the two writes is a parameter of both, so that a fail-over needs no new template: the stack whose region has the
//! primary database is told so. The second takes no visitors until it is told to serve.

use super::{
    identity::{Given, Identity},
    key::DataKey,
    names,
    talk::MORE,
};
use crate::{
    cfn::{
        Condition, Declaration, Fact, Parameter, Rule, Template, Test, Val, join, no_value, select, split,
        stack_output, types::secretsmanager::ReplicaRegion, when,
    },
    sub,
};

/// Where a stack stands among regions.
#[derive(Clone, Debug, Default)]
pub enum World {
    /// There is no other.
    #[default]
    Alone,
    /// The region whose stack owns what both share.
    First(First),
    /// The region that joined.
    Second(Second),
}

/// The first region's view of the second.
#[derive(Clone, Debug)]
pub struct First {
    /// The second region's name.
    pub other: String,
    /// Whether the second stack is there: the names of its buckets were given.
    pub joined: Condition,
    /// Its bucket of static files.
    pub assets: Parameter,
    /// Its bucket of uploads.
    pub media: Parameter,
    writes: Condition,
}

/// The second region's view of the first.
#[derive(Clone, Debug)]
pub struct Second {
    /// The first region's name.
    pub first: String,
    /// Whether visitors come here: a domain was given, and the stack is in service.
    pub serves: Condition,
    /// The version that the databases of the first region run.
    pub version: Parameter,
    /// The key of the databases: their source's is in another region.
    pub key: DataKey,
    stack: Parameter,
    writes: Condition,
}

/// A stack's place among regions, as the design has it: the other region by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There is no other.
    #[default]
    Alone,
    /// The first; the second is to be there.
    First(String),
    /// The second; the first is there.
    Second(String),
}

impl Standing {
    /// Declares what the stack must be told of the other.
    pub fn build(&self, t: &mut Template, identity: &Identity) -> World {
        match self {
            Self::Alone => World::Alone,
            Self::First(other) => World::First(First::build(t, other)),
            Self::Second(first) => World::Second(Second::build(t, first, identity)),
        }
    }
}

impl First {
    fn build(t: &mut Template, other: &str) -> Self {
        let assets = t.parameter("SecondaryAssetsBucket", &ASSETS);
        let media = t.parameter("SecondaryMediaBucket", &MEDIA);
        let joined = t.condition("HasSecondary", &Test::all_given(&[&assets, &media]));
        let writes = writes(t, "primary");
        Self { other: other.to_owned(), joined, assets, media, writes }
    }
}

impl First {
    /// `true` once the second region is there: an update before that one can be taken back.
    pub fn once_joined(&self) -> Val<bool> {
        when(&self.joined, Val::Is(true), Val::Is(false))
    }
}

impl Second {
    fn build(t: &mut Template, first: &str, identity: &Identity) -> Self {
        let stack = t.parameter("PrimaryStack", &STACK);
        let version = t.parameter("DatabaseVersion", &VERSION);
        let in_service = t.parameter("InService", &IN_SERVICE);
        let serves = serves(t, identity, &in_service);
        let writes = writes(t, "secondary");
        let key = DataKey::of_databases(t);
        Self { first: first.to_owned(), serves, version, key, stack, writes }
    }

    /// What the first stack tells.
    pub fn told(&self, output: &str) -> Val {
        let told = stack_output(&self.stack, &self.first, output);
        join("", vec![told])
    }
}

/// Whether visitors come here. Without a domain there is no name by which they would.
fn serves(t: &mut Template, identity: &Identity, in_service: &Parameter) -> Condition {
    let told = || Test::equals(in_service, "true");
    let (Fact::Asked(has_domain), Given::Asked(domain)) = (&identity.has_domain, &identity.domain) else {
        return t.condition("Serves", &told());
    };
    t.rule("InServiceNeedsDomain", &Rule::new(told(), Test::given(domain), NEEDED));
    t.condition("Serves", &Test::all([Test::holds(has_domain), told()]))
}

/// Whether the databases of this region take writes.
fn writes(t: &mut Template, default: &'static str) -> Condition {
    let role = t.parameter("DatabaseRole", &Declaration { default: Some(default), ..ROLE });
    t.condition("WritesHere", &Test::equals(&role, "primary"))
}

impl World {
    /// The second region, where this is it.
    pub fn second(&self) -> Option<&Second> {
        if let Self::Second(second) = self { Some(second) } else { None }
    }

    /// The first region, where this is it.
    pub fn first(&self) -> Option<&First> {
        if let Self::First(first) = self { Some(first) } else { None }
    }

    /// Where secrets are copied to.
    pub fn copies(&self) -> Vec<ReplicaRegion> {
        self.first().map(|first| ReplicaRegion { region: first.other.clone().into() }).into_iter().collect()
    }

    /// The host to write to: the writer where this region's databases take writes, otherwise one that passes them on.
    pub fn writer(&self, writer: Val, forwarding: Val) -> Val {
        match self {
            Self::Alone => writer,
            Self::First(First { writes, .. }) | Self::Second(Second { writes, .. }) => {
                when(writes, writer, forwarding)
            }
        }
    }

    /// Whether a cluster's readers pass writes on to the other region: a cluster takes this once both regions are there.
    pub fn forwards(&self) -> Option<Val<bool>> {
        match self {
            Self::Alone => None,
            Self::First(first) => Some(when(&first.joined, Val::Is(true), no_value())),
            Self::Second(_) => Some(Val::Is(true)),
        }
    }

    /// Tells the second stack the part of a secret's ARN that is the same in every region.
    pub fn tell_secret(&self, t: &mut Template, id: &str, arn: &Val) {
        if self.first().is_some() {
            let name = select(6, &split(":", arn.clone()));
            t.output(&format!("{id}Name"), "For the second region: the same secret there", name);
        }
    }
}

impl Second {
    /// The copy of a secret in this region.
    pub fn secret(&self, id: &str) -> Val {
        let name = self.told(&format!("{id}Name"));
        names::arn("secretsmanager", sub!["secret:", name])
    }
}

/// The step at which a second region comes.
pub const STEP: super::talk::Step = MORE;

const NEEDED: &str = "Without a domain there is no name by which visitors come to a second region: give DomainName and HostedZoneId.";

const BUCKET: &str = "^$|^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

const ASSETS: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The second stack's output AssetsBucketName, once that stack is there; nothing when this one is created. With \
                  SecondaryMediaBucket: files go both ways.",
    allowed_pattern: BUCKET,
    constraint_description: "a bucket's name, or nothing",
};

const MEDIA: Declaration =
    Declaration { description: "The second stack's output MediaBucketName, once it is there.", ..ASSETS };

const STACK: Declaration = Declaration {
    r#type: "String",
    default: None,
    description: "The name of the first region's stack (scalegen stage ... --role primary).",
    allowed_pattern: "^[A-Za-z][A-Za-z0-9-]{0,127}$",
    constraint_description: "a stack's name",
};

const VERSION: Declaration = Declaration {
    r#type: "String",
    default: Some(super::database::aurora::VERSION),
    description: "The version that the first region's clusters run now: aws rds describe-db-clusters --query DBClusters[].EngineVersion",
    allowed_pattern: "^17\\.[0-9]+$",
    constraint_description: "a version of Aurora PostgreSQL such as 17.9",
};

const IN_SERVICE: Declaration = Declaration {
    r#type: "String",
    default: Some("false"),
    description: "true: visitors who are nearer come here, once /readyz says that all is well.",
    allowed_pattern: "^(true|false)$",
    constraint_description: "true or false",
};

const ROLE: Declaration = Declaration {
    r#type: "String",
    default: None,
    description: "primary: this region's databases take the writes. Change it in both stacks after a fail-over of the databases.",
    allowed_pattern: "^(primary|secondary)$",
    constraint_description: "primary or secondary",
};

//! Tables: data that is asked for by its key, at any rate, without a join. Global from the first day: a region joins in place.

use super::{
    alarms::{Alarms, Watch},
    app::Surroundings,
    names,
    protection::Protection,
    talk::Step,
    world::{Second, World},
};
use crate::{
    cfn::{
        Pseudo, Template, Val, Why,
        types::{
            dynamodb::{
                AttributeDefinition, GlobalSecondaryIndex, GlobalTable, KeySchema, PointInTimeRecovery,
                Projection, Replica, Stream, TimeToLive,
            },
            policy::Statement,
        },
    },
    sub,
};

/// What hosts do with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// They read and write items.
    Items,
    /// They read it, as a whole as well.
    Read,
}

/// What a table is like.
#[derive(Clone, Debug)]
pub struct Table {
    /// What its alarms and its sentence for people begin with: `Session`.
    pub name: &'static str,
    /// The same for people: `session`.
    pub title: &'static str,
    /// The environment variable that names it.
    pub variable: &'static str,
    /// The step at which it comes.
    pub step: Step,
    /// The key that every item has, and its type: `S` or `N`.
    pub key: (&'static str, &'static str),
    /// The second part of the key.
    pub range: Option<(&'static str, &'static str)>,
    /// An order in which items of one key can be read: the index, its attribute, and that one's type.
    pub order: Option<(&'static str, &'static str, &'static str)>,
    /// The attribute, in epoch seconds, after which an item leaves by itself.
    pub expiry: Option<&'static str>,
    /// What hosts do with it.
    pub rights: Rights,
}

const ITEMS: [&str; 7] = [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:Query",
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
];

impl Table {
    /// Builds the table and its alarms; the application learns its name and may read and write items. The second region has
    /// a copy of the first one's. Its name is what others need.
    pub fn build(
        &self,
        t: &mut Template,
        why: Why,
        (world, protection): (&World, Protection),
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) -> Val {
        let output = format!("{}TableName", self.name);
        let (name, arn) = match world.second() {
            Some(second) => copy(second, &output),
            None => self.own(t, why, replicas(world, protection), &output),
        };
        self.watch(t, &name, alarms);
        surroundings.tell(self.variable, name.clone());
        surroundings.allow(self.may_use(&arn));
        name
    }

    fn own(&self, t: &mut Template, why: Why, regions: Vec<Replica>, output: &str) -> (Val, Val) {
        let why = why.must("keep the type and KeySchema: a change replaces the table");
        let table = t.add(&format!("{}Table", self.name), why, self.table(regions));
        t.output(output, &self.described(), table.get());
        (table.get().into(), table.arn())
    }

    fn described(&self) -> String {
        let expiry =
            self.expiry.map_or_else(String::new, |name| format!(", expiry `{name}` in epoch seconds"));
        let range = self.range.map_or_else(String::new, |(name, _)| format!(" and `{name}`"));
        format!("The {} table: key `{}`{range}{expiry}", self.title, self.key.0)
    }

    fn may_use(&self, arn: &Val) -> Statement {
        let index = self.order.map(|(index, ..)| sub![arn.clone(), "/index/", index]);
        let table = std::iter::once(arn.clone()).chain(index);
        match self.rights {
            Rights::Items => Statement::allow_on(ITEMS, table),
            Rights::Read => {
                Statement::allow_on(["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"], table)
            }
        }
    }

    fn table(&self, regions: Vec<Replica>) -> GlobalTable {
        let keys = [Some(self.key), self.range];
        let attributes = keys.into_iter().flatten().chain(self.order.map(|(_, name, kind)| (name, kind)));
        GlobalTable {
            billing_mode: "PAY_PER_REQUEST",
            attribute_definitions: attributes
                .map(|(attribute_name, attribute_type)| AttributeDefinition {
                    attribute_name,
                    attribute_type,
                })
                .collect(),
            key_schema: schema(self.key.0, self.range.map(|(name, _)| name)),
            global_secondary_indexes: self.index().into_iter().collect(),
            time_to_live_specification: self
                .expiry
                .map(|attribute_name| TimeToLive { attribute_name, enabled: true }),
            stream_specification: Stream { stream_view_type: "NEW_AND_OLD_IMAGES" },
            replicas: regions,
        }
    }

    fn index(&self) -> Option<GlobalSecondaryIndex> {
        self.order.map(|(index_name, attribute, _)| GlobalSecondaryIndex {
            index_name,
            key_schema: schema(self.key.0, Some(attribute)),
            projection: Projection { projection_type: "ALL" },
        })
    }

    fn watch(&self, t: &mut Template, table: &Val, alarms: &Alarms) {
        for (what, metric) in [("Read", "ReadThrottleEvents"), ("Write", "WriteThrottleEvents")] {
            let text = "requests are refused: one key is too hot, or the account's quota is reached";
            let watch = Watch::above("AWS/DynamoDB", metric, 0).statistic("Sum").for_periods(3, 60);
            let id = format!("{}{what}ThrottleAlarm", self.name);
            let watch = watch.of("TableName", table.clone()).silence_is_fine();
            alarms.add(t, &id, self.step.watches(text), format!("The {} table: {text}", self.title), watch);
        }
    }
}

/// The copy in the second region is protected once that region is there: until then an update that fails can take it back.
fn replicas(world: &World, protection: Protection) -> Vec<Replica> {
    let replica = |region, protected| Replica {
        region,
        deletion_protection_enabled: protection.only(protected),
        point_in_time_recovery_specification: PointInTimeRecovery { point_in_time_recovery_enabled: true },
    };
    let here = replica(Pseudo::Region.into(), Val::Is(true));
    let there = world.first().map(|first| replica(first.other.clone().into(), first.once_joined()));
    std::iter::once(here).chain(there).collect()
}

/// Name and ARN of the copy in this region.
fn copy(second: &Second, output: &str) -> (Val, Val) {
    let name = second.told(output);
    let arn = names::arn("dynamodb", sub!["table/", name.clone()]);
    (name, arn)
}

fn schema(hash: &'static str, range: Option<&'static str>) -> Vec<KeySchema> {
    let range = range.map(|attribute_name| KeySchema { attribute_name, key_type: "RANGE" });
    std::iter::once(KeySchema { attribute_name: hash, key_type: "HASH" }).chain(range).collect()
}
